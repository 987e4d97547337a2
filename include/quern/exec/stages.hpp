// SPDX-License-Identifier: BSL-1.0
// stages_of<Query>: the stages that the markers of a plan cut it into, as types that a static_assert can compare.
#pragma once
#include <quern/plan/cut.hpp>
#include <quern/plan/policy.hpp>
#include <quern/rules/optimise.hpp>

namespace quern::inline QUERN_ABI {

// Columns that one loop computes, chunk by chunk, on all threads.
template <fixed_string... Columns>
struct in_chunks {};
// Columns that are computed beside it, each by one task, row after row.
template <fixed_string... Columns>
struct in_row_order {};
template <class Chunks, class RowOrder>
struct column_stage {};
// Filters by their places in the where() as written (adjacent ones count as one), in the order of their evaluation.
template <std::size_t... Filters>
struct filter_stage {};
template <std::size_t Filter>
struct serial_filter_stage {};

template <class... Stage>
using stages = meta::list<Stage...>;

namespace execution {

template <class Cut>
struct column_stages {
  template <bool Serial, std::size_t Stage>
  static constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (std::size_t k = 0; k < Cut::size; ++k) n += Cut::stage_of[k] == Stage && Cut::serial[k] == Serial;
    return n;
  }();
  // The Nth definition of a stage that is or is not serial.
  template <bool Serial, std::size_t Stage>
  static constexpr std::size_t nth(std::size_t n) {
    std::size_t k = 0;
    while (!(Cut::stage_of[k] == Stage && Cut::serial[k] == Serial && n-- == 0)) ++k;
    return k;
  }
  template <bool Serial, std::size_t Stage, template <fixed_string...> class To, std::size_t... N>
  static auto names(std::index_sequence<N...>) -> To<meta::at<nth<Serial, Stage>(N), typename Cut::items>::name...>;
  template <std::size_t Stage>
  using stage = column_stage<decltype(names<false, Stage, in_chunks>(std::make_index_sequence<count<false, Stage>>{})),
                             decltype(names<true, Stage, in_row_order>(std::make_index_sequence<count<true, Stage>>{}))>;
  template <std::size_t... S>
  static auto all(std::index_sequence<S...>) -> stages<stage<S>...>;
  using type = decltype(all(std::make_index_sequence<Cut::stages>{}));
};
template <class Cut>
struct filter_stages {
  template <std::size_t Stage, std::size_t... N>
  static auto one(std::index_sequence<N...>) {
    if constexpr (Cut::serial[Cut::cut.order[Cut::first_of(Stage)]])
      return serial_filter_stage<Cut::cut.order[Cut::first_of(Stage)]>{};
    else
      return filter_stage<Cut::cut.order[Cut::first_of(Stage) + N]...>{};
  }
  template <std::size_t... S>
  static auto all(std::index_sequence<S...>) -> stages<decltype(one<S>(std::make_index_sequence<Cut::count_of(S)>{}))...>;
  using type = decltype(all(std::make_index_sequence<Cut::cut.stages>{}));
};

template <class S, class Conjuncts>
struct filter_cut_of;
template <class S, class... C>
struct filter_cut_of<S, meta::list<C...>> {
  using type = plan::filter_cut<S, C...>;
};

template <class Node>
struct stages_in {
  using type = stages<>;
};
template <class Node>
  requires requires(Node n) { n.in; }
struct stages_in<Node> : stages_in<decltype(Node::in)> {};
template <class In, class... N>
  requires plan::runs_in_stages<N...>
struct stages_in<plan::extend<In, N...>> {
  using type = meta::concat<typename stages_in<In>::type, typename column_stages<plan::column_cut<true, plan::policy_of<In>::implicit, N...>>::type>;
};
template <class In, class... N>
  requires plan::runs_in_stages<N...>
struct stages_in<plan::project<In, N...>> {
  using type = meta::concat<typename stages_in<In>::type, typename column_stages<plan::column_cut<false, plan::policy_of<In>::implicit, N...>>::type>;
};
template <class In, class Pred>
  requires plan::is_ordered<Pred>
struct stages_in<plan::filter<In, Pred>> {
  using type = meta::concat<typename stages_in<In>::type, typename filter_stages<typename filter_cut_of<plan::schema_of<In>, plan::conjuncts_of<Pred>>::type>::type>;
};

}  // namespace execution

// Of a query: one list, from the source on. Empty where nothing is marked: then all runs fused.
template <class Query>
using stages_of = typename execution::stages_in<rules::optimised_t<typename Query::plan_type>>::type;

}  // namespace quern
