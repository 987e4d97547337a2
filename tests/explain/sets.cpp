// SPDX-License-Identifier: BSL-1.0
// explain() of verbs about sets of rows and of verbs that change the shape of a table.
#include "catch.hpp"

#include <quern.hpp>

using namespace quern::literals;

namespace {
auto const a = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "x"_c = std::vector<double>{1}));
}  // namespace

TEST_CASE("explain shows both inputs of a union, which nothing makes complete", "[explain][sets]") {
  CHECK(a.union_all(a.where("x"_c > 0)).where("k"_c > 1).explain() == R"(logical plan
  scan table
  union_all
      scan table
      where x > 0
  where k > 1
after rules
  scan table
  where k > 1
  union_all
      scan table
      where x > 0 && k > 1
pipeline 1: scan table
  fused: where k > 1  [SIMD]
  into: blocks, read when the union's rows are wanted
  columns read: k, x (2 of 2)
pipeline 2: scan table
  fused: where x > 0 && k > 1  [SIMD]
  into: blocks, read when the union's rows are wanted
  columns read: k, x (2 of 2)
pipeline 3: union_all
  into: the result
)");
}
TEST_CASE("explain shows how rows of sets are found", "[explain][sets]") {
  CHECK(a.intersect(a.select("k"_c, "x"_c = "x"_c + 1)).explain() == R"(logical plan
  scan table
  intersect
      scan table
      select k, x = x + 1
after rules: the same
pipeline 1: scan table
  into: rows, to be looked up by a hash table
  columns read: k, x (2 of 2)
pipeline 2: scan table
  fused: select k, x = x + 1  [SIMD]
  into: rows, to be looked up by a hash table
  columns read: k, x (2 of 2)
pipeline 3: intersect
  into: the result
)");
  CHECK(a.except_all(a).explain() == R"(logical plan
  scan table
  except_all
      scan table
after rules: the same
pipeline 1: scan table
  into: rows, to be looked up by a hash table
  columns read: k, x (2 of 2)
pipeline 2: scan table
  into: rows, to be looked up by a hash table
  columns read: k, x (2 of 2)
pipeline 3: except_all
  into: the result
)");
  CHECK(a.distinct_on("k"_c).explain() == R"(logical plan
  scan table
  distinct_on k
after rules: the same
pipeline 1: scan table
  into: rows, their keys to be looked up by a hash table
  columns read: k, x (2 of 2)
pipeline 2: distinct_on k
  into: the result
)");
  CHECK(a.distinct().explain() == R"(logical plan
  scan table
  distinct
after rules
  scan table
  group_by k, x
pipeline 1: scan table
  into: groups, numbered by a hash table
  columns read: k, x (2 of 2)
pipeline 2: group_by k, x
  into: the result
)");
}
TEST_CASE("explain shows pivot, unpivot, sample and rows without nulls", "[explain][shape]") {
  CHECK(a.group_by("x"_c).pivot<1, 2>("k"_c).agg("n"_c = quern::count()).explain() == R"(logical plan
  scan table
  group_by x agg 1 = when(count(when(k == 1, true)) > 0, count(when(k == 1, true))), 2 = when(count(when(k == 2, true)) > 0, count(when(k == 2, true)))
after rules: the same
pipeline 1: scan table
  into: groups, numbered by a hash table  [aggregates SIMD]
  columns read: k, x (2 of 2)
pipeline 2: group_by x agg 1 = when(count(when(k == 1, true)) > 0, count(when(k == 1, true))), 2 = when(count(when(k == 2, true)) > 0, count(when(k == 2, true)))
  into: the result
)");
  CHECK(a.unpivot(quern::keep("k"_c), "name"_c, "value"_c, quern::columns("x"_c)).explain() == R"(logical plan
  scan table
  unpivot x into name, value keeping k
after rules: the same
pipeline 1: scan table
  into: rows, to be unpivoted
  columns read: k, x (2 of 2)
pipeline 2: unpivot x into name, value keeping k
  into: the result
)");
  CHECK(a.sample(10, 3).explain() == R"(logical plan
  scan table
  sample 10 seed 3
after rules: the same
pipeline 1: scan table
  into: rows, to choose from
  columns read: k, x (2 of 2)
pipeline 2: sample 10 seed 3
  into: the result
)");
  CHECK(a.rename("y"_c = "x"_c).drop_if_exists("z"_c).to_columns("k"_c, "v"_c).explain() == R"(logical plan
  scan table
  rename y = x
  rename k, v = y
after rules: the same
pipeline 1: scan table
  fused: rename y = x
  fused: rename k, v = y
  into: the result
  columns read: k, x (2 of 2)
)");
}
