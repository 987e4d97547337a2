// SPDX-License-Identifier: BSL-1.0
// Where rows are kept as a whole (sorted, cut off, joined, laid under each other), a select before it keeps only the columns that are
// read behind it. So a file's other columns are never parsed, and a wide schema costs what is used of it.
#pragma once
#include <quern/rules/narrow.hpp>

namespace quern::inline QUERN_ABI::rules {

struct prune_columns : plan::narrowing_rule {
  static constexpr std::string_view name = "prune columns";
  static constexpr std::string_view reason = "the other columns are not read any more";
  static constexpr plan::node_kinds at = plan::kind::filter | plan::kind::extend | plan::kind::project | plan::kind::sort | plan::kind::slice | plan::kind::sample | plan::kind::distinct_on | plan::kind::drop | plan::kind::union_all | plan::kind::join;
};

template <class... F>
auto as_selection(meta::list<F...>) -> meta::list<expr::named<F::name, expr::column<F::name>>...>;
template <class S, class Columns>
struct wanted_columns {
  template <class... F>
  static auto of(meta::list<F...>) -> meta::concat<meta::list<>, std::conditional_t<is_demanded<Columns, F::name>, meta::list<F>, meta::list<>>...>;
  using type = decltype(of(typename S::fields{}));
};
template <class S, class Columns>
using selection = decltype(rules::as_selection(typename wanted_columns<S, Columns>::type{}));
template <class In, class... N>
constexpr auto selected(In const& in, meta::list<N...>) {
  return plan::project<In, N...>{in, {}};
}
// Whether an input of schema S has columns that are not among Columns.
template <class In, class Columns>
inline constexpr bool has_more_than = false;
template <class In, class Columns>
  requires are_listed<Columns>
inline constexpr bool has_more_than<In, Columns> = selection<plan::schema_of<In>, Columns>::size < plan::schema_of<In>::fields::size;

template <class Node>
inline constexpr bool keeps_rows = plan::makes_table<Node>;
template <class In>
inline constexpr bool keeps_rows<plan::distinct<In>> = false;
// The sort below keeps the rows.
template <class In, class... K>
inline constexpr bool keeps_rows<plan::slice<plan::sort<In, K...>>> = false;
template <class In, class K, class... N>
inline constexpr bool keeps_rows<plan::group<In, K, N...>> = false;
template <class In, class Other, bool All>
inline constexpr bool keeps_rows<plan::intersection<In, Other, All>> = false;
template <class In, class Other, bool All>
inline constexpr bool keeps_rows<plan::difference<In, Other, All>> = false;
template <class In, class Keep, class Columns, fixed_string Name, fixed_string Value>
inline constexpr bool keeps_rows<plan::unpivot<In, Keep, Columns, Name, Value>> = false;

template <class Node, class D>
  requires(keeps_rows<Node> && are_listed<typename demand_of<Node, D>::columns>)
struct narrow<prune_columns, Node, D> {
  using Columns = typename demand_of<Node, D>::columns;
  static constexpr bool applies = has_more_than<decltype(Node::in), Columns>;
  static constexpr auto on(Node const& n) { return with_input(n, rules::selected(n.in, selection<plan::schema_of<decltype(Node::in)>, Columns>{})); }
};
// drop says which columns are not read: as a select it says so below, where rows are kept.
template <class Node>
inline constexpr bool keeps_rows_below = false;
template <class Node>
  requires requires(Node n) { n.in; }
inline constexpr bool keeps_rows_below<Node> = keeps_rows<Node> || requires(Node n) { n.other; } || keeps_rows_below<decltype(Node::in)>;
template <class In, fixed_string... Names, class D>
  requires(!are_listed<typename D::columns> && keeps_rows_below<In>)
struct narrow<prune_columns, plan::drop<In, Names...>, D> {
  using Node = plan::drop<In, Names...>;
  static constexpr bool applies = true;
  static constexpr auto on(Node const& n) { return rules::selected(n.in, decltype(rules::as_selection(typename plan::schema_of<Node>::fields{})){}); }
};
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms, class D>
struct narrow<prune_columns, plan::join<In, Other, Kind, Suffix, By, Terms...>, D> {
  using Node = plan::join<In, Other, Kind, Suffix, By, Terms...>;
  using Left = typename demand_of<Node, D, 0>::columns;
  using Right = typename demand_of<Node, D, 1>::columns;
  static constexpr bool applies = has_more_than<In, Left> || has_more_than<Other, Right>;
  template <class Columns, class X>
  static constexpr auto input(X const& x) {
    if constexpr (has_more_than<X, Columns>)
      return rules::selected(x, selection<plan::schema_of<X>, Columns>{});
    else
      return x;
  }
  static constexpr auto on(Node const& n) { return with_inputs(n, input<Left>(n.in), input<Right>(n.other)); }
};
// The same columns of both inputs, by position; at least one, so that there is something to lay under each other.
template <class In, class Other, class D>
  requires(are_listed<typename D::columns>)
struct narrow<prune_columns, plan::union_all<In, Other>, D> {
  using L = plan::schema_of<In>;
  using R = plan::schema_of<Other>;
  using Columns = std::conditional_t<D::columns::size == 0, meta::list<expr::column<schemas::field_at<L, 0>::name>>, typename D::columns>;
  using Left = selection<L, Columns>;
  template <class... N>
  static auto of_right(meta::list<N...>) -> meta::list<expr::named<N::name, expr::column<schemas::field_at<R, schemas::index_of<L, N::name>>::name>>...>;
  static constexpr bool applies = Left::size < L::fields::size;
  static constexpr auto on(plan::union_all<In, Other> const& n) { return with_inputs(n, rules::selected(n.in, Left{}), rules::selected(n.other, decltype(of_right(Left{})){})); }
};

}  // namespace quern::rules
