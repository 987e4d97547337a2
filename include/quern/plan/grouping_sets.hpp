// SPDX-License-Identifier: BSL-1.0
// Sets of keys in group_by(...): set, rollup, cube, grouping_sets. A set is a mask over the keys: bit k stands for key k.
#pragma once
#include <quern/plan/project.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {

template <std::uint32_t... Masks>
struct sets {
  static constexpr std::size_t size = sizeof...(Masks);
  static constexpr std::uint32_t at(std::size_t k) {
    constexpr std::uint32_t masks[] = {Masks..., 0};
    return masks[k];
  }
};

// An item of group_by: keys, and the sets of them that it asks for.
template <class Sets, class... Named>
struct key_choice {
  static_assert(sizeof...(Named) <= 32, "quern: sets of keys have 32 columns at most");
  using choice = Sets;
  using items = meta::list<Named...>;
  meta::tuple<Named...> columns;
};
template <class T>
inline constexpr bool is_key_choice = false;
template <class Sets, class... Named>
inline constexpr bool is_key_choice<key_choice<Sets, Named...>> = true;

// A column alone is the set of it.
template <class X>
constexpr auto as_choice(X const& x) {
  if constexpr (is_key_choice<X>)
    return x;
  else
    return key_choice<sets<1>, as_named_t<X>>{{{{plan::as_named(x)}}}};
}

// A set over keys N, as a set over keys All.
template <class All, class... N>
constexpr std::uint32_t moved(std::uint32_t set, meta::list<N...>) {
  std::uint32_t r = 0;
  std::size_t i = 0;
  ((r |= ((set >> i++) & 1u) << meta::index_of<N>(All{})), ...);
  return r;
}
template <class Sets, class... N, class... All, class... M>
constexpr auto choice_of(meta::list<N...>, meta::tuple<All...> const& columns, meta::list<M...>) {
  return key_choice<Sets, M...>{{{{meta::get<meta::index_of<M>(meta::list<All...>{})>(columns)}...}}};
}
// Every set of A joined with every set of B, A's order first; or those of A and then those of B. A key of both is kept once.
template <bool Cross, class A, class B>
constexpr auto combine(A const& a, B const& b) {
  using All = meta::set_union<typename A::items, typename B::items>;
  using X = typename A::choice;
  using Y = typename B::choice;
  using Sets = decltype([]<std::size_t... K>(std::index_sequence<K...>) {
    if constexpr (Cross)
      return sets<(X::at(K / Y::size) | plan::moved<All>(Y::at(K % Y::size), typename B::items{}))...>{};
    else
      return sets<(K < X::size ? X::at(K) : plan::moved<All>(Y::at(K - X::size), typename B::items{}))...>{};
  }(std::make_index_sequence<Cross ? X::size * Y::size : X::size + Y::size>{}));
  return plan::choice_of<Sets>(typename A::items{}, meta::concat_tuples(a.columns, b.columns), All{});
}
template <bool Cross>
constexpr auto combine_all() {
  return std::conditional_t<Cross, key_choice<sets<0>>, key_choice<sets<>>>{};
}
template <bool Cross, class A>
constexpr A combine_all(A const& a) {
  return a;
}
template <bool Cross, class A, class B, class... Rest>
constexpr auto combine_all(A const& a, B const& b, Rest const&... rest) {
  return plan::combine_all<Cross>(plan::combine<Cross>(a, b), rest...);
}
template <class Sets, class Old, class... Named>
constexpr auto with_sets(key_choice<Old, Named...> const& c) {
  return key_choice<Sets, Named...>{c.columns};
}

// The first Count of the sets joined, and those whose bit is set in Which.
template <class Sets>
constexpr std::uint32_t joined_sets(std::size_t count, std::uint32_t which) {
  std::uint32_t r = 0;
  for (std::size_t k = 0; k < count; ++k)
    if ((which >> (Sets::size - 1 - k)) & 1) r |= Sets::at(k);
  return r;
}

}  // namespace plan

// One set of keys; set() is all rows.
template <class... Keys>
constexpr auto set(Keys const&... keys) {
  return plan::combine_all<true>(plan::as_choice(keys)...);
}
// Sets of keys, one after another: grouping_sets(set("a"_c, "b"_c), "a"_c, set()).
template <class... Sets>
constexpr auto grouping_sets(Sets const&... s) {
  return plan::combine_all<false>(plan::as_choice(s)...);
}
// rollup(a, b, c): the sets (a, b, c), (a, b), (a), (). A key may be a set(...) of several.
template <class... Keys>
constexpr auto rollup(Keys const&... keys) {
  auto const all = plan::combine_all<false>(plan::as_choice(keys)...);
  using Sets = typename std::remove_const_t<decltype(all)>::choice;
  return [&]<std::size_t... K>(std::index_sequence<K...>) {
    return plan::with_sets<plan::sets<plan::joined_sets<Sets>(Sets::size - K, ~std::uint32_t{0})...>>(all);
  }(std::make_index_sequence<Sets::size + 1>{});
}
// cube(a, b): every set of them: (a, b), (a), (b), ().
template <class... Keys>
constexpr auto cube(Keys const&... keys) {
  auto const all = plan::combine_all<false>(plan::as_choice(keys)...);
  using Sets = typename std::remove_const_t<decltype(all)>::choice;
  return [&]<std::size_t... K>(std::index_sequence<K...>) {
    return plan::with_sets<plan::sets<plan::joined_sets<Sets>(Sets::size, static_cast<std::uint32_t>(sizeof...(K) - 1 - K))...>>(all);
  }(std::make_index_sequence<std::size_t{1} << Sets::size>{});
}

}  // namespace quern
