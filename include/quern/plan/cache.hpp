// SPDX-License-Identifier: BSL-1.0
// cache(): the plan below runs at the first action, once, and its table is kept for every later one. Kept is what keeps it
// (exec/kept_rows.hpp), shared by all copies of the node. No rule moves anything across a cache, since then the plans that
// share it would no longer mean the same rows; the plan below is rewritten by itself.
#pragma once
#include <quern/plan/scan.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class In, class Kept>
struct cache {
  In in;
  Kept kept;

  // For another plan (plan/param.hpp): nothing is kept of it, nor shared with the one before.
  void renew(std::uint64_t& plan) { kept = kept.renewed(plan); }
};
template <class In, class Kept>
struct schema_of_impl<cache<In, Kept>> : schema_of_impl<In> {};
template <class Old, class Kept, class In>
constexpr auto with_input(cache<Old, Kept> const& n, In const& in) {
  return cache<In, Kept>{in, n.kept};
}

// Says whether the rows are there; asking makes nothing run.
template <class Out, class In, class Kept>
void print_node(Out& out, cache<In, Kept> const& n) {
  auto const rows = n.kept.rows();
  if (rows < 0)
    out << "cache (empty; the first action fills it)";
  else
    out << "cache (filled: " << rows << (rows == 1 ? " row)" : " rows)");
}

}  // namespace quern::plan
