// SPDX-License-Identifier: BSL-1.0
// A node whose rows are counted and whose time is taken: profile() puts one around each node of the plan that it runs. No user and
// no rule sees it.
#pragma once
#include <quern/plan/shared.hpp>
#include <quern/plan/unique_key.hpp>

namespace quern::inline QUERN_ABI::plan {

// Probe: which operator it is, and where what is found is written.
template <class In, class Probe>
struct measured {
  In in;
  Probe probe;
};
template <class In, class Probe>
struct schema_of_impl<measured<In, Probe>> : schema_of_impl<In> {};
template <class In, class Probe>
struct unique_keys_impl<measured<In, Probe>> : unique_keys_impl<In> {};

}  // namespace quern::plan
