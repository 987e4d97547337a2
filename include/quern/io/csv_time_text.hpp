// SPDX-License-Identifier: BSL-1.0
// Dates and times by a format of the caller: the inverse of csv_time.
#pragma once
#include <quern/table/text_format.hpp>

namespace quern::inline QUERN_ABI::csv {

// A fraction of a second (%f) has all digits of the unit, one at least.
inline void append_moment(std::string& out, std::int64_t ticks, std::int64_t per_day, std::string_view format) {
  std::int64_t day = ticks / per_day, rest = ticks % per_day;
  if (rest < 0) rest += per_day, --day;
  std::string iso;  // [-]YYYY-MM-DD
  value_text::append_day(iso, day);
  std::string_view const month = std::string_view(iso).substr(iso.size() - 5, 2),
                         day_of_month = std::string_view(iso).substr(iso.size() - 2);
  std::int64_t const per_second = per_day >= 86'400 ? per_day / 86'400 : 1;
  auto const second = static_cast<std::uint64_t>(rest / per_second);
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      out += format[i];
      continue;
    }
    switch (format[++i]) {
      case 'Y':
        out.append(iso, 0, iso.size() - 6);
        break;
      case 'm':
        out += month;
        break;
      case 'd':
        out += day_of_month;
        break;
      case 'H':
        value_text::append_digits(out, second / 3600, 2);
        break;
      case 'M':
        value_text::append_digits(out, second / 60 % 60, 2);
        break;
      case 'S':
        value_text::append_digits(out, second % 60, 2);
        break;
      case 'f': {
        int width = 0;
        for (std::int64_t p = per_second; p > 1; p /= 10) ++width;
        value_text::append_digits(out, static_cast<std::uint64_t>(rest % per_second), width > 0 ? width : 1);
        break;
      }
      case 'b':
        out += std::string_view("JanFebMarAprMayJunJulAugSepOctNovDec")
                   .substr(3u * static_cast<std::size_t>((month[0] - '0') * 10 + month[1] - '1'), 3);
        break;
      default:
        out += format[i];
    }
  }
}

}  // namespace quern::inline QUERN_ABI::csv
