// SPDX-License-Identifier: BSL-1.0
// What a rewrite rule is. rewrite<Rule, Node> is the specialisation of a rule for the nodes it applies to:
//   static constexpr bool applies = true;  static constexpr auto on(Node)  gives the new node
// Rules see types and payloads only, and every rule keeps the meaning of the plan.
#pragma once
#include <quern/plan/drop.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/formulas.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/order.hpp>
#include <quern/plan/policy.hpp>
#include <quern/plan/reads.hpp>

namespace quern::inline QUERN_ABI::rules {

template <class Rule, class Node>
struct rewrite {
  static constexpr bool applies = false;
};

}  // namespace quern::rules
