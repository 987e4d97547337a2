// SPDX-License-Identifier: BSL-1.0
// date_format: a pattern's pieces written one after another.
#pragma once
#include <quern/kernel/dates.hpp>

namespace quern::inline QUERN_ABI::kernel {

inline constexpr std::string_view month_names[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
inline constexpr std::string_view weekday_names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

// What a pattern can ask for.
struct moment_parts {
  std::int64_t year, day_number, second, nanos;
  std::int32_t month, day;
};
template <std::int64_t P>
moment_parts parts_of(ticks<P> t) {
  civil const c = civil_from_days(t.day());
  std::int64_t nanos = 0;
  if constexpr (P > 86'400) nanos = t.rest() % t.per_second * (1'000'000'000 / t.per_second);
  return {c.year, t.day(), t.second(), nanos, c.month, c.day};
}

inline void append_padded(std::string& out, std::int64_t v, int width) { value_text::append_digits(out, static_cast<std::uint64_t>(v), width); }

inline void append_piece(std::string& out, expr::pattern_piece p, moment_parts const& m) {
  switch (p.letter) {
    case 'y': {
      std::int64_t const year = m.year < 0 ? -m.year : m.year;
      if (m.year < 0 && p.width != 2) out.push_back('-');
      return kernel::append_padded(out, p.width == 2 ? year % 100 : year, p.width);
    }
    case 'M':
      if (p.width > 2) return void(out += month_names[m.month - 1].substr(0, p.width == 3 ? 3 : std::string_view::npos));
      return kernel::append_padded(out, m.month, p.width);
    case 'd':
      return kernel::append_padded(out, m.day, p.width);
    case 'E':
      return void(out += weekday_names[kernel::part_of_day<op::part::day_of_week>(m.day_number) - 1].substr(0, p.width < 4 ? 3 : std::string_view::npos));
    case 'D':
      return kernel::append_padded(out, kernel::part_of_day<op::part::day_of_year>(m.day_number), p.width);
    case 'Q':
      return kernel::append_padded(out, (m.month + 2) / 3, 1);
    case 'a':
      return void(out += m.second < 43'200 ? "AM" : "PM");
    case 'H':
      return kernel::append_padded(out, m.second / 3600, p.width);
    case 'h':
      return kernel::append_padded(out, (m.second / 3600 + 11) % 12 + 1, p.width);
    case 'm':
      return kernel::append_padded(out, m.second / 60 % 60, p.width);
    case 's':
      return kernel::append_padded(out, m.second % 60, p.width);
    case 'S': {
      std::int64_t step = 1;
      for (int i = p.width; i < 9; ++i) step *= 10;
      return kernel::append_padded(out, m.nanos / step, p.width);
    }
    default:
      out.push_back(p.plain);
  }
}

template <fixed_string Pattern>
struct row_function<op::date_format<Pattern>> {
  template <std::int64_t P>
  static std::string_view of(arena& a, ticks<P> t) {
    auto const& pattern = expr::date_pattern_of<Pattern>;
    moment_parts const m = kernel::parts_of(t);
    std::string made;
    for (std::size_t i = 0; i < pattern.size; ++i) kernel::append_piece(made, pattern.pieces[i], m);
    return kernel::keep(a, made);
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
