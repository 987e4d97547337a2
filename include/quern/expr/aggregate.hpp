// SPDX-License-Identifier: BSL-1.0
// Aggregates of one column: count, sum, mean, min, max, variance, stddev, first, last, any, all, count_distinct, median, quantile.
// All skip nulls. Of nothing, count and count_distinct are 0 and the others are null.
#pragma once
#include <quern/expr/operators.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

struct aggregate_op {
  static constexpr bool is_aggregate = true;
  static constexpr nulls null_rule = nulls::own;
  // Whether a row is left out where argument I is null; else the aggregate sees the null.
  template <std::size_t I>
  static constexpr bool skips_nulls_of = true;
};
// An aggregate is written in SQL's types here as if over a group that may be empty; agg() of a group drops the null
// where the argument has none (see plan/group.hpp).
template <class Op, class A>
struct sum_result {
  static constexpr auto find() {
    constexpr family f = family_of<A>;
    if constexpr (f == family::integer)
      return meta::type_box<std::conditional_t<std::is_unsigned_v<A>, std::uint64_t, std::int64_t>>{};
    else if constexpr (f == family::floating)
      return meta::type_box<double>{};
    else if constexpr (f == family::decimal)
      return meta::type_box<decimal<38, A::scale>>{};
    else if constexpr (f == family::duration)
      return meta::type_box<A>{};
    else
      return meta::type_box<type_mismatch<Op, A>>{};
  }
  using type = typename decltype(find())::type;
};
template <class Op, class A>
using number_to_double = std::conditional_t<is_numeric<A>, double, type_mismatch<Op, A>>;

struct count_rows : aggregate_op {
  static constexpr std::string_view symbol = "count";
  template <class A>
  using bare_result = std::int64_t;
  static constexpr bool null_when_empty = false;
};
struct count : count_rows {};
struct sum : aggregate_op {
  static constexpr std::string_view symbol = "sum";
  template <class A>
  using bare_result = typename sum_result<sum, A>::type;
  static constexpr bool null_when_empty = true;
};
struct mean : aggregate_op {
  static constexpr std::string_view symbol = "mean";
  template <class A>
  using bare_result = number_to_double<mean, A>;
  static constexpr bool null_when_empty = true;
};
template <class Op>
struct same_type : aggregate_op {
  template <class A>
  using bare_result = std::conditional_t<family_of<A> == family::text, string, A>;
  static constexpr bool null_when_empty = true;
};
struct min : same_type<min> {
  static constexpr std::string_view symbol = "min";
};
struct max : same_type<max> {
  static constexpr std::string_view symbol = "max";
};
struct first : same_type<first> {
  static constexpr std::string_view symbol = "first";
};
struct last : same_type<last> {
  static constexpr std::string_view symbol = "last";
};
// Population divides by n, Sample by n - 1 and is null for one value.
template <bool Sample>
struct variance : aggregate_op {
  static constexpr std::string_view symbol = Sample ? "variance" : "variance_population";
  template <class A>
  using bare_result = number_to_double<variance, A>;
  static constexpr bool null_when_empty = true;
  static constexpr bool null_when_one = Sample;
};
template <bool Sample>
struct stddev : variance<Sample> {
  static constexpr std::string_view symbol = Sample ? "stddev" : "stddev_population";
};
struct any : aggregate_op {
  static constexpr std::string_view symbol = "any";
  template <class A>
  using bare_result = std::conditional_t<std::is_same_v<A, bool>, bool, type_mismatch<any, A>>;
  static constexpr bool null_when_empty = true;
};
struct all : aggregate_op {
  static constexpr std::string_view symbol = "all";
  template <class A>
  using bare_result = std::conditional_t<std::is_same_v<A, bool>, bool, type_mismatch<all, A>>;
  static constexpr bool null_when_empty = true;
};
struct count_distinct : aggregate_op {
  static constexpr std::string_view symbol = "count_distinct";
  template <class A>
  using bare_result = std::int64_t;
  static constexpr bool null_when_empty = false;
};
struct quantile : aggregate_op {
  static constexpr std::string_view symbol = "quantile";
  double q;
  template <class A>
  using bare_result = number_to_double<quantile, A>;
  static constexpr bool null_when_empty = true;
};

// The result of aggregate Op over bare argument types, before nulls.
template <class Op, class... A>
struct aggregate_result {
  using type = typename Op::template bare_result<A...>;
};
template <>
struct aggregate_result<count_rows> {
  using type = std::int64_t;
};

// Whether the result of Op over arguments of types T may be null. MayBeEmpty: there may be no row at all. A group has a
// row, so there only nulls in an argument can leave nothing to aggregate.
template <class Op, bool MayBeEmpty, class... T>
inline constexpr bool aggregate_may_be_null = [] {
  constexpr bool one_is_too_few = requires { requires Op::null_when_one; };
  return Op::null_when_empty && (MayBeEmpty || one_is_too_few || (is_nullable<T> || ... || false));
}();

}  // namespace expr::op

namespace expr {
// What an aggregate is written over; a plain value is refused with a sentence.
template <class A>
concept AggregateArgument = Expression<A> || PlainValue<A>;

template <class A, class... Rest>
struct first_plain : std::conditional_t<Expression<A>, first_plain<Rest...>, meta::type_box<A>> {};
template <class A>
struct first_plain<A> : meta::type_box<A> {};
template <class Op, class... A>
constexpr auto make_aggregate(A const&... a) {
  if constexpr ((Expression<A> && ...))
    return expr::make<Op>(a...);
  else
    return expr::refuse_value<typename first_plain<A...>::type>();
}
}  // namespace expr

// Rows, nulls included.
constexpr auto count() { return expr::make<expr::op::count_rows>(); }

#define QUERN_AGGREGATE(name, tag)              \
  template <expr::AggregateArgument A>          \
  constexpr auto name(A const& a) {             \
    return expr::make_aggregate<expr::op::tag>(a); \
  }
QUERN_AGGREGATE(count, count)                // values that are not null
QUERN_AGGREGATE(sum, sum)                    // exact for integers (overflow_error past 64 bits) and decimals
QUERN_AGGREGATE(mean, mean)                  // double
QUERN_AGGREGATE(min, min)                    // in the total order: NaN is the greatest
QUERN_AGGREGATE(max, max)
QUERN_AGGREGATE(first, first)                // the first value in row order that is not null
QUERN_AGGREGATE(last, last)
QUERN_AGGREGATE(variance, variance<true>)    // sample (n - 1)
QUERN_AGGREGATE(variance_population, variance<false>)
QUERN_AGGREGATE(stddev, stddev<true>)
QUERN_AGGREGATE(stddev_population, stddev<false>)
QUERN_AGGREGATE(any, any)                    // of bools
QUERN_AGGREGATE(all, all)
QUERN_AGGREGATE(count_distinct, count_distinct)
#undef QUERN_AGGREGATE

// The value at fraction q (0..1) of the ordered values, linear between neighbours; as double. Keeps all values in memory.
template <expr::Expression A>
constexpr auto quantile(A const& a, double q) {
  return expr::make(expr::op::quantile{{}, q}, a);
}
template <expr::Expression A>
constexpr auto median(A const& a) {
  return quern::quantile(a, 0.5);
}

}  // namespace quern
