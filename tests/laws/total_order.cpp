// SPDX-License-Identifier: BSL-1.0
// One total order in every place that has keys: NaN equals itself and is the greatest, -0.0 equals 0.0, nulls are one value.
#include <algorithm>
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

namespace {
double const inf = std::numeric_limits<double>::infinity();
std::vector<std::optional<double>> const hard = {0.0, -0.0, std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN(), inf, -inf, std::numeric_limits<double>::denorm_min(), -1.0, std::nullopt};

// Place of a value in the order; null before all.
int rank(std::optional<double> v) { return !v ? 0 : std::isnan(*v) ? 7 : *v == -inf ? 1 : *v == -1 ? 2 : *v == 0 ? 3 : *v < 1e-300 ? 4 : *v == inf ? 6 : 5; }

// All orders of every four of the hard values would be 3,024 plans' runs; one table holds them one after another.
std::vector<std::optional<double>> some_order(std::size_t seed) {
  auto v = hard;
  numbers g(seed);
  for (std::size_t i = v.size() - 1; i > 0; --i) std::swap(v[i], v[g.next() % (i + 1)]);
  v.resize(4 + g.next() % 6);
  return v;
}
}  // namespace

TEST_CASE("sort, min, max, distinct and groups agree on the order of hard floats", "[laws][order]") {
  for (std::size_t seed = 0; seed < 400; ++seed) {
    auto const v = some_order(seed);
    INFO("seed " << seed);
    auto const q = quern::from(quern::make_table("v"_c = v));
    std::vector<int> ranks;
    for (auto const& x : v) ranks.push_back(rank(x));
    auto sorted = ranks;
    std::sort(sorted.begin(), sorted.end());
    auto const up = q.order_by("v"_c).collect(), down = q.order_by(quern::desc("v"_c)).collect();
    for (std::size_t i = 0; i < v.size(); ++i) {
      CHECK(rank(up["v"_c][i]) == sorted[i]);
      CHECK(rank(down["v"_c][v.size() - 1 - i]) == sorted[i]);
    }
    auto unique = sorted;
    unique.erase(std::unique(unique.begin(), unique.end()), unique.end());
    bool const null = unique.front() == 0;
    auto const t = q.agg("min"_c = quern::min("v"_c), "max"_c = quern::max("v"_c), "n"_c = quern::count_distinct("v"_c), "low"_c = quern::quantile("v"_c, 0.0), "high"_c = quern::quantile("v"_c, 1.0)).collect();
    CHECK(rank(t["min"_c][0]) == unique[null]);
    CHECK(rank(t["max"_c][0]) == unique.back());
    CHECK(rank(t["low"_c][0]) == unique[null]);
    CHECK(rank(t["high"_c][0]) == unique.back());
    CHECK(t["n"_c][0] == static_cast<std::int64_t>(unique.size()) - null);
    CHECK(q.distinct().count() == unique.size());
    auto const g = q.group_by("v"_c).agg("n"_c = quern::count()).collect();
    REQUIRE(g.rows() == unique.size());
    for (std::size_t i = 0; i < g.rows(); ++i) CHECK(g["n"_c][i] == std::count(ranks.begin(), ranks.end(), rank(g["v"_c][i])));
  }
}

TEST_CASE("least and greatest agree with min and max for every pair", "[laws][order]") {
  std::vector<std::optional<double>> a, b;
  for (auto const& x : hard)
    for (auto const& y : hard) a.push_back(x), b.push_back(y);
  auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b)).select("lo"_c = quern::least("a"_c, "b"_c), "hi"_c = quern::greatest("a"_c, "b"_c)).collect();
  for (std::size_t i = 0; i < a.size(); ++i) {
    bool const both = a[i] && b[i];
    CHECK(rank(t["lo"_c][i]) == (both ? std::min(rank(a[i]), rank(b[i])) : 0));
    CHECK(rank(t["hi"_c][i]) == (both ? std::max(rank(a[i]), rank(b[i])) : 0));
  }
}
