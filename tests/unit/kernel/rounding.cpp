// SPDX-License-Identifier: BSL-1.0
// floor, ceil and round of decimals, integers and floats at a given digit: half away from zero.
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;
using quern::decimal;

TEST_CASE("decimals round exactly and keep their scale", "[kernel][rounding]") {
  using D = decimal<12, 3>;
  for (std::size_t n : short_lengths) {
    auto const d = make_values(n, 1, [](numbers& g) { return D::from_units(g.between(-20000, 20000)); });
    auto const t = quern::from(quern::make_table("d"_c = d))
                       .select("floor"_c = quern::floor("d"_c), "ceil"_c = quern::ceil("d"_c), "round"_c = quern::round("d"_c), "one"_c = quern::round<1>("d"_c), "five"_c = quern::round<5>("d"_c),
                               "tens"_c = quern::round<-1>("d"_c))
                       .collect();
    auto const down = [](std::int64_t v, std::int64_t step) { return (v >= 0 ? v / step : -((-v + step - 1) / step)) * step; };
    auto const half = [](std::int64_t v, std::int64_t step) { return (v >= 0 ? (v + step / 2) / step : -((-v + step / 2) / step)) * step; };
    check_rows(t["floor"_c], n, "floor", [&](auto r) { return D::from_units(down(d[r].units, 1000)); });
    check_rows(t["ceil"_c], n, "ceil", [&](auto r) { return D::from_units(-down(-d[r].units, 1000)); });
    check_rows(t["round"_c], n, "round", [&](auto r) { return D::from_units(half(d[r].units, 1000)); });
    check_rows(t["one"_c], n, "round<1>", [&](auto r) { return D::from_units(half(d[r].units, 100)); });
    check_rows(t["five"_c], n, "round<5>", [&](auto r) { return d[r]; });
    check_rows(t["tens"_c], n, "round<-1>", [&](auto r) { return D::from_units(half(d[r].units, 10000)); });
  }
}

TEST_CASE("integers round to tens and hundreds, and raise where the result leaves their type", "[kernel][rounding]") {
  auto const a = integers<std::int32_t>(1000, 2, -10000, 10000);
  auto const t = quern::from(quern::make_table("a"_c = a)).select("x"_c = quern::round<-2>("a"_c), "y"_c = quern::round("a"_c), "z"_c = quern::floor("a"_c)).collect();
  check_rows(t["x"_c], a.size(), "round<-2>", [&](auto r) { return static_cast<std::int32_t>(std::lround(a[r] / 100.0 + (a[r] >= 0 ? 1e-9 : -1e-9)) * 100); });
  check_rows(t["y"_c], a.size(), "round", [&](auto r) { return a[r]; });
  check_rows(t["z"_c], a.size(), "floor", [&](auto r) { return a[r]; });
  auto const small = quern::from(quern::make_table("a"_c = std::vector<std::int8_t>{1, 127}));
  CHECK_THROWS_AS(small.select("x"_c = quern::round<-1>("a"_c)).collect(), quern::overflow_error);
  CHECK(small.where("a"_c < 10).select("x"_c = quern::round<-1>("a"_c)).collect()["x"_c][0] == 0);
  auto const large = quern::from(quern::make_table("a"_c = std::vector<std::int64_t>{5, INT64_MAX}));
  CHECK_THROWS_AS(large.select("x"_c = quern::round<-1>("a"_c)).collect(), quern::overflow_error);
}

TEST_CASE("floats round at digits behind and before the point", "[kernel][rounding]") {
  std::vector<double> const x = {1.005, 2.675, -2.5, 1234.5678, 0.0, 99.995, 1e300, -1e300, 15.0, 25.0};
  auto const t = quern::from(quern::make_table("x"_c = x)).select("two"_c = quern::round<2>("x"_c), "tens"_c = quern::round<-1>("x"_c)).collect();
  check_rows(t["two"_c], x.size(), "round<2>", [&](auto r) { return std::fabs(x[r]) > 1e20 ? x[r] : std::round(x[r] * 100) / 100; });
  check_rows(t["tens"_c], x.size() - 0, "round<-1>", [&](auto r) { return std::round(x[r] / 10) * 10; });
}

TEST_CASE("a float too large to have digits behind the point rounds to itself", "[kernel][rounding]") {
  std::vector<double> const x = {1.7e308, -1.7e308, 9007199254740993.0};
  auto const t = quern::from(quern::make_table("x"_c = x)).select("two"_c = quern::round<2>("x"_c)).collect();
  check_rows(t["two"_c], x.size(), "round<2>", [&](auto r) { return x[r]; });
}
