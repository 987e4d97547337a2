// SPDX-License-Identifier: BSL-1.0
// Fences around the parts that a plan holds more than once, for as long as rules work on it.
#pragma once
#include <quern/plan/fence.hpp>
#include <quern/plan/shared.hpp>

namespace quern::inline QUERN_ABI::rules {

// A plan with each part whose type is among Repeated in a fence; also in scalar queries.
template <class Repeated>
struct fencing {
  template <class Node>
  static constexpr auto run(Node const& n) {
    if constexpr (meta::contains<Node, Repeated>) {
      auto const inside = below(n);
      return plan::fence<std::remove_const_t<decltype(inside)>>{inside};
    } else {
      return below(n);
    }
  }
  template <bool QueriesToo = true, class Node>
  static constexpr auto below(Node const& n) {
    if constexpr (QueriesToo && plan::has_inner_query<Node>) {
      auto const inside = []<class Plan, class Token>(expr::scalar_query<Plan, Token> const& q) {
        auto const p = fencing::run(q.plan);
        return expr::scalar_query<std::remove_const_t<decltype(p)>, Token>{p, q.token};
      };
      return below<false>(plan::with_queries(n, inside));
    } else if constexpr (requires { n.other; }) {
      return with_inputs(n, run(n.in), run(n.other));
    } else if constexpr (requires { n.in; }) {
      return with_input(n, run(n.in));
    } else {
      return n;
    }
  }
};
struct unfencing {
  template <bool QueriesToo = true, class Node>
  static constexpr auto run(Node const& n) {
    if constexpr (QueriesToo && plan::has_inner_query<Node>) {
      auto const inside = []<class Plan, class Token>(expr::scalar_query<Plan, Token> const& q) {
        auto const p = unfencing::run(q.plan);
        return expr::scalar_query<std::remove_const_t<decltype(p)>, Token>{p, q.token};
      };
      return run<false>(plan::with_queries(n, inside));
    } else if constexpr (plan::is_fence<Node>) {
      return run(n.in);
    } else if constexpr (requires { n.other; }) {
      return with_inputs(n, run(n.in), run(n.other));
    } else if constexpr (requires { n.in; }) {
      return with_input(n, run(n.in));
    } else {
      return n;
    }
  }
};

}  // namespace quern::rules
