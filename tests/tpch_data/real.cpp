// SPDX-License-Identifier: BSL-1.0
// The generated tables beside dbgen's at the same scale. Both are samples of the same distributions, so a statistic may differ by some
// standard errors, no more; the tables of both are printed. Nothing is random here: the same seed gives the same comparison.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "bench/tpch/write_tbl.hpp"
#include "catch.hpp"
#include "small_data.hpp"
#include "statistics.hpp"

namespace {

constexpr double errors_allowed = 5;

tpch::tables const& real() {
  static tpch::tables const t = [] {
    char const* folder = std::getenv("QUERN_TPCH_TABLES");
    return tpch_data::read_tables(folder == nullptr ? "../shared/tpch-sf001" : folder);
  }();
  return t;
}

// Lines of an order share its date, and lines of a part its price: they count for fewer.
double independent(std::string const& column, double rows) {
  return column.starts_with("l_") ? rows / 4 : column.starts_with("ps_") ? rows / 2 : rows;
}

bool near(double a, double b, double error) { return std::abs(a - b) <= errors_allowed * error + 1e-9; }
// Shares a / n and b / n; 1 / n for what comes so seldom that it has no spread.
bool near_shares(double a, double b, double n, double b_n, double independent_rows) {
  double const p = (a + b) / (n + b_n);
  return near(a / n, b / b_n, std::sqrt(p * (1 - p) * 2 / independent_rows) + 1 / independent_rows / errors_allowed);
}

std::string content(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every column has the statistics of dbgen's", "[.][real]") {
  auto const expected = tpch_data::statistics_of(real()), made = tpch_data::statistics_of(tpch_data::small());
  std::printf("%-16s %29s %25s %29s %29s %19s\n", "column", "mean: dbgen, ours", "spread", "least", "greatest", "distinct");
  for (std::size_t k = 0; k < made.size(); ++k) {
    auto const &a = expected[k], &b = made[k];
    INFO(b.name);
    double const n = independent(b.name, std::min(a.rows, b.rows));
    double const s = std::sqrt(a.variance()), t = std::sqrt(b.variance());
    std::printf("%-16s %14.6g %14.6g %12.5g %12.5g %14.9g %14.9g %14.9g %14.9g %9.0f %9.0f\n", b.name.c_str(), a.mean(), b.mean(), s, t,
                a.least, b.least, a.greatest, b.greatest, a.distinct, b.distinct);
    CHECK(near(a.mean(), b.mean(), std::sqrt((a.variance() + b.variance()) / n)));
    CHECK(near(s, t, s * std::sqrt(2 / n)));
    // The first and last of n values lie near the ends of the range; lengths of texts are whole numbers.
    double const range = a.greatest - a.least, slack = std::max(range * (0.03 + 8 / n), 2.);
    CHECK(std::abs(a.least - b.least) <= slack);
    CHECK(std::abs(a.greatest - b.greatest) <= (b.name == "o_totalprice" ? 5 * slack : slack));
    CHECK(std::abs(a.distinct - b.distinct) <= 0.01 * a.distinct + errors_allowed * std::sqrt(std::max(0., a.rows - a.distinct)) * 0.5);
    REQUIRE(a.counts.size() == b.counts.size());
    for (auto const& [value, count] : a.counts) {
      INFO(value);
      auto const ours = b.counts.find(value);
      REQUIRE(ours != b.counts.end());
      CHECK(near_shares(count, ours->second, a.rows, b.rows, n));
    }
  }
}

TEST_CASE("the filters of the 22 queries let as many rows pass as of dbgen's tables", "[.][real]") {
  auto const expected = tpch_data::shares_of(real()), made = tpch_data::shares_of(tpch_data::small());
  std::printf("%-50s %9s %9s\n", "share of rows, in %", "dbgen", "ours");
  for (std::size_t k = 0; k < made.size(); ++k) {
    auto const &a = expected[k], &b = made[k];
    std::printf("%-50s %9.3f %9.3f\n", b.what.c_str(), 100 * a.hits / a.rows, 100 * b.hits / b.rows);
    INFO(b.what);
    CHECK(near_shares(a.hits, b.hits, a.rows, b.rows, b.rows > 20000 ? b.rows / 4 : b.rows));
  }
}

TEST_CASE("dbgen's tables are written back byte by byte", "[.][real]") {
  tpch_data::temporary_folder const folder;
  tpch::write_tbl(real(), folder.path());
  char const* given = std::getenv("QUERN_TPCH_TABLES");
  std::string const from = given == nullptr ? "../shared/tpch-sf001" : given;
  tpch::each_table(real(), [&](std::string const& name, auto const&) {
    INFO(name);
    CHECK(content(folder / (name + ".tbl")) == content(from + "/" + name + ".tbl"));
  });
}
