// SPDX-License-Identifier: BSL-1.0
// Which columns an expression reads: in the row at hand, or shifted.
#pragma once
#include <quern/expr/marker.hpp>
#include <quern/expr/operators.hpp>
#include <quern/expr/shift.hpp>
#include <quern/expr/window.hpp>

namespace quern::inline QUERN_ABI::plan {

// Whether an expression reads a column named Name, shifted or not.
template <fixed_string Name, class E>
inline constexpr bool mentions = false;
template <fixed_string Name>
inline constexpr bool mentions<Name, expr::column<Name>> = true;
template <fixed_string Name, class Op, class... A>
inline constexpr bool mentions<Name, expr::apply<Op, A...>> = (mentions<Name, A> || ...);

// The columns an expression reads, each once, as a list of column<Name>.
template <class E>
struct find_columns {
  using type = meta::list<>;
};
template <fixed_string Name>
struct find_columns<expr::column<Name>> {
  using type = meta::list<expr::column<Name>>;
};
template <class Op, class... A>
struct find_columns<expr::apply<Op, A...>> {
  using type = meta::set_union<meta::list<>, meta::concat<typename find_columns<A>::type...>>;
};
template <class E>
using columns_in = typename find_columns<E>::type;

template <fixed_string Name, class E>
inline constexpr bool reads_shifted = false;
template <fixed_string Name, class Op, class... A>
inline constexpr bool reads_shifted<Name, expr::apply<Op, A...>> = (reads_shifted<Name, A> || ...);
template <fixed_string Name>
inline constexpr bool reads_shifted<Name, expr::apply<expr::op::shift, expr::column<Name>>> = true;

// Whether an expression is the same for all rows: no column, no function.
template <class E>
inline constexpr bool is_constant = true;
template <fixed_string Name>
inline constexpr bool is_constant<expr::column<Name>> = false;
template <class Op, class... A>
inline constexpr bool is_constant<expr::apply<Op, A...>> = (is_constant<A> && ...);
template <class F, expr::calling How, class... A>
inline constexpr bool is_constant<expr::apply<expr::op::map<F, How>, A...>> = false;
template <class F, class S, class Frame, class... A>
inline constexpr bool is_constant<expr::apply<expr::op::over<F, S, Frame>, A...>> = false;

// Whether it matters in which order, or among which other rows, E is evaluated.
template <class E>
inline constexpr bool is_ordered = expr::has_markers<E> || expr::shift_count<E> != 0 || expr::window_count<E> != 0;

// Definitions with windows among them are taken apart first (plan/window.hpp); what else is ordered runs in stages.
template <class... Named>
inline constexpr bool has_windows = ((expr::window_count<decltype(Named::value)> != 0) || ... || false);
template <class... Named>
inline constexpr bool runs_in_stages = (is_ordered<decltype(Named::value)> || ... || false) && !has_windows<Named...>;

// The conjuncts of a predicate as written: AND is taken apart, what stands in a marker or an OR is one filter.
template <class E>
constexpr auto conjuncts(E const& e) {
  return meta::tuple<E>{{{e}}};
}
template <class A, class B>
constexpr auto conjuncts(expr::apply<expr::op::and_, A, B> const& e) {
  return meta::concat_tuples(plan::conjuncts(meta::get<0>(e.args)), plan::conjuncts(meta::get<1>(e.args)));
}
template <class E>
struct conjunct_list {
  using type = meta::list<E>;
};
template <class A, class B>
struct conjunct_list<expr::apply<expr::op::and_, A, B>> {
  using type = meta::concat<typename conjunct_list<A>::type, typename conjunct_list<B>::type>;
};
template <class Pred>
using conjuncts_of = typename conjunct_list<Pred>::type;

}  // namespace quern::plan
