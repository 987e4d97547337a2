// Dates as days since 1970-01-01, proleptic Gregorian, both ways.
#pragma once
#include <cstdint>

namespace bench {

struct civil {
  int year;
  int month;
  int day;
};

constexpr std::int32_t days(int y, int m, int d) {
  y -= m <= 2;
  int const era = (y >= 0 ? y : y - 399) / 400;
  int const of_era = y - era * 400;
  int const of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

constexpr civil from_days(std::int32_t z) {
  z += 719468;
  int const era = (z >= 0 ? z : z - 146096) / 146097;
  int const doe = z - era * 146097;
  int const yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int const doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int const mp = (5 * doy + 2) / 153;
  int const month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

static_assert(days(1970, 1, 1) == 0 && days(1998, 9, 2) == 10471 && from_days(10471).day == 2);

}  // namespace bench
