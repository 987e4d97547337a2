// SPDX-License-Identifier: BSL-1.0
// Columns that stay formulas: view computes them at each read, lazy_update at the first read of each combination of inputs.
#pragma once
#include <quern/expr/remembered.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/reads.hpp>

namespace quern::inline QUERN_ABI::plan {

// Exactly these columns, as project.
template <class In, class... Named>
struct view {
  In in;
  meta::tuple<Named...> columns;
};
template <class In, class... Named>
struct schema_of_impl<view<In, Named...>> : schema_of_impl<project<In, Named...>> {};

// Adds or replaces columns, as extend.
template <class In, class... Named>
struct lazy_extend {
  In in;
  meta::tuple<Named...> columns;
};
template <class Old, class... N, class In>
constexpr auto with_input(view<Old, N...> const& n, In const& in) {
  return view<In, N...>{in, n.columns};
}
template <class In, class... Named>
struct schema_of_impl<lazy_extend<In, Named...>> : schema_of_impl<extend<In, Named...>> {};
template <class Old, class... N, class In>
constexpr auto with_input(lazy_extend<Old, N...> const& n, In const& in) {
  return lazy_extend<In, N...>{in, n.columns};
}

// The column with a memory of its own.
template <fixed_string Name, class V, class Memory>
auto remembered(expr::named<Name, V> const& n, Memory known) {
  return [&]<class... Column>(meta::list<Column...>) {
    auto const v = expr::make(expr::op::remembered<Memory>{static_cast<Memory&&>(known)}, n.value, Column{}...);
    return expr::named<Name, std::remove_const_t<decltype(v)>>{v};
  }(columns_in<V>{});
}
template <class Named, class Memory>
using remembered_t = decltype(plan::remembered(std::declval<Named const&>(), std::declval<Memory>()));

}  // namespace quern::inline QUERN_ABI::plan
