// SPDX-License-Identifier: BSL-1.0
// One value as text, appended to a string: what show() prints and what CSV stores. Every text reads back as the same
// value: floats in the shortest form that does, dates and timestamps in ISO order for every year there is.
#pragma once
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include <quern/schema/traits.hpp>

namespace quern::inline QUERN_ABI {

namespace value_text {

// At least `width` digits, zeros in front.
inline void append_digits(std::string& out, std::uint64_t v, int width) {
  char digits[24];
  int n = 0;
  do digits[n++] = static_cast<char>('0' + v % 10);
  while ((v /= 10) != 0);
  while (n < width) digits[n++] = '0';
  while (n > 0) out.push_back(digits[--n]);
}

inline void append_int128(std::string& out, int128 v) {
  __extension__ typedef unsigned __int128 wide;
  wide u = v < 0 ? wide{0} - static_cast<wide>(v) : static_cast<wide>(v);
  constexpr std::uint64_t group = 1'000'000'000'000'000'000u;
  if (v < 0) out.push_back('-');
  std::uint64_t const low = static_cast<std::uint64_t>(u % group);
  u /= group;
  if (u == 0) return append_digits(out, low, 1);
  std::uint64_t const middle = static_cast<std::uint64_t>(u % group), high = static_cast<std::uint64_t>(u / group);
  if (high != 0) append_digits(out, high, 1);
  append_digits(out, middle, high != 0 ? 18 : 1);
  append_digits(out, low, 18);
}

// units of 10^-scale
inline void append_decimal(std::string& out, int128 units, int scale) {
  if (units < 0) out.push_back('-');
  std::size_t const from = out.size();
  append_int128(out, units);
  if (units < 0) out.erase(from, 1);
  std::size_t const digits = out.size() - from, places = static_cast<std::size_t>(scale);
  if (digits <= places) out.insert(from, places + 1 - digits, '0');
  if (places != 0) out.insert(out.size() - places, 1, '.');
}

// Four digits of year at least; a minus before year 0. Years of 64-bit day counts do not fit civil, so whole cycles of
// 400 years are set aside.
inline void append_day(std::string& out, std::int64_t days_since_1970) {
  std::int64_t cycle = days_since_1970 / 146'097, rest = days_since_1970 % 146'097;
  if (rest < 0) rest += 146'097, --cycle;
  civil const c = civil_from_days(rest);
  std::int64_t const year = c.year + cycle * 400;
  if (year < 0) out.push_back('-');
  append_digits(out, static_cast<std::uint64_t>(year < 0 ? -year : year), 4);
  out.push_back('-'), append_digits(out, static_cast<std::uint64_t>(c.month), 2);
  out.push_back('-'), append_digits(out, static_cast<std::uint64_t>(c.day), 2);
}

// The fraction is left out where it is zero, and has all digits of the unit (3, 6 or 9) otherwise.
inline void append_timestamp(std::string& out, std::int64_t ticks, std::int64_t per_day) {
  std::int64_t day = ticks / per_day, rest = ticks % per_day;
  if (rest < 0) rest += per_day, --day;
  append_day(out, day);
  std::int64_t const per_second = per_day >= 86'400 ? per_day / 86'400 : 1;
  std::uint64_t const second = static_cast<std::uint64_t>(rest / per_second), fraction = static_cast<std::uint64_t>(rest % per_second);
  out.push_back(' '), append_digits(out, second / 3600, 2);
  out.push_back(':'), append_digits(out, second / 60 % 60, 2);
  out.push_back(':'), append_digits(out, second % 60, 2);
  if (fraction == 0) return;
  int width = 0;
  for (std::int64_t p = per_second; p > 1; p /= 10) ++width;
  out.push_back('.'), append_digits(out, fraction, width);
}

}  // namespace value_text

// format_value(out, value) appends the text of a value of any column type, as a user holds it (value_of<T>). Linear in
// the length of the text. A null is "null"; NaN is "nan" whatever its sign.
// bool only as itself: a char const* would rather be a bool than a std::string_view.
template <class V>
  requires(family_of<V> == family::boolean)
void format_value(std::string& out, V v) {
  out += v ? "true" : "false";
}
template <class V>
  requires(family_of<V> == family::integer)
void format_value(std::string& out, V v) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, v).ptr);
}
template <class V>
  requires(family_of<V> == family::floating)
void format_value(std::string& out, V v) {
  if (v != v) return void(out += "nan");
  char digits[64];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, v).ptr);
}
inline void format_value(std::string& out, int128 v) { value_text::append_int128(out, v); }
template <int P, int S>
void format_value(std::string& out, decimal<P, S> v) {
  value_text::append_decimal(out, v.units, S);
}
inline void format_value(std::string& out, date v) { value_text::append_day(out, v.days); }
template <class Unit>
void format_value(std::string& out, timestamp<Unit> v) {
  value_text::append_timestamp(out, v.ticks, Unit::per_day);
}
// A number of ticks; the unit stands in the type.
template <class Unit>
void format_value(std::string& out, duration<Unit> v) {
  format_value(out, v.ticks);
}
inline void format_value(std::string& out, std::string_view v) { out += v; }
template <std::size_t N>
void format_value(std::string& out, fixed_string<N> const& v) {
  out += std::string_view(v);
}
template <class V>
void format_value(std::string& out, std::optional<V> const& v) {
  if (v)
    format_value(out, *v);
  else
    out += "null";
}

}  // namespace quern::inline QUERN_ABI
