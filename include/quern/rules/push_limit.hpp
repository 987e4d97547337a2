// SPDX-License-Identifier: BSL-1.0
// A slice sinks below verbs that work row by row, towards a sort, of which then only these rows are ordered.
#pragma once
#include <quern/rules/rule.hpp>

namespace quern::inline QUERN_ABI::rules {

struct push_limit : plan::rule {
  static constexpr std::string_view name = "push limit";
  static constexpr std::string_view reason = "each row gives one row: only those wanted are computed, and a sort below needs no others";
  static constexpr plan::node_kinds at = plan::kind::slice, above = plan::kind::extend | plan::kind::project | plan::kind::view | plan::kind::lazy_extend | plan::kind::drop | plan::kind::rename | plan::kind::policy;
};
// Definitions that know no order among rows.
template <class Node>
inline constexpr bool passes_limit = false;
template <class In, class... N>
inline constexpr bool passes_limit<plan::extend<In, N...>> = !(plan::is_ordered<decltype(N::value)> || ...);
template <class In, class... N>
inline constexpr bool passes_limit<plan::project<In, N...>> = !(plan::is_ordered<decltype(N::value)> || ...);
template <class In, class... N>
inline constexpr bool passes_limit<plan::view<In, N...>> = true;
template <class In, class... N>
inline constexpr bool passes_limit<plan::lazy_extend<In, N...>> = true;
template <class In, fixed_string... Names>
inline constexpr bool passes_limit<plan::drop<In, Names...>> = true;
template <class In, class... Pairs>
inline constexpr bool passes_limit<plan::rename<In, Pairs...>> = true;
template <class In, class P>
inline constexpr bool passes_limit<plan::policy<In, P>> = true;

// Without a sort to reach, a slice stops its source early wherever it stands.
template <class Node>
inline constexpr bool reaches_sort = false;
template <class In, class... K>
inline constexpr bool reaches_sort<plan::sort<In, K...>> = true;
template <class In>
inline constexpr bool reaches_sort<plan::slice<In>> = reaches_sort<In>;
template <class Node>
  requires passes_limit<Node>
inline constexpr bool reaches_sort<Node> = reaches_sort<decltype(Node::in)>;

template <class Node>
  requires(passes_limit<Node> && reaches_sort<Node>)
struct rewrite<push_limit, plan::slice<Node>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::slice<Node> const& n) {
    return with_input(n.in, plan::slice<decltype(Node::in)>{n.in.in, n.offset, n.limit});
  }
};

}  // namespace quern::rules
