// SPDX-License-Identifier: BSL-1.0
// Conditions on one column that is stored as integers, by values known before its rows are read: the column's stored values for which
// they are true.
#pragma once
#include <quern/kernel/bounds.hpp>
#include <quern/kernel/compare.hpp>
#include <quern/kernel/folded_value.hpp>
#include <quern/kernel/value_ranges.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Not what 64 bits do not hold. A text of one character is its byte, zero where it is empty.
template <class B>
inline constexpr bool is_stored_as_integer = std::is_same_v<B, category> || (has_bounds<B> && sizeof(storage_of<B>) <= 8 && sizeof(storage_of<B>) >= 4);
template <class B>
inline constexpr bool is_one_character = is_fixed_string<B> && sizeof(storage_of<B>) == 1;

// Where E is such a condition: `applies`, the column's number and type, and of(e).
template <class E>
struct ranges_of {
  static constexpr bool applies = false;
};

// Whether stored values of C are compared with those of V by their scales alone.
template <class C, class V>
inline constexpr bool compares_by_scale = is_stored_as_integer<C> && !std::is_same_v<C, category> &&
                                          ((is_numeric<C> && is_numeric<V> && family_of<V> != family::floating) || std::is_same_v<C, V>);

constexpr int128 floor_div(int128 a, int128 b) { return a / b - (a % b != 0 && a < 0); }
// Stored values x with x * times Op value; times > 0.
template <class Op>
value_ranges ranges_by(int128 value, int128 times) {
  int128 const floor = kernel::floor_div(value, times);
  bool const whole = floor * times == value;
  if constexpr (std::is_same_v<Op, op::eq>)
    return whole ? value_ranges::between(floor, floor) : value_ranges();
  else if constexpr (std::is_same_v<Op, op::ne>)
    return kernel::complement(kernel::ranges_by<op::eq>(value, times));
  else if constexpr (std::is_same_v<Op, op::lt>)
    return value_ranges::between(value_ranges::least, whole ? floor - 1 : floor);
  else if constexpr (std::is_same_v<Op, op::le>)
    return value_ranges::between(value_ranges::least, floor);
  else if constexpr (std::is_same_v<Op, op::gt>)
    return value_ranges::between(floor + 1, value_ranges::greatest);
  else
    return value_ranges::between(whole ? floor : floor + 1, value_ranges::greatest);
}
// The same comparison seen from its other operand.
template <class Op>
using turned = std::conditional_t<std::is_same_v<Op, op::lt>, op::gt, std::conditional_t<std::is_same_v<Op, op::le>, op::ge, std::conditional_t<std::is_same_v<Op, op::gt>, op::lt,
               std::conditional_t<std::is_same_v<Op, op::ge>, op::le, Op>>>>;

template <class Op, std::size_t I, class T, class V>
struct ranges_of_comparison {
  using B = bare<T>;
  using type = T;
  static constexpr bool applies = kernel::compares_by_scale<B, V>;
  static constexpr std::size_t column = I;

  static value_ranges of(value<V> const& e) {
    auto const v = static_cast<int128>(to_storage(e.v));
    constexpr int s = scale_of<B> > scale_of<V> ? scale_of<B> : scale_of<V>;
    constexpr int128 most = int128{1} << 62;
    if (s - scale_of<V> > 18 || s - scale_of<B> > 18 || v < -most || v > most) return value_ranges::unusable();
    return kernel::ranges_by<Op>(v * power_of_ten(s - scale_of<V>), power_of_ten(s - scale_of<B>));
  }
  template <bool Raises, bool RaisesProven>
  static value_ranges of(folded_value<V, Raises, RaisesProven> const& e) {
    return e.failure == nullptr ? of(e.v) : value_ranges::unusable();
  }
};
template <class Op, std::size_t I, class T>
  requires(is_one_character<bare<T>> && (std::is_same_v<Op, op::eq> || std::is_same_v<Op, op::ne>))
struct ranges_of_comparison<Op, I, T, string> {
  using type = T;
  static constexpr bool applies = true;
  static constexpr std::size_t column = I;
  static value_ranges of(value<string> const& e) {
    std::string_view const text = e.v;
    if (text.size() > 1 || (text.size() == 1 && text[0] == '\0')) return std::is_same_v<Op, op::eq> ? value_ranges() : kernel::complement({});
    return kernel::ranges_by<Op>(text.empty() ? 0 : static_cast<unsigned char>(text[0]), 1);
  }
};

// The type of an operand that is known before the rows are read, and not null.
template <class K>
struct known_operand {};
template <class V>
struct known_operand<value<V>> {
  using type = V;
};
template <class V, bool Raises, bool RaisesProven>
  requires(!is_nullable<V>)
struct known_operand<folded_value<V, Raises, RaisesProven>> {
  using type = V;
};
template <class Op, class R, std::size_t I, class T, class K>
  requires(is_comparison<Op>) && requires { typename known_operand<K>::type; }
struct ranges_of<call<Op, R, input<I, T>, K>> : ranges_of_comparison<Op, I, T, typename known_operand<K>::type> {
  static value_ranges of(call<Op, R, input<I, T>, K> const& e) { return ranges_of::ranges_of_comparison::of(meta::get<1>(e.args)); }
};
template <class Op, class R, class K, std::size_t I, class T>
  requires(is_comparison<Op>) && requires { typename known_operand<K>::type; }
struct ranges_of<call<Op, R, K, input<I, T>>> : ranges_of_comparison<turned<Op>, I, T, typename known_operand<K>::type> {
  static value_ranges of(call<Op, R, K, input<I, T>> const& e) { return ranges_of::ranges_of_comparison::of(meta::get<0>(e.args)); }
};
// A category's code, resolved for the chunk at hand.
template <class Op, class R, std::size_t I, class T>
  requires(std::is_same_v<bare<T>, category> && (std::is_same_v<Op, op::eq> || std::is_same_v<Op, op::ne>))
struct ranges_of<call<Op, R, input<I, T>, code_of<I>>> {
  using type = T;
  static constexpr bool applies = true;
  static constexpr std::size_t column = I;
  static value_ranges of(call<Op, R, input<I, T>, code_of<I>> const& e) { return kernel::ranges_by<Op>(meta::get<1>(e.args).code, 1); }
};

template <class A, class B>
inline constexpr bool ask_of_one_column = false;
template <class A, class B>
  requires(ranges_of<A>::applies && ranges_of<B>::applies)
inline constexpr bool ask_of_one_column<A, B> = ranges_of<A>::column == ranges_of<B>::column;
template <class Op, class R, class A, class B>
  requires((std::is_same_v<Op, op::and_> || std::is_same_v<Op, op::or_>) && ask_of_one_column<A, B>)
struct ranges_of<call<Op, R, A, B>> {
  using type = typename ranges_of<A>::type;
  static constexpr bool applies = true;
  static constexpr std::size_t column = ranges_of<A>::column;
  static value_ranges of(call<Op, R, A, B> const& e) {
    auto const a = ranges_of<A>::of(meta::get<0>(e.args)), b = ranges_of<B>::of(meta::get<1>(e.args));
    return std::is_same_v<Op, op::and_> ? kernel::intersection(a, b) : kernel::set_union(a, b);
  }
};

}  // namespace quern::kernel
