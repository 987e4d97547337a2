// SPDX-License-Identifier: BSL-1.0
// drop and rename: change names, touch no data.
#pragma once
#include <quern/plan/project.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class In, fixed_string... Names>
struct drop {
  In in;
};
template <class In, fixed_string... Names>
struct schema_of_impl<drop<In, Names...>> {
  using type = schemas::drop<schema_of<In>, Names...>;
};
template <class Old, fixed_string... N, class In>
constexpr auto with_input(drop<Old, N...> const&, In const& in) {
  return drop<In, N...>{in};
}

// Pair is named<New, column<Old>>.
template <class In, class... Pairs>
struct rename {
  In in;
};

template <class F, class... Pairs>
struct renamed_field {
  using type = F;
};
template <class F, class P, class... Rest>
struct renamed_field<F, P, Rest...>
    : std::conditional_t<decltype(P::value)::name == F::name, meta::type_box<field<P::name, typename F::type>>, renamed_field<F, Rest...>> {};
template <class List, class... Pairs>
struct renamed;
template <class... F, class... Pairs>
struct renamed<meta::list<F...>, Pairs...> {
  using type = schema<typename renamed_field<F, Pairs...>::type...>;
};
template <class In, class... Pairs>
struct schema_of_impl<rename<In, Pairs...>> : renamed<typename schema_of<In>::fields, Pairs...> {};
template <class Old, class... P, class In>
constexpr auto with_input(rename<Old, P...> const&, In const& in) {
  return rename<In, P...>{in};
}

// All the columns are there.
template <class S, class... Columns>
constexpr auto find_column_mistake() {
  using Bad = typename mistake_in<expr::type_of<Columns, S>...>::type;
  if constexpr (std::is_void_v<Bad>)
    return ok{};
  else
    return Bad{};
}
template <class S, class... Columns>
using check_columns = decltype(plan::find_column_mistake<S, Columns...>());

template <class List>
constexpr auto find_schema_mistake() {
  return []<class... F>(meta::list<F...>) {
    if constexpr (plan::names_are_unique<F...>())
      return ok{};
    else
      return duplicate_name<meta::at<plan::first_duplicate<F...>(), meta::list<F...>>::name>{};
  }(List{});
}
template <class S, class... Pairs>
constexpr auto find_rename_mistake() {
  using Missing = check_columns<S, decltype(Pairs::value)...>;
  if constexpr (!std::is_same_v<Missing, ok>)
    return Missing{};
  else
    return plan::find_schema_mistake<typename renamed<typename S::fields, Pairs...>::type::fields>();
}
template <class S, class... Pairs>
using check_rename = decltype(plan::find_rename_mistake<S, Pairs...>());

}  // namespace quern::plan
