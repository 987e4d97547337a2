// SPDX-License-Identifier: BSL-1.0
// A part of a plan that stands in it more than once. What needs all its input before the next verb begins (a group, a sort, ...)
// makes a table; where two of these are of one type and hold the same, one table does for both. Found when a plan runs or is
// explained, after the rules; no user and no rule sees a shared node.
#pragma once
#include <quern/plan/same.hpp>

namespace quern::inline QUERN_ABI::plan {

// Part: what all uses have in common in one run.
template <class In, class Part>
struct shared {
  In in;
  Part part;
};
template <class In, class Part>
struct schema_of_impl<shared<In, Part>> : schema_of_impl<In> {};

template <class Out, class In, class Part>
void print_chain(Out& out, shared<In, Part> const& n) {
  print_chain(out, n.in);
}

// Whether a node's rows are made as a whole.
template <class Node>
inline constexpr bool makes_table = false;
template <class In, class K, class... N>
inline constexpr bool makes_table<group<In, K, N...>> = true;
template <class In, class... K>
inline constexpr bool makes_table<sort<In, K...>> = true;
template <class In>
inline constexpr bool makes_table<slice<In>> = true;
template <class In>
inline constexpr bool makes_table<distinct<In>> = true;
template <class In>
inline constexpr bool makes_table<sample<In>> = true;
template <class In, class Other, bool All>
inline constexpr bool makes_table<intersection<In, Other, All>> = true;
template <class In, class Other, bool All>
inline constexpr bool makes_table<difference<In, Other, All>> = true;
template <class In, class... K>
inline constexpr bool makes_table<distinct_on<In, K...>> = true;
template <class In, class Keep, class Columns, fixed_string Name, fixed_string Value>
inline constexpr bool makes_table<unpivot<In, Keep, Columns, Name, Value>> = true;
template <class In, class... N>
inline constexpr bool makes_table<extend<In, N...>> = has_windows<N...> || runs_in_stages<N...>;
template <class In, class... N>
inline constexpr bool makes_table<project<In, N...>> = has_windows<N...> || runs_in_stages<N...>;
template <class In, class P>
inline constexpr bool makes_table<filter<In, P>> = is_ordered<P>;

// Whether a plan can hold a node twice: a chain of verbs cannot, since the type of each holds that of the one before.
template <class Node>
inline constexpr bool branches = has_inner_query<Node>;
template <class Node>
  requires requires(Node n) { n.other; }
inline constexpr bool branches<Node> = true;
template <class Node>
  requires(requires(Node n) { n.in; } && !requires(Node n) { n.other; })
inline constexpr bool branches<Node> = has_inner_query<Node> || branches<decltype(Node::in)>;

// The types of all nodes that make tables, and of all scalar queries, as often as they stand in a plan. Below a slice only some
// rows are sorted: such a sort makes no table of its own, but takes one where there is another use of it.
template <class Sort>
struct in_slice;
template <class Node>
struct parts_of;
template <class List>
struct parts_of_queries;
template <class... Plan, class... Token>
struct parts_of_queries<meta::list<expr::scalar_query<Plan, Token>...>> {
  using type = meta::concat<meta::list<expr::scalar_query<Plan, Token>>..., typename parts_of<Plan>::type...>;
};
template <class Node>
struct parts_below {
  static constexpr auto find() {
    using Queries = typename parts_of_queries<inner_queries<Node>>::type;
    if constexpr (requires(Node n) { n.other; })
      return meta::concat<typename parts_of<decltype(Node::in)>::type, typename parts_of<decltype(Node::other)>::type, Queries>{};
    else if constexpr (requires(Node n) { n.in; })
      return meta::concat<typename parts_of<decltype(Node::in)>::type, Queries>{};
    else
      return meta::list<>{};
  }
  using type = decltype(find());
};
template <class In, class... K>
struct parts_below<slice<sort<In, K...>>> {
  using type = meta::concat<meta::list<in_slice<sort<In, K...>>>, typename parts_below<sort<In, K...>>::type>;
};
template <class T>
inline constexpr bool is_in_slice = false;
template <class Sort>
inline constexpr bool is_in_slice<in_slice<Sort>> = true;
template <class Node>
struct parts_of {
  using type = meta::concat<std::conditional_t<makes_table<Node>, meta::list<Node>, meta::list<>>, typename parts_below<Node>::type>;
};

// Those of a list that it holds twice, and of which two can be compared; each once.
template <class... T>
constexpr auto find_repeated(meta::list<T...>) {
  using All = meta::list<T...>;
  return []<std::size_t... K>(std::index_sequence<K...>) {
    [[maybe_unused]] auto const one = []<std::size_t J, class X>(std::integral_constant<std::size_t, J>, meta::type_box<X>) {
      if constexpr (is_in_slice<X> || (meta::index_of<X>(All{}) == J && !meta::contains<in_slice<X>, All>))
        return meta::list<>{};
      else if constexpr (is_comparable<X>)
        return meta::list<X>{};
      else
        return meta::list<>{};
    };
    return meta::set_union<meta::list<>, meta::concat<decltype(one(std::integral_constant<std::size_t, K>{}, meta::type_box<T>{}))...>>{};
  }(std::index_sequence_for<T...>{});
}
template <class Plan>
constexpr auto find_repeated_parts() {
  if constexpr (branches<Plan>)
    return plan::find_repeated(typename parts_of<Plan>::type{});
  else
    return meta::list<>{};
}
template <class Plan>
using repeated_parts = decltype(plan::find_repeated_parts<Plan>());

}  // namespace quern::plan
