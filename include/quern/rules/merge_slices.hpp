// SPDX-License-Identifier: BSL-1.0
// offset(a).limit(b) and the like are one slice, which then can reach a sort below it.
#pragma once
#include <quern/rules/rule.hpp>

namespace quern::inline QUERN_ABI::rules {

struct merge_slices : plan::rule {
  static constexpr std::string_view name = "merge slices";
  static constexpr std::string_view reason = "one slice, which may reach a sort below";
  static constexpr plan::node_kinds at = plan::kind::slice, above = plan::kind::slice;
};
template <class In>
struct rewrite<merge_slices, plan::slice<plan::slice<In>>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::slice<plan::slice<In>> const& n) {
    std::uint64_t const inner = n.in.limit, skip = n.offset;
    std::uint64_t const left = inner == plan::no_limit ? inner : inner > skip ? inner - skip : 0;
    std::uint64_t const offset = n.in.offset > plan::no_limit - skip ? plan::no_limit : n.in.offset + skip;
    return plan::slice<In>{n.in.in, offset, n.limit < left ? n.limit : left};
  }
};

}  // namespace quern::rules
