// SPDX-License-Identifier: BSL-1.0
// A plan of 20 nodes over ten columns, built and optimised as types: what the checks and the rules cost.
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
      .update("value1"_c = "price"_c * "amount"_c + 1)
      .where("value1"_c > 10 || "open"_c)
      .update("year3"_c = quern::year("day"_c), "half3"_c = "value1"_c / 2)
      .where(quern::is_not_null("fee"_c) && "year3"_c >= 2000)
      .rename("half"_c = "half3"_c)
      .where("symbol"_c == "A" || "half"_c > 6)
      .drop("half"_c)
      .with_row_index("row8"_c)
      .where("price"_c > 9.5 && "amount"_c < 109)
      .update("value10"_c = "price"_c * "amount"_c + 10)
      .where("value10"_c > 10 || "open"_c)
      .update("year12"_c = quern::year("day"_c), "half12"_c = "value10"_c / 2)
      .where(quern::is_not_null("fee"_c) && "year12"_c >= 2000)
      .rename("half"_c = "half12"_c)
      .where("symbol"_c == "A" || "half"_c > 15)
      .group_by("symbol"_c, "month"_c = quern::month("day"_c))
      .agg("rows"_c = quern::count(), "mean"_c = quern::mean("price"_c), "ratio"_c = quern::sum("price"_c) / quern::sum("amount"_c))
      .order_by(quern::desc("ratio"_c), "symbol"_c)
      .limit(10);
}

using written = decltype(plan(quern::table<trades>()))::plan_type;
using optimised = quern::rules::optimised_t<written>;
static_assert(quern::plan::schema_of<optimised>::size == 5);
