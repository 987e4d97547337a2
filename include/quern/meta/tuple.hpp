// SPDX-License-Identifier: BSL-1.0
// A tuple of leaves: what nodes hold their children in. Empty children take no room, and it costs a tenth of
// std::tuple to compile.
#pragma once
#include <quern/meta/type_list.hpp>

namespace quern::inline QUERN_ABI::meta {

template <std::size_t I, class T, bool Empty = std::is_empty_v<T>>
struct leaf {
  T value;
};
// Not [[no_unique_address]]: clang 16 crashes on such a member of an aggregate that is initialised by a call.
template <std::size_t I, class T>
struct leaf<I, T, true> {
  static constexpr T value{};
  constexpr leaf() = default;
  constexpr leaf(T const&) {}
};

template <class Is, class... T>
struct tuple_base;
template <std::size_t... I, class... T>
struct tuple_base<std::index_sequence<I...>, T...> : leaf<I, T>... {};

template <class... T>
struct tuple : tuple_base<std::index_sequence_for<T...>, T...> {
  static constexpr std::size_t size = sizeof...(T);
  using types = list<T...>;
};

template <class... T>
QUERN_INLINE constexpr tuple<T...> make_tuple(T... t) {
  return {{{static_cast<T&&>(t)}...}};
}

template <std::size_t I, class T, bool E>
QUERN_INLINE constexpr T const& get(leaf<I, T, E> const& l) {
  return l.value;
}
template <std::size_t I, class T>
QUERN_INLINE constexpr T& get(leaf<I, T, false>& l) {
  return l.value;
}

template <class F, std::size_t... I, class... T>
QUERN_INLINE constexpr decltype(auto) apply_impl(F&& f, tuple_base<std::index_sequence<I...>, T...> const& t) {
  return f(get<I>(t)...);
}
template <class F, std::size_t... I, class... T>
QUERN_INLINE constexpr decltype(auto) apply_impl(F&& f, tuple_base<std::index_sequence<I...>, T...>& t) {
  return f(get<I>(t)...);
}
// f(leaves...)
template <class F, class Tuple>
QUERN_INLINE constexpr decltype(auto) apply(F&& f, Tuple&& t) {
  return meta::apply_impl(static_cast<F&&>(f), t);
}

template <class F, std::size_t... I, class... T>
constexpr void for_each_impl(F& f, tuple_base<std::index_sequence<I...>, T...> const& t) {
  (f(get<I>(t)), ...);
}
template <class F, std::size_t... I, class... T>
constexpr void for_each_impl(F& f, tuple_base<std::index_sequence<I...>, T...>& t) {
  (f(get<I>(t)), ...);
}
// f(leaf) in order
template <class F, class Tuple>
constexpr void for_each(Tuple&& t, F f) {
  meta::for_each_impl(f, t);
}

template <std::size_t... I, class... A, std::size_t... J, class... B>
constexpr tuple<A..., B...> concat_leaves(tuple_base<std::index_sequence<I...>, A...> const& a, tuple_base<std::index_sequence<J...>, B...> const& b) {
  return {{{get<I>(a)}..., {get<J>(b)}...}};
}
template <class... A, class... B>
constexpr tuple<A..., B...> concat_tuples(tuple<A...> const& a, tuple<B...> const& b) {
  if constexpr (sizeof...(A) == 0)
    return b;
  else if constexpr (sizeof...(B) == 0)
    return a;
  else
    return meta::concat_leaves(a, b);
}

}  // namespace quern::meta
