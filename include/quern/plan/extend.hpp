// SPDX-License-Identifier: BSL-1.0
// update: adds columns, or replaces them in place. A list of definitions: later ones see earlier ones.
#pragma once
#include <quern/plan/project.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class In, class... Named>
struct extend {
  In in;
  meta::tuple<Named...> columns;
};

template <class S, class... Named>
struct extended {
  using type = S;
};
template <class S, class N, class... Rest>
struct extended<S, N, Rest...> : extended<schemas::put<S, field_of<S, N>>, Rest...> {};

template <class In, class... Named>
struct schema_of_impl<extend<In, Named...>> {
  using type = typename extended<schema_of<In>, Named...>::type;
};
template <class Old, class... N, class In>
constexpr auto with_input(extend<Old, N...> const& n, In const& in) {
  return extend<In, N...>{in, n.columns};
}

template <class S>
constexpr auto find_extend_mistake() {
  return ok{};
}
template <class S, class N, class... Rest>
constexpr auto find_extend_mistake() {
  if constexpr (expr::is_mistake<N>) {
    return N{};
  } else {
    using T = expr::type_of<decltype(N::value), S>;
    if constexpr (expr::is_mistake<T>)
      return T{};
    else
      return plan::find_extend_mistake<schemas::put<S, field<N::name, T>>, Rest...>();
  }
}
template <class S, class... Named>
using check_extend = decltype(plan::find_extend_mistake<S, Named...>());

}  // namespace quern::plan
