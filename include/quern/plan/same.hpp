// SPDX-License-Identifier: BSL-1.0
// Whether two plans of one type mean the same rows: same(a, b) compares what they hold. It gives a bool, or, where that cannot be
// known of the type (functions with state, an order of evaluation, what is not listed here), incomparable.
#pragma once
#include <bit>

#include <quern/expr/aggregate_user.hpp>
#include <quern/expr/nearest.hpp>
#include <quern/plan/cache.hpp>
#include <quern/plan/inner_queries.hpp>
#include <quern/plan/policy.hpp>
#include <quern/plan/rule_choice.hpp>
#include <quern/plan/sample.hpp>
#include <quern/plan/unpivot.hpp>
#include <quern/plan/window.hpp>

namespace quern::inline QUERN_ABI::plan {

struct incomparable {};

// How many members a struct has, where they are all there is to compare. Another number does not compile: so none is forgotten.
template <class T>
inline constexpr int members_of = 0;
template <class In, class P>
inline constexpr int members_of<filter<In, P>> = 2;
template <class In, class... N>
inline constexpr int members_of<extend<In, N...>> = 2;
template <class In, class... N>
inline constexpr int members_of<project<In, N...>> = 2;
template <class In, class... N>
inline constexpr int members_of<view<In, N...>> = 2;
template <class In, fixed_string... N>
inline constexpr int members_of<drop<In, N...>> = 1;
template <class In, class... P>
inline constexpr int members_of<rename<In, P...>> = 1;
template <class In, class P>
inline constexpr int members_of<policy<In, P>> = 1;
template <class In, class Choice>
inline constexpr int members_of<rule_choice<In, Choice>> = 1;
template <class In, class K, class... N>
inline constexpr int members_of<group<In, K, N...>> = 3;
template <class In, class... K>
inline constexpr int members_of<sort<In, K...>> = 2;
template <class In>
inline constexpr int members_of<slice<In>> = 3;
template <class In>
inline constexpr int members_of<distinct<In>> = 1;
template <class In, fixed_string N>
inline constexpr int members_of<row_index<In, N>> = 1;
template <class In>
inline constexpr int members_of<sample<In>> = 4;
template <class In, class Other>
inline constexpr int members_of<union_all<In, Other>> = 2;
template <class In, class Other, bool All>
inline constexpr int members_of<intersection<In, Other, All>> = 2;
template <class In, class Other, bool All>
inline constexpr int members_of<difference<In, Other, All>> = 2;
template <class In, class... K>
inline constexpr int members_of<distinct_on<In, K...>> = 2;
template <class In, class Other, join_kind Kind, class Suffix, class By, class... T>
inline constexpr int members_of<join<In, Other, Kind, Suffix, By, T...>> = 4;
template <class In, class... W>
inline constexpr int members_of<window<In, W...>> = 2;
template <class In, class Keep, class Columns, fixed_string Name, fixed_string Value>
inline constexpr int members_of<unpivot<In, Keep, Columns, Name, Value>> = 1;

template <class T>
inline constexpr int members_of<expr::literal<T>> = 1;
template <fixed_string N, class T>
inline constexpr int members_of<expr::param<N, T>> = 1;
template <class Op, class... A>
inline constexpr int members_of<expr::apply<Op, A...>> = 2;
template <fixed_string N, class V>
inline constexpr int members_of<expr::named<N, V>> = 1;
template <class E, bool D, bool N>
inline constexpr int members_of<expr::order_key<E, D, N>> = 1;
template <expr::direction D, fixed_string L, fixed_string R, class T>
inline constexpr int members_of<expr::nearest_row<D, L, R, T>> = 1;
template <class A, class B>
inline constexpr int members_of<expr::rows_frame<A, B>> = 2;
template <class A, class B>
inline constexpr int members_of<expr::range_frame<A, B>> = 2;
template <class S, class T, class M, class F, class B>
inline constexpr int members_of<aggregate<S, T, M, F, B>> = 5;

// Operations that hold something.
template <class F, expr::calling How>
inline constexpr int members_of<expr::op::map<F, How>> = 1;
template <class F, class S, class Frame>
inline constexpr int members_of<expr::op::over<F, S, Frame>> = 2;
template <class A>
inline constexpr int members_of<expr::op::user_aggregate<A>> = 1;
template <>
inline constexpr int members_of<expr::op::quantile> = 1;
template <>
inline constexpr int members_of<expr::op::shift> = 1;
template <>
inline constexpr int members_of<expr::op::ntile> = 1;
template <>
inline constexpr int members_of<expr::op::lag> = 1;
template <>
inline constexpr int members_of<expr::op::lead> = 1;
template <>
inline constexpr int members_of<expr::op::nth_value> = 1;

// What an order was asked for runs as often as it is written, and so does a function that has state.
template <class T>
inline constexpr bool has_order = false;
template <class M>
inline constexpr bool has_order<expr::op::marked<M>> = M::serial || M::declares::size != 0 || M::respects::size != 0;
template <class F>
inline constexpr bool has_order<expr::op::map<F, expr::calling::ordered>> = true;

template <class T>
inline constexpr bool is_tuple = false;
template <class... T>
inline constexpr bool is_tuple<meta::tuple<T...>> = true;
template <class T>
inline constexpr bool is_scalar_query = false;
template <class Plan, class Token>
inline constexpr bool is_scalar_query<expr::scalar_query<Plan, Token>> = true;
template <class T>
inline constexpr bool is_scan = false;
template <class Source>
inline constexpr bool is_scan<scan<Source>> = true;
template <class T>
inline constexpr bool is_cache = false;
template <class In, class Kept>
inline constexpr bool is_cache<cache<In, Kept>> = true;

template <class... R>
constexpr auto all_same(R... r) {
  if constexpr ((std::is_same_v<R, incomparable> || ... || false))
    return incomparable{};
  else
    return (r && ... && true);
}
template <class V>
constexpr auto same_if_equal(V const& a, V const& b) {
  if constexpr (requires { static_cast<bool>(a == b); })
    return static_cast<bool>(a == b);
  else
    return incomparable{};
}

template <class T>
constexpr auto same([[maybe_unused]] T const& a, [[maybe_unused]] T const& b) {
  if constexpr (has_order<T>) {
    return incomparable{};
  } else if constexpr (members_of<T> == 1) {
    auto const& [p] = a;
    auto const& [q] = b;
    return plan::same(p, q);
  } else if constexpr (members_of<T> == 2) {
    auto const& [p, r] = a;
    auto const& [q, s] = b;
    return plan::all_same(plan::same(p, q), plan::same(r, s));
  } else if constexpr (members_of<T> == 3) {
    auto const& [p, r, t] = a;
    auto const& [q, s, u] = b;
    return plan::all_same(plan::same(p, q), plan::same(r, s), plan::same(t, u));
  } else if constexpr (members_of<T> == 4) {
    auto const& [p, r, t, v] = a;
    auto const& [q, s, u, w] = b;
    return plan::all_same(plan::same(p, q), plan::same(r, s), plan::same(t, u), plan::same(v, w));
  } else if constexpr (members_of<T> == 5) {
    auto const& [p, r, t, v, x] = a;
    auto const& [q, s, u, w, y] = b;
    return plan::all_same(plan::same(p, q), plan::same(r, s), plan::same(t, u), plan::same(v, w), plan::same(x, y));
  } else if constexpr (is_tuple<T>) {
    return [&]<std::size_t... K>(std::index_sequence<K...>) { return plan::all_same(plan::same(meta::get<K>(a), meta::get<K>(b))...); }(std::make_index_sequence<T::size>{});
  } else if constexpr (is_scalar_query<T>) {
    return plan::same(a.plan, b.plan);
  } else if constexpr (is_scan<T>) {
    return plan::same_if_equal(a.source, b.source);  // of equal sources, it is promised that they give the same rows
  } else if constexpr (is_cache<T>) {
    return plan::all_same(plan::same(a.in, b.in), plan::same_if_equal(a.kept, b.kept));
  } else if constexpr (requires { a.in; }) {
    return incomparable{};  // a node that is not listed
  } else if constexpr (std::is_empty_v<T>) {
    return true;
  } else if constexpr (std::is_same_v<T, meta::owned_text>) {
    return std::string_view(a) == std::string_view(b);
  } else if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  } else if constexpr (std::is_same_v<T, float>) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
  } else if constexpr (std::has_unique_object_representations_v<T>) {
    return plan::same_if_equal(a, b);
  } else {
    return incomparable{};
  }
}
template <class T>
inline constexpr bool is_comparable = !std::is_same_v<decltype(plan::same(std::declval<T const&>(), std::declval<T const&>())), incomparable>;

}  // namespace quern::plan
