// SPDX-License-Identifier: BSL-1.0
// Parts of dates and timestamps, and months added to them.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <op::part P>
constexpr std::int32_t part_of_day(std::int64_t day) {
  civil const c = civil_from_days(day);
  if constexpr (P == op::part::year)
    return c.year;
  else if constexpr (P == op::part::quarter)
    return (c.month + 2) / 3;
  else if constexpr (P == op::part::month)
    return c.month;
  else if constexpr (P == op::part::day)
    return c.day;
  else if constexpr (P == op::part::day_of_week)
    return static_cast<std::int32_t>(((day + 3) % 7 + 7) % 7 + 1);  // 1970-01-01 was a Thursday
  else if constexpr (P == op::part::day_of_year)
    return static_cast<std::int32_t>(day - days_from_civil(c.year, 1, 1) + 1);
  else {
    // The week belongs to the year in which its Thursday lies.
    std::int64_t const thursday = day + 4 - kernel::part_of_day<op::part::day_of_week>(day);
    std::int32_t const year = civil_from_days(thursday).year;
    return P == op::part::year_of_week ? year : static_cast<std::int32_t>((thursday - days_from_civil(year, 1, 1)) / 7 + 1);
  }
}
template <op::part P, std::int64_t PerDay>
constexpr std::int32_t part_of(std::int64_t ticks) {
  std::int64_t const day = ticks / PerDay - (ticks % PerDay < 0);
  if constexpr (P < op::part::hour) {
    return kernel::part_of_day<P>(day);
  } else {
    std::int64_t const second = (ticks - day * PerDay) / (PerDay / 86'400);
    return static_cast<std::int32_t>(P == op::part::hour ? second / 3600 : P == op::part::minute ? second / 60 % 60 : second % 60);
  }
}

template <class L, op::part P, class A>
struct operation<L, op::date_part<P>, std::int32_t, A> {
  template <class X>
  QUERN_INLINE static auto run(op::date_part<P>, frame const&, std::uint32_t, X const& x) {
    return kernel::each_value<std::int32_t>([](auto t) { return kernel::part_of<P, ticks_per_day<A>>(t); }, x);
  }
};

template <class L, class T, class A, class B>
struct operation<L, op::add_months, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(op::add_months, frame const&, std::uint32_t live, X const& x, Y const& y) {
    using R = rep<L, T>;
    constexpr std::int64_t per_day = ticks_per_day<A>;
    return kernel::each_value<R>(
        [&live](auto t, auto n) {
          bool const wanted = live & 1;
          live >>= 1;
          std::int64_t const day = t / per_day - (t % per_day < 0);
          civil c = civil_from_days(day);
          // Months beyond these cannot stay among the years there are; adding them could leave 64 bits.
          constexpr std::int64_t most = 200'000'000;
          int128 const asked = n;
          std::int64_t const added = asked > most ? most : asked < -most ? -most : static_cast<std::int64_t>(asked);
          std::int64_t const month = std::int64_t{c.year} * 12 + c.month - 1 + added;
          std::int64_t const year = month / 12 - (month % 12 < 0);
          if (year < -5'000'000 || year > 5'000'000) {
            if (wanted) kernel::raise_overflow(op::add_months::symbol, "year " + std::to_string(year));
            return R{};
          }
          c.year = static_cast<std::int32_t>(year);
          c.month = static_cast<std::int32_t>(month - year * 12 + 1);
          std::int32_t const last = days_in_month(c.year, c.month);
          std::int64_t r = days_from_civil(c.year, c.month, c.day < last ? c.day : last), rest = t - day * per_day;
          bool const over = __builtin_mul_overflow(r, per_day, &r) || __builtin_add_overflow(r, rest, &r);
          if (over && wanted) kernel::raise_overflow(op::add_months::symbol, "year " + std::to_string(year));
          return static_cast<R>(r);
        },
        x, y);
  }
};

}  // namespace quern::kernel
