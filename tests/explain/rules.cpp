// SPDX-License-Identifier: BSL-1.0
// What explain() says after each rule, and what it says where a rule does not apply.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;

namespace {

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"price", double>, quern::field<"amount", std::int32_t>> {};

auto const all = quern::from(quern::table<trades>());

// What stands between the logical plan and the pipelines.
template <class Query>
std::string after_rules(Query const& q) {
  std::string const text = q.explain();
  std::size_t const begin = text.find("after rules");
  return text.substr(begin, text.find("pipeline 1") - begin);
}

}  // namespace

TEST_CASE("filters that follow each other become one, in the order written", "[explain][rules]") {
  CHECK(all.where("price"_c > 10).where("amount"_c < 5).where("symbol"_c == "A" || "price"_c > 20).explain() == R"(logical plan
  scan table
  where price > 10
  where amount < 5
  where symbol == "A" || price > 20
after rules
  scan table
  where price > 10 && amount < 5 && (symbol == "A" || price > 20)
pipeline 1: scan table
  fused: where price > 10 && amount < 5 && (symbol == "A" || price > 20)  [SIMD]
  into: the result
  columns read: symbol, price, amount (3 of 3)
)");
}

TEST_CASE("a filter sinks below an update whose columns it does not read", "[explain][rules]") {
  CHECK(after_rules(all.update("value"_c = "price"_c * "amount"_c).where("amount"_c > 5)) == R"(after rules
  scan table
  where amount > 5
  update value = price * amount
)");
  CHECK(after_rules(all.update("value"_c = "price"_c * "amount"_c).where("value"_c > 5)) == "after rules: the same\n");
  // The amount of the filter is the new one.
  CHECK(after_rules(all.update("amount"_c = "amount"_c * 2).where("amount"_c > 5)) == "after rules: the same\n");
}

TEST_CASE("a filter sinks below a sort, so fewer rows are sorted", "[explain][rules]") {
  CHECK(after_rules(all.order_by("price"_c).where("amount"_c > 5)) == R"(after rules
  scan table
  where amount > 5
  order_by price
)");
}

TEST_CASE("a filter that sank meets another, and they become one", "[explain][rules]") {
  CHECK(all.where("price"_c > 1).update("value"_c = "price"_c * "amount"_c).order_by("value"_c).where("amount"_c > 5).explain() == R"(logical plan
  scan table
  where price > 1
  update value = price * amount
  order_by value
  where amount > 5
after rules
  scan table
  where price > 1 && amount > 5
  update value = price * amount
  order_by value
pipeline 1: scan table
  fused: where price > 1 && amount > 5  [SIMD]
  fused: update value = price * amount  [SIMD]
  into: rows, to be sorted
  columns read: symbol, price, amount (3 of 3)
pipeline 2: order_by value
  into: the result
)");
}

TEST_CASE("a filter stays above what decides which rows there are", "[explain][rules]") {
  CHECK(after_rules(all.limit(10).where("price"_c > 1)) == "after rules: the same\n");
  CHECK(after_rules(all.with_row_index("row"_c).where("price"_c > 1)) == "after rules: the same\n");
  CHECK(after_rules(all.group_by("symbol"_c).agg("total"_c = quern::sum("price"_c)).where("total"_c > 1)) == "after rules: the same\n");
}

TEST_CASE("limits and offsets that follow each other become one slice", "[explain][rules]") {
  CHECK(after_rules(all.offset(3).limit(10).limit(5)) == R"(after rules
  scan table
  offset 3 limit 5
)");
  CHECK(after_rules(all.limit(10).offset(3).offset(4)) == R"(after rules
  scan table
  offset 7 limit 3
)");
  CHECK(after_rules(all.order_by("price"_c).limit(20).limit(10)) == R"(after rules
  scan table
  order_by price
  limit 10
)");
}
