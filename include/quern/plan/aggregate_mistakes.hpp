// SPDX-License-Identifier: BSL-1.0
// What can be wrong with an aggregate of the user.
#pragma once
#include <quern/expr/aggregate_user.hpp>
#include <quern/plan/mistakes.hpp>

namespace quern::inline QUERN_ABI {

// The facts, as in mistakes.hpp.
template <class Step, class State, class... Types>
inline constexpr bool step_can_be_called_with = false;
template <class Merge, class State>
inline constexpr bool merge_can_be_called_with = false;
template <class Finish, class State>
inline constexpr bool finish_gives_a_value_of = false;

template <class Step, class State, class... Types>
struct report<expr::step_does_not_fit<Step, State, Types...>> {
  static constexpr bool holds() {
    static_assert(step_can_be_called_with<Step, State, Types...>,
                  "quern: aggregate{init, step, merge, finish}: step is called through const as step(State&, values...); the state and the column types "
                  "stand in step_can_be_called_with<...>");
    return false;
  }
};
template <class Merge, class State>
struct report<expr::merge_does_not_fit<Merge, State>> {
  static constexpr bool holds() {
    static_assert(merge_can_be_called_with<Merge, State>,
                  "quern: aggregate{init, step, merge, finish}: merge is called through const as merge(State&, State const&), with the state of later rows second");
    return false;
  }
};
template <class Finish, class State>
struct report<expr::finish_does_not_fit<Finish, State>> {
  static constexpr bool holds() {
    static_assert(finish_gives_a_value_of<Finish, State>,
                  "quern: aggregate{init, step, merge, finish}: finish is called through const as finish(State const&) and gives a value of a column type, or a "
                  "std::optional of one");
    return false;
  }
};

}  // namespace quern
