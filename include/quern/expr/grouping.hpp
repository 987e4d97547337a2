// SPDX-License-Identifier: BSL-1.0
// grouping("key"_c): which of several sets of keys a group belongs to.
#pragma once
#include <quern/expr/aggregate.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

namespace op {
struct grouping : aggregate_op {
  static constexpr std::string_view symbol = "grouping";
};
}  // namespace op

template <class E>
inline constexpr bool has_grouping = false;
template <class Op, class... A>
inline constexpr bool has_grouping<apply<Op, A...>> = std::is_same_v<Op, op::grouping> || (has_grouping<A> || ...);

template <class Argument>
inline constexpr bool names_a_key = false;
template <class Argument>
constexpr refused refuse_grouping() {
  static_assert(names_a_key<Argument>, "quern: grouping(...) takes a key of group_by(...) by its name, such as \"name\"_c");
  return {};
}

}  // namespace expr

// Inside agg(...), of a key of group_by(...): 1 where the group's set of keys leaves it out, so that its null means "all", else
// 0. An int32; without sets of keys it is 0.
template <class A>
constexpr auto grouping(A const&) {
  return expr::refuse_grouping<A>();
}
template <fixed_string Name>
constexpr auto grouping(expr::column<Name> const& key) {
  return expr::make<expr::op::grouping>(key);
}

}  // namespace quern
