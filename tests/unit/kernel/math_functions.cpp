// SPDX-License-Identifier: BSL-1.0
// Roots, logarithms, trigonometry, half-even rounding, pmod, factorial, width_bucket, bits: against the standard library
// and values worked out by hand.
#include <bit>
#include <cmath>
#include <cstring>
#include <numbers>

#include "laws/columns.hpp"

using namespace reference;

namespace {
// Equal, or not farther apart than four units in the last place.
template <class T>
bool close(T got, T want) {
  if (got == want || (got != got && want != want)) return std::signbit(got) == std::signbit(want) || got != got;
  return std::fabs(got - want) <= 4 * (std::nextafter(std::fabs(want), std::numeric_limits<T>::infinity()) - std::fabs(want));
}
template <class V, class X, class F>
void check_close(V const& column, X const& x, char const* name, F f) {
  INFO(name);
  REQUIRE(column.size() == x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (close(column[i], f(x[i]))) continue;
    INFO("row " << i << ": x = " << in_words(x[i]) << ", got " << in_words(column[i]) << ", expected " << in_words(f(x[i])));
    CHECK(false);
    return;
  }
  CHECK(true);
}
template <class T>
void check_elementary(std::size_t n) {
  auto x = floats<T>(n, 5);
  for (std::size_t i = 0; i < n; i += 3) x[i] = static_cast<T>(std::sin(static_cast<double>(i)));  // within -1 and 1, too
  auto const t = quern::from(quern::make_table("x"_c = x))
                     .select("cbrt"_c = quern::cbrt("x"_c), "log2"_c = quern::log2("x"_c), "log10"_c = quern::log10("x"_c), "log1p"_c = quern::log1p("x"_c), "expm1"_c = quern::expm1("x"_c), "sin"_c = quern::sin("x"_c),
                             "cos"_c = quern::cos("x"_c), "tan"_c = quern::tan("x"_c), "asin"_c = quern::asin("x"_c), "acos"_c = quern::acos("x"_c), "atan"_c = quern::atan("x"_c), "sinh"_c = quern::sinh("x"_c),
                             "cosh"_c = quern::cosh("x"_c), "tanh"_c = quern::tanh("x"_c), "asinh"_c = quern::asinh("x"_c), "acosh"_c = quern::acosh("x"_c), "atanh"_c = quern::atanh("x"_c),
                             "degrees"_c = quern::degrees("x"_c), "radians"_c = quern::radians("x"_c), "rint"_c = quern::rint("x"_c), "sign"_c = quern::sign("x"_c), "nan"_c = quern::is_nan("x"_c),
                             "atan2"_c = quern::atan2("x"_c, -1.5f), "hypot"_c = quern::hypot("x"_c, 2.0f), "nanvl"_c = quern::nanvl("x"_c, 7.0f))
                     .collect();
#define CHECK_CLOSE(name) check_close(t[#name##_c], x, #name, [](T p) { return std::name(p); });
  CHECK_CLOSE(cbrt) CHECK_CLOSE(log2) CHECK_CLOSE(log10) CHECK_CLOSE(log1p) CHECK_CLOSE(expm1) CHECK_CLOSE(sin) CHECK_CLOSE(cos) CHECK_CLOSE(tan) CHECK_CLOSE(asin) CHECK_CLOSE(acos)
  CHECK_CLOSE(atan) CHECK_CLOSE(sinh) CHECK_CLOSE(cosh) CHECK_CLOSE(tanh) CHECK_CLOSE(asinh) CHECK_CLOSE(acosh) CHECK_CLOSE(atanh) CHECK_CLOSE(rint)
#undef CHECK_CLOSE
  check_close(t["degrees"_c], x, "degrees", [](T p) { return p * T(180 / std::numbers::pi); });
  check_close(t["radians"_c], x, "radians", [](T p) { return p * T(std::numbers::pi / 180); });
  check_close(t["sign"_c], x, "sign", [](T p) { return p > 0 ? T(1) : p < 0 ? T(-1) : p; });
  check_close(t["atan2"_c], x, "atan2", [](T p) { return std::atan2(p, T(-1.5)); });
  check_close(t["hypot"_c], x, "hypot", [](T p) { return std::hypot(p, T(2)); });
  check_close(t["nanvl"_c], x, "nanvl", [](T p) { return p != p ? T(7) : p; });
  check_rows(t["nan"_c], n, "is_nan", [&](auto r) { return x[r] != x[r]; });
}
}  // namespace

TEST_CASE("elementary functions are those of the standard library within four units, at every tail length", "[kernel][math]") {
  for (std::size_t n : {0, 1, 7, 8, 9, 130, 5000}) {
    check_elementary<double>(n);
  }
  check_elementary<float>(5000);
}

TEST_CASE("a function of a row has the same bits whatever rows stand beside it", "[kernel][math]") {
  auto const x = floats<double>(3000, 9);
  std::vector<double> shifted(x.begin() + 3, x.end());
  auto const run = [](std::vector<double> const& v) {
    return quern::from(quern::make_table("x"_c = v))
        .select("a"_c = quern::sin("x"_c), "b"_c = quern::tan("x"_c), "c"_c = quern::expm1("x"_c), "d"_c = quern::sinh("x"_c), "e"_c = quern::log10("x"_c), "f"_c = quern::atan("x"_c), "g"_c = quern::bround<1>("x"_c))
        .collect();
  };
  auto const s = run(x), t = run(shifted);
  auto const same_bits = [&](auto const& p, auto const& q) {
    for (std::size_t i = 0; i < shifted.size(); ++i)
      if (std::bit_cast<std::uint64_t>(p[i + 3]) != std::bit_cast<std::uint64_t>(q[i]) && p[i + 3] == p[i + 3]) return false;
    return true;
  };
  CHECK(same_bits(s["a"_c], t["a"_c]));
  CHECK(same_bits(s["b"_c], t["b"_c]));
  CHECK(same_bits(s["c"_c], t["c"_c]));
  CHECK(same_bits(s["d"_c], t["d"_c]));
  CHECK(same_bits(s["e"_c], t["e"_c]));
  CHECK(same_bits(s["f"_c], t["f"_c]));
  CHECK(same_bits(s["g"_c], t["g"_c]));
}

TEST_CASE("exact values: roots, powers of two and ten, logarithms to a base, numbers that are no floats", "[kernel][math]") {
  using D = quern::decimal<6, 2>;
  std::vector<std::int32_t> const k = {8, 1000, -27, 0};
  std::vector<D> const d = {D::from_units(800), D::from_units(100000), D::from_units(-2700), D::from_units(0)};
  auto const t = quern::from(quern::make_table("k"_c = k, "d"_c = d))
                     .select("cbrt"_c = quern::cbrt("k"_c), "log2"_c = quern::log2("d"_c), "log10"_c = quern::log10("k"_c), "base"_c = quern::log(2.0, "k"_c), "sign"_c = quern::sign("d"_c), "nan"_c = quern::is_nan("k"_c))
                     .collect();
  check_rows(t["cbrt"_c], 4, "cbrt", [](auto r) { return std::vector<double>{2, 10, -3, 0}[r]; });
  CHECK(t["log2"_c][0] == 3);
  CHECK(t["log10"_c][1] == 3);
  CHECK(t["base"_c][0] == 3);
  CHECK(t["log10"_c][3] == -std::numeric_limits<double>::infinity());
  check_rows(t["sign"_c], 4, "sign", [](auto r) { return std::vector<double>{1, 1, -1, 0}[r]; });
  check_rows(t["nan"_c], 4, "is_nan", [](auto) { return false; });
}

TEST_CASE("bround rounds halves to the even neighbour: floats, decimals and integers", "[kernel][math]") {
  using D = quern::decimal<6, 2>;
  std::vector<double> const x = {2.5, 3.5, -2.5, -0.5, 1e300, 0.125, 0.375};
  std::vector<D> d;
  for (int u : {250, 350, -250, -50, 251, -249, 15}) d.push_back(D::from_units(u));
  std::vector<std::int32_t> const k = {25, 35, -25, -5, 26, 24, 15};
  auto const t = quern::from(quern::make_table("x"_c = x, "d"_c = d, "k"_c = k)).select("x"_c = quern::bround("x"_c), "x2"_c = quern::bround<2>("x"_c), "d"_c = quern::bround("d"_c), "k"_c = quern::bround<-1>("k"_c)).collect();
  check_rows(t["x"_c], 7, "floats", [](auto r) { return std::vector<double>{2, 4, -2, -0.0, 1e300, 0, 0}[r]; });
  check_rows(t["x2"_c], 7, "at two digits", [](auto r) { return std::vector<double>{2.5, 3.5, -2.5, -0.5, 1e300, 0.12, 0.38}[r]; });
  check_rows(t["d"_c], 7, "decimals", [](auto r) { return D::from_units(std::vector<int>{200, 400, -200, 0, 300, -200, 0}[r]); });
  check_rows(t["k"_c], 7, "integers", [](auto r) { return std::vector<std::int32_t>{20, 40, -20, 0, 30, 20, 20}[r]; });
}

TEST_CASE("pmod, factorial and width_bucket, with nulls and at the edges", "[kernel][math]") {
  std::vector<std::optional<std::int64_t>> const a = {-10, 10, -3, INT64_MIN, INT64_MIN, {}, 20, 21, 0}, b = {3, 3, 4, -1, 5, 3, 1, -4, 7};
  std::vector<double> const x = {-10, 10, -3, 0, 9.999, 10, -0.001, std::nan(""), 5.5};
  auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b, "x"_c = x));
  auto const t = q.select("m"_c = quern::pmod("a"_c, "b"_c), "f"_c = quern::factorial("a"_c), "w"_c = quern::width_bucket("x"_c, 0, 10, 5), "down"_c = quern::width_bucket("x"_c, 10, 0, "b"_c), "fm"_c = quern::pmod("x"_c, 4), "none"_c = quern::pmod("a"_c, quern::nullif("b"_c, 3)))
                     .collect();
  using N = std::optional<std::int64_t>;
  check_rows(t["m"_c], 9, "pmod", [](auto r) { return std::vector<N>{2, 1, 1, 0, 2, {}, 0, 1, 0}[r]; });
  check_rows(t["none"_c], 9, "pmod of nothing", [](auto r) { return std::vector<N>{{}, {}, 1, 0, 2, {}, 0, 1, 0}[r]; });
  check_rows(t["f"_c], 9, "factorial", [](auto r) { return std::vector<N>{{}, 3628800, {}, {}, {}, {}, 2432902008176640000, {}, 1}[r]; });
  check_rows(t["w"_c], 9, "width_bucket", [](auto r) { return std::vector<N>{0, 6, 0, 1, 5, 6, 0, {}, 3}[r]; });
  check_rows(t["down"_c], 9, "width_bucket downwards", [](auto r) { return std::vector<N>{4, 1, 5, {}, 1, 1, 2, {}, 4}[r]; });
  check_rows(t["fm"_c], 9, "pmod of floats", [&](auto r) { return x[r] - 4 * std::floor(x[r] / 4); });
  CHECK_THROWS_AS(q.select("m"_c = quern::pmod("a"_c, 0)).collect(), quern::division_by_zero);
}

TEST_CASE("bits of integers of every width", "[kernel][math]") {
  for (std::size_t n : short_lengths) {
    auto const a = sprinkle_nulls(integers<std::int32_t>(n, 1, INT32_MIN, INT32_MAX), 2);
    auto const b = integers<std::int64_t>(n, 3, INT64_MIN, INT64_MAX);
    auto const c = integers<std::int8_t>(n, 4, -128, 127);
    auto const u = integers<std::uint64_t>(n, 5, INT64_MIN, INT64_MAX);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "c"_c = c, "u"_c = u))
                       .select("and"_c = quern::bitwise_and("a"_c, "b"_c), "or"_c = quern::bitwise_or("c"_c, "a"_c), "xor"_c = quern::bitwise_xor("u"_c, "u"_c), "not"_c = quern::bitwise_not("u"_c), "n8"_c = quern::bitwise_not("c"_c),
                               "l"_c = quern::shift_left("a"_c, "c"_c), "r"_c = quern::shift_right("b"_c, 65), "ru"_c = quern::shift_right_unsigned("a"_c, 4), "l8"_c = quern::shift_left("c"_c, 4), "bits"_c = quern::bit_count("c"_c),
                               "b64"_c = quern::bit_count("b"_c))
                       .collect();
    using I = std::optional<std::int32_t>;
    check_rows(t["and"_c], n, "and", [&](auto r) { return a[r] ? std::optional<std::int64_t>(*a[r] & b[r]) : std::nullopt; });
    check_rows(t["or"_c], n, "or", [&](auto r) { return a[r] ? I(*a[r] | c[r]) : I(); });
    check_rows(t["xor"_c], n, "xor", [&](auto) { return std::uint64_t{0}; });
    check_rows(t["not"_c], n, "not", [&](auto r) { return ~u[r]; });
    check_rows(t["n8"_c], n, "not of int8", [&](auto r) { return static_cast<std::int8_t>(~c[r]); });
    check_rows(t["l"_c], n, "left", [&](auto r) { return a[r] ? I(static_cast<std::int32_t>(static_cast<std::uint32_t>(*a[r]) << (c[r] & 31))) : I(); });
    check_rows(t["r"_c], n, "right", [&](auto r) { return b[r] >> 1; });
    check_rows(t["ru"_c], n, "right unsigned", [&](auto r) { return a[r] ? I(static_cast<std::int32_t>(static_cast<std::uint32_t>(*a[r]) >> 4)) : I(); });
    check_rows(t["l8"_c], n, "left of int8", [&](auto r) { return static_cast<std::int8_t>(c[r] * 16); });
    check_rows(t["bits"_c], n, "bit_count", [&](auto r) { return std::popcount(static_cast<std::uint8_t>(c[r])); });
    check_rows(t["b64"_c], n, "bit_count", [&](auto r) { return std::popcount(static_cast<std::uint64_t>(b[r])); });
  }
  // What a uint32 holds is known to go beyond int32.
  std::vector<std::uint32_t> const v = {0, 5};
  CHECK_THROWS_AS(quern::from(quern::make_table("v"_c = v)).select("p"_c = quern::bitwise_not("v"_c) * quern::bitwise_not("v"_c)).collect(), quern::overflow_error);
}

TEST_CASE("nulls: nullif, nvl2, nanvl, and the equality for which a null equals a null", "[kernel][nulls]") {
  double const nan = std::nan("");
  std::vector<std::optional<std::int32_t>> const a = {1, 2, {}, {}, 5};
  std::vector<std::optional<std::int64_t>> const b = {1, 3, 3, {}, {}};
  std::vector<std::optional<double>> const x = {nan, nan, {}, 0.0, nan}, y = {nan, 1.0, {}, -0.0, {}};
  std::vector<std::optional<std::string>> const s = {"p", "q", {}, "", "é"};
  auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "x"_c = x, "y"_c = y, "s"_c = s))
                     .select("if"_c = quern::nullif("a"_c, "b"_c), "ifs"_c = quern::nullif("s"_c, ""), "nvl2"_c = quern::nvl2("a"_c, "b"_c, -1), "ab"_c = quern::null_safe_equal("a"_c, "b"_c), "xy"_c = quern::null_safe_equal("x"_c, "y"_c), "s"_c = quern::null_safe_equal("s"_c, "é"),
                             "nanvl"_c = quern::nanvl("x"_c, "y"_c), "none"_c = quern::null_safe_equal("a"_c, quern::null<int>), "bool"_c = quern::null_safe_equal("a"_c == 1, "b"_c == 1))
                     .collect();
  using I = std::optional<std::int32_t>;
  using N = std::optional<std::int64_t>;
  using T = std::optional<std::string>;
  check_rows(t["if"_c], 5, "nullif", [](auto r) { return std::vector<I>{{}, 2, {}, {}, 5}[r]; });
  check_rows(t["ifs"_c], 5, "nullif", [](auto r) { return std::vector<T>{"p", "q", {}, {}, "é"}[r]; });
  check_rows(t["nvl2"_c], 5, "nvl2", [](auto r) { return std::vector<N>{1, 3, -1, -1, {}}[r]; });
  check_rows(t["ab"_c], 5, "integers", [](auto r) { return std::vector<int>{true, false, false, true, false}[r] != 0; });
  check_rows(t["xy"_c], 5, "floats", [](auto r) { return std::vector<int>{true, false, true, true, false}[r] != 0; });
  check_rows(t["s"_c], 5, "texts", [](auto r) { return r == 4; });
  check_rows(t["nanvl"_c], 5, "nanvl", [&](auto r) { return std::vector<std::optional<double>>{nan, 1.0, {}, 0.0, {}}[r]; });
  check_rows(t["none"_c], 5, "a null", [](auto r) { return r == 2 || r == 3; });
  check_rows(t["bool"_c], 5, "bools", [](auto r) { return std::vector<int>{true, true, false, true, false}[r] != 0; });
}
