// SPDX-License-Identifier: BSL-1.0
// Numbers and ISO dates eight characters at a time. Each function either gives the value or says that the text is not
// of the common form, and then nothing is known about it. They read up to 16 bytes before and after the field.
#pragma once
#include <quern/kernel/byte_masks.hpp>
#include <quern/schema/civil.hpp>
#include <quern/schema/types.hpp>

namespace quern::inline QUERN_ABI::csv {

inline constexpr std::uint64_t eight_zeros = 0x3030303030303030u;

// Not zero where one of the bytes is not 0..9; bytes are digits less '0'.
inline std::uint64_t not_digits(std::uint64_t x) { return (x | (x + 0x7676767676767676u)) & 0x8080808080808080u; }
// Eight digits, the most significant in the lowest byte.
inline std::uint32_t eight_digits(std::uint64_t x) {
  x = x * 10 + (x >> 8);
  return static_cast<std::uint32_t>(
      ((x & 0x000000FF000000FFu) * 0x000F424000000064u + ((x >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u) >> 32);
}
// The last n (1 to 8) digits before `end`, with zeros in front.
inline std::uint64_t digits_before(char const* end, std::size_t n) {
  return (kernel::load8(end - 8) ^ eight_zeros) & (~std::uint64_t{0} << ((64 - 8 * n) & 63));
}

// 1 to 16 digits
inline bool fast_digits(char const* end, std::size_t n, std::uint64_t& out) {
  if (n - 1 < 8) {
    std::uint64_t const x = digits_before(end, n);
    out = eight_digits(x);
    return not_digits(x) == 0;
  }
  if (n - 1 >= 16) return false;
  std::uint64_t const high = digits_before(end - 8, n - 8), low = kernel::load8(end - 8) ^ eight_zeros;
  out = std::uint64_t{eight_digits(high)} * 100'000'000 + eight_digits(low);
  return (not_digits(high) | not_digits(low)) == 0;
}

// [-]digits that fit T
template <class T>
bool fast_integer(char const* s, std::size_t n, T& out) {
  std::uint64_t v = 0;
  if constexpr (std::is_signed_v<T>) {
    std::uint64_t const minus = *s == '-';
    if (!fast_digits(s + n, n - minus, v)) return false;
    auto const whole = static_cast<std::int64_t>((v ^ (0 - minus)) + minus);
    out = static_cast<T>(whole);
    return sizeof(T) == 8 || out == whole;
  } else {
    if (!fast_digits(s + n, n, v)) return false;
    out = static_cast<T>(v);
    return sizeof(T) == 8 || out == v;
  }
}

// [-]digits[.digits] with no more fraction digits than Scale; the digits of the type's precision are counted by the caller.
template <int Scale>
bool fast_decimal(char const* s, std::size_t n, char point, std::int64_t& out) {
  static_assert(Scale <= 8);
  constexpr std::size_t places = static_cast<std::size_t>(Scale);
  constexpr std::int64_t power = static_cast<std::int64_t>(power_of_ten(Scale));
  std::uint64_t const minus = *s == '-';
  char const* const end = s + n;
  std::uint64_t whole = 0, units;
  n -= minus;
  if constexpr (Scale == 0) {
    if (!fast_digits(end, n, units)) return false;
  } else if (n > places + 1 && end[-1 - Scale] == point) {
    if (n > 9 + places || !fast_digits(end - 1 - Scale, n - places - 1, whole)) return false;
    std::uint64_t const x = digits_before(end, places);
    if (not_digits(x) != 0) return false;
    units = whole * power + eight_digits(x);
  } else {
    // Shorter or no fraction: a whole number, else left to the exact path. "0.1" for a scale of 2 is common in money.
    if (Scale > 1 && n > places && end[-Scale] == point) {
      if (n > 8 + places || !fast_digits(end - Scale, n - places, whole)) return false;
      std::uint64_t const x = digits_before(end, places - 1 + (Scale == 1));
      if (not_digits(x) != 0) return false;
      units = whole * power + eight_digits(x) * 10u;
    } else {
      if (n > 8 || !fast_digits(end, n, units)) return false;
      units *= power;
    }
  }
  out = static_cast<std::int64_t>((units ^ (0 - minus)) + minus);
  return true;
}

// [-]digits[.digits]: exact, since the digits and the power of ten are both exact in T (Clinger's case).
template <class T>
bool fast_float_digits(char const* s, std::size_t n, char point, T& out) {
  static constexpr T powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
  char const *p = s + (*s == '-'), *const end = s + n, *dot = nullptr;
  std::uint64_t v = 0;
  if (end - p > 11 || end == p) return false;
  for (; p < end; ++p) {
    auto const d = static_cast<unsigned char>(*p - '0');
    if (d < 10)
      v = v * 10 + d;
    else if (*p == point && dot == nullptr)
      dot = p;
    else
      return false;
  }
  std::size_t const places = dot == nullptr ? 0 : static_cast<std::size_t>(end - dot) - 1;
  if ((sizeof(T) == 4 && v > (1u << 24)) || places > 10 || (dot != nullptr && n == 1u + (*s == '-'))) return false;
  T const x = static_cast<T>(v) / powers[places];
  out = *s == '-' ? -x : x;
  return true;
}

// Days before each year of a century, times two, plus one for a leap year; [0] where the century's first year is one.
struct year_table {
  std::uint32_t of[2][100]{};
  constexpr year_table() {
    for (std::uint32_t common = 0; common < 2; ++common)
      for (std::uint32_t y = 0, days = 0; y < 100; ++y) {
        std::uint32_t const leap = y % 4 == 0 && (y != 0 || common == 0);
        of[common][y] = days * 2 + leap;
        days += 365 + leap;
      }
  }
};

// YYYY-MM-DD or YYYY/MM/DD, whatever the length of the text says.
inline bool fast_day(char const* s, std::int32_t& out) {
  std::uint64_t const a = kernel::load8(s);
  std::uint16_t b;
  std::memcpy(&b, s + 8, 2);
  std::uint64_t const marks = a & 0xFF0000FF00000000u;
  std::uint64_t const x = ((a & 0xFFFFFFFFu) | ((a >> 8) & 0x0000FFFF00000000u) | std::uint64_t{b} << 48) ^ eight_zeros;
  if (((marks != 0x2D00002D00000000u) & (marks != 0x2F00002F00000000u)) | (not_digits(x) != 0)) return false;
  std::uint64_t const pairs = x * 10 + (x >> 8);  // century, year, month and day in bytes 0, 2, 4, 6
  std::uint32_t const century = pairs & 0xFF, year = (pairs >> 16) & 0xFF, month = (pairs >> 32) & 0xFF, day = (pairs >> 48) & 0xFF;
  static constexpr std::int16_t before[2][16] = {{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334},
                                                 {0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335}};
  static constexpr std::uint8_t length[2][16] = {{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
                                                 {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}};
  static constexpr year_table years;
  std::uint32_t const first = years.of[(century & 3) != 0][year], leap = first & 1;
  if (month > 15 || day - 1 >= length[leap][month]) return false;
  // 36524 days a century, and one more for each that begins with a leap year
  std::uint32_t const centuries = century * 36'524 + (century + 3) / 4;
  out = static_cast<std::int32_t>(centuries + (first >> 1) + static_cast<std::uint32_t>(before[leap][month]) + day) - 719'529;
  return true;
}

// A day, a space or T, HH:MM or HH:MM:SS; out is in seconds.
inline bool fast_second(char const* s, std::size_t n, std::int64_t& out) {
  std::int32_t day;
  if ((n != 16 && n != 19) || (s[10] != ' ' && s[10] != 'T') || !fast_day(s, day)) return false;
  std::uint64_t const a = n == 19 ? kernel::load8(s + 11) : (kernel::load8(s + 11) & 0xFFFFFFFFFFu) | 0x30303A0000000000u;
  std::uint64_t const x = ((a & 0xFFFFu) | ((a >> 8) & 0xFFFF0000u) | ((a >> 16) & 0xFFFF00000000u) | 0x3030000000000000u) ^ eight_zeros;
  std::uint64_t const pairs = x * 10 + (x >> 8);
  std::uint32_t const hour = pairs & 0xFF, minute = (pairs >> 16) & 0xFF, second = (pairs >> 32) & 0xFF;
  if ((a & 0x0000FF0000FF0000u) != 0x00003A00003A0000u || not_digits(x) != 0 || hour > 23 || minute > 59 || second > 59) return false;
  out = std::int64_t{day} * 86'400 + hour * 3600 + minute * 60 + second;
  return true;
}

}  // namespace quern::inline QUERN_ABI::csv
