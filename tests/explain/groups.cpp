// SPDX-License-Identifier: BSL-1.0
// What explain() says of sets of keys, of aggregates of several columns and of those of the user.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;

namespace {

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

auto const all = quern::from(quern::table<trades>());

}  // namespace

TEST_CASE("sets of keys are passes over the rows that they need", "[explain]") {
  CHECK(all.where("amount"_c > 1).group_by(quern::rollup("symbol"_c, "year"_c = quern::year("day"_c))).agg("n"_c = quern::count(), "whole"_c = quern::grouping("symbol"_c)).where("n"_c > 2).explain() == R"(logical plan
  scan table
  where amount > 1
  group_by symbol, year = year(day) in sets (symbol, year), (symbol), () agg n = count(), whole = grouping(symbol)
  where n > 2
after rules: the same
pipeline 1: scan table
  fused: where amount > 1  [SIMD]
  into: the rows, complete: each set of keys is a pass over them
  columns read: symbol, day, amount (3 of 4)
pipeline 2: group_by symbol, year = year(day) in sets (symbol, year), (symbol), () agg n = count(), whole = grouping(symbol)
  fused: where n > 2  [SIMD]
  into: the result
)");
}

TEST_CASE("aggregates of several columns are named with all of them", "[explain]") {
  auto const mine = quern::aggregate{0, [](int&, double, int) {}, [](int&, int) {}, [](int) { return 1; }};
  CHECK(all.group_by("symbol"_c).agg("best"_c = quern::arg_max("day"_c, "price"_c), "fit"_c = quern::regr_slope("price"_c, "amount"_c) * 2, "mine"_c = mine("price"_c, "amount"_c)).explain() == R"(logical plan
  scan table
  group_by symbol agg best = arg_max(day, price), fit = regr_slope(price, amount) * 2, mine = aggregate(price, amount)
after rules: the same
pipeline 1: scan table
  into: groups, numbered by their keys' codes where bounds allow, else by a hash table  [aggregates row by row]
  columns read: symbol, day, price, amount (4 of 4)
pipeline 2: group_by symbol agg best = arg_max(day, price), fit = regr_slope(price, amount) * 2, mine = aggregate(price, amount)
  into: the result
)");
}
