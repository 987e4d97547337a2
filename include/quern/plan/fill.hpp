// SPDX-License-Identifier: BSL-1.0
// fill_null and replace: values put in the place of others, in the column's own type. Both become definitions of update.
#pragma once
#include <utility>

#include <quern/expr/when.hpp>
#include <quern/plan/shape_mistakes.hpp>

namespace quern::inline QUERN_ABI::plan {

// Whether a column of bare type B takes a value of type V by its type: integers fit all numbers, fractions fit floats, decimals fit
// decimals of no fewer digits behind the point, texts fit texts; anything else fits its own type.
template <class B, class V>
constexpr bool find_taken() {
  if constexpr (expr::TextLike<V> || is_fixed_string<V>) {
    return family_of<B> == family::text;
  } else {
    constexpr family f = family_of<B>, g = family_of<standard<V>>;
    if constexpr (g == family::integer)
      return is_numeric<B>;
    else if constexpr (g == family::decimal && f == family::decimal)
      return V::scale <= B::scale;
    else
      return g != family::none && (f == family::floating ? g == f : std::is_same_v<B, standard<V>>);
  }
}
// The same of an expression over schema S, which must not change the column's type.
template <class S, class T, class V>
constexpr bool find_column_takes() {
  if constexpr (expr::Expression<V>) {
    using A = expr::type_of<V, S>;
    if constexpr (expr::is_mistake<A>)
      return true;  // which update reports
    else if constexpr (family_of<T> == family::text)
      return family_of<A> == family::text;
    else
      return std::is_same_v<expr::op::unified<expr::op::coalesce, bare<T>, bare<A>>, bare<T>>;
  } else {
    return plan::find_taken<bare<T>, V>();
  }
}
template <class S, class T, class V>
inline constexpr bool column_takes = plan::find_column_takes<S, T, V>();

// Whether the value keeps all of itself in type B.
template <class B, class V>
constexpr bool fits_in(V const& v) {
  constexpr family f = family_of<B>, g = family_of<standard<V>>;
  if constexpr (f == family::decimal && (g == family::integer || g == family::decimal)) {
    int128 units = 0, more = power_of_ten(B::scale);
    if constexpr (g == family::decimal)
      units = v.units, more = power_of_ten(B::scale - V::scale);
    else
      units = v;
    int128 const most = (power_of_ten(B::precision) - 1) / more;
    return -most <= units && units <= most;
  } else if constexpr (f == family::integer && g == family::integer) {
    return std::in_range<B>(static_cast<standard<V>>(v));
  } else {
    return true;
  }
}
// The value as one of type B, as an expression.
template <class B, class V>
constexpr auto value_in(V const& v) {
  constexpr family g = family_of<standard<V>>;
  if constexpr (expr::Expression<V> || family_of<B> == family::text)
    return expr::as_expr(v);
  else if constexpr (family_of<B> == family::decimal && g == family::integer)
    return expr::literal<B>{B::from_units(static_cast<typename B::rep>(v * power_of_ten(B::scale)))};
  else if constexpr (family_of<B> == family::decimal)
    return expr::literal<B>{B::from_units(static_cast<typename B::rep>(v.units * power_of_ten(B::scale - V::scale)))};
  else
    return expr::literal<B>{static_cast<B>(v)};
}

// The definition that fills a column; none for a column that has no nulls.
template <class S, fixed_string Name, class V>
constexpr auto filled(V const& v) {
  using T = schemas::type_of<S, Name>;
  if constexpr (is_nullable<T>) {
    auto const e = expr::make<expr::op::coalesce>(expr::column<Name>{}, plan::value_in<bare<T>>(v));
    return meta::tuple<expr::named<Name, std::remove_const_t<decltype(e)>>>{{{{e}}}};
  } else {
    return meta::tuple<>{};
  }
}

// Column K, where it equals an old value, with the new one. Pairs: old, new, old, new, ...; the first that fits counts.
template <class B, class Column>
constexpr auto replaced(Column const& c) {
  return c;
}
template <class B, class Column, class Old, class New, class... More>
constexpr auto replaced(Column const& c, Old const& from, New const& to, More const&... more) {
  return expr::make<expr::op::if_else>(c == plan::value_in<B>(from), plan::value_in<B>(to), plan::replaced<B>(c, more...));
}

// The mistakes. First is "column"_c = value for all, or a value before columns.
template <class S, class C, class V>
constexpr auto find_value_mistake() {
  if constexpr (!is_column<C>) {
    return not_columns_by_name<C>{};
  } else {
    using T = expr::type_of<C, S>;
    if constexpr (expr::is_mistake<T>)
      return T{};
    else if constexpr (column_takes<S, T, V>)
      return ok{};
    else
      return value_does_not_fit<C::name, T, V>{};
  }
}
template <class S, class N>
constexpr auto find_fill_item_mistake() {
  if constexpr (is_named<N>)
    return plan::find_value_mistake<S, expr::column<N::name>, decltype(N::value)>();
  else
    return not_a_filling<N>{};
}
template <class S, class V>
constexpr bool fills_some_column() {
  return []<class... F>(meta::list<F...>) { return (column_takes<S, typename F::type, V> || ...); }(typename S::fields{});
}
template <class S, class First, class... More>
constexpr auto find_fill_mistake() {
  if constexpr (is_named<First>) {
    using Bad = typename mistake_in<decltype(plan::find_fill_item_mistake<S, First>()), decltype(plan::find_fill_item_mistake<S, More>())...>::type;
    if constexpr (std::is_void_v<Bad>)
      return ok{};
    else
      return Bad{};
  } else if constexpr (is_column<First>) {
    return not_a_filling<First>{};
  } else if constexpr (sizeof...(More) == 0) {
    return std::conditional_t<plan::fills_some_column<S, First>(), ok, no_column_takes<First>>{};
  } else {
    using Bad = typename mistake_in<decltype(plan::find_value_mistake<S, More, First>())...>::type;
    if constexpr (std::is_void_v<Bad>)
      return ok{};
    else
      return Bad{};
  }
}
template <class S, class First, class... More>
using check_fill = decltype(plan::find_fill_mistake<S, First, More...>());

template <class S, class C, class... V>
constexpr auto find_replace_mistake() {
  if constexpr (sizeof...(V) == 0 || sizeof...(V) % 2 != 0) {
    return not_pairs_of_values<V...>{};
  } else {
    using Bad = typename mistake_in<decltype(plan::find_value_mistake<S, C, V>())...>::type;
    if constexpr (std::is_void_v<Bad>)
      return ok{};
    else
      return Bad{};
  }
}
template <class S, class C, class... V>
using check_replace = decltype(plan::find_replace_mistake<S, C, V...>());

}  // namespace quern::plan
