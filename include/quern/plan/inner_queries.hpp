// SPDX-License-Identifier: BSL-1.0
// The expressions in a node, and the scalar queries in them: whether there are any, and the node with each of them replaced.
#pragma once
#include <quern/plan/formulas.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/join.hpp>
#include <quern/plan/order.hpp>
#include <quern/plan/sets.hpp>
#include <quern/plan/subquery.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class Node>
struct expressions_in {
  using type = meta::list<>;
};
template <class In, class P>
struct expressions_in<filter<In, P>> {
  using type = meta::list<P>;
};
template <class... N>
using values_of = meta::list<decltype(N::value)...>;
template <class In, class... N>
struct expressions_in<extend<In, N...>> {
  using type = values_of<N...>;
};
template <class In, class... N>
struct expressions_in<project<In, N...>> {
  using type = values_of<N...>;
};
template <class In, class... N>
struct expressions_in<view<In, N...>> {
  using type = values_of<N...>;
};
template <class In, class... N>
struct expressions_in<lazy_extend<In, N...>> {
  using type = values_of<N...>;
};
template <class In, class... K>
struct expressions_in<sort<In, K...>> {
  using type = values_of<K...>;
};
template <class In, class... K>
struct expressions_in<distinct_on<In, K...>> {
  using type = values_of<K...>;
};
template <class In, class Keys, class... N>
struct expressions_in<group<In, Keys, N...>> {
  template <class... K>
  static auto with(meta::list<K...>) -> values_of<K..., N...>;
  using type = decltype(with(typename Keys::items{}));
};
template <class A, class B, join_kind Kind, class Suffix, class By, class... T>
struct expressions_in<join<A, B, Kind, Suffix, By, T...>> {
  using type = meta::list<T...>;
};

// The scalar queries in an expression; not those inside of them.
template <class E>
struct queries_in_expression {
  using type = meta::list<>;
};
template <class Plan, class Token>
struct queries_in_expression<expr::scalar_query<Plan, Token>> {
  using type = meta::list<expr::scalar_query<Plan, Token>>;
};
template <class E>
inline constexpr bool holds_query = false;
template <class Plan, class Token>
inline constexpr bool holds_query<expr::scalar_query<Plan, Token>> = true;
template <class Op, class... A>
inline constexpr bool holds_query<expr::apply<Op, A...>> = (holds_query<A> || ... || false);
template <class... E>
inline constexpr bool holds_query<meta::list<E...>> = (holds_query<E> || ... || false);
template <class Op, class... A>
  requires holds_query<expr::apply<Op, A...>>
struct queries_in_expression<expr::apply<Op, A...>> {
  using type = meta::concat<typename queries_in_expression<A>::type...>;
};
template <class... E>
struct queries_in_expression<meta::list<E...>> {
  using type = meta::concat<typename queries_in_expression<E>::type...>;
};

// Whether a node's own expressions hold scalar queries.
template <class Node>
inline constexpr bool has_inner_query = holds_query<typename expressions_in<Node>::type>;
template <class Node>
using inner_queries = typename queries_in_expression<typename expressions_in<Node>::type>::type;

// An expression, a definition, a sort key or a tuple of these, with f(query) in the place of each scalar query.
template <class E, class F>
constexpr auto with_queries(E const& e, F const&) {
  return e;
}
template <class Plan, class Token, class F>
constexpr auto with_queries(expr::scalar_query<Plan, Token> const& e, F const& f) {
  return f(e);
}
template <class Op, class... A, class F>
constexpr auto with_queries(expr::apply<Op, A...> const& e, F const& f) {
  if constexpr (!holds_query<expr::apply<Op, A...>>)
    return e;
  else
    return meta::apply([&](auto const&... a) { return expr::make(e.op, plan::with_queries(a, f)...); }, e.args);
}
template <fixed_string Name, class V, class F>
constexpr auto with_queries(expr::named<Name, V> const& e, F const& f) {
  auto const v = plan::with_queries(e.value, f);
  return expr::named<Name, std::remove_const_t<decltype(v)>>{v};
}
template <class E, bool Descending, bool NullsLast, class F>
constexpr auto with_queries(expr::order_key<E, Descending, NullsLast> const& e, F const& f) {
  auto const v = plan::with_queries(e.value, f);
  return expr::order_key<std::remove_const_t<decltype(v)>, Descending, NullsLast>{v};
}
template <class... T, class F>
constexpr auto with_queries(meta::tuple<T...> const& t, F const& f) {
  return meta::apply([&](auto const&... x) { return meta::make_tuple(plan::with_queries(x, f)...); }, t);
}

// The node with f(query) in the place of each scalar query of its expressions.
template <class In, class P, class F>
constexpr auto with_queries(filter<In, P> const& n, F const& f) {
  auto const p = plan::with_queries(n.pred, f);
  return filter<In, std::remove_const_t<decltype(p)>>{n.in, p};
}
template <class In, class... N, class F>
constexpr auto with_queries(extend<In, N...> const& n, F const& f) {
  return [&]<class... M>(meta::tuple<M...> const& c) { return extend<In, M...>{n.in, c}; }(plan::with_queries(n.columns, f));
}
template <class In, class... N, class F>
constexpr auto with_queries(project<In, N...> const& n, F const& f) {
  return [&]<class... M>(meta::tuple<M...> const& c) { return project<In, M...>{n.in, c}; }(plan::with_queries(n.columns, f));
}
template <class In, class... N, class F>
constexpr auto with_queries(view<In, N...> const& n, F const& f) {
  return [&]<class... M>(meta::tuple<M...> const& c) { return view<In, M...>{n.in, c}; }(plan::with_queries(n.columns, f));
}
template <class In, class... N, class F>
constexpr auto with_queries(lazy_extend<In, N...> const& n, F const& f) {
  return [&]<class... M>(meta::tuple<M...> const& c) { return lazy_extend<In, M...>{n.in, c}; }(plan::with_queries(n.columns, f));
}
template <class In, class... K, class F>
constexpr auto with_queries(sort<In, K...> const& n, F const& f) {
  return [&]<class... M>(meta::tuple<M...> const& k) { return sort<In, M...>{n.in, k}; }(plan::with_queries(n.order, f));
}
template <class In, class... K, class F>
constexpr auto with_queries(distinct_on<In, K...> const& n, F const& f) {
  return [&]<class... M>(meta::tuple<M...> const& k) { return distinct_on<In, M...>{n.in, k}; }(plan::with_queries(n.order, f));
}
template <class... Old, class... K>
keys<K...> keys_like(keys<Old...> const*, meta::tuple<K...> const&);
template <class Sets, class... Old, class... K>
key_sets<Sets, K...> keys_like(key_sets<Sets, Old...> const*, meta::tuple<K...> const&);
template <class In, class Keys, class... N, class F>
constexpr auto with_queries(group<In, Keys, N...> const& n, F const& f) {
  auto const k = plan::with_queries(n.key_columns, f);
  using NewKeys = decltype(plan::keys_like(static_cast<Keys const*>(nullptr), k));
  return [&]<class... M>(meta::tuple<M...> const& c) { return group<In, NewKeys, M...>{n.in, k, c}; }(plan::with_queries(n.columns, f));
}
template <class A, class B, join_kind Kind, class Suffix, class By, class... T, class F>
constexpr auto with_queries(join<A, B, Kind, Suffix, By, T...> const& n, F const& f) {
  return [&]<class... U>(meta::tuple<U...> const& on) { return join<A, B, Kind, Suffix, By, U...>{n.in, n.other, n.by, on}; }(plan::with_queries(n.on, f));
}

}  // namespace quern::plan
