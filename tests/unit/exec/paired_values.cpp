// SPDX-License-Identifier: BSL-1.0
// skewness, kurtosis, covariance, correlation and the regression line, against their definitions in long double.
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using answer = std::optional<double>;
bool near(answer const& got, answer const& want, double tolerance = 1e-9) {
  if (!got || !want) return got.has_value() == want.has_value();
  return same(*got, *want) || std::fabs(*got - *want) <= tolerance * (std::fabs(*want) + 1);
}
struct definitions {
  answer skewness, kurtosis, covariance, population, correlation, slope, intercept;
};
definitions define(std::vector<double> const& v, std::vector<std::pair<double, double>> const& pairs) {
  definitions r;
  long double const n = static_cast<long double>(v.size()), m = static_cast<long double>(pairs.size());
  long double mean = 0, m2 = 0, m3 = 0, m4 = 0, mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
  for (double x : v) mean += x / n;
  for (double x : v) m2 += std::pow(x - mean, 2.0L) / n, m3 += std::pow(x - mean, 3.0L) / n, m4 += std::pow(x - mean, 4.0L) / n;
  if (n > 0) r.skewness = n == 1 ? NAN : static_cast<double>(m3 / std::pow(m2, 1.5L)), r.kurtosis = n == 1 ? NAN : static_cast<double>(m4 / (m2 * m2) - 3);
  for (auto [x, y] : pairs) mx += x / m, my += y / m;
  for (auto [x, y] : pairs) xx += (x - mx) * (x - mx), yy += (y - my) * (y - my), xy += (x - mx) * (y - my);
  if (m > 0) r.population = static_cast<double>(xy / m);
  if (m < 2) return r;
  r.covariance = static_cast<double>(xy / (m - 1));
  r.correlation = static_cast<double>(xy / std::sqrt(xx * yy));
  r.slope = static_cast<double>(xy / xx), r.intercept = static_cast<double>(my - xy / xx * mx);
  return r;
}
auto aggregated = [](auto const& by) {
  return by.agg("sk"_c = quern::skewness("x"_c), "ku"_c = quern::kurtosis("x"_c), "cov"_c = quern::covariance("x"_c, "y"_c), "pop"_c = quern::covariance_population("y"_c, "x"_c), "r"_c = quern::correlation("x"_c, "y"_c),
                "slope"_c = quern::regr_slope("y"_c, "x"_c), "at"_c = quern::regr_intercept("y"_c, "x"_c));
};
}  // namespace

TEST_CASE("moments and co-moments agree with their definitions", "[exec][aggregate]") {
  for (std::size_t n : {0u, 1u, 2u, 3u, 9u, 1025u, 65537u})
    for (std::size_t groups : {1u, 5u, 100u}) {
      // Far from zero: sums of squares and their differences would lose everything.
      auto const x = sprinkle_nulls(make_values(n, 1, [](numbers& g) { return 1e6 + static_cast<double>(g.between(-1000, 1000)) / 16; }), 2, 20);
      auto const noise = make_values(n, 3, [](numbers& g) { return static_cast<float>(g.between(-64, 64)) / 4; });
      std::vector<std::optional<float>> y(n);
      std::vector<int> k(n);
      for (std::size_t i = 0; i < n; ++i) {
        if (i % 7 != 3) y[i] = static_cast<float>((x[i].value_or(1e6) - 1e6) * 3) + noise[i];
        k[i] = static_cast<int>(i % groups);
      }
      auto const q = aggregated(quern::from(quern::make_table("x"_c = x, "y"_c = y, "k"_c = k)).group_by("k"_c));
      for (std::size_t chunk : {8u, 65536u}) {
        auto const t = q.collect({.threads = 2, .min_rows_per_chunk = chunk});
        REQUIRE(t.rows() == std::min(n, groups));
        bool ok = true;
        for (std::size_t g = 0; g < t.rows(); ++g) {
          std::vector<double> v;
          std::vector<std::pair<double, double>> pairs;
          for (std::size_t i = g; i < n; i += groups) {
            if (x[i]) v.push_back(*x[i]);
            if (x[i] && y[i]) pairs.emplace_back(*x[i], *y[i]);
          }
          definitions const want = define(v, pairs);
          // The intercept is the slope's error times a million.
          ok = ok && near(t["sk"_c][g], want.skewness, 1e-7) && near(t["ku"_c][g], want.kurtosis, 1e-7) && near(t["cov"_c][g], want.covariance) && near(t["pop"_c][g], want.population) &&
               near(t["r"_c][g], want.correlation) && near(t["slope"_c][g], want.slope) && near(t["at"_c][g], want.intercept, 1e-8);
        }
        INFO("n = " << n << ", " << groups << " groups, chunks of " << chunk);
        CHECK(ok);
      }
    }
}

TEST_CASE("columns that do not vary have no shape, no correlation and no line; NaN is passed on; of nothing all is null", "[exec][aggregate]") {
  double const big = 1e200;
  auto const q = quern::from(quern::make_table("k"_c = std::vector<int>{0, 0, 0, 1, 1, 2, 3, 3, 4, 4, 4}, "x"_c = std::vector<double>{0.1, 0.1, 0.1, 1, NAN, 5, -big, big, 1, 2, 3},
                                               "y"_c = std::vector<std::optional<std::int64_t>>{1, 2, 3, 1, 2, 7, 1, 2, 2, 4, std::nullopt}));
  auto const t = aggregated(q.group_by("k"_c)).collect();
  auto const nan = [](answer const& a) { return a && std::isnan(*a); };
  CHECK((nan(t["sk"_c][0]) && nan(t["ku"_c][0]) && t["cov"_c][0] == 0.0 && t["pop"_c][0] == 0.0 && nan(t["r"_c][0]) && !t["slope"_c][0] && !t["at"_c][0]));
  CHECK((nan(t["sk"_c][1]) && nan(t["ku"_c][1]) && nan(t["cov"_c][1]) && nan(t["pop"_c][1]) && nan(t["r"_c][1]) && nan(t["slope"_c][1]) && nan(t["at"_c][1])));
  CHECK((nan(t["sk"_c][2]) && nan(t["ku"_c][2]) && !t["cov"_c][2] && t["pop"_c][2] == 0.0 && !t["r"_c][2] && !t["slope"_c][2] && !t["at"_c][2]));
  CHECK(t["cov"_c][3] == big);
  CHECK((t["r"_c][4] == 1.0 && t["slope"_c][4] == 2.0 && t["at"_c][4] == 0.0 && t["sk"_c][4] == 0.0 && t["ku"_c][4] == Approx(-1.5)));
  auto const none = aggregated(q.where("k"_c > 9)).collect();
  CHECK((!none["sk"_c][0] && !none["ku"_c][0] && !none["cov"_c][0] && !none["pop"_c][0] && !none["r"_c][0] && !none["slope"_c][0] && !none["at"_c][0]));
}

TEST_CASE("decimals are taken at their scale, and a median of NaN, of one value and of a group without nulls is a number", "[exec][aggregate]") {
  using D = quern::decimal<9, 2>;
  auto const t = quern::from(quern::make_table("k"_c = std::vector<int>{0, 0, 0}, "m"_c = std::vector<D>{D::from_units(100), D::from_units(200), D::from_units(350)}, "x"_c = std::vector<double>{NAN, NAN, 1}))
                     .group_by("k"_c)
                     .agg("c"_c = quern::covariance("m"_c, "m"_c), "v"_c = quern::variance("m"_c), "p"_c = quern::product("m"_c), "med"_c = quern::median("x"_c), "s"_c = quern::covariance_population("m"_c, "k"_c) + quern::count())
                     .collect();
  CHECK(*t["c"_c][0] == Approx(*t["v"_c][0]));
  CHECK(t["p"_c][0] == Approx(7.0));
  CHECK(std::isnan(t["med"_c][0]));
  CHECK(t["s"_c][0] == 3.0);
}
