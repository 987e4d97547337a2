// SPDX-License-Identifier: BSL-1.0
// Joins as text.
#pragma once
#include <quern/plan/join.hpp>
#include <quern/plan/print.hpp>

namespace quern::inline QUERN_ABI::plan {

constexpr std::string_view verb_of(join_kind k) {
  constexpr std::string_view names[] = {"join", "left_join", "right_join", "full_join", "semi_join", "anti_join", "cross_join", "asof_join", "anti_join (null-aware)"};
  return names[static_cast<int>(k)];
}
template <class Out, class By>
void print_order(Out&, By const&) {}
template <class Out, expr::direction D, fixed_string L, fixed_string R, class T>
void print_order(Out& out, expr::nearest_row<D, L, R, T> const& by) {
  constexpr std::string_view names[] = {" backward ", " forward ", " nearest "};
  out << names[static_cast<int>(D)] << std::string_view(L);
  if (!(L == R)) out << ", " << std::string_view(R);
  if constexpr (!std::is_same_v<T, expr::any_distance>) {
    out << " within ";
    plan::print_value(out, by.tolerance);
  }
}
template <class Out, class A, class B, join_kind Kind, class Suffix, class By, class... T>
void print_node(Out& out, join<A, B, Kind, Suffix, By, T...> const& n) {
  out << verb_of(Kind);
  plan::print_order(out, n.by);
  std::string_view before = " on ";
  meta::for_each(n.on, [&](auto const& t) {
    out << before;
    before = " && ";
    print(out, t, sizeof...(T) > 1 ? precedence<expr::op::and_>() : -9);
  });
  if constexpr (!std::is_void_v<Suffix>) out << " suffix " << std::string_view(Suffix::text);
}

}  // namespace quern::plan
