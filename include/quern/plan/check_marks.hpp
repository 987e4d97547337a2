// SPDX-License-Identifier: BSL-1.0
// What can be wrong with markers: barriers that nobody declared, or twice, or too late, and markers where they mean nothing.
#pragma once
#include <quern/plan/cut.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/mark_mistakes.hpp>
#include <quern/plan/order.hpp>
#include <quern/plan/window_mistakes.hpp>

namespace quern::inline QUERN_ABI::plan {

// The barriers declared in a plan.
template <class Node>
struct declared_in {
  using type = meta::list<>;
};
template <class Node>
  requires requires(Node n) { n.in; }
struct declared_in<Node> : declared_in<decltype(Node::in)> {};
template <class In, class Pred>
struct declared_in<filter<In, Pred>> {
  using type = meta::concat<typename declared_in<In>::type, typename expr::marks_of<Pred>::declares>;
};
template <class In, class... N>
struct declared_in<extend<In, N...>> {
  using type = meta::concat<typename declared_in<In>::type, typename expr::marks_of<decltype(N::value)>::declares...>;
};
template <class In, class... N>
struct declared_in<project<In, N...>> {
  using type = meta::concat<typename declared_in<In>::type, typename expr::marks_of<decltype(N::value)>::declares...>;
};

// Before: barriers declared earlier; Later: by items that follow.
template <class Before, class Later, class Own, class... B>
constexpr auto find_respects_mistake(meta::list<B...>) {
  constexpr auto one = []<class X>(meta::type_box<X>) {
    if constexpr (meta::contains<X, Own>)
      return own_barrier<X>{};
    else if constexpr (meta::contains<X, Before>)
      return ok{};
    else if constexpr (meta::contains<X, Later>)
      return late_barrier<X>{};
    else
      return undeclared_barrier<X>{};
  };
  using Bad = typename mistake_in<decltype(one(meta::type_box<B>{}))...>::type;
  if constexpr (std::is_void_v<Bad>)
    return ok{};
  else
    return Bad{};
}
template <class Before, class... B>
constexpr auto find_declares_mistake(meta::list<B...>) {
  using Bad = typename mistake_in<std::conditional_t<meta::contains<B, Before>, barrier_declared_twice<B>, ok>...>::type;
  if constexpr (std::is_void_v<Bad>)
    return ok{};
  else
    return Bad{};
}
template <class Before>
constexpr auto find_mark_mistake(meta::list<>) {
  return ok{};
}
template <class Before, class E, class... Rest>
constexpr auto find_mark_mistake(meta::list<E, Rest...>) {
  using M = expr::marks_of<E>;
  constexpr bool barriers = M::declares::size + M::respects::size != 0;
  if constexpr (barriers && is_constant<expr::plain_t<E>>) {
    return constant_with_a_barrier<expr::plain_t<E>>{};
  } else {
    using Later = meta::concat<typename expr::marks_of<Rest>::declares...>;
    using Twice = decltype(plan::find_declares_mistake<Before>(typename M::declares{}));
    using Wrong = decltype(plan::find_respects_mistake<Before, Later, typename M::declares>(typename M::respects{}));
    if constexpr (!std::is_same_v<Twice, ok>)
      return Twice{};
    else if constexpr (!std::is_same_v<Wrong, ok>)
      return Wrong{};
    else
      return plan::find_mark_mistake<meta::concat<Before, typename M::declares>>(meta::list<Rest...>{});
  }
}
// Items: expressions in the order of writing, above plan In.
template <class In, class... E>
constexpr auto check_marks_of(meta::list<E...> items) {
  if constexpr ((expr::has_markers<E> || ... || false))
    return plan::find_mark_mistake<typename declared_in<In>::type>(items);
  else
    return ok{};
}
// The mistake found before, or one with markers.
template <class First, class In, class Pred>
constexpr auto find_filter_marks_after() {
  if constexpr (!std::is_same_v<First, ok>)
    return First{};
  else if constexpr (expr::window_count<Pred> != 0)
    return window_out_of_place<Pred>{};
  else
    return plan::check_marks_of<In>(conjuncts_of<Pred>{});
}
template <class First, class In, class... Named>
constexpr auto find_column_marks_after() {
  if constexpr (std::is_same_v<First, ok>)
    return plan::check_marks_of<In>(meta::list<decltype(Named::value)...>{});
  else
    return First{};
}
template <class First, class In, class Pred>
using then_filter_marks = decltype(plan::find_filter_marks_after<First, In, Pred>());
template <class First, class In, class... Named>
using then_column_marks = decltype(plan::find_column_marks_after<First, In, Named...>());

// Verbs other than where, update and select know no order among their expressions.
template <class E>
struct ordered_parts {
  using type = E;
};
template <fixed_string Name, class V>
struct ordered_parts<expr::named<Name, V>> : ordered_parts<V> {};
template <class E, bool D, bool N>
struct ordered_parts<expr::order_key<E, D, N>> : ordered_parts<E> {};
template <class X>
constexpr auto find_marker_out_of_place() {
  using E = typename ordered_parts<X>::type;
  if constexpr (expr::window_count<E> != 0)
    return window_out_of_place<E>{};
  else if constexpr (expr::has_markers<E>)
    return marker_out_of_place<E>{};
  else if constexpr (expr::shift_count<E> != 0)
    return shift_out_of_place<E>{};
  else
    return ok{};
}
template <class First, class... X>
constexpr auto find_unordered_mistake() {
  // A window is told first: agg(...) would take its columns for ones that are no keys.
  if constexpr (!std::is_same_v<First, ok> && !((expr::window_count<typename ordered_parts<X>::type> != 0) || ... || false)) {
    return First{};
  } else {
    using Bad = typename mistake_in<decltype(plan::find_marker_out_of_place<X>())...>::type;
    if constexpr (std::is_void_v<Bad>)
      return ok{};
    else
      return Bad{};
  }
}
template <class First, class... X>
using then_unordered = decltype(plan::find_unordered_mistake<First, X...>());

}  // namespace quern::plan
