// SPDX-License-Identifier: BSL-1.0
// A part that a column may hold, as text: the column where it does, else the part.
#pragma once
#include <quern/plan/print_nodes.hpp>
#include <quern/plan/same.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class Out, class C, class E>
void print(Out& out, expr::apply<expr::op::reused, C, E, E> const& e, int outer) {
  if (plan::same(meta::get<1>(e.args), meta::get<2>(e.args)))
    print(out, meta::get<0>(e.args), outer);
  else
    print(out, meta::get<1>(e.args), outer);
}

}  // namespace quern::plan
