// SPDX-License-Identifier: BSL-1.0
// Aggregates of the user: a state, and functions that take in a row, join two states and give the answer.
#pragma once
#include <quern/expr/aggregate.hpp>
#include <quern/expr/map.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

template <class Step, class State, class... Types>
struct step_does_not_fit : mistake {};
template <class Merge, class State>
struct merge_does_not_fit : mistake {};
template <class Finish, class State>
struct finish_does_not_fit : mistake {};

template <class Step, class State, class... V>
concept AggregateStep = std::is_invocable_v<Step const&, State&, V...>;
template <class Merge, class State>
concept AggregateMerge = std::is_invocable_v<Merge const&, State&, State const&>;
template <class Finish, class State>
concept AggregateFinish = std::is_invocable_v<Finish const&, State const&> &&
                          !std::is_same_v<typename column_type_of<std::remove_cvref_t<std::invoke_result_t<Finish const&, State const&>>>::type, mistake>;

namespace op {
template <class Aggregate>
struct user_aggregate;
}

struct no_batch_step {};

// Where it is written, for the plan copies it.
template <class State, class... Functions>
inline constexpr bool can_be_copied = false;
template <class... T>
constexpr refused refuse_state() {
  static_assert(can_be_copied<T...>, "quern: aggregate{init, step, merge, finish}: init is the state each group begins with, so it must be copyable; and so must the functions");
  return {};
}

}  // namespace expr

// aggregate{init, step, merge, finish} is called with columns inside agg(...): "x"_c = mine("a"_c, "b"_c).
//   init                                 a value, the state before the first row; each group begins with a copy of it
//   step(State&, values...)              for every row in which no argument is null, in row order
//   merge(State& earlier, State const&)  joins the states of earlier and later rows; called in row order
//   finish(State const&)                 the answer, a value or a std::optional; of no rows it is finish(init)
//   batch_step(State&, batches...)       optional, a fifth function: some consecutive rows at once, in registers (xsimd::batch) whose
//                                        size is the machine's. Called in agg() without keys for eight rows that all count, and step
//                                        for all others; the arguments are of one type, float, double, int32_t or int64_t
// Functions are called through const, and for different groups and pieces of the rows from several threads at once. Where
// rows are cut depends on how many there are, and not on the threads. Texts come as std::string_view: copy what is kept.
template <class State, class Step, class Merge, class Finish, class BatchStep = expr::no_batch_step>
struct aggregate {
  State init;
  Step step;
  Merge merge;
  Finish finish;
  BatchStep batch_step;

  constexpr aggregate(State i, Step s, Merge m, Finish f, BatchStep b = {})
      : init(static_cast<State&&>(i)), step(static_cast<Step&&>(s)), merge(static_cast<Merge&&>(m)), finish(static_cast<Finish&&>(f)), batch_step(static_cast<BatchStep&&>(b)) {}

  template <expr::AggregateArgument A, expr::AggregateArgument... More>
  constexpr auto operator()(A const& a, More const&... more) const {
    if constexpr (!(std::is_copy_constructible_v<State> && std::is_copy_constructible_v<Step> && std::is_copy_constructible_v<Merge> && std::is_copy_constructible_v<Finish> &&
                    std::is_copy_constructible_v<BatchStep>))
      return expr::refuse_state<State, Step, Merge, Finish, BatchStep>();
    else if constexpr ((expr::Expression<A> && ... && expr::Expression<More>))
      return expr::make(expr::op::user_aggregate<aggregate>{{}, *this}, a, more...);
    else
      return expr::make_aggregate<void>(a, more...);
  }
};

namespace expr::op {

template <class State, class Step, class Merge, class Finish, class BatchStep>
struct user_aggregate<aggregate<State, Step, Merge, Finish, BatchStep>> : aggregate_op {
  static constexpr std::string_view symbol = "aggregate";
  aggregate<State, Step, Merge, Finish, BatchStep> of;

  template <class... B>
  static constexpr auto find() {
    if constexpr (!AggregateStep<Step, State, value_of<B>...>)
      return meta::type_box<step_does_not_fit<Step, State, B...>>{};
    else if constexpr (!AggregateMerge<Merge, State>)
      return meta::type_box<merge_does_not_fit<Merge, State>>{};
    else if constexpr (!AggregateFinish<Finish, State>)
      return meta::type_box<finish_does_not_fit<Finish, State>>{};
    else
      return column_type_of<std::remove_cvref_t<std::invoke_result_t<Finish const&, State const&>>>{};
  }
  template <class... B>
  using bare_result = typename decltype(find<B...>())::type;
  static constexpr bool null_when_empty = false;  // finish says what of nothing is
};

}  // namespace expr::op

}  // namespace quern
