// SPDX-License-Identifier: BSL-1.0
// Parts of dates and timestamps, and calendar arithmetic.
#pragma once
#include <quern/expr/operators.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

enum class part { year, quarter, month, day, day_of_week, day_of_year, week_of_year, year_of_week, hour, minute, second };

template <part P>
struct date_part : scalar_op {
  static constexpr std::string_view names[] = {"year", "quarter", "month", "day", "day_of_week",
                                               "day_of_year", "week_of_year", "year_of_week", "hour", "minute", "second"};
  static constexpr std::string_view symbol = names[static_cast<int>(P)];
  static constexpr part which = P;
  template <class A>
  using of = std::conditional_t<family_of<A> == family::timestamp || (family_of<A> == family::date && P < part::hour), std::int32_t,
                                type_mismatch<date_part, A>>;
  template <class A>
  static constexpr bool never_raises = true;
};
struct add_months : scalar_op {
  static constexpr std::string_view symbol = "add_months";
  template <class A, class B>
  using of = std::conditional_t<(family_of<A> == family::date || family_of<A> == family::timestamp) && family_of<B> == family::integer, A,
                                type_mismatch<add_months, A, B>>;
};

}  // namespace expr::op

// int32 each; day_of_week: Monday is 1, Sunday 7, and weeks are those of ISO 8601: they begin on Monday, the first has the
// year's first Thursday, and year_of_week is the year it counts in. hour, minute and second only of timestamps.
#define QUERN_PART(name)                                                    \
  template <expr::Expression A>                                             \
  constexpr auto name(A const& a) {                                         \
    return expr::make<expr::op::date_part<expr::op::part::name>>(a);        \
  }
QUERN_PART(year)
QUERN_PART(quarter)
QUERN_PART(month)
QUERN_PART(day)
QUERN_PART(day_of_week)
QUERN_PART(day_of_year)
QUERN_PART(week_of_year)
QUERN_PART(year_of_week)
QUERN_PART(hour)
QUERN_PART(minute)
QUERN_PART(second)
#undef QUERN_PART

// The same day n months later (earlier for negative n); a day the month has not becomes its last.
template <expr::Expression A, class B>
constexpr auto add_months(A const& a, B const& n) {
  return expr::make<expr::op::add_months>(a, n);
}

}  // namespace quern
