// SPDX-License-Identifier: BSL-1.0
// The words of nodes about sets of rows.
#pragma once
#include <quern/plan/print_nodes.hpp>
#include <quern/plan/sets.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class Out, class In, class Other>
void print_node(Out& out, union_all<In, Other> const&) {
  out << "union_all";
}
template <class Out, class In, class Other, bool All>
void print_node(Out& out, intersection<In, Other, All> const&) {
  out << (All ? "intersect_all" : "intersect");
}
template <class Out, class In, class Other, bool All>
void print_node(Out& out, difference<In, Other, All> const&) {
  out << (All ? "except_all" : "except");
}
template <class Out, class In, class... K>
void print_node(Out& out, distinct_on<In, K...> const& p) {
  out << "distinct_on ";
  bool first = true;
  meta::for_each(p.order, [&](auto const& k) {
    if (!first) out << ", ";
    first = false;
    plan::print(out, k.value);
  });
}

}  // namespace quern::plan
