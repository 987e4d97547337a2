// SPDX-License-Identifier: BSL-1.0
// any, all, variance and stddev (sample and population), median and quantile, of all rows and of groups.
#include <algorithm>
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

namespace {
auto const nothing = std::optional<double>();

bool near(std::optional<double> const& got, std::optional<double> const& want) {
  if (!got || !want) return got.has_value() == want.has_value();
  return same(*got, *want) || std::fabs(*got - *want) <= 1e-9 * (std::fabs(*want) + 1e-9);
}
std::optional<double> variance(std::vector<double> const& v, std::size_t less) {
  if (v.size() <= less) return nothing;
  long double mean = 0, m2 = 0;
  for (double x : v) mean += x;
  mean /= static_cast<long double>(v.size());
  for (double x : v) m2 += (x - mean) * (x - mean);
  return static_cast<double>(m2 / static_cast<long double>(v.size() - less));
}
std::optional<double> quantile(std::vector<double> v, double q) {
  if (v.empty()) return nothing;
  std::sort(v.begin(), v.end());
  double const at = q * static_cast<double>(v.size() - 1);
  auto const low = static_cast<std::size_t>(at);
  return low + 1 < v.size() ? v[low] + (v[low + 1] - v[low]) * (at - static_cast<double>(low)) : v[low];
}
}  // namespace

TEST_CASE("variance and quantiles agree with their definitions", "[exec][aggregate]") {
  for (std::size_t n : {0u, 1u, 2u, 3u, 9u, 1025u, 65537u})
    for (std::size_t groups : {1u, 5u, 100u}) {
      auto const x = sprinkle_nulls(make_values(n, 1, [](numbers& g) { return 1e6 + static_cast<double>(g.between(-1000, 1000)) / 16; }), 2, 20);
      std::vector<int> k(n);
      for (std::size_t i = 0; i < n; ++i) k[i] = static_cast<int>(i % groups);
      auto const t = quern::from(quern::make_table("x"_c = x, "k"_c = k))
                         .group_by("k"_c)
                         .agg("v"_c = quern::variance("x"_c), "p"_c = quern::variance_population("x"_c), "s"_c = quern::stddev("x"_c), "sp"_c = quern::stddev_population("x"_c), "med"_c = quern::median("x"_c),
                              "low"_c = quern::quantile("x"_c, 0.0), "q"_c = quern::quantile("x"_c, 0.9), "high"_c = quern::quantile("x"_c, 1.0))
                         .collect();
      REQUIRE(t.rows() == std::min(n, groups));
      for (std::size_t g = 0; g < t.rows(); ++g) {
        std::vector<double> v;
        for (std::size_t i = g; i < n; i += groups)
          if (x[i]) v.push_back(*x[i]);
        auto const root = [](auto y) { return y ? std::optional(std::sqrt(*y)) : y; };
        bool const right = near(t["v"_c][g], variance(v, 1)) && near(t["p"_c][g], variance(v, 0)) && near(t["s"_c][g], root(variance(v, 1))) && near(t["sp"_c][g], root(variance(v, 0))) &&
                           near(t["med"_c][g], quantile(v, 0.5)) && near(t["low"_c][g], quantile(v, 0)) && near(t["q"_c][g], quantile(v, 0.9)) && near(t["high"_c][g], quantile(v, 1));
        INFO("n = " << n << ", group " << g << " of " << groups);
        if (!right) CHECK(right);
      }
    }
}

TEST_CASE("quantiles between infinities are infinite, NaN is the greatest, and a fraction outside 0..1 is refused", "[exec][aggregate]") {
  double const inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  auto const q = quern::from(quern::make_table("x"_c = std::vector<double>{inf, 1, inf, inf}, "y"_c = std::vector<double>{nan, 1, 2, 3}));
  auto const t = q.agg("m"_c = quern::median("x"_c), "y"_c = quern::median("y"_c), "top"_c = quern::quantile("y"_c, 1.0)).collect();
  CHECK(t["m"_c][0] == inf);
  CHECK(t["y"_c][0] == 2.5);
  CHECK(std::isnan(*t["top"_c][0]));
  CHECK_THROWS_AS(q.agg("m"_c = quern::quantile("x"_c, 1.5)).collect(), quern::error);
  CHECK_THROWS_AS(q.agg("m"_c = quern::quantile("x"_c, -0.1)).collect(), quern::error);
}

TEST_CASE("variance of integers and decimals, without cancellation", "[exec][aggregate]") {
  using D = quern::decimal<18, 2>;
  std::vector<std::int64_t> const k = {1'000'000'000'001, 1'000'000'000'002, 1'000'000'000'003};
  std::vector<D> const d = {D::from_units(100'000'000'000'010), D::from_units(100'000'000'000'020), D::from_units(100'000'000'000'030)};
  auto const t = quern::from(quern::make_table("k"_c = k, "d"_c = d)).agg("k"_c = quern::variance("k"_c), "d"_c = quern::stddev("d"_c), "m"_c = quern::median("d"_c)).collect();
  CHECK(*t["k"_c][0] == Approx(1.0));
  CHECK(*t["d"_c][0] == Approx(0.1).epsilon(1e-3));
  CHECK(*t["m"_c][0] == 1'000'000'000'000.2);
}

TEST_CASE("any and all skip nulls; of nothing they are null", "[exec][aggregate]") {
  using truth = std::optional<bool>;
  for (std::size_t n : {0u, 1u, 8u, 9u, 1025u, 65537u})
    for (int yes : {0, 50, 100})
      for (int percent : {0, 40, 100}) {
        auto const b = sprinkle_nulls(make_values(n, 3, [&](numbers& g) { return g.chance(yes); }), 4, percent);
        truth some, every;
        for (auto const& v : b)
          if (v) some = some.value_or(false) || *v, every = every.value_or(true) && *v;
        auto const q = quern::from(quern::make_table("b"_c = b, "k"_c = std::vector<bool>(n, true)));
        auto const t = q.agg("any"_c = quern::any("b"_c), "all"_c = quern::all("b"_c), "n"_c = quern::count_distinct("b"_c)).collect();
        CHECK(t["any"_c][0] == some);
        CHECK(t["all"_c][0] == every);
        CHECK(t["n"_c][0] == (some ? (*some != *every) + 1 : 0));
        auto const g = q.group_by("k"_c).agg("any"_c = quern::any("b"_c), "all"_c = quern::all("b"_c)).collect();
        REQUIRE(g.rows() == (n > 0));
        if (n > 0) CHECK((g["any"_c][0] == some && g["all"_c][0] == every));
      }
}
