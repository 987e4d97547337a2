// SPDX-License-Identifier: BSL-1.0
// Dates and times from text: ISO order, or a format of the caller.
#pragma once
#include <quern/table/parse_number.hpp>
#include <quern/schema/civil.hpp>

namespace quern::inline QUERN_ABI::value_text {

struct moment {
  std::int64_t year = 1970;
  std::int32_t month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::int32_t nanos = 0;
  bool finer = false;  // there were digits other than zero behind the nanoseconds
};

// A cursor over one text. Each function says whether it found what it looks for.
struct time_reader {
  char const* p;
  char const* end;

  bool at(char c) { return p < end && *p == c && (++p, true); }
  // `least` to `most` digits
  template <class N>
  bool number(N& out, int least, int most) {
    N v = 0;
    int n = 0;
    for (; n < most && p < end && is_digit(*p); ++n) v = v * 10 + (*p++ - '0');
    out = v;
    return n >= least;
  }
  bool fraction(moment& m) {
    int n = 0;
    m.nanos = 0;
    for (; p < end && is_digit(*p); ++p, ++n)
      if (n < 9)
        m.nanos = m.nanos * 10 + (*p - '0');
      else
        m.finer |= *p != '0';
    for (int i = n; i < 9; ++i) m.nanos *= 10;
    return n > 0;
  }
  bool month_name(moment& m) {
    static constexpr char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (end - p < 3) return false;
    for (m.month = 1; m.month <= 12; ++m.month) {
      char const* const name = names + 3 * (m.month - 1);
      if ((p[0] | 32) == name[0] && (p[1] | 32) == name[1] && (p[2] | 32) == name[2]) return p += 3, true;
    }
    return false;
  }
  // YYYY-MM-DD or YYYY/MM/DD; a minus and more digits for years that need them
  bool iso_day(moment& m) {
    bool const minus = at('-');
    if (!number(m.year, 4, 12) || p == end || (*p != '-' && *p != '/')) return false;
    if (minus) m.year = -m.year;
    char const mark = *p++;
    return number(m.month, 2, 2) && at(mark) && number(m.day, 2, 2);
  }
  // nothing, or [ T]HH:MM[:SS[.fraction]][Z]
  bool iso_time(moment& m) {
    if (p == end) return true;
    if (!at(' ') && !at('T')) return false;
    if (!number(m.hour, 2, 2) || !at(':') || !number(m.minute, 2, 2)) return false;
    if (at(':') && (!number(m.second, 2, 2) || (at('.') && !fraction(m)))) return false;
    at('Z');
    return true;
  }
  bool by_format(moment& m, std::string_view format) {
    for (std::size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%') {
        if (!at(format[i])) return false;
        continue;
      }
      bool found = false;
      switch (format[++i]) {
        case 'Y':
          found = number(m.year, 4, 4);
          break;
        case 'm':
          found = number(m.month, 1, 2);
          break;
        case 'd':
          found = number(m.day, 1, 2);
          break;
        case 'H':
          found = number(m.hour, 1, 2);
          break;
        case 'M':
          found = number(m.minute, 1, 2);
          break;
        case 'S':
          found = number(m.second, 1, 2);
          break;
        case 'f':
          found = fraction(m);
          break;
        case 'b':
          found = month_name(m);
          break;
        case '%':
          found = at('%');
          break;
      }
      if (!found) return false;
    }
    return true;
  }
};

// The first letter behind a '%' that is none of ours, or '\0'; ' ' for a lone '%' at the end.
inline char unknown_in_format(std::string_view format) {
  for (std::size_t i = 0; i < format.size(); ++i)
    if (format[i] == '%' && (++i == format.size() || std::string_view("YmdHMSfb%").find(format[i]) == std::string_view::npos))
      return i < format.size() ? format[i] : ' ';
  return '\0';
}

inline bool is_moment(moment const& m) {
  if (m.month < 1 || m.month > 12 || m.day < 1 || m.hour > 23 || m.minute > 59 || m.second > 59) return false;
  return m.day <= days_in_month(static_cast<std::int32_t>(m.year % 400 + 400), m.month);
}
// Whole cycles of 400 years are set aside: days_from_civil takes 32-bit years.
inline std::int64_t days_of(moment const& m) {
  std::int64_t const cycle = m.year / 400;
  return days_from_civil(static_cast<std::int32_t>(m.year % 400), m.month, m.day) + cycle * 146'097;
}

inline parsed parse_date(std::string_view t, std::string_view format, std::int32_t& out) {
  t = trimmed(t);
  time_reader r{t.data(), t.data() + t.size()};
  moment m;
  if (!(format.empty() ? r.iso_day(m) : r.by_format(m, format)) || r.p != r.end || !is_moment(m)) return parsed::wrong;
  std::int64_t const d = days_of(m);
  out = static_cast<std::int32_t>(d);
  return out == d ? parsed::good : parsed::range;
}

inline parsed parse_timestamp(std::string_view t, std::string_view format, std::int64_t per_day, std::int64_t& out) {
  t = trimmed(t);
  time_reader r{t.data(), t.data() + t.size()};
  moment m;
  if (!(format.empty() ? r.iso_day(m) && r.iso_time(m) : r.by_format(m, format)) || r.p != r.end || !is_moment(m)) return parsed::wrong;
  int128 const nanos = (m.hour * 3600 + m.minute * 60 + m.second) * int128{1'000'000'000} + m.nanos;
  int128 const scaled = nanos * per_day, day = int128{86'400} * 1'000'000'000;
  if (m.finer || scaled % day != 0) return parsed::fraction;
  int128 const ticks = int128{days_of(m)} * per_day + scaled / day;
  out = static_cast<std::int64_t>(ticks);
  return out == ticks ? parsed::good : parsed::range;
}

}  // namespace quern::value_text
