// SPDX-License-Identifier: BSL-1.0
// select: exactly the columns named, in the order given; every expression sees the input's columns.
#pragma once
#include <quern/expr/marker.hpp>
#include <quern/plan/scan.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class In, class... Named>
struct project {
  In in;
  meta::tuple<Named...> columns;
};

template <class S, class Named>
using field_of = field<Named::name, expr::type_of<decltype(Named::value), S>>;

template <class In, class... Named>
struct schema_of_impl<project<In, Named...>> {
  using type = schema<field_of<schema_of<In>, Named>...>;
};
template <class Old, class... N, class In>
constexpr auto with_input(project<Old, N...> const& n, In const& in) {
  return project<In, N...>{in, n.columns};
}

template <class V>
inline constexpr bool is_named = false;
template <fixed_string N, class V>
inline constexpr bool is_named<expr::named<N, V>> = true;
template <class V>
inline constexpr bool is_column = false;
template <fixed_string N>
inline constexpr bool is_column<expr::column<N>> = true;

template <class V>
inline constexpr bool is_marked_column = false;
template <class M, fixed_string N>
inline constexpr bool is_marked_column<expr::apply<expr::op::marked<M>, expr::column<N>>> = true;

// "a"_c stands for "a"_c = "a"_c.
template <class V>
constexpr auto as_named(V const& v) {
  if constexpr (is_named<V>)
    return expr::named<V::name, expr::as_expr_t<decltype(v.value)>>{expr::as_expr(v.value)};
  else if constexpr (is_column<V>)
    return expr::named<V::name, V>{v};
  else if constexpr (is_marked_column<V>)
    return expr::named<expr::plain_t<V>::name, V>{v};
  else
    return without_a_name<V>{};
}
template <class V>
using as_named_t = decltype(plan::as_named(std::declval<V const&>()));

template <class... Named>
constexpr bool names_are_unique() {
  if constexpr (sizeof...(Named) < 2) {
    return true;
  } else {
    std::string_view const names[] = {std::string_view(Named::name)...};
    for (std::size_t i = 0; i < sizeof...(Named); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (names[i] == names[j]) return false;
    return true;
  }
}
template <class... Named>
constexpr std::size_t first_duplicate() {
  std::string_view const names[] = {std::string_view(Named::name)..., ""};
  for (std::size_t i = 0; i < sizeof...(Named); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (names[i] == names[j]) return i;
  return 0;
}

template <class... T>
struct mistake_in : expr::first_mistake<T...> {};

template <class S, class... Named>
constexpr auto find_project_mistake() {
  using Unnamed = typename mistake_in<Named...>::type;
  if constexpr (!std::is_void_v<Unnamed>) {
    return Unnamed{};
  } else {
    using Bad = typename mistake_in<expr::type_of<decltype(Named::value), S>...>::type;
    if constexpr (!std::is_void_v<Bad>)
      return Bad{};
    else if constexpr (!plan::names_are_unique<Named...>())
      return duplicate_name<meta::at<plan::first_duplicate<Named...>(), meta::list<Named...>>::name>{};
    else
      return ok{};
  }
}
template <class S, class... Named>
using check_project = decltype(plan::find_project_mistake<S, Named...>());

}  // namespace quern::plan
