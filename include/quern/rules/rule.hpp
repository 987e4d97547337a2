// SPDX-License-Identifier: BSL-1.0
// What a rewrite rule is: a tag, derived from plan::rule, with a name and a reason; and specialisations of rewrite<Rule, Node> for the nodes it applies to:
//   static constexpr bool applies = true;  static constexpr auto on(Node const&)  gives the new node
// The tag may say at which kinds of nodes it is tried (plan/node_kind.hpp).
// Rules see types and payloads only. A rule keeps the rows of the plan, their order and every value; it never makes a plan raise that
// would not, and hides no exception of a value that the result depends on. What a filter drops or nothing reads may stay uncomputed.
#pragma once
#include <quern/plan/drop.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/fence.hpp>
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
#include <quern/plan/unpivot.hpp>

namespace quern::inline QUERN_ABI::rules {

template <class Rule, class Node>
struct rewrite {
  static constexpr bool applies = false;
};

template <class Node>
inline constexpr plan::node_kinds kind_of = plan::kind::unnamed;
template <class In, class P>
inline constexpr plan::node_kinds kind_of<plan::filter<In, P>> = plan::kind::filter;
template <class In, class... N>
inline constexpr plan::node_kinds kind_of<plan::extend<In, N...>> = plan::kind::extend;
template <class In, class... N>
inline constexpr plan::node_kinds kind_of<plan::lazy_extend<In, N...>> = plan::kind::lazy_extend;
template <class In, class... N>
inline constexpr plan::node_kinds kind_of<plan::project<In, N...>> = plan::kind::project;
template <class In, class... N>
inline constexpr plan::node_kinds kind_of<plan::view<In, N...>> = plan::kind::view;
template <class In, fixed_string... N>
inline constexpr plan::node_kinds kind_of<plan::drop<In, N...>> = plan::kind::drop;
template <class In, class... P>
inline constexpr plan::node_kinds kind_of<plan::rename<In, P...>> = plan::kind::rename;
template <class In, class P>
inline constexpr plan::node_kinds kind_of<plan::policy<In, P>> = plan::kind::policy;
template <class In, class K, class... N>
inline constexpr plan::node_kinds kind_of<plan::group<In, K, N...>> = plan::kind::group;
template <class In, class... K>
inline constexpr plan::node_kinds kind_of<plan::sort<In, K...>> = plan::kind::sort;
template <class In>
inline constexpr plan::node_kinds kind_of<plan::slice<In>> = plan::kind::slice;
template <class In>
inline constexpr plan::node_kinds kind_of<plan::sample<In>> = plan::kind::sample;
template <class In, fixed_string N>
inline constexpr plan::node_kinds kind_of<plan::row_index<In, N>> = plan::kind::row_index;
template <class In>
inline constexpr plan::node_kinds kind_of<plan::distinct<In>> = plan::kind::distinct;
template <class In, class... K>
inline constexpr plan::node_kinds kind_of<plan::distinct_on<In, K...>> = plan::kind::distinct_on;
template <class In, class Keep, class Columns, fixed_string Name, fixed_string Value>
inline constexpr plan::node_kinds kind_of<plan::unpivot<In, Keep, Columns, Name, Value>> = plan::kind::unpivot;
template <class In, class Other>
inline constexpr plan::node_kinds kind_of<plan::union_all<In, Other>> = plan::kind::union_all;
template <class In, class Other, bool All>
inline constexpr plan::node_kinds kind_of<plan::intersection<In, Other, All>> = plan::kind::intersection;
template <class In, class Other, bool All>
inline constexpr plan::node_kinds kind_of<plan::difference<In, Other, All>> = plan::kind::difference;
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... T>
inline constexpr plan::node_kinds kind_of<plan::join<In, Other, Kind, Suffix, By, T...>> = plan::kind::join;
template <class In>
inline constexpr plan::node_kinds kind_of<plan::fence<In>> = plan::kind::fence;

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
