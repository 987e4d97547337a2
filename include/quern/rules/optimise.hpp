// SPDX-License-Identifier: BSL-1.0
// optimise(plan): a pure function of types and payloads. First inputs, then each rule at the node until none applies; then, from the root
// down, the rules that go by what a node's reader wants; then the first kind once more. Scalar queries are plans of their own.
// A part that the plan holds twice keeps what it gives, so that it is made once.
#pragma once
#include <quern/plan/inner_queries.hpp>
#include <quern/rules/fences.hpp>
#include <quern/rules/rule_list.hpp>

namespace quern::inline QUERN_ABI::rules {

// The place of the first rule of a list that applies; their number where none does.
template <class Node, class... Rule>
constexpr std::size_t first_rewrite(meta::list<Rule...>) {
  bool const hit[] = {rewrite<Rule, Node>::applies..., true};
  std::size_t k = 0;
  while (!hit[k]) ++k;
  return k;
}
template <class Node, class D, class... Rule>
constexpr std::size_t first_narrow(meta::list<Rule...>) {
  bool const hit[] = {narrow<Rule, Node, D>::applies..., true};
  std::size_t k = 0;
  while (!hit[k]) ++k;
  return k;
}

template <class Rules, class D, class Plan, class Recorder>
constexpr auto optimise_by(Plan const& p, Recorder const& r, place const& at);

// A struct, because its functions call each other.
template <class Rules, class Recorder>
struct optimiser {
  Recorder const& recorder;

  // From the sources up.
  template <class Node>
  constexpr auto at(Node const& n, place const& here) const {
    using Tried = std::conditional_t<is_filter<Node>, typename tried<Rules>::at_filters, typename tried<Rules>::elsewhere>;
    constexpr std::size_t k = rules::first_rewrite<Node>(Tried{});
    if constexpr (k == Tried::size) {
      return n;
    } else {
      using Rule = meta::at<k, Tried>;
      auto const after = rewrite<Rule, Node>::on(n);
      recorder.template applied<Rule>(here, n, after);
      return up<false>(after, here);
    }
  }
  template <bool QueriesToo = true, class Node>
  constexpr auto up(Node const& n, place const& here) const {
    place const first{&here, 0}, second{&here, 1};
    if constexpr (QueriesToo && plan::has_inner_query<Node>) {
      auto const optimised = [&]<class Plan, class Token>(expr::scalar_query<Plan, Token> const& q) {
        place const inside{&here, -1};
        auto const p = rules::optimise_by<Rules, everything>(q.plan, recorder, inside);
        return expr::scalar_query<std::remove_const_t<decltype(p)>, Token>{p, q.token};
      };
      return up<false>(plan::with_queries(n, optimised), here);
    } else if constexpr (plan::is_rule_choice<Node>) {
      return up(n.in, here);
    } else if constexpr (plan::is_fence<Node>) {
      return with_input(n, up(n.in, here));
    } else if constexpr (requires { n.other; }) {
      return at(with_inputs(n, up(n.in, first), up(n.other, second)), here);
    } else if constexpr (requires { n.in; }) {
      return at(with_input(n, up(n.in, first)), here);
    } else {
      return n;
    }
  }

  // From the root down.
  template <class D, class Node>
  constexpr auto down(Node const& n, place const& here) const {
    using Tried = typename tried<Rules>::downwards;
    constexpr std::size_t k = rules::first_narrow<Node, D>(Tried{});
    place const first{&here, 0}, second{&here, 1};
    if constexpr (plan::is_fence<Node>) {
      return with_input(n, down<everything>(n.in, here));
    } else if constexpr (k < Tried::size) {
      using Rule = meta::at<k, Tried>;
      auto const after = narrow<Rule, Node, D>::on(n);
      recorder.template applied<Rule>(here, n, after);
      return down<D>(after, here);
    } else if constexpr (requires { n.other; }) {
      return with_inputs(n, down<demand_of<Node, D, 0>>(n.in, first), down<demand_of<Node, D, 1>>(n.other, second));
    } else if constexpr (requires { n.in; }) {
      return with_input(n, down<demand_of<Node, D>>(n.in, first));
    } else {
      return n;
    }
  }
};

template <class Rules, class D, class Plan, class Recorder>
constexpr auto optimise_by(Plan const& p, Recorder const& r, place const& at) {
  optimiser<Rules, Recorder> const o{r};
  auto const up = o.up(p, at);
  auto const down = o.template down<D>(up, at);
  if constexpr (std::is_same_v<decltype(up), decltype(down)>)
    return down;
  else
    return o.template up<>(down, at);
}

// The plan after the rules that it has chosen (all, where it has not), which count in its scalar queries, too; recorder: as no_recorder is. D: what is wanted of the result.
template <class D = everything, class Plan, class Recorder = no_recorder>
constexpr auto optimise(Plan const& p, Recorder const& recorder = {}) {
  using Repeated = plan::repeated_parts<Plan>;
  if constexpr (Repeated::size == 0)
    return rules::optimise_by<rules_of<Plan>, D>(p, recorder, place{});
  else
    return unfencing::run(rules::optimise_by<rules_of<Plan>, D>(fencing<Repeated>::run(p), recorder, place{}));
}
template <class Plan>
using optimised_t = decltype(rules::optimise(std::declval<Plan const&>()));

}  // namespace quern::rules
