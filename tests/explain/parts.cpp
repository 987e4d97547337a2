// SPDX-License-Identifier: BSL-1.0
// explain(what): parts of a plan, with what each node gives, reads and asks for, and the rewrites one by one.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;

namespace {

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"price", double>, quern::field<"amount", std::int32_t>> {};
struct loaded : quern::barrier {};

auto const all = quern::from(quern::table<trades>());
double twice(double p) { return 2 * p; }

bool holds(std::string const& text, std::string_view what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("a plan's nodes say what they read, what they give, and what order they ask for", "[explain][parts]") {
  auto const q = all.where("price"_c > 10).update(quern::declares<loaded>("a"_c = quern::map(twice, "price"_c)), quern::serial(quern::respects<loaded>("b"_c = "amount"_c * 2))).drop("price"_c);
  CHECK(q.explain(quern::logical) == R"(logical plan
  #1 scan table
       gives: symbol category, price double, amount int32
  #2 where price > 10
       reads: price
       gives: the same columns
  #3 update a = declares<loaded>(map(price)), b = serial(respects<loaded>(amount * 2))
       reads: price, amount
       markers: serial, declares<loaded>, respects<loaded>
       gives: symbol category, price double, amount int32, a double, b int64
  #4 drop price
       gives: symbol category, amount int32, a double, b int64
)");
}

TEST_CASE("second inputs and scalar queries stand further in", "[explain][parts]") {
  auto const other = all.select("symbol"_c, "least"_c = "price"_c);
  auto const q = all.join(other, quern::on("symbol"_c)).where("price"_c > quern::scalar(all.agg("m"_c = quern::max("amount"_c))));
  CHECK(q.explain(quern::logical) == R"(logical plan
  #1 scan table
       gives: symbol category, price double, amount int32
  #4 join on symbol
       reads: symbol
       gives: symbol category, price double, amount int32, least double
      #2 scan table
           gives: symbol category, price double, amount int32
      #3 select symbol, least = price
           reads: symbol, price
           gives: symbol category, least double
  #7 where price > scalar(scan table; agg m = max(amount))
       reads: price
       gives: the same columns
      the value of:
      #5 scan table
           gives: symbol category, price double, amount int32
      #6 agg m = max(amount)
           reads: amount
           gives: m nullable<int32>
)");
}

TEST_CASE("a rewrite shows what it changed; a node keeps its number as long as it says the same", "[explain][parts]") {
  auto const q = all.order_by("price"_c).where("amount"_c > 5).limit(20).limit(10);
  std::string const text = q.explain(quern::rewrites | quern::optimised | quern::pipelines);
  CHECK(holds(text, "    before\n      #1 as before\n      #2 order_by price\n      #3 where amount > 5\n    after\n      #1 as before\n      #3 where amount > 5\n      #2 order_by price\n"));
  CHECK(holds(text, "    after\n      #2 as before\n      #5 limit 10  (from #4, #5)\n"));
  CHECK(holds(text, R"(after rules
  #1 scan table
       gives: symbol category, price double, amount int32
  #3 where amount > 5
       reads: amount
       gives: the same columns
  #2 order_by price
       reads: price
       gives: the same columns
  #5 limit 10  (from #4, #5)
       gives: the same columns
pipeline 1: scan table  #1
  fused: where amount > 5  [SIMD]  #3
  into: rows, to be sorted  #2
  columns read: symbol, price, amount (3 of 3)
pipeline 2: order_by price  #2
  fused: limit 10  [only these rows are sorted]  #5
  into: the result  #5
)"));
}

TEST_CASE("a node that a rewrite made says which nodes it comes from, through all rewrites", "[explain][parts]") {
  auto const q = all.where("price"_c > 10).where("amount"_c < 5).where("symbol"_c == "A");
  std::string const text = q.explain(quern::optimised);
  CHECK(holds(text, "where price > 10 && amount < 5 && symbol == \"A\"  (from #2, #3, #4)\n"));
  CHECK(all.explain(quern::rewrites) == "rewrites: none\n");
}

TEST_CASE("rewrites within a scalar query change the words of the node that holds it", "[explain][parts]") {
  auto const q = all.where("price"_c > quern::scalar(all.order_by("price"_c).where("amount"_c > 1).select("amount"_c).limit(1)));
  std::string const text = q.explain(quern::optimised | quern::rewrites);
  CHECK(holds(text, "where price > scalar(scan table; where amount > 1; select price, amount; order_by price; limit 1; select amount)\n"));
  CHECK(holds(text, "      the value of:\n"));
  CHECK_FALSE(holds(text, "#0"));
}

TEST_CASE("the nodes that windows are taken apart into count as the one that was written, and shared parts as their first use", "[explain][parts]") {
  auto const windowed = all.where("price"_c > 1).update("total"_c = quern::sum("price"_c).over(quern::partition_by("symbol"_c)), "x"_c = quern::count().over()).where("total"_c > 3);
  CHECK(holds(windowed.explain(quern::pipelines), R"(pipeline 1: scan table  #1
  fused: where price > 1  [SIMD]  #2
  into: the rows, complete, because windows read other rows  #3
)"));
  CHECK(holds(windowed.explain(quern::pipelines), "pipeline 2: the rows with their windows  #3\n  fused: update total = window#1, x = window#2  [SIMD]  #3\n  fused: where total > 3  [SIMD]  #4\n"));
  auto const part = all.group_by("symbol"_c).agg("total"_c = quern::sum("price"_c));
  std::string const text = part.union_all(part).explain(quern::pipelines);
  CHECK(holds(text, "pipeline 2: group_by symbol agg total = sum(price)  #2\n  shared: made once, used 2 times\n"));
  CHECK(holds(text, "pipeline 3: the rows of pipeline 2 again  #4\n"));
}
