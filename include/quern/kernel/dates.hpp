// SPDX-License-Identifier: BSL-1.0
// Days and units of time added, counted and cut off; dates and timestamps from parts and from Unix time.
#pragma once
#include <quern/kernel/calendar.hpp>
#include <quern/kernel/rows.hpp>

namespace quern::inline QUERN_ABI::kernel {

using expr::time_unit;

// A count of days, or of ticks, that must fit what stores it.
template <class R>
R fitting(int128 v, std::string_view what) {
  if (v < std::numeric_limits<R>::min() || v > std::numeric_limits<R>::max()) [[unlikely]] {
    std::string t;
    quern::format_value(t, v);
    kernel::raise_overflow(what, t);
  }
  return static_cast<R>(v);
}
template <std::int64_t P>
constexpr std::int64_t ticks_from(int128 v, std::string_view what) {
  if constexpr (P == 1)
    return kernel::fitting<std::int32_t>(v, what);
  else
    return kernel::fitting<std::int64_t>(v, what);
}

template <>
struct row_function<op::date_add> {
  static std::int32_t of(arena&, auto t, std::int64_t n) { return kernel::fitting<std::int32_t>(int128{t.day()} + n, op::date_add::symbol); }
};
template <>
struct row_function<op::date_sub> {
  static std::int32_t of(arena&, auto t, std::int64_t n) { return kernel::fitting<std::int32_t>(int128{t.day()} - n, op::date_sub::symbol); }
};
template <>
struct row_function<op::date_diff> {
  static std::int32_t of(arena&, auto end, auto start) { return kernel::fitting<std::int32_t>(int128{end.day()} - start.day(), op::date_diff::symbol); }
};
template <>
struct row_function<op::unix_date> {
  static std::int32_t of(arena&, auto t) { return kernel::fitting<std::int32_t>(t.day(), op::unix_date::symbol); }
};
template <>
struct row_function<op::last_day> {
  static std::int32_t of(arena&, auto t) {
    civil const c = civil_from_days(t.day());
    return kernel::fitting<std::int32_t>(int128{t.day()} + days_in_month(c.year, c.month) - c.day, op::last_day::symbol);
  }
};
template <int Day>
struct row_function<op::next_day<Day>> {
  static std::int32_t of(arena&, auto t) {
    std::int32_t const ahead = Day - kernel::part_of_day<op::part::day_of_week>(t.day());
    return kernel::fitting<std::int32_t>(int128{t.day()} + (ahead > 0 ? ahead : ahead + 7), op::next_day<Day>::symbol);
  }
};
template <>
struct row_function<op::months_between> {
  static double of(arena&, auto end, auto start) {
    civil const c = civil_from_days(end.day()), d = civil_from_days(start.day());
    double const months = (static_cast<double>(c.year) - d.year) * 12 + c.month - d.month;
    bool const both_last = c.day == days_in_month(c.year, c.month) && d.day == days_in_month(d.year, d.month);
    if (c.day == d.day || both_last) return months;
    std::int64_t const seconds = (std::int64_t{c.day} - d.day) * 86'400 + end.second() - start.second();
    return std::floor((months + static_cast<double>(seconds) / (31 * 86'400)) * 1e8 + 0.5) / 1e8;
  }
};

// Parts of a day; 0 for units longer than one.
constexpr std::int64_t units_per_day(time_unit u) {
  constexpr std::int64_t n[] = {0, 0, 0, 0, 1, 24, 1440, 86'400, 86'400'000, 86'400'000'000};
  return n[static_cast<int>(u)];
}
template <time_unit U>
struct row_function<op::date_trunc<U>> {
  template <std::int64_t P>
  static std::int64_t of(arena&, ticks<P> t) {
    if constexpr (U > time_unit::day) {
      if constexpr (units_per_day(U) >= P) return t.count;
      std::int64_t const step = units_per_day(U) >= P ? 1 : P / units_per_day(U);
      return t.count - (t.count % step < 0 ? t.count % step + step : t.count % step);
    } else {
      std::int64_t const day = t.day();
      civil const c = civil_from_days(day);
      std::int64_t first = day;
      if constexpr (U == time_unit::year)
        first = days_from_civil(c.year, 1, 1);
      else if constexpr (U == time_unit::quarter)
        first = days_from_civil(c.year, (c.month - 1) / 3 * 3 + 1, 1);
      else if constexpr (U == time_unit::month)
        first = day - c.day + 1;
      else if constexpr (U == time_unit::week)
        first = day - kernel::part_of_day<op::part::day_of_week>(day) + 1;
      return kernel::ticks_from<P>(int128{first} * P, "date_trunc");
    }
  }
};
template <time_unit U>
struct row_function<op::timestamp_add<U>> {
  template <std::int64_t P>
  static std::int64_t of(arena&, ticks<P> t, std::int64_t n) {
    constexpr int128 num = U == time_unit::week ? int128{7} * P : P, den = U == time_unit::week ? 1 : units_per_day(U);
    int128 const more = n * num;  // below 2^63 * 7 * 10^14; units finer than the ticks are rounded down
    return kernel::fitting<std::int64_t>(t.count + more / den - (more % den < 0), op::timestamp_add<U>::symbol);
  }
};
template <time_unit U>
struct row_function<op::timestamp_diff<U>> {
  template <std::int64_t P, std::int64_t Q>
  static std::int64_t of(arena&, ticks<P> end, ticks<Q> start) {
    if constexpr (U <= time_unit::month) {
      civil const c = civil_from_days(end.day()), d = civil_from_days(start.day());
      std::int64_t months = (std::int64_t{c.year} - d.year) * 12 + c.month - d.month;
      // A month that has begun but is not over counts nothing.
      int128 const rest = (int128{c.day} - d.day) * P * Q + int128{end.rest()} * Q - int128{start.rest()} * P;
      if (months > 0 && rest < 0) --months;
      if (months < 0 && rest > 0) ++months;
      return months / (U == time_unit::year ? 12 : U == time_unit::quarter ? 3 : 1);
    } else {
      constexpr int128 fine = P > Q ? P : Q;  // both are powers of ten times the same, or 1
      int128 const apart = end.count * (fine / P) - start.count * (fine / Q);
      constexpr int128 num = U == time_unit::week ? 1 : units_per_day(U), den = U == time_unit::week ? fine * 7 : fine;
      return kernel::fitting<std::int64_t>(den >= num && den % num == 0 ? apart / (den / num) : apart * num / den, op::timestamp_diff<U>::symbol);
    }
  }
};

template <>
struct row_function<op::make_date> {
  static std::optional<std::int32_t> of(arena&, std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -9999 || year > 9999 || month < 1 || month > 12) return {};
    auto const y = static_cast<std::int32_t>(year), m = static_cast<std::int32_t>(month);
    if (day < 1 || day > days_in_month(y, m)) return {};
    return days_from_civil(y, m, static_cast<std::int32_t>(day));
  }
};
template <>
struct row_function<op::make_timestamp> {
  static std::optional<std::int64_t> of(arena& a, std::int64_t year, std::int64_t month, std::int64_t day, std::int64_t hour, std::int64_t minute, auto second) {
    auto const d = row_function<op::make_date>::of(a, year, month, day);
    if (!d || hour < 0 || hour > 23 || minute < 0 || minute > 59 || !(second >= 0 && second <= 60)) return {};
    auto const micros = static_cast<std::int64_t>(std::llround(static_cast<double>(second) * 1e6));
    return ((std::int64_t{*d} * 24 + hour) * 60 + minute) * 60'000'000 + micros;
  }
};
template <>
struct row_function<op::date_from_unix_date> {
  static std::int32_t of(arena&, std::int64_t n) { return kernel::fitting<std::int32_t>(n, op::date_from_unix_date::symbol); }
};
template <std::int64_t PerSecond>
struct row_function<op::timestamp_from<PerSecond>> {
  static std::int64_t of(arena&, std::int64_t n) { return kernel::fitting<std::int64_t>(int128{n} * (1'000'000 / PerSecond), op::timestamp_from<PerSecond>::symbol); }
};
template <std::int64_t PerSecond>
struct row_function<op::unix_time<PerSecond>> {
  template <std::int64_t P>
  static std::int64_t of(arena&, ticks<P> t) {
    int128 const v = int128{t.count} * (86'400 * PerSecond);
    return kernel::fitting<std::int64_t>(v / P - (v % P < 0), op::unix_time<PerSecond>::symbol);
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
