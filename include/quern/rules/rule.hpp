// SPDX-License-Identifier: BSL-1.0
// What a rewrite rule is: a tag, derived from plan::rule, with a name and a reason; and specialisations of rewrite<Rule, Node> for the nodes it applies to:
//   static constexpr bool applies = true;  static constexpr auto on(Node const&)  gives the new node
// Rules see types and payloads only. A rule keeps the rows of the plan, their order and every value; it never makes a plan raise that
// would not, and hides no exception of a value that the result depends on. What a filter drops or nothing reads may stay uncomputed.
#pragma once
#include <quern/plan/drop.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/formulas.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/join.hpp>
#include <quern/plan/order.hpp>
#include <quern/plan/policy.hpp>
#include <quern/plan/reads.hpp>
#include <quern/plan/rule_choice.hpp>
#include <quern/plan/sample.hpp>
#include <quern/plan/sets.hpp>

namespace quern::inline QUERN_ABI::rules {

template <class Rule, class Node>
struct rewrite {
  static constexpr bool applies = false;
};

// Where a rule applied: a list towards the root, which has nothing above it. child: 0 is a node's first input, 1 its other one, -1 a
// scalar query in it.
struct place {
  place const* above = nullptr;
  int child = 0;
};
// Is told of each application, in order: applied<Rule>(place, node before, node after).
struct no_recorder {
  template <class Rule, class Before, class After>
  constexpr void applied(place const&, Before const&, After const&) const {}
};

}  // namespace quern::rules
