// SPDX-License-Identifier: BSL-1.0
// What an unmarked expression means for the verbs above: with_policy<stateful_by_default>() and the like, as a node of the plan.
#pragma once
#include <quern/expr/marker.hpp>
#include <quern/expr/operators.hpp>
#include <quern/plan/scan.hpp>

namespace quern::inline QUERN_ABI {

// Without a marker, functions of map() may be called in any order, in pieces, by several threads. The default.
struct stateless_by_default {};
// A column or filter that calls a function of map() is serial, whatever else it is marked with. (Functions in aggregates, keys and
// sort keys have no order.)
struct stateful_by_default {};
// Whether each serial column waits for all serial ones before it. The default is false for stateless_by_default, true for stateful_by_default.
template <bool On>
struct implicit_barriers {};

namespace plan {

template <bool Stateful, bool Implicit>
struct order_policy {
  static constexpr bool stateful = Stateful;
  static constexpr bool implicit = Implicit;
};
template <class In, class Policy>
struct policy {
  In in;
};
template <class In, class P>
struct schema_of_impl<policy<In, P>> : schema_of_impl<In> {};

// The policy of the verbs that stand on a node.
template <class Node>
struct policy_at {
  using type = order_policy<false, false>;
};
template <class Old, class P, class In>
constexpr auto with_input(policy<Old, P> const&, In const& in) {
  return policy<In, P>{in};
}
template <class Node>
  requires requires(Node n) { n.in; }
struct policy_at<Node> : policy_at<decltype(Node::in)> {};
template <class In, class P>
struct policy_at<policy<In, P>> {
  using type = P;
};
template <class Node>
using policy_of = typename policy_at<Node>::type;

template <class P>
inline constexpr bool is_policy = std::is_same_v<P, stateless_by_default> || std::is_same_v<P, stateful_by_default> || std::is_same_v<P, implicit_barriers<true>> ||
                                  std::is_same_v<P, implicit_barriers<false>>;
template <class... P>
inline constexpr bool policies_agree = !((std::is_same_v<P, stateless_by_default> || ...) && (std::is_same_v<P, stateful_by_default> || ...)) &&
                                       !((std::is_same_v<P, implicit_barriers<true>> || ...) && (std::is_same_v<P, implicit_barriers<false>> || ...));
// The policy that P... say, the others as they were.
template <class Old, class... P>
constexpr auto changed_policy() {
  constexpr bool stateful = (std::is_same_v<P, stateful_by_default> || ...) || (Old::stateful && !(std::is_same_v<P, stateless_by_default> || ...));
  constexpr bool said = ((std::is_same_v<P, stateful_by_default> || std::is_same_v<P, stateless_by_default>) || ...);
  constexpr bool before = said ? stateful : Old::implicit;
  return order_policy<stateful, (std::is_same_v<P, implicit_barriers<true>> || ...) || (before && !(std::is_same_v<P, implicit_barriers<false>> || ...))>{};
}

// An item as the policy means it: serial where it calls user code. A filter is a conjunct.
template <class Policy, class X>
constexpr auto as_policy_has_it(X const& x) {
  if constexpr (Policy::stateful && expr::calls_user_code<X> && !expr::marks_of<X>::serial)
    return quern::serial(x);
  else
    return x;
}
template <class Policy, class A, class B>
constexpr auto as_policy_has_it(expr::apply<expr::op::and_, A, B> const& x) {
  if constexpr (Policy::stateful)
    return expr::make<expr::op::and_>(plan::as_policy_has_it<Policy>(meta::get<0>(x.args)), plan::as_policy_has_it<Policy>(meta::get<1>(x.args)));
  else
    return x;
}
template <class Policy, fixed_string Name, class V>
constexpr auto as_policy_has_it(expr::named<Name, V> const& x) {
  if constexpr (Policy::stateful && expr::calls_user_code<V> && !expr::marks_of<V>::serial)
    return quern::serial(x);
  else
    return x;
}

}  // namespace plan

}  // namespace quern
