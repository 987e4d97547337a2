// SPDX-License-Identifier: BSL-1.0
// The other translation unit of one.cpp: the same plan with other text around it, over a table that borrows.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int version_seen_by_two();
int version_seen_by_two() { return QUERN_VERSION_MAJOR * 1000 + QUERN_VERSION_MINOR; }

using totals = quern::table<quern::schema<quern::field<"key", std::int64_t>, quern::field<"total", double>>>;
totals totals_of_two(std::vector<std::int64_t> const& keys, std::vector<double> const& values);

totals totals_of_two(std::vector<std::int64_t> const& keys, std::vector<double> const& values) {
  auto const t = quern::make_table("key"_c = quern::borrow(keys), "value"_c = quern::borrow(values));
  auto const large = quern::from(t).where("value"_c > 10);
  return large.group_by("key"_c).agg("total"_c = quern::sum("value"_c)).order_by("key"_c).collect();
}
