// SPDX-License-Identifier: BSL-1.0
// A part that a plan holds more than once, while rules work on the plan: they work inside of it, alike for each use, and above, but move
// nothing in or out. So the uses stay the same and one table does for all (plan/shared.hpp): made once is better than made narrower twice.
#pragma once
#include <quern/plan/scan.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class In>
struct fence {
  In in;
};
template <class In>
struct schema_of_impl<fence<In>> : schema_of_impl<In> {};
template <class Old, class In>
constexpr auto with_input(fence<Old> const&, In const& in) {
  return fence<In>{in};
}
template <class Node>
inline constexpr bool is_fence = false;
template <class In>
inline constexpr bool is_fence<fence<In>> = true;

}  // namespace quern::plan
