// SPDX-License-Identifier: BSL-1.0
// What verb a node is, as a bit: so a rule says in one word where it could apply, and is asked nowhere else. (A plan of 40 nodes took
// 22,700 instantiations when each rule was asked at each node, and 18,300 with this and settled inputs left alone.)
#pragma once
#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::plan {

using node_kinds = unsigned;
namespace kind {
inline constexpr node_kinds filter = 1u << 0, extend = 1u << 1, lazy_extend = 1u << 2, project = 1u << 3, view = 1u << 4, drop = 1u << 5, rename = 1u << 6, policy = 1u << 7, group = 1u << 8,
                            sort = 1u << 9, slice = 1u << 10, sample = 1u << 11, row_index = 1u << 12, distinct = 1u << 13, distinct_on = 1u << 14, unpivot = 1u << 15, union_all = 1u << 16,
                            intersection = 1u << 17, difference = 1u << 18, join = 1u << 19, unnamed = 1u << 20, fence = 1u << 21;
inline constexpr node_kinds any = ~fence;  // at a fence no rule is tried
}  // namespace kind

// Base of a rule, and of a group of them. at, above: the kinds of nodes that it is tried at, and of their first inputs.
struct rule {
  static constexpr bool takes_away = false;
  static constexpr node_kinds at = kind::any, above = kind::any | kind::fence;
};
struct filter_rule : rule {
  static constexpr node_kinds at = kind::filter;
};
// Tried only from the root down, where it is known what is wanted of a node.
struct narrowing_rule : rule {};

}  // namespace quern::plan
