// SPDX-License-Identifier: BSL-1.0
// Rules that go by what a node's reader wants: narrow<Rule, Node, Demand> is the specialisation of such a rule, as rewrite is of others.
// Here: columns that nobody reads. No such rule shows a name that the plan has hidden: above, another column may have it.
#pragma once
#include <quern/plan/shared.hpp>
#include <quern/rules/demand.hpp>
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

template <class Rule, class Node, class D>
struct narrow {
  static constexpr bool applies = false;
};

struct remove_unread_columns : plan::narrowing_rule {
  static constexpr std::string_view name = "remove unread columns";
  static constexpr std::string_view reason = "nothing reads what they would compute";
  static constexpr plan::node_kinds at = plan::kind::extend | plan::kind::lazy_extend | plan::kind::project | plan::kind::view | plan::kind::group | plan::kind::row_index | plan::kind::rename;
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

// Columns added to the input's, or in the place of them.
template <class Node, class D>
struct removes_definitions;
template <template <class, class...> class Verb, class In, class... N, class D>
struct removes_definitions<Verb<In, N...>, D> {
  static constexpr auto read = read_definitions<D, N...>::are;
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
// A list of all columns. Where none is read one stays, which costs nothing: names that the list hid must stay hidden.
template <class Node, class D>
struct removes_columns;
template <template <class, class...> class Verb, class In, class... N, class D>
struct removes_columns<Verb<In, N...>, D> {
  using one = expr::named<meta::at<0, meta::list<N...>>::name, expr::constant<0>>;
  static constexpr std::array<bool, sizeof...(N) + 1> read{is_demanded<typename D::columns, N::name>...};
  static constexpr bool applies = rules::one_is_false<N...>(read) && !std::is_same_v<meta::list<N...>, meta::list<one>>;
  static constexpr auto on(Verb<In, N...> const& n) {
    return rules::with_those<read>(n.columns, [&]<class... M>(meta::tuple<M...> const& t) {
      if constexpr (sizeof...(M) == 0)
        return Verb<In, one>{n.in, {}};
      else
        return Verb<In, M...>{n.in, t};
    });
  }
};
template <class Columns>
inline constexpr bool are_listed = !std::is_same_v<Columns, all_columns>;

template <class In, class... N, class D>
  requires(are_listed<typename D::columns> && !plan::runs_in_stages<N...>)
struct narrow<remove_unread_columns, plan::extend<In, N...>, D> : removes_definitions<plan::extend<In, N...>, D> {};
template <class In, class... N, class D>
  requires are_listed<typename D::columns>
struct narrow<remove_unread_columns, plan::lazy_extend<In, N...>, D> : removes_definitions<plan::lazy_extend<In, N...>, D> {};
template <class In, class... N, class D>
  requires(are_listed<typename D::columns> && !plan::runs_in_stages<N...> && sizeof...(N) > 0)
struct narrow<remove_unread_columns, plan::project<In, N...>, D> : removes_columns<plan::project<In, N...>, D> {};
template <class In, class... N, class D>
  requires are_listed<typename D::columns>
struct narrow<remove_unread_columns, plan::view<In, N...>, D> : removes_columns<plan::view<In, N...>, D> {};

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

template <class In, fixed_string Name, class D>
  requires(!is_demanded<typename D::columns, Name>)
struct narrow<remove_unread_columns, plan::row_index<In, Name>, D> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::row_index<In, Name> const& n) { return n.in; }
};
// A new name that nobody reads: the old one is dropped, since behind the rename nobody saw it.
template <class In, class... Pairs, class D>
  requires are_listed<typename D::columns>
struct narrow<remove_unread_columns, plan::rename<In, Pairs...>, D> {
  template <bool Read>
  using those = meta::concat<meta::list<>, std::conditional_t<is_demanded<typename D::columns, Pairs::name> == Read, meta::list<Pairs>, meta::list<>>...>;
  static constexpr bool applies = those<false>::size > 0;
  static constexpr auto on(plan::rename<In, Pairs...> const& n) {
    return []<class... Unread, class... P>(In const& in, meta::list<Unread...>, meta::list<P...>) {
      using Below = plan::drop<In, decltype(Unread::value)::name...>;
      if constexpr (sizeof...(P) == 0)
        return Below{in};
      else
        return plan::rename<Below, P...>{{in}};
    }(n.in, those<false>{}, those<true>{});
  }
};

}  // namespace quern::rules
