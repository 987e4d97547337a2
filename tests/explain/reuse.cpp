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
