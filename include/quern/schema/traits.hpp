// SPDX-License-Identifier: BSL-1.0
// Facts about column types: nullability, the value a user sees, what a buffer stores, and the family an operator asks for.
#pragma once
#include <type_traits>

#include <quern/schema/types.hpp>

namespace quern::inline QUERN_ABI {

template <class T>
inline constexpr bool is_nullable = false;
template <class T>
inline constexpr bool is_nullable<nullable<T>> = true;

template <class T>
struct bare_impl {
  using type = T;
};
template <class T>
struct bare_impl<nullable<T>> {
  using type = T;
};
// The type without its nullable.
template <class T>
using bare = typename bare_impl<T>::type;

template <class T, bool Null>
using nullable_if = std::conditional_t<Null && !is_nullable<T>, nullable<bare<T>>, T>;

template <bool Signed, std::size_t Bytes>
struct integer_impl;
template <>
struct integer_impl<true, 1> {
  using type = std::int8_t;
};
template <>
struct integer_impl<true, 2> {
  using type = std::int16_t;
};
template <>
struct integer_impl<true, 4> {
  using type = std::int32_t;
};
template <>
struct integer_impl<true, 8> {
  using type = std::int64_t;
};
template <>
struct integer_impl<false, 1> {
  using type = std::uint8_t;
};
template <>
struct integer_impl<false, 2> {
  using type = std::uint16_t;
};
template <>
struct integer_impl<false, 4> {
  using type = std::uint32_t;
};
template <>
struct integer_impl<false, 8> {
  using type = std::uint64_t;
};
template <class T, bool Other = std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>>
struct standard_impl {
  using type = T;
};
template <class T>
struct standard_impl<T, true> : integer_impl<std::is_signed_v<T>, sizeof(T)> {};
template <class T>
struct standard_impl<nullable<T>, false> {
  using type = nullable<typename standard_impl<T>::type>;
};
// One type for each width: long long and long are both std::int64_t. Types are brought to this form where they enter.
template <class T>
using standard = typename standard_impl<T>::type;

enum class family { none, boolean, integer, floating, decimal, date, timestamp, duration, text };

template <class T>
inline constexpr family family_of = std::is_same_v<T, bool>          ? family::boolean
                                    : std::is_integral_v<T>         ? family::integer
                                    : std::is_floating_point_v<T>   ? family::floating
                                    : std::is_same_v<T, date>       ? family::date
                                    : std::is_same_v<T, string>     ? family::text
                                    : std::is_same_v<T, category>   ? family::text
                                                                    : family::none;
template <>
inline constexpr family family_of<char> = family::none;
template <>
inline constexpr family family_of<long double> = family::none;
template <class U>
inline constexpr family family_of<timestamp<U>> = family::timestamp;
template <class U>
inline constexpr family family_of<duration<U>> = family::duration;
template <int P, int S>
inline constexpr family family_of<decimal<P, S>> = family::decimal;
template <std::size_t N>
inline constexpr family family_of<fixed_string<N>> = family::text;
template <class T>
inline constexpr family family_of<nullable<T>> = family_of<T>;

template <class T>
concept ColumnType = family_of<T> != family::none;

template <class T>
inline constexpr bool is_numeric = family_of<T> == family::integer || family_of<T> == family::floating || family_of<T> == family::decimal;
template <class T>
inline constexpr bool is_fixed_string = false;
template <std::size_t N>
inline constexpr bool is_fixed_string<fixed_string<N>> = true;

template <class T>
struct value_impl {
  using type = T;
};
template <>
struct value_impl<string> {
  using type = std::string_view;
};
template <>
struct value_impl<category> {
  using type = std::string_view;
};
template <class T>
struct value_impl<nullable<T>> {
  using type = std::optional<typename value_impl<T>::type>;
};
// What a user reads: std::string_view for texts, std::optional for nullables, the type itself otherwise.
template <class T>
using value_of = typename value_impl<T>::type;

template <class T>
struct storage_impl {
  using type = T;
};
template <>
struct storage_impl<date> {
  using type = std::int32_t;
};
template <class U>
struct storage_impl<timestamp<U>> {
  using type = std::int64_t;
};
template <class U>
struct storage_impl<duration<U>> {
  using type = std::int64_t;
};
template <int P, int S>
struct storage_impl<decimal<P, S>> {
  using type = typename decimal<P, S>::rep;
};
template <>
struct storage_impl<category> {
  using type = std::int32_t;
};
// What a column of fixed_string<N> stores: N bytes, padded with zeros.
template <std::size_t N>
struct fixed_bytes {
  char data[N];
};
template <std::size_t N>
struct storage_impl<fixed_string<N>> {
  using type = fixed_bytes<N>;
};
template <>
struct storage_impl<string> {
  using type = char;
};
template <class T>
struct storage_impl<nullable<T>> : storage_impl<T> {};
// The element of a value buffer. bool stores one bit a row, string the bytes beside its offsets.
template <class T>
using storage_of = typename storage_impl<T>::type;

// Between the stored number and the value seen, for types that are one number.
template <class T>
constexpr auto from_storage(storage_of<T> v) {
  if constexpr (family_of<T> == family::decimal)
    return bare<T>::from_units(v);
  else if constexpr (is_fixed_string<bare<T>>)
    return bare<T>(std::string_view(v.data, sizeof v));
  else
    return bare<T>(v);
}
template <class V>
constexpr auto to_storage(V const& v) {
  constexpr family f = family_of<V>;
  if constexpr (f == family::date)
    return v.days;
  else if constexpr (f == family::timestamp || f == family::duration)
    return v.ticks;
  else if constexpr (f == family::decimal)
    return v.units;
  else if constexpr (is_fixed_string<V>) {
    fixed_bytes<V::capacity> b;
    for (std::size_t i = 0; i < V::capacity; ++i) b.data[i] = v.data[i];
    return b;
  } else
    return v;
}

}  // namespace quern
