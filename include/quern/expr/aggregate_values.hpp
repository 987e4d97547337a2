// SPDX-License-Identifier: BSL-1.0
// More aggregates of one column: product, sum_distinct, mode, skewness, kurtosis, first_row, last_row. All but the last two
// skip nulls; of nothing they are null.
#pragma once
#include <quern/expr/aggregate.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

struct product : aggregate_op {
  static constexpr std::string_view symbol = "product";
  template <class A>
  using bare_result = number_to_double<product, A>;
  static constexpr bool null_when_empty = true;
};
struct sum_distinct : aggregate_op {
  static constexpr std::string_view symbol = "sum_distinct";
  template <class A>
  using bare_result = typename sum_result<sum_distinct, A>::type;
  static constexpr bool null_when_empty = true;
};
struct mode : same_type<mode> {
  static constexpr std::string_view symbol = "mode";
};
// Order 3 is skewness, 4 is kurtosis.
template <int Order>
struct shape : aggregate_op {
  static constexpr std::string_view symbol = Order == 3 ? "skewness" : "kurtosis";
  template <class A>
  using bare_result = number_to_double<shape, A>;
  static constexpr bool null_when_empty = true;
};
// The first or the last row's value, also where that is null.
template <bool First>
struct end_row : same_type<end_row<First>> {
  static constexpr std::string_view symbol = First ? "first_row" : "last_row";
  template <std::size_t>
  static constexpr bool skips_nulls_of = false;
};

}  // namespace expr::op

#define QUERN_AGGREGATE(name, tag)                 \
  template <expr::AggregateArgument A>             \
  constexpr auto name(A const& a) {                \
    return expr::make_aggregate<expr::op::tag>(a); \
  }
QUERN_AGGREGATE(product, product)            // double
QUERN_AGGREGATE(sum_distinct, sum_distinct)  // of each value once; exact as sum(x), and for floats from the smallest value on
QUERN_AGGREGATE(mode, mode)                  // the most frequent value; of several the least in the total order
QUERN_AGGREGATE(skewness, shape<3>)          // of the population; NaN where all values are equal
QUERN_AGGREGATE(kurtosis, shape<4>)          // of the population, beyond the normal distribution's 3; NaN where all values are equal
QUERN_AGGREGATE(first_row, end_row<true>)    // the value in the first row, null where it is null there
QUERN_AGGREGATE(last_row, end_row<false>)
#undef QUERN_AGGREGATE

}  // namespace quern
