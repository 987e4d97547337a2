// SPDX-License-Identifier: BSL-1.0
// drop_null: which rows stay, as a predicate over the columns that may be null, and which columns can be null no longer.
#pragma once
#include <quern/expr/aggregate.hpp>
#include <quern/expr/not_null.hpp>
#include <quern/plan/drop.hpp>
#include <quern/plan/shape_mistakes.hpp>

namespace quern::inline QUERN_ABI {

// drop_null(at_least<3>): keeps the rows with that many values that are not null.
template <std::size_t N>
struct at_least_values {};
template <std::size_t N>
inline constexpr at_least_values<N> at_least{};

namespace plan {

// The aggregates any and all, named as arguments of drop_null(any) and drop_null(all), are these functions.
using any_of_columns = decltype(quern::any(expr::column<"">{})) (*)(expr::column<""> const&);
using all_of_columns = decltype(quern::all(expr::column<"">{})) (*)(expr::column<""> const&);

// The columns among C that may be null.
template <class S, class... C>
using nullable_columns = meta::concat<std::conditional_t<is_nullable<expr::type_of<C, S>>, meta::list<C>, meta::list<>>...>;
template <class List>
struct columns_of_fields;
template <class... F>
struct columns_of_fields<meta::list<F...>> {
  using type = meta::list<expr::column<F::name>...>;
};
template <class S>
using all_columns = typename columns_of_fields<typename S::fields>::type;

template <class... C>
constexpr auto all_there(meta::list<C...>) {
  return (... && quern::is_not_null(C{}));
}
template <class... C>
constexpr auto one_there(meta::list<C...>) {
  return (... || quern::is_not_null(C{}));
}
template <class... C>
constexpr auto number_there(meta::list<C...>) {
  return (... + quern::cast<std::int32_t>(quern::is_not_null(C{})));
}

template <class S, class... C>
constexpr auto find_columns_mistake() {
  if constexpr ((is_column<C> && ...))
    return check_columns<S, C...>{};
  else
    return typename mistake_in<std::conditional_t<is_column<C>, ok, not_columns_by_name<C>>...>::type{};
}
template <class S, class... C>
using check_columns_by_name = decltype(plan::find_columns_mistake<S, C...>());

// N values are asked for among these columns.
template <class S, std::size_t N, class... C>
constexpr auto find_at_least_mistake() {
  using Bad = check_columns_by_name<S, C...>;
  constexpr std::size_t columns = sizeof...(C) == 0 ? S::fields::size : sizeof...(C);
  if constexpr (!std::is_same_v<Bad, ok>)
    return Bad{};
  else if constexpr (N > columns)
    return more_than_the_columns<N, columns>{};
  else
    return ok{};
}
template <class S, std::size_t N, class... C>
using check_at_least = decltype(plan::find_at_least_mistake<S, N, C...>());

// to_columns: a name for each column.
template <class S, class... C>
constexpr auto find_naming_mistake() {
  using Bad = typename mistake_in<std::conditional_t<is_column<C>, ok, not_columns_by_name<C>>...>::type;
  if constexpr (!std::is_void_v<Bad>)
    return Bad{};
  else if constexpr (sizeof...(C) != S::fields::size)
    return another_number_of_names<sizeof...(C), S::fields::size>{};
  else
    return plan::find_schema_mistake<meta::list<C...>>();
}
template <class S, class... C>
using check_naming = decltype(plan::find_naming_mistake<S, C...>());

}  // namespace plan

}  // namespace quern
