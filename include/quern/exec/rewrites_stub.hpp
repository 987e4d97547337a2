// SPDX-License-Identifier: BSL-1.0
// Stands in for rules::optimise(plan, recorder) until the optimiser has it: the same walk as rules/optimise.hpp, which tells what it does.
#pragma once
#include <quern/rules/optimise.hpp>

namespace quern::inline QUERN_ABI::rules {

// Which input was taken on the way from the root: 0 is `in`, 1 `other`, -1 a scalar query of the node.
struct place {
  place const* above;
  int child;
};

template <class Recorder>
struct recording_optimiser {
  Recorder const& recorder;

  template <class Node, class Rule, class... Rest>
  auto at(place const& here, Node const& n, meta::list<Rule, Rest...>) {
    if constexpr (rewrite<Rule, Node>::applies) {
      auto const after = rewrite<Rule, Node>::on(n);
      recorder.template applied<Rule>(here, n, after);
      return run(here, after);
    } else if constexpr (sizeof...(Rest) > 0) {
      return at(here, n, meta::list<Rest...>{});
    } else {
      return n;
    }
  }
  template <bool QueriesToo = true, class Node>
  auto run(place const& here, Node const& n) {
    place const first{&here, 0}, second{&here, 1}, query{&here, -1};
    if constexpr (QueriesToo && plan::has_inner_query<Node>) {
      auto const rewrite = [&]<class Plan, class Token>(expr::scalar_query<Plan, Token> const& q) {
        auto const p = run(query, q.plan);
        return expr::scalar_query<std::remove_const_t<decltype(p)>, Token>{p, q.token};
      };
      return run<false>(here, plan::with_queries(n, rewrite));
    } else if constexpr (requires { n.other; }) {
      auto const in = run(first, n.in);
      return at(here, with_inputs(n, in, run(second, n.other)), all{});
    } else if constexpr (requires { n.in; }) {
      return at(here, with_input(n, run(first, n.in)), all{});
    } else {
      return n;
    }
  }
};

template <class Plan, class Recorder>
auto optimise(Plan const& p, Recorder const& recorder) {
  return recording_optimiser<Recorder>{recorder}.run(place{nullptr, 0}, p);
}

}  // namespace quern::rules
