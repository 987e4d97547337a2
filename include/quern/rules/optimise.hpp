// SPDX-License-Identifier: BSL-1.0
// optimise(plan): inputs and scalar queries first, then each rule at the node until none applies. A pure function of types and payloads.
#pragma once
#include <quern/rules/merge_filters.hpp>
#include <quern/rules/merge_slices.hpp>
#include <quern/plan/inner_queries.hpp>
#include <quern/rules/push_filter.hpp>

namespace quern::inline QUERN_ABI::rules {

using all = meta::list<merge_filters, push_filter, merge_slices>;

// A struct, because optimise and the rules call each other.
struct optimiser {
  template <class Node, class Rule, class... Rest>
  static constexpr auto at(Node const& n, meta::list<Rule, Rest...>) {
    if constexpr (rewrite<Rule, Node>::applies)
      return optimiser::run(rewrite<Rule, Node>::on(n));
    else if constexpr (sizeof...(Rest) > 0)
      return optimiser::at(n, meta::list<Rest...>{});
    else
      return n;
  }
  template <bool QueriesToo = true, class Node>
  static constexpr auto run(Node const& n) {
    // with_input stands beside each node in plan/.
    if constexpr (QueriesToo && plan::has_inner_query<Node>) {
      auto const rewrite = []<class Plan, class Token>(expr::scalar_query<Plan, Token> const& q) {
        auto const p = optimiser::run(q.plan);
        return expr::scalar_query<std::remove_const_t<decltype(p)>, Token>{p, q.token};
      };
      return optimiser::run<false>(plan::with_queries(n, rewrite));
    } else if constexpr (requires { n.other; }) {
      return optimiser::at(with_inputs(n, optimiser::run(n.in), optimiser::run(n.other)), all{});
    } else if constexpr (requires { n.in; }) {
      return optimiser::at(with_input(n, optimiser::run(n.in)), all{});
    } else {
      return n;
    }
  }
};

template <class Plan>
constexpr auto optimise(Plan const& p) {
  return optimiser::run(p);
}
template <class Plan>
using optimised_t = decltype(rules::optimise(std::declval<Plan const&>()));

}  // namespace quern::rules
