// SPDX-License-Identifier: BSL-1.0
// + - * of every width of integer against 128-bit arithmetic, row by row, with and without nulls.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int16_t, std::int32_t, std::int64_t, std::int8_t, std::uint16_t, std::uint32_t, std::uint64_t, std::uint8_t;

struct columns {
  std::vector<int8_t> i8;
  std::vector<int16_t> i16;
  std::vector<int32_t> i32;
  std::vector<int64_t> i64;
  std::vector<uint8_t> u8;
  std::vector<uint16_t> u16;
  std::vector<uint32_t> u32;
  std::vector<uint64_t> u64;
};
// `huge` needs the checked kernels; small values can be proven to fit.
columns make(std::size_t n, bool huge) {
  int64_t const m = huge ? int64_t{1} << 61 : 1 << 20;
  return {integers<int8_t>(n, 1, -128, 127),     integers<int16_t>(n, 2, -32768, 32767), integers<int32_t>(n, 3, INT32_MIN, INT32_MAX), integers<int64_t>(n, 4, -m, m),
          integers<uint8_t>(n, 5, 0, 255),       integers<uint16_t>(n, 6, 0, 65535),     integers<uint32_t>(n, 7, 0, UINT32_MAX),       integers<uint64_t>(n, 8, 0, m)};
}
auto table_of(columns const& c) {
  return quern::make_table("i8"_c = c.i8, "i16"_c = c.i16, "i32"_c = c.i32, "i64"_c = c.i64, "u8"_c = c.u8, "u16"_c = c.u16, "u32"_c = c.u32, "u64"_c = c.u64);
}
}  // namespace

TEST_CASE("sums and differences of integers of every width are exact", "[kernel][arithmetic]") {
  for (bool huge : {false, true})
    for (std::size_t n : lengths) {
      auto const c = make(n, huge);
      auto const t = quern::from(table_of(c))
                         .select("a"_c = "i8"_c + "i8"_c, "b"_c = "i8"_c - "u8"_c, "c"_c = "i16"_c + "i32"_c, "d"_c = "u16"_c - "u32"_c, "e"_c = "i32"_c + "i64"_c,
                                 "f"_c = "i64"_c - "u32"_c, "g"_c = "u64"_c + "u8"_c, "h"_c = "u64"_c - "i64"_c, "i"_c = "i64"_c - "i64"_c, "j"_c = "u32"_c + 1)
                         .collect();
      check_rows(t["a"_c], n, "i8 + i8", [&](auto r) { return int64_t{c.i8[r]} + c.i8[r]; });
      check_rows(t["b"_c], n, "i8 - u8", [&](auto r) { return int64_t{c.i8[r]} - c.u8[r]; });
      check_rows(t["c"_c], n, "i16 + i32", [&](auto r) { return int64_t{c.i16[r]} + c.i32[r]; });
      check_rows(t["d"_c], n, "u16 - u32", [&](auto r) { return int64_t{c.u16[r]} - int64_t{c.u32[r]}; });
      check_rows(t["e"_c], n, "i32 + i64", [&](auto r) { return c.i32[r] + c.i64[r]; });
      check_rows(t["f"_c], n, "i64 - u32", [&](auto r) { return c.i64[r] - int64_t{c.u32[r]}; });
      check_rows(t["g"_c], n, "u64 + u8", [&](auto r) { return c.u64[r] + c.u8[r]; });
      check_rows(t["h"_c], n, "u64 - i64", [&](auto r) { return static_cast<int64_t>(c.u64[r]) - c.i64[r]; });
      check_rows(t["i"_c], n, "i64 - i64", [&](auto) { return int64_t{0}; });
      check_rows(t["j"_c], n, "u32 + 1", [&](auto r) { return int64_t{c.u32[r]} + 1; });
    }
}

TEST_CASE("products, negation and abs of integers are exact", "[kernel][arithmetic]") {
  for (bool huge : {false, true})
    for (std::size_t n : lengths) {
      auto const c = make(n, huge);
      auto const t = quern::from(table_of(c))
                         .select("a"_c = "i8"_c * "u8"_c, "b"_c = "i32"_c * "i32"_c, "c"_c = "u32"_c * "i16"_c, "d"_c = "i64"_c * 2,
                                 "f"_c = -"i8"_c, "g"_c = -"u32"_c, "h"_c = -"i64"_c, "i"_c = quern::abs("i64"_c), "j"_c = quern::abs("i32"_c), "k"_c = quern::abs("u8"_c))
                         .where(quern::lit<true>)
                         .collect();
      check_rows(t["a"_c], n, "i8 * u8", [&](auto r) { return int64_t{c.i8[r]} * c.u8[r]; });
      check_rows(t["b"_c], n, "i32 * i32", [&](auto r) { return int64_t{c.i32[r]} * c.i32[r]; });
      check_rows(t["c"_c], n, "u32 * i16", [&](auto r) { return int64_t{c.u32[r]} * c.i16[r]; });
      check_rows(t["d"_c], n, "i64 * 2", [&](auto r) { return c.i64[r] * 2; });
      check_rows(t["f"_c], n, "-i8", [&](auto r) { return -int64_t{c.i8[r]}; });
      check_rows(t["g"_c], n, "-u32", [&](auto r) { return -int64_t{c.u32[r]}; });
      check_rows(t["h"_c], n, "-i64", [&](auto r) { return -c.i64[r]; });
      check_rows(t["i"_c], n, "abs(i64)", [&](auto r) { return c.i64[r] < 0 ? -c.i64[r] : c.i64[r]; });
      check_rows(t["j"_c], n, "abs(i32)", [&](auto r) { return c.i32[r] < 0 ? -int64_t{c.i32[r]} : int64_t{c.i32[r]}; });
      check_rows(t["k"_c], n, "abs(u8)", [&](auto r) { return int64_t{c.u8[r]}; });
    }
}

TEST_CASE("arithmetic with a null operand is null", "[kernel][arithmetic]") {
  for (std::size_t n : lengths) {
    auto const a = sprinkle_nulls(integers<int32_t>(n, 11, -1000, 1000), 12);
    auto const b = sprinkle_nulls(integers<int64_t>(n, 13, -1000, 1000), 14, 50);
    auto const c = integers<uint8_t>(n, 15, 0, 255);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "c"_c = c))
                       .select("x"_c = "a"_c + "b"_c, "y"_c = "a"_c * "c"_c - "b"_c, "z"_c = -"a"_c, "w"_c = "c"_c - quern::null<int32_t>)
                       .collect();
    check_rows(t["x"_c], n, "a + b", [&](auto r) { return lift([](auto x, auto y) { return x + y; }, a[r], b[r]); });
    check_rows(t["y"_c], n, "a * c - b", [&](auto r) { return lift([&](auto x, auto y) { return x * int64_t{c[r]} - y; }, a[r], b[r]); });
    check_rows(t["z"_c], n, "-a", [&](auto r) { return lift([](auto x) { return -int64_t{x}; }, a[r]); });
    check_rows(t["w"_c], n, "c - null", [&](auto) { return std::optional<int64_t>(); });
    CHECK(t["x"_c].null_count() == static_cast<std::size_t>(std::count_if(t["x"_c].begin(), t["x"_c].end(), [](auto v) { return !v; })));
  }
}
