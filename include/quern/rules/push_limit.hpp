// SPDX-License-Identifier: BSL-1.0
// A slice sinks below verbs that work row by row, towards a sort, of which then only these rows are ordered. Above a union and above a
// left join it stays, and each input that is sorted is told how many of its rows can matter.
#pragma once
#include <quern/rules/rule.hpp>

namespace quern::inline QUERN_ABI::rules {

struct push_limit : plan::rule {
  static constexpr std::string_view name = "push limit";
  static constexpr std::string_view reason = "each row gives one row, or more: only those wanted are computed, and a sort below needs no others";
  static constexpr plan::node_kinds at = plan::kind::slice, above = plan::kind::extend | plan::kind::project | plan::kind::view | plan::kind::lazy_extend | plan::kind::drop | plan::kind::rename |
                                                                    plan::kind::policy | plan::kind::union_all | plan::kind::join;
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

// Nodes whose first n rows come from the first n of each input that may be cut: 1 the first one, 2 the other one. A left join keeps the
// order of its left rows, and each gives one row at least.
template <class Node>
inline constexpr int sides_to_cut = 0;
template <class In, class Other>
inline constexpr int sides_to_cut<plan::union_all<In, Other>> = 3;
template <class In, class Other, class Suffix, class By, class... T>
inline constexpr int sides_to_cut<plan::join<In, Other, plan::join_kind::left, Suffix, By, T...>> = 1;

// Whether a sort that no slice stands above yet can be reached. Without one, a slice stops its source early wherever it stands.
template <class Node>
inline constexpr bool reaches_sort = false;
template <class In, class... K>
inline constexpr bool reaches_sort<plan::sort<In, K...>> = true;
template <class Node>
  requires passes_limit<Node>
inline constexpr bool reaches_sort<Node> = reaches_sort<decltype(Node::in)>;
template <class Node>
  requires(sides_to_cut<Node> != 0)
inline constexpr bool reaches_sort<Node> = reaches_sort<decltype(Node::in)> || (sides_to_cut<Node> == 3 && reaches_sort<decltype(Node::other)>);

// A slice below, which merges with one that comes to it.
template <class Node>
inline constexpr bool reaches_slice_of_sort = false;
template <class In>
inline constexpr bool reaches_slice_of_sort<plan::slice<In>> = reaches_sort<In> || reaches_slice_of_sort<In>;
template <class Node>
  requires passes_limit<Node>
inline constexpr bool reaches_slice_of_sort<Node> = reaches_slice_of_sort<decltype(Node::in)>;

template <class Node>
  requires(passes_limit<Node> && (reaches_sort<Node> || reaches_slice_of_sort<Node>))
struct rewrite<push_limit, plan::slice<Node>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::slice<Node> const& n) {
    return with_input(n.in, plan::slice<decltype(Node::in)>{n.in.in, n.offset, n.limit});
  }
};

template <class Node>
  requires(sides_to_cut<Node> != 0 && reaches_sort<Node>)
struct rewrite<push_limit, plan::slice<Node>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::slice<Node> const& n) {
    std::uint64_t const rows = n.limit > plan::no_limit - n.offset ? plan::no_limit : n.offset + n.limit;
    auto const join = with_inputs(n.in, cut(n.in.in, rows), n.in.other);
    if constexpr (sides_to_cut<Node> == 3)
      return with_input(n, with_inputs(join, join.in, cut(n.in.other, rows)));
    else
      return with_input(n, join);
  }

 private:
  template <class In>
  static constexpr auto cut(In const& in, std::uint64_t rows) {
    if constexpr (reaches_sort<In>)
      return plan::slice<In>{in, 0, rows};
    else
      return in;
  }
};

}  // namespace quern::rules
