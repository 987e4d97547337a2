// SPDX-License-Identifier: BSL-1.0
// Aggregates of two columns: arg_min, arg_max, covariance, correlation and the regression line.
#pragma once
#include <quern/expr/aggregate.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

// (x, by): rows are chosen by `by`, whose nulls are skipped; x may be null in the one that is chosen.
template <bool Least>
struct arg_extreme : aggregate_op {
  static constexpr std::string_view symbol = Least ? "arg_min" : "arg_max";
  template <class X, class By>
  using bare_result = std::conditional_t<family_of<X> == family::text, string, X>;
  static constexpr bool null_when_empty = true;
  template <std::size_t I>
  static constexpr bool skips_nulls_of = I == 1;
};

enum class pair_statistic { covariance, covariance_population, correlation, slope, intercept };

// Of pairs in which nothing is null. A covariance of the population needs one pair, the others two.
template <pair_statistic Which>
struct of_pairs : aggregate_op {
  static constexpr std::string_view symbol = Which == pair_statistic::covariance              ? "covariance"
                                             : Which == pair_statistic::covariance_population ? "covariance_population"
                                             : Which == pair_statistic::correlation           ? "correlation"
                                             : Which == pair_statistic::slope                 ? "regr_slope"
                                                                                              : "regr_intercept";
  template <class A, class B>
  using bare_result = std::conditional_t<is_numeric<A> && is_numeric<B>, double, type_mismatch<of_pairs, A, B>>;
  static constexpr bool null_when_empty = true;
  static constexpr bool null_when_one = Which != pair_statistic::covariance_population;
};

}  // namespace expr::op

#define QUERN_AGGREGATE(name, tag)                                   \
  template <expr::AggregateArgument A, expr::AggregateArgument B>    \
  constexpr auto name(A const& a, B const& b) {                      \
    return expr::make_aggregate<expr::op::tag>(a, b);                \
  }
// arg_min(x, by): x in the row in which `by` is least in the total order, the first such row; null where x is null there.
QUERN_AGGREGATE(arg_min, arg_extreme<true>)
QUERN_AGGREGATE(arg_max, arg_extreme<false>)
// covariance(x, y) divides by n - 1 and is null for fewer than two pairs; the population's divides by n.
QUERN_AGGREGATE(covariance, of_pairs<expr::op::pair_statistic::covariance>)
QUERN_AGGREGATE(covariance_population, of_pairs<expr::op::pair_statistic::covariance_population>)
// Pearson's, within -1 .. 1. Null for fewer than two pairs; NaN where x or y does not vary.
QUERN_AGGREGATE(correlation, of_pairs<expr::op::pair_statistic::correlation>)
// regr_slope(y, x), regr_intercept(y, x): the least-squares line y = slope * x + intercept, the dependent value first as in
// SQL. Null for fewer than two pairs, and where x does not vary: then there is no line.
QUERN_AGGREGATE(regr_slope, of_pairs<expr::op::pair_statistic::slope>)
QUERN_AGGREGATE(regr_intercept, of_pairs<expr::op::pair_statistic::intercept>)
#undef QUERN_AGGREGATE

}  // namespace quern
