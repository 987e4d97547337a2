// SPDX-License-Identifier: BSL-1.0
// where(p).where(q) is where(p && q): one pass, one mask. The order of the conjuncts is kept.
#pragma once
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

struct merge_filters : plan::filter_rule {
  static constexpr std::string_view name = "merge filters";
  static constexpr std::string_view reason = "one pass, one mask";
  static constexpr plan::node_kinds above = plan::kind::filter;
};
// A shifted read in q means the rows that p left.
template <class In, class P, class Q>
  requires(expr::shift_count<Q> == 0)
struct rewrite<merge_filters, plan::filter<plan::filter<In, P>, Q>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::filter<plan::filter<In, P>, Q> const& n) {
    return rules::filtered(n.in.in, rules::and_also(n.in.pred, n.pred));
  }
};

}  // namespace quern::rules
