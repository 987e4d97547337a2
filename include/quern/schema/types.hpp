// SPDX-License-Identifier: BSL-1.0
// The column types that C++ does not have: date, timestamp, duration, decimal, string, category, nullable.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include <quern/meta/fixed_string.hpp>
#include <quern/schema/civil.hpp>

namespace quern::inline QUERN_ABI {

__extension__ typedef __int128 int128;

// Units of time; `per_day` ticks make a day.
struct days_unit {
  static constexpr std::int64_t per_day = 1;
  static constexpr std::string_view name = "days";
};
struct s {
  static constexpr std::int64_t per_day = 86'400;
  static constexpr std::string_view name = "s";
};
struct ms {
  static constexpr std::int64_t per_day = 86'400'000;
  static constexpr std::string_view name = "ms";
};
struct us {
  static constexpr std::int64_t per_day = 86'400'000'000;
  static constexpr std::string_view name = "us";
};
struct ns {
  static constexpr std::int64_t per_day = 86'400'000'000'000;
  static constexpr std::string_view name = "ns";
};

// A calendar day, stored as days since 1970-01-01.
struct date {
  std::int32_t days = 0;
  constexpr date() = default;
  constexpr explicit date(std::int32_t days_since_1970) : days(days_since_1970) {}
  constexpr date(std::int32_t year, std::int32_t month, std::int32_t day) : days(days_from_civil(year, month, day)) {}
  constexpr auto operator<=>(date const&) const = default;
};

// A point in time without a zone (UTC by convention), stored as ticks of Unit since 1970-01-01T00:00:00.
template <class Unit>
struct timestamp {
  std::int64_t ticks = 0;
  using unit = Unit;
  constexpr timestamp() = default;
  constexpr explicit timestamp(std::int64_t t) : ticks(t) {}
  constexpr timestamp(date d, std::int32_t hour = 0, std::int32_t minute = 0, std::int32_t second = 0)
      : ticks(std::int64_t{d.days} * Unit::per_day + (std::int64_t{hour} * 3600 + minute * 60 + second) * (Unit::per_day / 86'400)) {}
  constexpr auto operator<=>(timestamp const&) const = default;
};

// A length of time, stored as ticks of Unit.
template <class Unit>
struct duration {
  std::int64_t ticks = 0;
  using unit = Unit;
  constexpr duration() = default;
  constexpr explicit duration(std::int64_t t) : ticks(t) {}
  constexpr auto operator<=>(duration const&) const = default;
};
using days = duration<days_unit>;
using seconds = duration<s>;

constexpr int128 power_of_ten(int n) {
  int128 r = 1;
  for (; n > 0; --n) r *= 10;
  return r;
}

// An exact number of P digits, S of them behind the point, stored as units of 10^-S: 64 bits up to 18 digits, else 128.
template <int P, int S>
struct decimal {
  static_assert(1 <= P && P <= 38, "quern: a decimal has 1 to 38 digits; cast to a smaller precision");
  static_assert(0 <= S && S <= P, "quern: a decimal's scale lies between 0 and its precision");
  static constexpr int precision = P;
  static constexpr int scale = S;
  using rep = std::conditional_t<P <= 18, std::int64_t, int128>;
  rep units = 0;
  constexpr decimal() = default;
  static constexpr decimal from_units(rep u) {
    decimal d;
    d.units = u;
    return d;
  }
  constexpr explicit operator double() const { return static_cast<double>(units) / static_cast<double>(power_of_ten(S)); }
  constexpr auto operator<=>(decimal const&) const = default;
};

struct string {};    // UTF-8 text in Arrow layout (64-bit offsets and bytes); seen as std::string_view
struct category {};  // text stored as 32-bit codes into a dictionary; seen as std::string_view

template <class T>
struct nullable {
  using type = T;
};
template <class T>
struct nullable<nullable<T>> {
  static_assert(sizeof(T*) == 0, "quern: nullable<nullable<T>> is nullable<T>; write it once");
};

}  // namespace quern
