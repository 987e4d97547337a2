// SPDX-License-Identifier: BSL-1.0
// explain() of plans that are run once for many uses, and of plans without a type.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;

TEST_CASE("a cache says whether it is filled; the plan below it is rewritten by itself, and nothing is moved across", "[explain]") {
  auto const q = quern::range(0, 10).update("x"_c = "id"_c * 2).where("id"_c < 5).cache().where("id"_c > 2);
  CHECK(q.explain() == R"(logical plan
  scan range
  update x = id * 2
  where id < 5
  cache (empty; the first action fills it)
  where id > 2
after rules
  scan range
  where id < 5
  update x = id * 2
  cache (empty; the first action fills it)
  where id > 2
pipeline 1: scan range
  fused: where id < 5  [SIMD]
  fused: update x = id * 2  [SIMD]
  into: rows, kept for all later runs
  columns read: id (1 of 1)
pipeline 2: cache (empty; the first action fills it)
  fused: where id > 2  [SIMD]
  into: the result
)");
  CHECK(q.count() == 2);
  CHECK(q.explain().find("pipeline 2: cache (filled: 5 rows)\n") != std::string::npos);
}

TEST_CASE("a part that a plan holds twice is shown once, and then by its pipeline's number", "[explain]") {
  auto const t = quern::make_table("k"_c = std::vector<int>{1, 2}, "x"_c = std::vector<double>{1, 2});
  auto const revenue = quern::from(t).where("x"_c > quern::param<"least">(0.0)).group_by("k"_c).agg("total"_c = quern::sum("x"_c));
  auto const text = revenue.where("total"_c == quern::scalar(revenue.agg("m"_c = quern::max("total"_c)))).union_all(revenue).explain();
  CHECK(text.substr(text.find("after rules")) == R"(after rules: the same
pipeline 1: scan table
  fused: where x > $least=0.0  [SIMD]
  into: groups, numbered by their keys' codes where bounds allow, else by a hash table  [aggregates SIMD]
  columns read: k, x (2 of 2)
pipeline 2: group_by k agg total = sum(x)
  shared: made once, used 3 times
  fused: where total == scalar(scan table; where x > $least=0.0; group_by k agg total = sum(x); agg m = max(total))  [SIMD]
  into: blocks, read when the union's rows are wanted
pipeline 3: the rows of pipeline 2 again
  into: blocks, read when the union's rows are wanted
pipeline 4: union_all
  into: the result
)");
  auto const other = revenue.union_all(revenue.with<"least">(1.0)).explain();
  CHECK(other.find("shared") == std::string::npos);
  CHECK(other.find("again") == std::string::npos);
  // The plan of a scalar query after the rules.
  auto const sorted = quern::range(0, 9).where("id"_c == quern::scalar(quern::range(0, 5).order_by("id"_c).where("id"_c > 3))).explain();
  CHECK(sorted.find("after rules\n  scan range\n  where id == scalar(scan range; where id > 3; order_by id)\n") != std::string::npos);
}

TEST_CASE("an any_query shows the plan it holds, which no rule changes any more", "[explain]") {
  quern::any_query const any = quern::range(0, 10).update("x"_c = "id"_c * 2).where("id"_c < 5);
  CHECK(any.where("x"_c > 2).select("x"_c).explain() == R"(logical plan
  scan any_query
  where x > 2
  select x
after rules: the same
pipeline 1: scan any_query, which runs first
    scan range
    where id < 5
    update x = id * 2
  fused: where x > 2  [SIMD]
  fused: select x
  into: the result
  columns read: x (1 of 2)
)");
}
