// SPDX-License-Identifier: BSL-1.0
// explain() of joins: both inputs' pipelines, how partners are found, and the condition as written.
#include "catch.hpp"

#include <quern.hpp>

using namespace quern::literals;
using quern::on;

namespace {
bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }
}  // namespace

TEST_CASE("explain shows both inputs of a join and how it finds pairs", "[explain][join]") {
  auto const a = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "x"_c = std::vector<double>{1}));
  auto const b = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "y"_c = std::vector<double>{1})).where("y"_c > 0);
  CHECK(a.left_join(b, on("k"_c, "x"_c < "y"_c)).update("z"_c = "y"_c + 1).explain() ==
        "logical plan\n"
        "  scan table\n"
        "  left_join on k && x < y\n"
        "      scan table\n"
        "      where y > 0\n"
        "  update z = y + 1\n"
        "after rules: the same\n"
        "pipeline 1: scan table\n"
        "  fused: where y > 0  [SIMD]\n"
        "  into: rows by key\n"
        "pipeline 2: scan table\n"
        "  into: blocks that look up their partners, pairs tested one by one  [SIMD]\n"
        "pipeline 3: left_join on k && x < y\n"
        "  fused: update z = y + 1  [SIMD]\n"
        "  into: the result\n"
        "  columns read: k, x, y (3 of 3)\n");
  CHECK(has(a.join(b, on("k"_c)).explain(), "  join on k\n"));
  CHECK(has(a.join(b, on("x"_c < "y"_c), quern::suffix<"_b">).explain(), "  join on x < y suffix _b\n"));
  CHECK(has(a.join(b, on("x"_c < "y"_c), quern::suffix<"_b">).explain(), "rows, sorted, to be found by binary search"));
  CHECK(has(a.cross_join(b, quern::suffix<"_b">).explain(), "rows, each of which meets all of the other input"));
  CHECK(has(a.asof_join(b, quern::nearest("x"_c, "y"_c).within(0.5), on("k"_c)).explain(), "  asof_join nearest x, y within 0.5 on k\n"));
  CHECK(has(a.semi_join(b, on(quern::null_safe("k"_c))).explain(), "  semi_join on k <=> k\n"));
}
