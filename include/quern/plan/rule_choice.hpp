// SPDX-License-Identifier: BSL-1.0
// with_rules: which rewrite rules a plan is given. A node that changes nothing else; the outermost one along the verbs counts.
#pragma once
#include <quern/plan/node_kind.hpp>
#include <quern/plan/scan.hpp>

namespace quern::inline QUERN_ABI::plan {

// Rules: as the user wrote them, each with a name (rules/rule_list.hpp reads them).
template <class... Rules>
struct chosen_rules {};
template <class In, class Choice>
struct rule_choice {
  In in;
};
template <class In, class Choice>
struct schema_of_impl<rule_choice<In, Choice>> : schema_of_impl<In> {};
template <class Old, class Choice, class In>
constexpr auto with_input(rule_choice<Old, Choice> const&, In const& in) {
  return rule_choice<In, Choice>{in};
}
template <class Node>
inline constexpr bool is_rule_choice = false;
template <class In, class Choice>
inline constexpr bool is_rule_choice<rule_choice<In, Choice>> = true;

struct default_rules {};
template <class Node>
struct choice_at {
  using type = default_rules;
};
template <class Node>
  requires requires(Node n) { n.in; }
struct choice_at<Node> : choice_at<decltype(Node::in)> {};
template <class In, class Choice>
struct choice_at<rule_choice<In, Choice>> {
  using type = Choice;
};
template <class Plan>
using rules_chosen_for = typename choice_at<Plan>::type;

template <class Out, class In, class... Rules>
void print_node(Out& out, rule_choice<In, chosen_rules<Rules...>> const&) {
  out << "with_rules";
  [[maybe_unused]] std::string_view before = " ";
  ((out << before << (Rules::takes_away ? "without " : "") << std::string_view(Rules::name), before = ", "), ...);
  if (sizeof...(Rules) == 0) out << " none";
}

}  // namespace quern::plan
