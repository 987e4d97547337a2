// One field of text to one value, eight bytes at a time. Errors are gathered in a flag and looked at once a block.
#pragma once
#include <cstddef>
#include <cstdint>

#include "../calendar.hpp"
#include "avx2.hpp"

namespace bench::csv {

inline std::uint64_t eight(char const* p) {
  std::uint64_t x;
  std::memcpy(&x, p, sizeof x);
  return x;
}

// Digits as bytes, most significant in the lowest; sets `bad` unless all are 0..9.
inline std::uint32_t eight_digits(std::uint64_t x, std::uint64_t& bad) {
  bad |= (x | (x + 0x7676767676767676u)) & 0x8080808080808080u;
  x = x * 10 + (x >> 8);  // pairs, in every second byte
  return static_cast<std::uint32_t>(
      ((x & 0x000000FF000000FFu) * 0x000F424000000064u + (x >> 16 & 0x000000FF000000FFu) * 0x0000271000000001u) >> 32);
}

constexpr std::uint64_t zeros = 0x3030303030303030u;

// 1 to 8 digits: shifted so that the missing leading ones read as zero.
inline std::uint32_t up_to_eight(char const* s, std::size_t length, std::uint64_t& bad) {
  bad |= length - 1 > 7;
  return eight_digits((eight(s) ^ zeros) << ((64 - 8 * length) & 63), bad);
}

inline std::int64_t integer(char const* s, std::size_t length, std::uint64_t& bad) {
  if (length <= 8) [[likely]]
    return up_to_eight(s, length, bad);
  return std::int64_t{up_to_eight(s, length - 8, bad)} * 100'000'000 + up_to_eight(s + length - 8, 8, bad);
}

// Hundredths of `17`, `0.04` or `104949.50`; other spellings (signs, one or three decimals) count as bad.
inline std::int64_t hundredths(char const* s, std::size_t length, std::uint64_t& bad) {
  bool const point = length >= 4 && s[length - 3] == '.';
  if (point && length <= 8) {  // close the gap of the point, then one conversion
    std::uint64_t const x = (eight(s) ^ zeros) << (64 - 8 * length);
    constexpr std::uint64_t cents = 0xFFFF000000000000u, whole = 0x000000FFFFFFFFFFu;
    return eight_digits((x & cents) | (x & whole) << 8, bad);
  }
  if (point) return integer(s, length - 3, bad) * 100 + up_to_eight(s + length - 2, 2, bad);
  return integer(s, length, bad) * 100;
}

// First day of each month of 1800..2199, and of the one after.
struct month_starts {
  static constexpr int first_year = 1800, years = 400;
  std::int32_t day[years * 12 + 1];
  constexpr month_starts() : day() {
    for (int m = 0; m <= years * 12; ++m) day[m] = days(first_year + m / 12, m % 12 + 1, 1);
  }
};
inline constexpr month_starts months;

// `1996-03-13`, 16 bytes readable.
inline std::int32_t date(char const* s, std::size_t length, std::uint64_t& bad) {
  __m128i const shape = _mm_setr_epi8('0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 0, 0, 0, 0, 0, 0);
  __m128i const most = _mm_setr_epi8(9, 9, 9, 9, 0, 9, 9, 0, 9, 9, -1, -1, -1, -1, -1, -1);
  __m128i const x = _mm_sub_epi8(avx2::load_half(s), shape);
  bad |= static_cast<std::uint64_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(x, most), x)) != 0xFFFF) | (length != 10);
  __m128i const digits = _mm_shuffle_epi8(x, _mm_setr_epi8(0, 1, 2, 3, 5, 6, 8, 9, -1, -1, -1, -1, -1, -1, -1, -1));
  auto const pairs = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_maddubs_epi16(digits, _mm_set1_epi16(0x010A))));
  auto const year = static_cast<std::uint32_t>((pairs & 0xFFFF) * 100 + (pairs >> 16 & 0xFFFF)) - month_starts::first_year;
  auto const month = static_cast<std::uint32_t>(pairs >> 32 & 0xFFFF) - 1, day = static_cast<std::uint32_t>(pairs >> 48) - 1;
  bool const known = (year < month_starts::years) & (month < 12);
  auto const at = known ? year * 12 + month : 0;
  auto const first = months.day[at];
  bad |= !known | (day >= static_cast<std::uint32_t>(months.day[at + 1] - first));
  return first + static_cast<std::int32_t>(day);
}

}  // namespace bench::csv
