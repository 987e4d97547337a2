// SPDX-License-Identifier: BSL-1.0
// pivot: values of a column become columns, which is agg() with each aggregate over the rows that have the value.
#pragma once
#include <quern/expr/aggregate.hpp>
#include <quern/expr/when.hpp>
#include <quern/meta/static_text.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/shape_mistakes.hpp>

namespace quern::inline QUERN_ABI::plan {

// E with its aggregates over the rows for which `match` is true.
template <class Match, class E>
constexpr auto over_matching(Match const&, E const& e) {
  return e;
}
template <class Match, class Op, class... A>
constexpr auto over_matching(Match const& match, expr::apply<Op, A...> const& e) {
  if constexpr (Op::is_aggregate && sizeof...(A) == 0)
    return expr::make<expr::op::count>(expr::make<expr::op::if_only>(match, lit<true>));
  else if constexpr (Op::is_aggregate)
    return meta::apply([&](auto const&... a) { return expr::make(e.op, expr::make<expr::op::if_only>(match, a)...); }, e.args);
  else
    return meta::apply([&](auto const&... a) { return expr::make(e.op, plan::over_matching(match, a)...); }, e.args);
}
template <class E>
inline constexpr bool is_null_of_nothing = false;
template <class Op, class... A>
inline constexpr bool is_null_of_nothing<expr::apply<Op, A...>> = [] {
  if constexpr (Op::is_aggregate)
    return Op::null_when_empty;
  else
    return false;
}();
// The same, and null where no row matches: also counts, and what is made of them.
template <class Match, class E>
constexpr auto pivoted(Match const& match, E const& e) {
  auto const of_matching = plan::over_matching(match, e);
  if constexpr (is_null_of_nothing<E>)
    return of_matching;
  else
    return expr::make<expr::op::if_only>(plan::over_matching(match, quern::count()) > 0, of_matching);
}

// The name of a value's column: the value as text, and behind it, where there are several aggregates, the aggregate's name.
template <std::size_t N>
constexpr fixed_string<N> name_of_value(fixed_string<N> const& v) {
  return v;
}
template <auto V>
constexpr auto digits_of_value() {
  constexpr auto text = [] {
    meta::static_text<24> t;
    if constexpr (std::is_same_v<decltype(V), bool>) {
      t << (V ? "true" : "false");
    } else {
      char digits[24]{};
      std::size_t k = sizeof digits;
      auto n = V < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(V) : static_cast<std::uint64_t>(V);
      do digits[--k] = static_cast<char>('0' + n % 10);
      while ((n /= 10) != 0);
      if (V < 0) t << "-";
      t << std::string_view(digits + k, sizeof digits - k);
    }
    return t;
  }();
  return fixed_string<text.size>(std::string_view(text));
}
template <class Constant>
struct value_name;
template <auto V>
struct value_name<expr::constant<V>> {
  static constexpr auto name = digits_of_value<V>();
};
template <std::size_t N, fixed_string<N> V>
struct value_name<expr::constant<V>> {
  static constexpr auto name = V;
};
template <std::size_t N, std::size_t M>
constexpr auto joined_names(fixed_string<N> const& a, fixed_string<M> const& b) {
  fixed_string<N + 1 + M> r;
  for (std::size_t i = 0; i < N; ++i) r.data[i] = a.data[i];
  r.data[N] = '_';
  for (std::size_t i = 0; i < M; ++i) r.data[N + 1 + i] = b.data[i];
  return r;
}
template <bool Several, class Value, class Named>
constexpr auto pivot_name() {
  if constexpr (Several)
    return plan::joined_names(value_name<Value>::name, Named::name);
  else
    return value_name<Value>::name;
}

// One column: an aggregate for one value.
template <bool Several, class Value, class Column, fixed_string Name, class V>
constexpr auto pivot_column(expr::named<Name, V> const& aggregate) {
  auto const e = plan::pivoted(Column{} == Value{}, aggregate.value);
  return expr::named<plan::pivot_name<Several, Value, expr::named<Name, V>>(), std::remove_const_t<decltype(e)>>{e};
}

// An aggregate that keeps nulls sees the rows that do not match as well.
template <class E>
struct null_keeper {
  using type = ok;
};
template <class... Found>
struct first_keeper {
  using type = std::conditional_t<std::is_void_v<typename mistake_in<Found...>::type>, ok, typename mistake_in<Found...>::type>;
};
template <class Op, class... A>
struct null_keeper<expr::apply<Op, A...>> {
  static constexpr auto find() {
    if constexpr (!Op::is_aggregate) {
      return typename first_keeper<typename null_keeper<A>::type...>::type{};
    } else {
      constexpr bool skips = []<std::size_t... I>(std::index_sequence<I...>) { return (Op::template skips_nulls_of<I> || ... || (sizeof...(A) == 0)); }(std::index_sequence_for<A...>{});
      return std::conditional_t<skips, ok, aggregate_keeps_nulls<Op>>{};
    }
  }
  using type = decltype(find());
};
template <class E>
struct null_keeper_in_named : null_keeper<E> {};
template <fixed_string Name, class V>
struct null_keeper_in_named<expr::named<Name, V>> : null_keeper<V> {};
template <class... Named>
using check_pivoted = typename first_keeper<typename null_keeper_in_named<Named>::type...>::type;

template <class S, class Column, std::size_t Values>
constexpr auto find_pivot_mistake() {
  if constexpr (!is_column<Column> || Values == 0) {
    return not_a_pivot_column<Column>{};
  } else {
    using T = expr::type_of<Column, S>;
    if constexpr (expr::is_mistake<T>)
      return T{};
    else
      return ok{};
  }
}
template <class S, class Column, std::size_t Values>
using check_pivot = decltype(plan::find_pivot_mistake<S, Column, Values>());
template <class First, class Then>
using first_of_two = std::conditional_t<std::is_same_v<First, ok>, Then, First>;

}  // namespace quern::plan
