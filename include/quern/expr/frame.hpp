// SPDX-License-Identifier: BSL-1.0
// Frames of windows: which rows around the current one a function sees. rows(a, b) counts rows, range(a, b) adds to the order
// key; negative is before, 0 and current_row the row itself (in a range: with its peers), unbounded the end of the partition.
#pragma once
#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

struct unbounded_bound {};
struct current_row_bound {};

// A and B are unbounded_bound, current_row_bound, std::int64_t, constant<V> (lit<V>: the compiler knows it), and in a range also
// double, duration<U> or decimal<P, S>.
template <class A, class B>
struct rows_frame {
  A from;
  B to;
};
template <class A, class B>
struct range_frame {
  A from;
  B to;
};
// None was written. With an order: range(unbounded, current_row), else the whole partition.
struct default_frame {};

template <class T>
inline constexpr bool is_frame = false;
template <class A, class B>
inline constexpr bool is_frame<rows_frame<A, B>> = true;
template <class A, class B>
inline constexpr bool is_frame<range_frame<A, B>> = true;

template <class T>
inline constexpr bool is_rows_frame = false;
template <class A, class B>
inline constexpr bool is_rows_frame<rows_frame<A, B>> = true;

template <class B>
inline constexpr bool is_token = std::is_same_v<B, unbounded_bound> || std::is_same_v<B, current_row_bound>;
template <class B>
inline constexpr bool is_constant_bound = false;
template <auto V>
inline constexpr bool is_constant_bound<constant<V>> = family_of<std::remove_const_t<decltype(V)>> == family::integer;
template <class B>
inline constexpr bool is_row_bound = is_token<B> || is_constant_bound<B> || family_of<B> == family::integer;
template <class B>
inline constexpr bool is_range_bound = is_row_bound<B> || family_of<B> == family::floating || family_of<B> == family::duration || family_of<B> == family::decimal;

template <class B>
constexpr auto as_bound(B const& b) {
  if constexpr (family_of<B> == family::integer)
    return static_cast<std::int64_t>(b);
  else if constexpr (family_of<B> == family::floating)
    return static_cast<double>(b);
  else
    return b;
}
template <class B>
using as_bound_t = decltype(expr::as_bound(std::declval<B const&>()));

// Whether a bound is known to stand at or before (Start), or at or behind (not Start), the current row.
template <bool Start, class B>
inline constexpr bool reaches_current_row = is_token<B>;
template <bool Start, auto V>
inline constexpr bool reaches_current_row<Start, constant<V>> = Start ? V <= 0 : V >= 0;
// Whether a frame always holds the current row, so that it is never empty.
template <class Frame>
inline constexpr bool holds_current_row = true;
template <class A, class B>
inline constexpr bool holds_current_row<rows_frame<A, B>> = reaches_current_row<true, A> && reaches_current_row<false, B>;
template <class A, class B>
inline constexpr bool holds_current_row<range_frame<A, B>> = reaches_current_row<true, A> && reaches_current_row<false, B>;

// What the compiler knows of a bound that is known; others are 0.
template <class B>
inline constexpr std::int64_t known_bound = 0;
template <auto V>
inline constexpr std::int64_t known_bound<constant<V>> = V;
template <class B>
inline constexpr bool has_known_bound = std::is_same_v<B, current_row_bound> || is_constant_bound<B>;
template <class Frame>
inline constexpr bool starts_before_it_ends = true;
template <class A, class B>
inline constexpr bool starts_before_it_ends<rows_frame<A, B>> = !has_known_bound<A> || !has_known_bound<B> || known_bound<A> <= known_bound<B>;
template <class A, class B>
inline constexpr bool starts_before_it_ends<range_frame<A, B>> = starts_before_it_ends<rows_frame<A, B>>;

// Whether a bound is added to the order key; a plain integer may be 0, which is seen when the plan runs.
template <class B>
inline constexpr bool is_offset = !is_token<B> && family_of<B> != family::integer && !(is_constant_bound<B> && known_bound<B> == 0);
template <class Frame>
inline constexpr bool has_offset = false;
template <class A, class B>
inline constexpr bool has_offset<range_frame<A, B>> = is_offset<A> || is_offset<B>;

// Whether an offset of type B can be added to order keys of bare type T. Plain integers are judged when the plan runs.
template <class T, class B>
constexpr bool takes_offset() {
  constexpr family key = family_of<T>, by = family_of<B>;
  if constexpr (!is_offset<B>)
    return true;
  else if constexpr (is_constant_bound<B>)
    return is_numeric<T>;
  else if constexpr (by == family::floating)
    return key == family::floating;
  else if constexpr (by == family::decimal && key == family::decimal)
    return B::scale <= T::scale;
  else if constexpr (by == family::duration && key == family::date)
    return B::unit::per_day == 1;
  else if constexpr (by == family::duration && (key == family::timestamp || key == family::duration))
    return B::unit::per_day <= T::unit::per_day;
  else
    return false;
}

}  // namespace expr

// The facts that frames ask for; their arguments are what the compiler prints.
template <class Bound>
inline constexpr bool is_a_bound_of_rows = false;
template <class Bound>
inline constexpr bool is_a_bound_of_a_range = false;

inline constexpr expr::unbounded_bound unbounded{};
inline constexpr expr::current_row_bound current_row{};

// The rows from a before or behind the current one to b: rows(-2, 0), rows(unbounded, current_row). With lit<-2> in the place of
// -2 the compiler knows whether the frame can be empty. The start behind the end: data_error.
template <class A, class B>
constexpr auto rows(A const& a, B const& b) {
  constexpr bool first = expr::is_row_bound<A>, second = expr::is_row_bound<B>;
  static_assert(first || is_a_bound_of_rows<A>, "quern: rows(a, b) takes whole numbers, unbounded and current_row; what was given stands in is_a_bound_of_rows<...>");
  static_assert(!first || second || is_a_bound_of_rows<B>,
                "quern: rows(a, b) takes whole numbers, unbounded and current_row; what was given stands in is_a_bound_of_rows<...>");
  if constexpr (first && second)
    return expr::rows_frame<expr::as_bound_t<A>, expr::as_bound_t<B>>{expr::as_bound(a), expr::as_bound(b)};
  else
    return expr::refused{};
}
// The rows whose order key lies between the current row's key + a and + b (in a descending order - a and - b), peers included:
// range(-5, 0), range(days(-7), current_row). Null keys are peers of each other alone, and so are NaNs.
template <class A, class B>
constexpr auto range_between(A const& a, B const& b) {
  constexpr bool first = expr::is_range_bound<A>, second = expr::is_range_bound<B>;
  static_assert(first || is_a_bound_of_a_range<A>,
                "quern: range(a, b) takes numbers, durations, unbounded and current_row; what was given stands in is_a_bound_of_a_range<...>");
  static_assert(!first || second || is_a_bound_of_a_range<B>,
                "quern: range(a, b) takes numbers, durations, unbounded and current_row; what was given stands in is_a_bound_of_a_range<...>");
  if constexpr (first && second)
    return expr::range_frame<expr::as_bound_t<A>, expr::as_bound_t<B>>{expr::as_bound(a), expr::as_bound(b)};
  else
    return expr::refused{};
}
// range(first, last) of two integers is the source of these numbers (query/from.hpp), which over(...) reads as a frame.
template <class A, class B>
  requires(family_of<A> != family::integer || family_of<B> != family::integer)
constexpr auto range(A const& a, B const& b) {
  return quern::range_between(a, b);
}

}  // namespace quern
