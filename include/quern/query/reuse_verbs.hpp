// SPDX-License-Identifier: BSL-1.0
// Verbs about running a plan once for many uses: cache.
#pragma once
#include <quern/exec/lower_cache.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class reuse_verbs {
 public:
  // The same rows in the same order, made once: the first action runs the plan so far, with that action's options, and keeps
  // all its columns; later actions, of copies and of plans made of this one too, take the kept table, and so do all uses inside
  // one run. Others that ask meanwhile wait; where the first run throws or is cancelled, nothing is kept and the next one runs
  // it. with<"name">(value) of a param below gives a plan with an empty cache of its own. The rows stay in memory as long as
  // any copy of the plan lives.
  auto cache() const {
    return quern::make_query(plan::cache<Plan, execution::kept_rows>{static_cast<query<Plan> const&>(*this).plan(), {}});
  }
};

}  // namespace quern
