// SPDX-License-Identifier: BSL-1.0
// Operators and functions of floats: IEEE 754 as C++ computes it, for NaN, infinities, -0.0 and denormals too.
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

TEST_CASE("operators on floats are C++'s", "[kernel][float]") {
  for (std::size_t n : lengths) {
    auto const a = floats<double>(n, 1), b = floats<double>(n, 2);
    auto const f = floats<float>(n, 3), g = floats<float>(n, 4);
    auto const k = integers<std::int64_t>(n, 5, INT64_MIN, INT64_MAX);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "f"_c = f, "g"_c = g, "k"_c = k))
                       .select("sum"_c = "a"_c + "b"_c, "difference"_c = "a"_c - "b"_c, "product"_c = "a"_c * "b"_c, "ratio"_c = "a"_c / "b"_c, "short"_c = "f"_c * "g"_c - "f"_c,
                               "mixed"_c = "f"_c + "b"_c, "whole"_c = "a"_c * "k"_c, "half"_c = "k"_c / 2, "minus"_c = -"a"_c, "size"_c = quern::abs("f"_c))
                       .collect();
    check_rows(t["sum"_c], n, "a + b", [&](auto r) { return a[r] + b[r]; });
    check_rows(t["difference"_c], n, "a - b", [&](auto r) { return a[r] - b[r]; });
    check_rows(t["product"_c], n, "a * b", [&](auto r) { return a[r] * b[r]; });
    check_rows(t["ratio"_c], n, "a / b", [&](auto r) { return a[r] / b[r]; });
    check_rows(t["short"_c], n, "f * g - f", [&](auto r) { return static_cast<float>(f[r] * g[r]) - f[r]; });
    check_rows(t["mixed"_c], n, "f + b", [&](auto r) { return f[r] + b[r]; });
    check_rows(t["whole"_c], n, "a * k", [&](auto r) { return a[r] * static_cast<double>(k[r]); });
    check_rows(t["half"_c], n, "k / 2", [&](auto r) { return static_cast<double>(k[r]) / 2.0; });
    check_rows(t["minus"_c], n, "-a", [&](auto r) { return -a[r]; });
    check_rows(t["size"_c], n, "abs f", [&](auto r) { return std::fabs(f[r]); });
    for (std::size_t r = 0; r < n; ++r)
      if (a[r] == a[r] && std::signbit(t["minus"_c][r]) != std::signbit(-a[r])) FAIL("the sign of -(" << a[r] << ") is lost");
  }
}

TEST_CASE("comparisons of floats are C++'s: NaN equals nothing, -0.0 equals 0.0", "[kernel][float]") {
  for (std::size_t n : lengths) {
    auto const a = floats<double>(n, 6), b = floats<double>(n, 7);
    auto const f = floats<float>(n, 8);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "f"_c = f))
                       .select("eq"_c = "a"_c == "b"_c, "ne"_c = "a"_c != "b"_c, "lt"_c = "a"_c < "b"_c, "le"_c = "a"_c <= "b"_c, "gt"_c = "f"_c > "b"_c, "ge"_c = "f"_c >= "f"_c)
                       .collect();
    check_rows(t["eq"_c], n, "==", [&](auto r) { return a[r] == b[r]; });
    check_rows(t["ne"_c], n, "!=", [&](auto r) { return a[r] != b[r]; });
    check_rows(t["lt"_c], n, "<", [&](auto r) { return a[r] < b[r]; });
    check_rows(t["le"_c], n, "<=", [&](auto r) { return a[r] <= b[r]; });
    check_rows(t["gt"_c], n, ">", [&](auto r) { return f[r] > b[r]; });
    check_rows(t["ge"_c], n, ">=", [&](auto r) { return f[r] >= f[r]; });
  }
}

TEST_CASE("least and greatest of floats follow the total order: NaN is the greatest", "[kernel][float]") {
  for (std::size_t n : lengths) {
    auto const a = floats<double>(n, 9), b = floats<double>(n, 10);
    auto const f = floats<float>(n, 11);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "f"_c = f)).select("min"_c = quern::least("a"_c, "b"_c), "max"_c = quern::greatest("a"_c, "f"_c, "b"_c)).collect();
    auto const less = [](double x, double y) { return x < y || (y != y && x == x); };
    check_rows(t["min"_c], n, "least", [&](auto r) { return less(b[r], a[r]) ? b[r] : a[r]; });
    check_rows(t["max"_c], n, "greatest", [&](auto r) { return std::max({a[r], static_cast<double>(f[r]), b[r]}, less); });
  }
}

TEST_CASE("sqrt, floor, ceil and round of floats are the exact ones", "[kernel][float]") {
  for (std::size_t n : lengths) {
    auto a = floats<double>(n, 12);
    auto f = floats<float>(n, 13);
    double const hard[] = {0.49999999999999994, -0.49999999999999994, 0.5, -0.5, 1.5, 2.5, -2.5, 4503599627370495.5, 9007199254740993.0, 1e300, -1e-300};
    for (std::size_t i = 0; i < n && i < std::size(hard); ++i) a[i] = hard[i], f[i] = static_cast<float>(hard[i]);
    auto const t = quern::from(quern::make_table("a"_c = a, "f"_c = f))
                       .select("sqrt"_c = quern::sqrt("a"_c), "floor"_c = quern::floor("a"_c), "ceil"_c = quern::ceil("f"_c), "round"_c = quern::round("a"_c), "f"_c = quern::round("f"_c))
                       .collect();
    check_rows(t["sqrt"_c], n, "sqrt", [&](auto r) { return std::sqrt(a[r]); });
    check_rows(t["floor"_c], n, "floor", [&](auto r) { return std::floor(a[r]); });
    check_rows(t["ceil"_c], n, "ceil", [&](auto r) { return std::ceil(f[r]); });
    check_rows(t["round"_c], n, "round", [&](auto r) { return std::round(a[r]); });
    check_rows(t["f"_c], n, "round float", [&](auto r) { return std::round(f[r]); });
  }
}

TEST_CASE("exp, log and pow are within a few units in the last place and exact at the edges", "[kernel][float]") {
  double const inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> const x = {0.0, -0.0, 1, -1, 0.5, 2, 10, 100, 700, 709.5, 710, -700, -708, -746, inf, -inf, nan, 1e-300, 1e300, 3.14159, 5e-324};
  auto const t = quern::from(quern::make_table("x"_c = x)).select("exp"_c = quern::exp("x"_c), "log"_c = quern::log("x"_c), "square"_c = quern::pow("x"_c, 2), "root"_c = quern::pow(2.0, "x"_c)).collect();
  auto const near = [&](auto column, char const* what, auto f) {
    for (std::size_t r = 0; r < x.size(); ++r) {
      double const want = f(x[r]), got = column[r];
      INFO(what << '(' << x[r] << ") = " << got << ", expected " << want);
      CHECK((same(got, want) || std::fabs(got - want) <= 4e-16 * std::fabs(want) || std::fabs(got - want) < 1e-307));
    }
  };
  near(t["exp"_c], "exp", [](double v) { return std::exp(v); });
  near(t["log"_c], "log", [](double v) { return std::log(v); });
  near(t["square"_c], "pow", [](double v) { return std::pow(v, 2); });
  near(t["root"_c], "2^", [](double v) { return std::pow(2, v); });
}
