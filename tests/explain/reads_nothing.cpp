// SPDX-License-Identifier: BSL-1.0
// explain() is no action: it reads no row and makes no table, and a file it names need not exist.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;

namespace {

struct counting {
  quern::execution::run_counters seen;
  counting() { quern::execution::current_counters() = &seen; }
  ~counting() { quern::execution::current_counters() = nullptr; }
  bool nothing() const { return seen.rows_read == 0 && seen.chunks_read == 0 && seen.tables_made == 0; }
};

struct flights : quern::schema<quern::field<"delay", quern::nullable<std::int32_t>>, quern::field<"distance", std::int32_t>, quern::field<"origin", quern::category>> {};

}  // namespace

TEST_CASE("explain reads no rows and makes no table, also where the plan sorts and groups", "[explain]") {
  auto const q = quern::range(0, 1'000'000)
                     .update("key"_c = "id"_c % 10)
                     .group_by("key"_c)
                     .agg("rows"_c = quern::count())
                     .order_by(quern::desc("rows"_c))
                     .distinct()
                     .limit(3);
  counting c;
  CHECK_FALSE(q.explain().empty());
  CHECK(c.nothing());
  q.collect();
  CHECK_FALSE(c.nothing());  // the counters do count
}

TEST_CASE("a CSV file is named by its path, and only the columns used are read", "[explain]") {
  auto const q = quern::scan_csv<flights>("no/such/file.csv").where("delay"_c > 15).group_by("origin"_c).agg("flights"_c = quern::count());
  counting c;
  CHECK(q.explain() == R"(logical plan
  scan csv no/such/file.csv
  where delay > 15
  group_by origin agg flights = count()
after rules: the same
pipeline 1: scan csv no/such/file.csv
  fused: where delay > 15  [SIMD]
  into: groups, numbered by a hash table  [aggregates SIMD]
  columns read: delay, origin (2 of 3)
pipeline 2: group_by origin agg flights = count()
  into: the result
)");
  CHECK(c.nothing());
}

TEST_CASE("explain says the same every time, and of a copy", "[explain]") {
  auto const q = quern::range(0, 10).where("id"_c > quern::param<"low">(5));
  auto const copy = q;
  CHECK(q.explain() == copy.explain());
  CHECK(q.with<"low">(7).explain() != q.explain());
}
