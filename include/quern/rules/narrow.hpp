// SPDX-License-Identifier: BSL-1.0
// Rules that go by what a node's reader wants: narrow<Rule, Node, Demand> is the specialisation of such a rule, as rewrite is of others.
// Here: columns that nobody reads.
#pragma once
#include <quern/plan/shared.hpp>
#include <quern/rules/demand.hpp>
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

template <class Rule, class Node, class D>
struct narrow {
  static constexpr bool applies = false;
};

struct remove_unread_columns : plan::rule {
  static constexpr std::string_view name = "remove unread columns";
  static constexpr std::string_view reason = "nothing reads what they would compute";
};

// The items whose bit is set, as a node made by make(items...).
template <auto const& Bits, class Make, class... N>
constexpr auto with_those(meta::tuple<N...> const& items, Make const& make) {
  return [&]<class... M>(meta::tuple<M...> const& t) { return make(t); }(rules::chosen<Bits, true>(items));
}
// Definitions that see those before them: the reader of one may be a later one.
template <class D, class... N>
struct read_definitions {
  template <class... Rest>
  struct of;
  template <class First, class... Rest>
  struct of<First, Rest...> {
    static constexpr auto bits(std::array<bool, sizeof...(N) + 1> b) {
      b[sizeof...(N) - 1 - sizeof...(Rest)] = is_demanded<typename before_list<typename D::columns, meta::list<Rest...>>::type, First::name>;
      if constexpr (sizeof...(Rest) > 0)
        return of<Rest...>::bits(b);
      else
        return b;
    }
  };
  static constexpr auto are = of<N...>::bits({});
};
template <class... N>
constexpr bool one_is_false(std::array<bool, sizeof...(N) + 1> const& b) {
  for (std::size_t k = 0; k < sizeof...(N); ++k)
    if (!b[k]) return true;
  return false;
}

template <class Node, class D, bool SeesEarlier>
struct removes_definitions;
template <template <class, class...> class Verb, class In, class... N, class D, bool SeesEarlier>
struct removes_definitions<Verb<In, N...>, D, SeesEarlier> {
  static constexpr auto find() {
    if constexpr (SeesEarlier)
      return read_definitions<D, N...>::are;
    else
      return std::array<bool, sizeof...(N) + 1>{is_demanded<typename D::columns, N::name>...};
  }
  static constexpr auto read = find();
  static constexpr bool applies = rules::one_is_false<N...>(read);
  static constexpr auto on(Verb<In, N...> const& n) {
    return rules::with_those<read>(n.columns, [&]<class... M>(meta::tuple<M...> const& t) {
      if constexpr (sizeof...(M) == 0)
        return n.in;
      else
        return Verb<In, M...>{n.in, t};
    });
  }
};
template <class Columns>
inline constexpr bool are_listed = !std::is_same_v<Columns, all_columns>;

template <class In, class... N, class D>
  requires(are_listed<typename D::columns> && !plan::runs_in_stages<N...>)
struct narrow<remove_unread_columns, plan::extend<In, N...>, D> : removes_definitions<plan::extend<In, N...>, D, true> {};
template <class In, class... N, class D>
  requires are_listed<typename D::columns>
struct narrow<remove_unread_columns, plan::lazy_extend<In, N...>, D> : removes_definitions<plan::lazy_extend<In, N...>, D, true> {};
template <class In, class... N, class D>
  requires(are_listed<typename D::columns> && !plan::runs_in_stages<N...> && sizeof...(N) > 0)
struct narrow<remove_unread_columns, plan::project<In, N...>, D> : removes_definitions<plan::project<In, N...>, D, false> {};
template <class In, class... N, class D>
  requires are_listed<typename D::columns>
struct narrow<remove_unread_columns, plan::view<In, N...>, D> : removes_definitions<plan::view<In, N...>, D, false> {};

// Aggregates. Without keys one stays: it makes the row.
template <class In, class Keys, class... N, class D>
  requires(are_listed<typename D::columns> && sizeof...(N) > 0)
struct narrow<remove_unread_columns, plan::group<In, Keys, N...>, D> {
  static constexpr auto read = [] {
    std::array<bool, sizeof...(N) + 1> b{is_demanded<typename D::columns, N::name>...};
    bool any = Keys::items::size > 0;
    for (std::size_t k = 0; k < sizeof...(N); ++k) any = any || b[k];
    if (!any) b[0] = true;
    return b;
  }();
  static constexpr bool applies = rules::one_is_false<N...>(read);
  static constexpr auto on(plan::group<In, Keys, N...> const& n) {
    return rules::with_those<read>(n.columns, [&]<class... M>(meta::tuple<M...> const& t) { return plan::group<In, Keys, M...>{n.in, n.key_columns, t}; });
  }
};

// Names that nobody reads.
template <class In, fixed_string... Names, class D>
  requires are_listed<typename D::columns>
struct narrow<remove_unread_columns, plan::drop<In, Names...>, D> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::drop<In, Names...> const& n) { return n.in; }
};
template <class In, fixed_string Name, class D>
  requires(!is_demanded<typename D::columns, Name>)
struct narrow<remove_unread_columns, plan::row_index<In, Name>, D> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::row_index<In, Name> const& n) { return n.in; }
};
template <class In, class... Pairs, class D>
  requires are_listed<typename D::columns>
struct narrow<remove_unread_columns, plan::rename<In, Pairs...>, D> {
  using kept = meta::concat<meta::list<>, std::conditional_t<is_demanded<typename D::columns, Pairs::name>, meta::list<Pairs>, meta::list<>>...>;
  static constexpr bool applies = kept::size < sizeof...(Pairs);
  static constexpr auto on(plan::rename<In, Pairs...> const& n) {
    return [&]<class... P>(meta::list<P...>) {
      if constexpr (sizeof...(P) == 0)
        return n.in;
      else
        return plan::rename<In, P...>{n.in};
    }(kept{});
  }
};

}  // namespace quern::rules
