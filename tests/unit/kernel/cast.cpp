// SPDX-License-Identifier: BSL-1.0
// cast<T>: which values pass, what happens to digits behind the point, and that a value that does not fit raises for live rows only.
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int16_t, std::int32_t, std::int64_t, std::int8_t, std::uint64_t, std::uint8_t;
using quern::cast;

// Whether casting each of the values, alone and among zeros, gives want(v) or raises where that is nullopt.
template <class To, class From, class F>
void each_value(std::vector<From> const& values, F want) {
  for (From v : values) {
    std::vector<From> column(10, From{});
    column[9] = v;
    auto const q = quern::from(quern::make_table("x"_c = column)).with_row_index("row"_c);
    std::optional<To> const expected = want(v);
    INFO(quern::type_name<From>() << ' ' << in_words(v) << " to " << quern::type_name<To>());
    try {
      auto const got = q.select("r"_c = cast<To>("x"_c)).collect()["r"_c][9];
      INFO("gave " << in_words(got));
      CHECK(expected.has_value());
      if (expected) CHECK(same(got, *expected));
    } catch (quern::cast_error const&) {
      CHECK(!expected.has_value());
    }
    CHECK(q.where("row"_c < 9).select("r"_c = cast<To>("x"_c)).collect().rows() == 9);
  }
}
template <class To, class From>
std::optional<To> integer(From v) {
  if constexpr (std::is_floating_point_v<From>) {
    long double const t = std::trunc(static_cast<long double>(v));
    bool const fits = t >= static_cast<long double>(std::numeric_limits<To>::min()) && t <= static_cast<long double>(std::numeric_limits<To>::max());
    return fits ? std::optional<To>(static_cast<To>(t)) : std::nullopt;
  } else {
    bool const fits = static_cast<int128>(v) >= std::numeric_limits<To>::min() && static_cast<int128>(v) <= static_cast<int128>(std::numeric_limits<To>::max());
    return fits ? std::optional<To>(static_cast<To>(v)) : std::nullopt;
  }
}
std::vector<int64_t> const wide = {INT64_MIN, -2147483649, INT32_MIN, -32769, -32768, -129, -128, -1, 0, 1, 127, 128, 255, 256, 32767, INT32_MAX, 2147483648, UINT32_MAX, INT64_MAX};
std::vector<double> const real = {0.0, -0.9, 0.9, 1.5, -1.5, 127.9, 128.0, -128.9, -129.0, 255.5, 2147483647.5, 2147483648.0, -2147483648.9, 9223372036854774784.0, 9223372036854775808.0,
                                  -9223372036854775808.0, -9223372036854777856.0, 18446744073709549568.0, 18446744073709551616.0, 1e300, std::numeric_limits<double>::infinity(),
                                  -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()};
}  // namespace

TEST_CASE("an integer that does not fit a narrower or unsigned type raises", "[kernel][cast]") {
  each_value<int8_t>(wide, integer<int8_t, int64_t>);
  each_value<int32_t>(wide, integer<int32_t, int64_t>);
  each_value<uint64_t>(wide, integer<uint64_t, int64_t>);
  each_value<int64_t>(std::vector<uint64_t>{0, INT64_MAX, uint64_t{INT64_MAX} + 1, UINT64_MAX}, integer<int64_t, uint64_t>);
  each_value<uint8_t>(std::vector<int16_t>{-1, 0, 255, 256}, integer<uint8_t, int16_t>);
}
TEST_CASE("a float is cut off behind the point, and raises where the integer type does not reach", "[kernel][cast]") {
  each_value<int8_t>(real, integer<int8_t, double>);
  each_value<int32_t>(real, integer<int32_t, double>);
  each_value<int64_t>(real, integer<int64_t, double>);
  each_value<uint64_t>(real, integer<uint64_t, double>);
  each_value<int32_t>(std::vector<float>{1.5f, 2147483520.0f, 2147483648.0f, -2147483648.0f, -2147483904.0f}, integer<int32_t, float>);
}
TEST_CASE("decimals change scale half away from zero, and raise past their digits", "[kernel][cast]") {
  using D = quern::decimal<15, 3>;
  using cents = quern::decimal<6, 2>;
  each_value<cents>(std::vector<D>{D::from_units(1004), D::from_units(1005), D::from_units(-1005), D::from_units(9999994), D::from_units(9999995), D::from_units(-9999995)}, [](D d) {
    int64_t const u = (std::abs(d.units) + 5) / 10 * (d.units < 0 ? -1 : 1);
    return std::abs(u) < 1000000 ? std::optional<cents>(cents::from_units(u)) : std::nullopt;
  });
  each_value<quern::decimal<30, 10>>(std::vector<D>{D::from_units(-123)}, [](D) { return std::optional(quern::decimal<30, 10>::from_units(-1230000000)); });
  each_value<cents>(std::vector<int32_t>{9999, -9999, 10000}, [](int32_t v) { return std::abs(v) < 10000 ? std::optional<cents>(cents::from_units(v * 100)) : std::nullopt; });
  each_value<cents>(std::vector<double>{1.005, 9999.99, 9999.996, -0.125, std::numeric_limits<double>::quiet_NaN()}, [](double v) {
    double const u = std::round(v * 100);
    return std::abs(u) < 1000000 ? std::optional<cents>(cents::from_units(static_cast<int64_t>(u))) : std::nullopt;
  });
  each_value<int8_t>(std::vector<D>{D::from_units(127000), D::from_units(128000), D::from_units(-128000)}, [](D d) { return integer<int8_t>(d.units / 1000); });
  each_value<double>(std::vector<D>{D::from_units(1500), D::from_units(-1)}, [](D d) { return std::optional(static_cast<double>(d.units) / 1000); });
}
TEST_CASE("bools become 0 and 1, and numbers are true where they are not zero", "[kernel][cast]") {
  std::vector<std::optional<bool>> const b = {true, false, std::nullopt};
  std::vector<double> const x = {0.0, -0.0, 0.5};
  auto const t = quern::from(quern::make_table("b"_c = b, "x"_c = x)).select("i"_c = cast<int8_t>("b"_c), "d"_c = cast<quern::decimal<5, 2>>("b"_c), "p"_c = cast<bool>("x"_c), "f"_c = cast<float>("b"_c)).collect();
  check_rows(t["i"_c], 3, "int8", [&](auto r) { return lift([](bool v) { return v ? 1 : 0; }, b[r]); });
  check_rows(t["d"_c], 3, "decimal", [&](auto r) { return lift([](bool v) { return quern::decimal<5, 2>::from_units(v ? 100 : 0); }, b[r]); });
  check_rows(t["p"_c], 3, "bool", [&](auto r) { return x[r] != 0; });
  check_rows(t["f"_c], 3, "float", [&](auto r) { return lift([](bool v) { return v ? 1.0f : 0.0f; }, b[r]); });
}
TEST_CASE("a null does not raise in a cast", "[kernel][cast]") {
  for (std::size_t n : lengths) {
    auto const x = sprinkle_nulls(integers<int64_t>(n, 1, -100, 100), 2);
    auto const t = quern::from(quern::make_table("x"_c = x)).select("i"_c = cast<int8_t>("x"_c), "f"_c = cast<float>("x"_c), "s"_c = cast<int8_t>(cast<double>("x"_c) / 2.0)).collect();
    check_rows(t["i"_c], n, "int8", [&](auto r) { return lift([](auto v) { return v; }, x[r]); });
    check_rows(t["f"_c], n, "float", [&](auto r) { return lift([](auto v) { return static_cast<float>(v); }, x[r]); });
    check_rows(t["s"_c], n, "half", [&](auto r) { return lift([](auto v) { return v / 2; }, x[r]); });
  }
}
