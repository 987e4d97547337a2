// SPDX-License-Identifier: BSL-1.0
// Mistakes with markers, in the manner of mistakes.hpp.
#pragma once
#include <quern/plan/mistakes.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <class Barrier>
struct undeclared_barrier : expr::mistake {};
template <class Barrier>
struct late_barrier : expr::mistake {};
template <class Barrier>
struct barrier_declared_twice : expr::mistake {};
template <class Barrier>
struct own_barrier : expr::mistake {};
template <class Expression>
struct constant_with_a_barrier : expr::mistake {};
template <class Expression>
struct marker_out_of_place : expr::mistake {};
template <class Expression>
struct shift_out_of_place : expr::mistake {};
}  // namespace plan

// The facts, as in mistakes.hpp.
template <class Barrier>
inline constexpr bool is_declared = false;
template <class Barrier>
inline constexpr bool is_declared_before = false;
template <class Barrier>
inline constexpr bool is_declared_once = false;
template <class Barrier>
inline constexpr bool is_declared_by_another = false;
template <class Expression>
inline constexpr bool is_evaluated_for_rows = false;
template <class Expression>
inline constexpr bool has_a_place_in_an_order = false;
template <class Function>
inline constexpr bool can_be_called_through_const = false;

#define QUERN_REPORT(mistake, fact, words)       \
  template <class X>                             \
  struct report<mistake<X>> {                    \
    static constexpr bool holds() {              \
      static_assert(fact<X>, "quern: " words);   \
      return false;                              \
    }                                            \
  };
QUERN_REPORT(plan::undeclared_barrier, is_declared,
             "nobody declares this barrier, which is to be respected; it stands in is_declared<...>; declares<b>(x) on a filter or column before this one does")
QUERN_REPORT(plan::late_barrier, is_declared_before,
             "this barrier, which is to be respected, is declared only later; it stands in is_declared_before<...>; what declares it is written first")
QUERN_REPORT(plan::barrier_declared_twice, is_declared_once, "this barrier is declared already; it stands in is_declared_once<...>; a plan declares a barrier once")
QUERN_REPORT(plan::own_barrier, is_declared_by_another, "a filter or column cannot respect a barrier that it declares itself; the barrier stands in is_declared_by_another<...>")
QUERN_REPORT(plan::constant_with_a_barrier, is_evaluated_for_rows,
             "a constant is evaluated for no row, so it can neither declare nor respect a barrier; it stands in is_evaluated_for_rows<...>")
QUERN_REPORT(plan::marker_out_of_place, has_a_place_in_an_order,
             "serial, declares, respects and cost stand on a filter of where() or on a column of update() or select(); the expression stands in has_a_place_in_an_order<...>")
QUERN_REPORT(plan::shift_out_of_place, has_a_place_in_an_order,
             "shift() and prev() stand in where(), update() and select(); the expression stands in has_a_place_in_an_order<...>")
QUERN_REPORT(expr::function_has_state, can_be_called_through_const,
             "this function can only be called if it is not const, so it has state: only serial(...) calls it row by row, in order, on one thread")
#undef QUERN_REPORT

}  // namespace quern
