// SPDX-License-Identifier: BSL-1.0
// optimise(plan): inputs first, then each rule at the node until none applies. A pure function of types and payloads.
#pragma once
#include <quern/rules/merge_filters.hpp>
#include <quern/rules/merge_slices.hpp>
#include <quern/rules/push_filter.hpp>

namespace quern::inline QUERN_ABI::rules {

using all = meta::list<merge_filters, push_filter, merge_slices>;

// The node with another input.
template <class Source, class In>
constexpr auto with_input(plan::scan<Source> const& n, In const&) {
  return n;
}
template <class Old, class P, class In>
constexpr auto with_input(plan::filter<Old, P> const& n, In const& in) {
  return plan::filter<In, P>{in, n.pred};
}
template <class Old, class P, class In>
constexpr auto with_input(plan::policy<Old, P> const&, In const& in) {
  return plan::policy<In, P>{in};
}
template <class Old, class... N, class In>
constexpr auto with_input(plan::project<Old, N...> const& n, In const& in) {
  return plan::project<In, N...>{in, n.columns};
}
template <class Old, class... N, class In>
constexpr auto with_input(plan::extend<Old, N...> const& n, In const& in) {
  return plan::extend<In, N...>{in, n.columns};
}
template <class Old, class... N, class In>
constexpr auto with_input(plan::view<Old, N...> const& n, In const& in) {
  return plan::view<In, N...>{in, n.columns};
}
template <class Old, class... N, class In>
constexpr auto with_input(plan::lazy_extend<Old, N...> const& n, In const& in) {
  return plan::lazy_extend<In, N...>{in, n.columns};
}
template <class Old, fixed_string... N, class In>
constexpr auto with_input(plan::drop<Old, N...> const&, In const& in) {
  return plan::drop<In, N...>{in};
}
template <class Old, class... P, class In>
constexpr auto with_input(plan::rename<Old, P...> const&, In const& in) {
  return plan::rename<In, P...>{in};
}
template <class Old, class K, class... N, class In>
constexpr auto with_input(plan::group<Old, K, N...> const& n, In const& in) {
  return plan::group<In, K, N...>{in, n.key_columns, n.columns};
}
template <class Old, class... K, class In>
constexpr auto with_input(plan::sort<Old, K...> const& n, In const& in) {
  return plan::sort<In, K...>{in, n.order};
}
template <class Old, class In>
constexpr auto with_input(plan::slice<Old> const& n, In const& in) {
  return plan::slice<In>{in, n.offset, n.limit};
}
template <class Old, class In>
constexpr auto with_input(plan::distinct<Old> const&, In const& in) {
  return plan::distinct<In>{in};
}
template <class Old, fixed_string Name, class In>
constexpr auto with_input(plan::row_index<Old, Name> const&, In const& in) {
  return plan::row_index<In, Name>{in};
}

// A struct, because optimise and the rules call each other.
struct optimiser {
  template <class Node, class Rule, class... Rest>
  static constexpr auto at(Node const& n, meta::list<Rule, Rest...>) {
    if constexpr (rewrite<Rule, Node>::applies)
      return optimiser::run(rewrite<Rule, Node>::on(n));
    else if constexpr (sizeof...(Rest) > 0)
      return optimiser::at(n, meta::list<Rest...>{});
    else
      return n;
  }
  template <class Node>
  static constexpr auto run(Node const& n) {
    if constexpr (requires { n.in; })
      return optimiser::at(rules::with_input(n, optimiser::run(n.in)), all{});
    else
      return n;
  }
};

template <class Plan>
constexpr auto optimise(Plan const& p) {
  return optimiser::run(p);
}
template <class Plan>
using optimised_t = decltype(rules::optimise(std::declval<Plan const&>()));

}  // namespace quern::rules
