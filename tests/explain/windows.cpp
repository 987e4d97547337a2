// SPDX-License-Identifier: BSL-1.0
// What explain() says of windows: which share an order, by what it is, and what is computed before what.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;
using namespace quern;

namespace {
struct trades : schema<field<"symbol", category>, field<"day", date>, field<"price", double>, field<"amount", std::int32_t>> {};
auto const every = from(table<trades>());
}  // namespace

TEST_CASE("windows are shown by the order that they share", "[explain]") {
  auto const by = partition_by("symbol"_c);
  auto const q = every.where("price"_c > 1)
                     .update("share"_c = "price"_c / sum("price"_c).over(by), "before"_c = lag("price"_c, 1, 0.5).over(by, order_by("day"_c)),
                             "week"_c = mean("price"_c).over(by, order_by("day"_c), range_between(days(-7), current_row)), "rank"_c = rank().over(order_by(desc("price"_c).nulls_first())),
                             "ranks"_c = sum("rank"_c).over(rows(unbounded, 2)) + count().over());
  CHECK(q.explain() == R"(logical plan
  scan table
  where price > 1
  update share = price / sum(price).over(partition_by(symbol)), before = lag(price, 1, 0.5).over(partition_by(symbol), order_by(day)), week = mean(price).over(partition_by(symbol), order_by(day), range(-7 days, current_row)), rank = rank().over(order_by(price desc nulls first)), ranks = sum(rank).over(rows(unbounded, 2)) + count().over()
after rules: the same
pipeline 1: scan table
  fused: where price > 1  [SIMD]
  into: the rows, complete, because windows read other rows
  columns read: symbol, day, price, amount (4 of 4)
  over partition_by(symbol):
    window#1 = sum(price).over(partition_by(symbol))
  over partition_by(symbol), order_by(day):
    window#2 = lag(price, 1, 0.5).over(partition_by(symbol), order_by(day))
    window#3 = mean(price).over(partition_by(symbol), order_by(day), range(-7 days, current_row))
  over order_by(price desc nulls first):
    window#4 = rank().over(order_by(price desc nulls first))
pipeline 2: the rows with their windows
  fused: update share = price / window#1, before = window#2, week = window#3, rank = window#4  [SIMD]
  into: the rows, complete, because windows read other rows
  over all rows, as they are:
    window#5 = sum(rank).over(rows(unbounded, 2))
    window#6 = count().over()
pipeline 3: the rows with their windows
  fused: update ranks = window#5 + window#6  [SIMD]
  into: the result
)");
  CHECK(q.count() == 0);
}

TEST_CASE("a filter stays above a window, and orders that differ in a value are two", "[explain]") {
  auto const two = [](int n) { return sum("amount"_c).over(partition_by("amount"_c % n)); };
  CHECK(every.select("a"_c = two(2), "b"_c = two(3), "c"_c = two(2), "d"_c = serial("price"_c)).where("d"_c > 1).explain() == R"(logical plan
  scan table
  select a = sum(amount).over(partition_by(amount % 2)), b = sum(amount).over(partition_by(amount % 3)), c = sum(amount).over(partition_by(amount % 2)), d = serial(price)
  where d > 1
after rules
  scan table
  select price, amount
  select a = sum(amount).over(partition_by(amount % 2)), b = sum(amount).over(partition_by(amount % 3)), c = sum(amount).over(partition_by(amount % 2)), d = serial(price)
  where d > 1
pipeline 1: scan table
  fused: select price, amount
  into: the rows, complete, because windows read other rows
  columns read: price, amount (2 of 4)
  over partition_by(amount % 2):
    window#1 = sum(amount).over(partition_by(amount % 2))
    window#3 = sum(amount).over(partition_by(amount % 2))
  over partition_by(amount % 3):
    window#2 = sum(amount).over(partition_by(amount % 3))
pipeline 2: the rows with their windows
  into: the rows, complete, because an order is asked for
  stage 1:  [in chunks] a, b, c  [one thread, row by row] d
pipeline 3: select a = window#1, b = window#2, c = window#3, d = serial(price)
  fused: where d > 1  [SIMD]
  into: the result
)");
  CHECK(every.update("price"_c = prev("price"_c), "w"_c = first_value("price"_c).over()).where("amount"_c > 1).explain().find("\n  where amount > 1\nafter rules: the same") != std::string::npos);
}
