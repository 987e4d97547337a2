// SPDX-License-Identifier: BSL-1.0
// where: keeps the rows whose predicate is true; false and null are dropped.
#pragma once
#include <quern/plan/scan.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class In, class Pred>
struct filter {
  In in;
  Pred pred;
};
template <class In, class Pred>
struct schema_of_impl<filter<In, Pred>> : schema_of_impl<In> {};
template <class Old, class P, class In>
constexpr auto with_input(filter<Old, P> const& n, In const& in) {
  return filter<In, P>{in, n.pred};
}

template <class S, class Pred>
constexpr auto find_filter_mistake() {
  using T = expr::type_of<Pred, S>;
  if constexpr (expr::is_mistake<T>)
    return T{};
  else if constexpr (!std::is_same_v<bare<T>, bool>)
    return predicate_type<T>{};
  else
    return ok{};
}
template <class S, class Pred>
using check_filter = decltype(plan::find_filter_mistake<S, Pred>());

}  // namespace quern::plan
