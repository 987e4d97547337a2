// SPDX-License-Identifier: BSL-1.0
// What a node's reader wants of it: which columns, and whether the order of its rows matters. From the root to the sources.
#pragma once
#include <quern/plan/cache.hpp>
#include <quern/plan/rule_choice.hpp>
#include <quern/plan/unpivot.hpp>
#include <quern/plan/window.hpp>
#include <quern/rules/join_sides.hpp>

namespace quern::inline QUERN_ABI::rules {

namespace op = expr::op;

struct all_columns {};
// Columns: all_columns, or a list of column<Name>.
template <class Columns, bool Ordered>
struct demand {
  using columns = Columns;
  static constexpr bool ordered = Ordered;
};
using everything = demand<all_columns, true>;
using number_of_rows = demand<meta::list<>, false>;

template <class Columns, class... Add>
struct columns_and {
  using type = meta::set_union<Columns, meta::concat<meta::list<>, Add...>>;
};
template <class... Add>
struct columns_and<all_columns, Add...> {
  using type = all_columns;
};
template <class Columns, class... Add>
using with_more = typename columns_and<Columns, Add...>::type;
template <class Columns, fixed_string Name>
inline constexpr bool is_demanded = meta::contains<expr::column<Name>, Columns>;
template <fixed_string Name>
inline constexpr bool is_demanded<all_columns, Name> = true;

template <class Fields>
struct names_of_fields;
template <class... F>
struct names_of_fields<meta::list<F...>> {
  using type = meta::list<expr::column<F::name>...>;
};
template <class S>
using columns_of = typename names_of_fields<typename S::fields>::type;

// The columns but for those defined, and what the definitions read.
template <class Columns, class... Named>
struct before_definitions {
  template <class C>
  static constexpr bool is_defined = ((C::name == Named::name) || ...);
  template <class... C>
  static auto without(meta::list<C...>) -> meta::concat<meta::list<>, std::conditional_t<is_defined<C>, meta::list<>, meta::list<C>>...>;
  using type = meta::set_union<decltype(without(Columns{})), meta::concat<meta::list<>, plan::columns_in<decltype(Named::value)>...>>;
};
template <class... Named>
struct before_definitions<all_columns, Named...> {
  using type = all_columns;
};
// Definitions that see those before them: what the last reads is taken off first.
template <class Columns, class Named>
struct before_list;
template <class Columns>
struct before_list<Columns, meta::list<>> {
  using type = Columns;
};
template <class Columns, class First, class... Rest>
struct before_list<Columns, meta::list<First, Rest...>> : before_definitions<typename before_list<Columns, meta::list<Rest...>>::type, First> {};

// What a node that is demanded D wants of its input I (0, or 1: the other one). Of a node that is not named here: everything.
template <class Node, class D, int I>
struct demand_below {
  using type = everything;
};
template <class Node, class D, int I = 0>
using demand_of = typename demand_below<Node, D, I>::type;

template <class In, class P, class D>
struct demand_below<plan::filter<In, P>, D, 0> {
  using type = demand<with_more<typename D::columns, plan::columns_in<P>>, D::ordered || plan::is_ordered<P>>;
};
template <class In, class... N, class D>
struct demand_below<plan::extend<In, N...>, D, 0> {
  static constexpr bool ordered = (plan::is_ordered<decltype(N::value)> || ...);
  using type = demand<typename before_list<typename D::columns, meta::list<N...>>::type, D::ordered || ordered>;
};
template <class In, class... N, class D>
struct demand_below<plan::lazy_extend<In, N...>, D, 0> : demand_below<plan::extend<In, N...>, D, 0> {};
template <class In, class... N, class D>
struct demand_below<plan::project<In, N...>, D, 0> {
  static constexpr bool ordered = (plan::is_ordered<decltype(N::value)> || ... || false);
  using type = demand<meta::set_union<meta::list<>, meta::concat<meta::list<>, plan::columns_in<decltype(N::value)>...>>, D::ordered || ordered>;
};
template <class In, class... N, class D>
struct demand_below<plan::view<In, N...>, D, 0> : demand_below<plan::project<In, N...>, D, 0> {};
template <class In, fixed_string... Names, class D>
struct demand_below<plan::drop<In, Names...>, D, 0> {
  using type = D;  // rules/prune_columns.hpp makes it a select where that helps
};
template <class In, class... Pairs, class D>
struct demand_below<plan::rename<In, Pairs...>, D, 0> {
  using type = demand<typename before_definitions<typename D::columns, Pairs...>::type, D::ordered>;
};
template <class In, class P, class D>
struct demand_below<plan::policy<In, P>, D, 0> {
  using type = D;
};
template <class In, class... K, class D>
struct demand_below<plan::sort<In, K...>, D, 0> {
  using type = demand<with_more<typename D::columns, plan::columns_in<decltype(K::value)>...>, true>;
};
template <class In, class D>
struct demand_below<plan::slice<In>, D, 0> {
  using type = demand<typename D::columns, true>;
};
template <class In, class D>
struct demand_below<plan::sample<In>, D, 0> {
  using type = demand<typename D::columns, true>;
};
template <class In, fixed_string Name, class D>
struct demand_below<plan::row_index<In, Name>, D, 0> {
  using type = demand<typename before_definitions<typename D::columns, expr::named<Name, expr::constant<0>>>::type, D::ordered || is_demanded<typename D::columns, Name>>;
};
template <class In, class... K, class D>
struct demand_below<plan::distinct_on<In, K...>, D, 0> {
  using type = demand<with_more<typename D::columns, plan::columns_in<decltype(K::value)>...>, true>;
};
template <class In, class D>
struct demand_below<plan::distinct<In>, D, 0> {
  using type = demand<all_columns, D::ordered>;
};
template <class In, class... K, class... C, fixed_string Name, fixed_string Value, class D>
struct demand_below<plan::unpivot<In, plan::kept<K...>, plan::unpivoted<C...>, Name, Value>, D, 0> {
  using type = demand<meta::list<K..., C...>, D::ordered>;
};

// Columns of a union stand by position: rules/prune_columns.hpp puts a select on each input, which then wants what it names.
template <class In, class Other, class D, int I>
struct demand_below<plan::union_all<In, Other>, D, I> {
  using type = demand<all_columns, D::ordered>;
};
template <class In, class Other, bool All, class D, int I>
struct demand_below<plan::intersection<In, Other, All>, D, I> {
  using type = demand<all_columns, I == 0 && D::ordered>;
};
template <class In, class Other, bool All, class D, int I>
struct demand_below<plan::difference<In, Other, All>, D, I> : demand_below<plan::intersection<In, Other, All>, D, I> {};

// Aggregates whose value does not depend on the order of the rows, to the last bit.
template <class Op>
inline constexpr bool is_exact_sum = std::is_same_v<Op, op::sum> || std::is_same_v<Op, op::mean> || std::is_same_v<Op, op::sum_distinct>;
template <class Op>
inline constexpr bool has_no_order = std::is_same_v<Op, op::count_rows> || std::is_same_v<Op, op::count> || std::is_same_v<Op, op::count_distinct> || std::is_same_v<Op, op::any> ||
                                     std::is_same_v<Op, op::all> || std::is_same_v<Op, op::grouping>;
template <class Op>
inline constexpr bool is_extreme = std::is_same_v<Op, op::min> || std::is_same_v<Op, op::max>;
// Over rows of schema S. Of equal floats, min and max have one form.
template <class E, class S>
inline constexpr bool needs_order = false;
template <class Op, class... A, class S>
inline constexpr bool needs_order<expr::apply<Op, A...>, S> = [] {
  if constexpr (!Op::is_aggregate)
    return (needs_order<A, S> || ... || false);
  else if constexpr (is_exact_sum<Op>)
    return ((family_of<bare<expr::type_of<A, S>>> == family::floating) || ...);
  else
    return !has_no_order<Op> && !is_extreme<Op>;
}();
template <class In, class Keys, class... N, class D>
struct demand_below<plan::group<In, Keys, N...>, D, 0> {
  using S = plan::schema_of<In>;
  template <class... K>
  static auto keys(meta::list<K...>) -> meta::concat<meta::list<>, plan::columns_in<decltype(K::value)>...>;
  static constexpr bool ordered = (D::ordered && Keys::items::size > 0) || (needs_order<decltype(N::value), S> || ... || false);
  // A bare column in an aggregate's expression is a key, by the key's name.
  template <class... C>
  static auto of_input(meta::list<C...>) -> meta::concat<meta::list<>, std::conditional_t<schemas::has<S, C::name>, meta::list<C>, meta::list<>>...>;
  using read = meta::set_union<meta::list<>, meta::concat<decltype(keys(typename Keys::items{})), plan::columns_in<decltype(N::value)>...>>;
  using type = demand<decltype(of_input(read{})), ordered>;
};

// Joins: what of the result comes from the input, and what the condition reads of it.
template <int Side, class E, class L, class R>
struct columns_of_side {
  using type = meta::list<>;
};
template <int Side, fixed_string Name, class L, class R>
struct columns_of_side<Side, expr::column<Name>, L, R> {
  using type = std::conditional_t<schemas::has<std::conditional_t<Side == 0, L, R>, Name>, meta::list<expr::column<Name>>, meta::list<>>;
};
template <int Side, int Of, fixed_string Name, class L, class R>
struct columns_of_side<Side, expr::sided<Of, Name>, L, R> {
  using type = std::conditional_t<Side == Of, meta::list<expr::column<Name>>, meta::list<>>;
};
template <int Side, class Op, class... A, class L, class R>
struct columns_of_side<Side, expr::apply<Op, A...>, L, R> {
  using type = meta::concat<meta::list<>, typename columns_of_side<Side, A, L, R>::type...>;
};
template <int Side, class By>
struct nearest_column {
  using type = meta::list<>;
};
template <int Side, expr::direction Way, fixed_string Left, fixed_string Right, class T>
struct nearest_column<Side, expr::nearest_row<Way, Left, Right, T>> {
  using type = std::conditional_t<Side == 0, meta::list<expr::column<Left>>, meta::list<expr::column<Right>>>;
};
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms, class D, int I>
struct demand_below<plan::join<In, Other, Kind, Suffix, By, Terms...>, D, I> {
  using Sides = sides_of_join<plan::join<In, Other, Kind, Suffix, By, Terms...>>;
  using L = typename Sides::L;
  using R = typename Sides::R;
  // A column of both sides, and one whose name has got the suffix, is kept on both: without the left one it would have another name.
  template <fixed_string Name>
  static constexpr auto one() {
    using O = typename Sides::template origin_of<Name>;
    constexpr bool renamed = O::side == 1 && O::name != Name;
    return std::conditional_t<O::side == I || O::side == 2 || renamed || (Sides::columns::template is_merged<Name> && !Sides::columns::left_only), meta::list<expr::column<O::name>>, meta::list<>>{};
  }
  template <fixed_string... Name>
  static auto of_input(meta::list<expr::column<Name>...>) -> meta::concat<meta::list<>, decltype(one<Name>())...>;
  static auto of_input(all_columns) -> all_columns;
  static constexpr auto find() {
    if constexpr (I == 1 && Sides::columns::left_only)
      return meta::list<>{};
    else
      return decltype(of_input(typename D::columns{})){};
  }
  static constexpr bool ordered = I == 0 ? D::ordered : Kind == plan::join_kind::asof || (D::ordered && !Sides::columns::left_only);
  using type = demand<with_more<decltype(find()), typename columns_of_side<I, Terms, L, R>::type..., typename nearest_column<I, By>::type>, ordered>;
};

}  // namespace quern::rules
