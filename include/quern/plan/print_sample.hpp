// SPDX-License-Identifier: BSL-1.0
// The words of sample.
#pragma once
#include <quern/plan/print_nodes.hpp>
#include <quern/plan/sample.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class Out, class In>
void print_node(Out& out, sample<In> const& p) {
  out << "sample ";
  if (p.fraction < 0)
    out << static_cast<long long>(p.rows);
  else
    out.value(p.fraction);
  out << " seed ";
  out.value(p.seed);
}

}  // namespace quern::plan
