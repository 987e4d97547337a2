// SPDX-License-Identifier: BSL-1.0
// What explain() says of each verb: the plan as written, the pipelines it runs as, and the columns they read.
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

TEST_CASE("a source alone is one pipeline that reads every column", "[explain]") {
  CHECK(all.explain() == R"(logical plan
  scan table
after rules: the same
pipeline 1: scan table
  into: the result
  columns read: symbol, day, price, amount (4 of 4)
)");
  CHECK(quern::range(0, 100, 5).explain() == R"(logical plan
  scan range
after rules: the same
pipeline 1: scan range
  into: the result
  columns read: id (1 of 1)
)");
}

TEST_CASE("where is fused into the pipeline of its source", "[explain]") {
  CHECK(all.where("price"_c > 10 && "amount"_c < 5).explain() == R"(logical plan
  scan table
  where price > 10 && amount < 5
after rules: the same
pipeline 1: scan table
  fused: where price > 10 && amount < 5  [SIMD]
  into: the result
  columns read: symbol, day, price, amount (4 of 4)
)");
}

TEST_CASE("select reads only the columns that its expressions need", "[explain]") {
  CHECK(all.select("price"_c, "twice"_c = "price"_c * 2).explain() == R"(logical plan
  scan table
  select price, twice = price * 2
after rules: the same
pipeline 1: scan table
  fused: select price, twice = price * 2  [SIMD]
  into: the result
  columns read: price (1 of 4)
)");
}

TEST_CASE("update, drop, rename and with_row_index are fused one after another", "[explain]") {
  auto const q = all.update("value"_c = "price"_c * "amount"_c).drop("day"_c, "price"_c).rename("name"_c = "symbol"_c).with_row_index("row"_c);
  CHECK(q.explain() == R"(logical plan
  scan table
  update value = price * amount
  drop day price
  rename name = symbol
  with_row_index row
after rules: the same
pipeline 1: scan table
  fused: update value = price * amount  [SIMD]
  fused: drop day price
  fused: rename name = symbol
  fused: with_row_index row
  into: the result
  columns read: symbol, price, amount (3 of 4)
)");
}

TEST_CASE("agg of all rows needs no groups", "[explain]") {
  CHECK(all.agg("rows"_c = quern::count(), "mean"_c = quern::mean("price"_c)).explain() == R"(logical plan
  scan table
  agg rows = count(), mean = mean(price)
after rules: the same
pipeline 1: scan table
  into: one row of aggregates, in the same loop  [aggregates SIMD]
  columns read: price (1 of 4)
pipeline 2: agg rows = count(), mean = mean(price)
  into: the result
)");
}

TEST_CASE("groups by a category are numbered by its codes", "[explain]") {
  CHECK(all.group_by("symbol"_c).agg("total"_c = quern::sum("price"_c)).explain() == R"(logical plan
  scan table
  group_by symbol agg total = sum(price)
after rules: the same
pipeline 1: scan table
  into: groups, numbered by their keys' codes where bounds allow, else by a hash table  [aggregates SIMD]
  columns read: symbol, price (2 of 4)
pipeline 2: group_by symbol agg total = sum(price)
  into: the result
)");
}

TEST_CASE("groups by a computed key, and what follows runs over the groups", "[explain]") {
  auto const q = all.group_by("year"_c = quern::year("day"_c)).agg("ratio"_c = quern::sum("price"_c) / quern::count()).where("ratio"_c > 1.5);
  CHECK(q.explain() == R"(logical plan
  scan table
  group_by year = year(day) agg ratio = sum(price) / count()
  where ratio > 1.5
after rules: the same
pipeline 1: scan table
  into: groups, numbered by their keys' codes where bounds allow, else by a hash table  [aggregates SIMD]
  columns read: day, price (2 of 4)
pipeline 2: group_by year = year(day) agg ratio = sum(price) / count()
  fused: where ratio > 1.5  [SIMD]
  into: the result
)");
}

TEST_CASE("order_by ends a pipeline; a limit behind it says how many rows are sorted", "[explain]") {
  CHECK(all.order_by("symbol"_c, quern::desc("price"_c).nulls_first(), quern::asc("day"_c).nulls_last()).limit(10).explain() == R"(logical plan
  scan table
  order_by symbol, price desc nulls first, day nulls last
  limit 10
after rules: the same
pipeline 1: scan table
  into: rows, to be sorted
  columns read: symbol, day, price, amount (4 of 4)
pipeline 2: order_by symbol, price desc nulls first, day nulls last
  fused: limit 10  [only these rows are sorted]
  into: the result
)");
}

TEST_CASE("limit and offset stop their source early", "[explain]") {
  CHECK(all.select("price"_c).offset(3).explain() == R"(logical plan
  scan table
  select price
  offset 3
after rules: the same
pipeline 1: scan table
  fused: select price
  into: rows, until there are enough
  columns read: price (1 of 4)
pipeline 2: offset 3
  into: the result
)");
}

TEST_CASE("distinct ends a pipeline", "[explain]") {
  CHECK(all.select("symbol"_c).distinct().explain() == R"(logical plan
  scan table
  select symbol
  distinct
after rules
  scan table
  select symbol
  group_by symbol
pipeline 1: scan table
  fused: select symbol
  into: groups, numbered by their keys' codes where bounds allow, else by a hash table
  columns read: symbol (1 of 4)
pipeline 2: group_by symbol
  into: the result
)");
}
