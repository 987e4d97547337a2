// SPDX-License-Identifier: BSL-1.0
// Days and units of time added, counted and cut off; dates and timestamps made from parts and from Unix time.
#pragma once
#include <quern/expr/calendar.hpp>
#include <quern/expr/function.hpp>
#include <quern/expr/functions.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

enum class time_unit { year, quarter, month, week, day, hour, minute, second, millisecond, microsecond, none };

template <fixed_string Name>
constexpr time_unit unit_of() {
  constexpr std::string_view names[] = {"year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"};
  int n = 0;
  for (std::string_view const name : names) {
    if (name == std::string_view(Name)) break;
    ++n;
  }
  return static_cast<time_unit>(n);
}
// Monday is 1; 0 where it is no day. Three letters do, and case does not count.
template <fixed_string Name>
constexpr int weekday_of() {
  constexpr std::string_view names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  std::string_view const given = Name;
  for (int n = 0; n < 7; ++n) {
    bool same = given.size() >= 2 && given.size() <= names[n].size();
    for (std::size_t i = 0; same && i < given.size(); ++i) same = (given[i] | 32) == names[n][i];
    if (same) return n + 1;
  }
  return 0;
}

// The facts that the static_asserts below name.
template <fixed_string Unit>
inline constexpr bool is_a_unit_of_time = expr::unit_of<Unit>() != time_unit::none;
template <fixed_string Day>
inline constexpr bool is_a_day_of_the_week = expr::weekday_of<Day>() != 0;

}  // namespace expr

namespace expr::op {

struct date_add : function<date_add, date, operand::time, operand::integer> {
  static constexpr std::string_view symbol = "date_add";
};
struct date_sub : function<date_sub, date, operand::time, operand::integer> {
  static constexpr std::string_view symbol = "date_sub";
};
struct date_diff : function<date_diff, std::int32_t, operand::time, operand::time> {
  static constexpr std::string_view symbol = "date_diff";
};
struct months_between : function<months_between, double, operand::time, operand::time> {
  static constexpr std::string_view symbol = "months_between";
};
struct last_day : function<last_day, date, operand::time> {
  static constexpr std::string_view symbol = "last_day";
};
template <int Day>
struct next_day : function<next_day<Day>, date, operand::time> {
  static constexpr std::string_view symbol = "next_day";
};
template <time_unit Unit>
struct date_trunc : same_type_function<date_trunc<Unit>, operand::time> {
  static constexpr std::string_view symbol = "date_trunc";
};
template <time_unit Unit>
struct timestamp_add : scalar_op {
  static constexpr std::string_view symbol = "timestamp_add";
  static constexpr bool runs_row_by_row = true;
  template <class A, class N>
  using of = std::conditional_t<family_of<A> == family::timestamp && expr::accepts<operand::integer, N>(), A, type_mismatch<timestamp_add, A, N>>;
};
template <time_unit Unit>
struct timestamp_diff : function<timestamp_diff<Unit>, std::int64_t, operand::time, operand::time> {
  static constexpr std::string_view symbol = "timestamp_diff";
};
struct make_date : partial_function<make_date, date, operand::integer, operand::integer, operand::integer> {
  static constexpr std::string_view symbol = "make_date";
};
struct make_timestamp : partial_function<make_timestamp, timestamp<us>, operand::integer, operand::integer, operand::integer, operand::integer, operand::integer, operand::number> {
  static constexpr std::string_view symbol = "make_timestamp";
};
struct date_from_unix_date : function<date_from_unix_date, date, operand::integer> {
  static constexpr std::string_view symbol = "date_from_unix_date";
};
// Ticks a second of what comes in.
template <std::int64_t PerSecond>
struct timestamp_from : function<timestamp_from<PerSecond>, timestamp<us>, operand::integer> {
  static constexpr std::string_view symbol = PerSecond == 1 ? "timestamp_seconds" : PerSecond == 1000 ? "timestamp_millis" : "timestamp_micros";
};
struct unix_date : function<unix_date, std::int32_t, operand::time> {
  static constexpr std::string_view symbol = "unix_date";
};
template <std::int64_t PerSecond>
struct unix_time : function<unix_time<PerSecond>, std::int64_t, operand::time> {
  static constexpr std::string_view symbol = PerSecond == 1 ? "unix_seconds" : PerSecond == 1000 ? "unix_millis" : "unix_micros";
};

}  // namespace expr::op

// n days later, earlier, and the days from `start` to `end`; of timestamps, by their days. What leaves the calendar raises.
template <class A, class N>
  requires expr::Operands<A, N>
constexpr auto date_add(A const& a, N const& n) {
  return expr::make<expr::op::date_add>(a, n);
}
template <class A, class N>
  requires expr::Operands<A, N>
constexpr auto date_sub(A const& a, N const& n) {
  return expr::make<expr::op::date_sub>(a, n);
}
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto date_diff(A const& end, B const& start) {
  return expr::make<expr::op::date_diff>(end, start);
}
// Whole months where both are the same day of the month or both the last one; else the rest in 31sts of a month, to 8 digits.
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto months_between(A const& end, B const& start) {
  return expr::make<expr::op::months_between>(end, start);
}
// Of the month.
template <expr::Expression A>
constexpr auto last_day(A const& a) {
  return expr::make<expr::op::last_day>(a);
}
// The first such day behind a: next_day<"monday">("d"_c), or "mon".
template <fixed_string Day, expr::Expression A>
constexpr auto next_day(A const& a) {
  static_assert(expr::is_a_day_of_the_week<Day>, "quern: this is no day of the week; write \"monday\" or \"mon\"");
  if constexpr (expr::is_a_day_of_the_week<Day>)
    return expr::make<expr::op::next_day<expr::weekday_of<Day>()>>(a);
  else
    return expr::refused{};
}
// Down to the beginning of the year, quarter, month, week (Monday), day, hour, minute, second, millisecond or microsecond.
template <fixed_string Unit, expr::Expression A>
constexpr auto date_trunc(A const& a) {
  static_assert(expr::is_a_unit_of_time<Unit>, "quern: this is no unit of time; there are year, quarter, month, week, day, hour, minute, second, millisecond, microsecond");
  if constexpr (expr::is_a_unit_of_time<Unit>)
    return expr::make<expr::op::date_trunc<expr::unit_of<Unit>()>>(a);
  else
    return expr::refused{};
}
// n units later; months, quarters and years as add_months.
template <fixed_string Unit, class A, class N>
  requires expr::Operands<A, N>
constexpr auto timestamp_add(N const& n, A const& a) {
  static_assert(expr::is_a_unit_of_time<Unit>, "quern: this is no unit of time; there are year, quarter, month, week, day, hour, minute, second, millisecond, microsecond");
  constexpr expr::time_unit unit = expr::unit_of<Unit>();
  if constexpr (unit == expr::time_unit::none)
    return expr::refused{};
  else if constexpr (unit <= expr::time_unit::month)
    return expr::make<expr::op::add_months>(a, expr::as_expr(n) * (unit == expr::time_unit::year ? 12 : unit == expr::time_unit::quarter ? 3 : 1));
  else
    return expr::make<expr::op::timestamp_add<unit>>(a, n);
}
// Whole units from `start` to `end`, towards zero.
template <fixed_string Unit, class A, class B>
  requires expr::Operands<A, B>
constexpr auto timestamp_diff(A const& start, B const& end) {
  static_assert(expr::is_a_unit_of_time<Unit>, "quern: this is no unit of time; there are year, quarter, month, week, day, hour, minute, second, millisecond, microsecond");
  if constexpr (expr::is_a_unit_of_time<Unit>)
    return expr::make<expr::op::timestamp_diff<expr::unit_of<Unit>()>>(end, start);
  else
    return expr::refused{};
}
// extract<"year">(t): any of the parts by its name, "week" for week_of_year.
template <fixed_string Part, expr::Expression A>
constexpr auto extract(A const& a) {
  using expr::op::part;
  constexpr int which = [] {
    int n = 0;
    for (std::string_view const name : expr::op::date_part<part::year>::names) {
      if (name == std::string_view(Part)) return n;
      ++n;
    }
    return std::string_view(Part) == "week" ? static_cast<int>(part::week_of_year) : n;
  }();
  static_assert(which <= static_cast<int>(part::second), "quern: this is no part of a date or timestamp; there are year, quarter, month, week, day, day_of_week, day_of_year, hour, minute, second");
  if constexpr (which <= static_cast<int>(part::second))
    return expr::make<expr::op::date_part<static_cast<part>(which)>>(a);
  else
    return expr::refused{};
}
// Null where there is no such day, or time of day; a second may have a fraction, and 60 is the next minute's first.
template <class Y, class M, class D>
constexpr auto make_date(Y const& year, M const& month, D const& day) {
  return expr::make<expr::op::make_date>(year, month, day);
}
template <class Y, class M, class D, class H, class N, class S>
constexpr auto make_timestamp(Y const& year, M const& month, D const& day, H const& hour, N const& minute, S const& second) {
  return expr::make<expr::op::make_timestamp>(year, month, day, hour, minute, second);
}

// Days, seconds, milliseconds, microseconds since 1970, rounded down; and dates and timestamp<us> from them.
#define QUERN_FUNCTION(name, ...)              \
  template <expr::Expression A>                \
  constexpr auto name(A const& a) {            \
    return expr::make<expr::op::__VA_ARGS__>(a); \
  }
QUERN_FUNCTION(unix_date, unix_date)
QUERN_FUNCTION(unix_seconds, unix_time<1>)
QUERN_FUNCTION(unix_millis, unix_time<1000>)
QUERN_FUNCTION(unix_micros, unix_time<1'000'000>)
QUERN_FUNCTION(date_from_unix_date, date_from_unix_date)
QUERN_FUNCTION(timestamp_seconds, timestamp_from<1>)
QUERN_FUNCTION(timestamp_millis, timestamp_from<1000>)
QUERN_FUNCTION(timestamp_micros, timestamp_from<1'000'000>)
#undef QUERN_FUNCTION

}  // namespace quern::inline QUERN_ABI
