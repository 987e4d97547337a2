// SPDX-License-Identifier: BSL-1.0
// A plan of 5 nodes over ten columns, built and optimised as types: what the checks and the rules cost.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"venue", quern::fixed_string<4>>,
    quern::field<"day", quern::date>,
    quern::field<"at", quern::timestamp<quern::us>>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>,
    quern::field<"fee", quern::nullable<quern::decimal<10, 2>>>,
    quern::field<"buyer", quern::string>,
    quern::field<"open", bool>,
    quern::field<"id", std::int64_t>> {};

auto plan(quern::table<trades> const& t) {
  return quern::from(t)
      .where("price"_c > 0.5 && "amount"_c < 100)
      .group_by("symbol"_c, "month"_c = quern::month("day"_c))
      .agg("rows"_c = quern::count(), "mean"_c = quern::mean("price"_c), "ratio"_c = quern::sum("price"_c) / quern::sum("amount"_c))
      .order_by(quern::desc("ratio"_c), "symbol"_c)
      .limit(10);
}

using written = decltype(plan(quern::table<trades>()))::plan_type;
using optimised = quern::rules::optimised_t<written>;
static_assert(quern::plan::schema_of<optimised>::size == 5);
