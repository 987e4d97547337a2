// SPDX-License-Identifier: BSL-1.0
// optimise(plan): a pure function of types and payloads. First inputs, then each rule at the node until none applies; then, from the root
// down, the rules that go by what a node's reader wants, and on the way back the first kind once more. Scalar queries are plans of their
// own, optimised before. To the compiler it costs what it builds: nothing is built where nothing changes.
// A part that the plan holds twice keeps what it gives, so that it is made once.
#pragma once
#include <initializer_list>

#include <quern/plan/inner_queries.hpp>
#include <quern/rules/fences.hpp>
#include <quern/rules/rule_list.hpp>

namespace quern::inline QUERN_ABI::rules {

// The place of the first rule of a list that applies; their number where none does. Not a template of the rules: it is compiled once.
constexpr std::size_t first_true(std::initializer_list<bool> applies) {
  std::size_t k = 0;
  for (bool const b : applies) {
    if (b) return k;
    ++k;
  }
  return k;
}
template <class Node, class List>
inline constexpr std::size_t first_rewrite = 0;
template <class Node, class... Rule>
inline constexpr std::size_t first_rewrite<Node, meta::list<Rule...>> = rules::first_true({rewrite<Rule, Node>::applies...});
template <class Node, class D, class List>
inline constexpr std::size_t first_narrow = 0;
template <class Node, class D, class... Rule>
inline constexpr std::size_t first_narrow<Node, D, meta::list<Rule...>> = rules::first_true({narrow<Rule, Node, D>::applies...});

template <class Node>
concept has_input = requires { Node::in; };
template <class Node>
concept has_two_inputs = has_input<Node> && requires { Node::other; };

template <class Rules, bool Down, has_input Node>
using tried_at = typename tried<Rules, Down, kind_of<Node>, kind_of<decltype(Node::in)>>::type;
// Asked at each node, and mostly in vain: a fold is all it takes.
template <class Node, class List>
inline constexpr bool is_rewritten_by = false;
template <class Node, class... Rule>
inline constexpr bool is_rewritten_by<Node, meta::list<Rule...>> = (rewrite<Rule, Node>::applies || ... || false);
template <class Rules, class Node>
inline constexpr bool is_rewritten = is_rewritten_by<Node, tried_at<Rules, false, Node>>;

template <class Node, class D, class List>
inline constexpr bool is_narrowed_by = false;
template <class Node, class D, class... Rule>
inline constexpr bool is_narrowed_by<Node, D, meta::list<Rule...>> = (narrow<Rule, Node, D>::applies || ... || false);

// Whether no rule applies to a node and to what is below it. Asked before anything is built: most of a plan is settled most of the time.
// A node itself is asked only where its inputs are settled.
template <class Rules, class Node, bool InputsAre>
inline constexpr bool is_settled_above = false;
template <class Rules, class Node>
inline constexpr bool is_settled_above<Rules, Node, true> = !is_rewritten<Rules, Node>;
template <class Rules, class Node>
inline constexpr bool is_settled = true;
template <class Rules, has_input Node>
inline constexpr bool inputs_are_settled = is_settled<Rules, decltype(Node::in)>;
template <class Rules, has_two_inputs Node>
inline constexpr bool inputs_are_settled<Rules, Node> = is_settled<Rules, decltype(Node::in)> && is_settled<Rules, decltype(Node::other)>;
template <class Rules, has_input Node>
inline constexpr bool is_settled<Rules, Node> = is_settled_above<Rules, Node, inputs_are_settled<Rules, Node>>;
template <class Rules, class In, class Choice>
inline constexpr bool is_settled<Rules, plan::rule_choice<In, Choice>> = false;

// Whether no rule narrows a node that is demanded D, or what is below it: then none of it is built anew.
template <class Rules, class Node, class D, bool Narrowed>
inline constexpr bool is_narrow_below = false;
template <class Rules, class Node, class D>
inline constexpr bool is_narrow = true;
template <class Rules, has_input Node, class D>
inline constexpr bool is_narrow<Rules, Node, D> = is_narrow_below<Rules, Node, D, is_narrowed_by<Node, D, tried_at<Rules, true, Node>>>;
template <class Rules, class In, class D>
inline constexpr bool is_narrow<Rules, plan::fence<In>, D> = is_narrow<Rules, In, everything>;
template <class Rules, class Node, class D>
inline constexpr bool is_narrow_below<Rules, Node, D, false> = is_narrow<Rules, decltype(Node::in), demand_of<Node, D>>;
template <class Rules, has_two_inputs Node, class D>
inline constexpr bool is_narrow_below<Rules, Node, D, false> = is_narrow<Rules, decltype(Node::in), demand_of<Node, D, 0>> && is_narrow<Rules, decltype(Node::other), demand_of<Node, D, 1>>;

// A struct, because its functions call each other.
template <class Rules, class Recorder>
struct optimiser {
  Recorder const& recorder;
  static constexpr bool is_told = !std::is_same_v<Recorder, no_recorder>;

  // From the sources up: inputs first, then the node over what they have become.
  template <class Node>
  constexpr auto up(Node const& n, place const& here) const {
    if constexpr (is_settled<Rules, Node>) {
      return n;
    } else if constexpr (plan::is_rule_choice<Node>) {
      return up(n.in, here);
    } else if constexpr (plan::is_fence<Node>) {
      return with_input(n, up(n.in, here));
    } else if constexpr (inputs_are_settled<Rules, Node>) {
      using Tried = tried_at<Rules, false, Node>;
      using Rule = meta::at<first_rewrite<Node, Tried>, Tried>;
      auto const after = rewrite<Rule, Node>::on(n);
      if constexpr (is_told) recorder.template applied<Rule>(here, n, after);
      return up(after, here);
    } else if constexpr (has_two_inputs<Node>) {
      return up(with_inputs(n, up(n.in, place{&here, 0}), up(n.other, place{&here, 1})), here);
    } else {
      return up(with_input(n, up(n.in, place{&here, 0})), here);
    }
  }

  // From the root down; on the way back what has changed is settled once more.
  template <class D, class Node>
  constexpr auto down(Node const& n, place const& here) const {
    if constexpr (is_narrow<Rules, Node, D>) {
      return up(n, here);
    } else if constexpr (plan::is_fence<Node>) {
      return with_input(n, down<everything>(n.in, here));
    } else if constexpr (is_narrowed_by<Node, D, tried_at<Rules, true, Node>>) {
      using Tried = tried_at<Rules, true, Node>;
      using Rule = meta::at<first_narrow<Node, D, Tried>, Tried>;
      auto const after = narrow<Rule, Node, D>::on(n);
      if constexpr (is_told) recorder.template applied<Rule>(here, n, after);
      return down<D>(after, here);
    } else if constexpr (has_two_inputs<Node>) {
      return up(with_inputs(n, down<demand_of<Node, D, 0>>(n.in, place{&here, 0}), down<demand_of<Node, D, 1>>(n.other, place{&here, 1})), here);
    } else {
      return up(with_input(n, down<demand_of<Node, D>>(n.in, place{&here, 0})), here);
    }
  }

  // Scalar queries are plans of their own.
  template <class Node>
  constexpr auto with_queries_optimised(Node const& n, place const& here) const {
    if constexpr (!plan::branches<Node>)
      return n;
    else if constexpr (plan::is_fence<Node> || plan::is_rule_choice<Node>)
      return with_input(n, with_queries_optimised(n.in, here));
    else if constexpr (plan::has_inner_query<Node>)
      return with_queries_below_optimised(plan::with_queries(n, [&]<class Plan, class Token>(expr::scalar_query<Plan, Token> const& q) {
        auto const p = this->template run<everything>(q.plan, place{&here, -1});
        return expr::scalar_query<std::remove_const_t<decltype(p)>, Token>{p, q.token};
      }), here);
    else
      return with_queries_below_optimised(n, here);
  }
  template <class Node>
  constexpr auto with_queries_below_optimised(Node const& n, place const& here) const {
    if constexpr (has_two_inputs<Node>)
      return with_inputs(n, with_queries_optimised(n.in, place{&here, 0}), with_queries_optimised(n.other, place{&here, 1}));
    else
      return with_input(n, with_queries_optimised(n.in, place{&here, 0}));
  }

  template <class D, class Plan>
  constexpr auto run(Plan const& p, place const& here) const {
    return down<D>(up(with_queries_optimised(p, here), here), here);
  }
};

// The plan after the rules that it has chosen (all, where it has not), which count in its scalar queries, too; recorder: as no_recorder is. D: what is wanted of the result.
template <class D = everything, class Plan, class Recorder = no_recorder>
constexpr auto optimise(Plan const& p, Recorder const& recorder = {}) {
  using Repeated = plan::repeated_parts<Plan>;
  if constexpr (Repeated::size == 0)
    return optimiser<rules_of<Plan>, Recorder>{recorder}.template run<D>(p, place{});
  else
    return unfencing::run(optimiser<rules_of<Plan>, Recorder>{recorder}.template run<D>(fencing<Repeated>::run(p), place{}));
}
template <class Plan>
using optimised_t = decltype(rules::optimise(std::declval<Plan const&>()));

}  // namespace quern::rules
