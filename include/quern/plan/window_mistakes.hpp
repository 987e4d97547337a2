// SPDX-License-Identifier: BSL-1.0
// Mistakes with windows that need a plan to be seen, in the manner of mistakes.hpp; the others are told in expr/over.hpp.
#pragma once
#include <quern/expr/window.hpp>
#include <quern/plan/mistakes.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <class Expression>
struct window_out_of_place : expr::mistake {};
}  // namespace plan

// The facts, as in mistakes.hpp.
template <class Expression>
inline constexpr bool stands_in_select_or_update = false;
template <class Function>
inline constexpr bool is_followed_by_over = false;
template <class Key, class Offset>
inline constexpr bool takes_offsets_of_type = false;

template <class E>
struct report<plan::window_out_of_place<E>> {
  static constexpr bool holds() {
    static_assert(stands_in_select_or_update<E>,
                  "quern: windows stand in select() and update(); other verbs read the column that they make; the expression stands in stands_in_select_or_update<...>");
    return false;
  }
};
template <class F>
struct report<expr::window_without_over<F>> {
  static constexpr bool holds() {
    static_assert(is_followed_by_over<F>, "quern: a window function needs its window: row_number().over(...); the function stands in is_followed_by_over<...>");
    return false;
  }
};
template <class Key, class Offset>
struct report<expr::offset_does_not_fit<Key, Offset>> {
  static constexpr bool holds() {
    static_assert(takes_offsets_of_type<Key, Offset>,
                  "quern: range(a, b) cannot add this offset to the order key, which must be a number, date, timestamp or duration; the key's type and "
                  "the offset's stand in takes_offsets_of_type<...>");
    return false;
  }
};

}  // namespace quern
