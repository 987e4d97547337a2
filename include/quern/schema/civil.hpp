// SPDX-License-Identifier: BSL-1.0
// Proleptic Gregorian calendar: days since 1970-01-01 to year, month, day and back.
// Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"; exact for every 32-bit day count.
#pragma once
#include <cstdint>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

struct civil {
  std::int32_t year;
  std::int32_t month;  // 1..12
  std::int32_t day;    // 1..31
};

constexpr std::int32_t days_from_civil(std::int32_t y, std::int32_t m, std::int32_t d) {
  y -= m <= 2;
  std::int32_t const era = (y >= 0 ? y : y - 399) / 400;
  std::int32_t const yoe = y - era * 400;
  std::int32_t const doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  std::int32_t const doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

constexpr civil civil_from_days(std::int64_t z) {
  z += 719468;
  std::int64_t const era = (z >= 0 ? z : z - 146096) / 146097;
  std::int64_t const doe = z - era * 146097;
  std::int64_t const yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  std::int64_t const doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  std::int64_t const mp = (5 * doy + 2) / 153;
  std::int32_t const d = static_cast<std::int32_t>(doy - (153 * mp + 2) / 5 + 1);
  std::int32_t const m = static_cast<std::int32_t>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<std::int32_t>(yoe + era * 400 + (m <= 2)), m, d};
}

constexpr bool is_leap_year(std::int32_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

constexpr std::int32_t days_in_month(std::int32_t y, std::int32_t m) {
  constexpr std::int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && is_leap_year(y) ? 29 : days[m - 1];
}

}  // namespace quern
