// SPDX-License-Identifier: BSL-1.0
// Plans inside expressions. scalar(query) is a value, found once a run. is_in(x, query) and exists(query, on(...)) stand as conjuncts
// of where(...), alone or after !, and become semi and anti joins.
#pragma once
#include <quern/plan/check_join.hpp>
#include <quern/plan/param.hpp>
#include <quern/plan/print.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {
// Token tells runs which value they have found already.
template <class Plan, class Token>
struct scalar_query {
  using quern_expression = scalar_query;
  Plan plan;
  Token token;
};
template <class X, class Plan>
struct in_query {
  using quern_expression = in_query;
  X x;
  Plan plan;
};
template <class Plan, class... Terms>
struct exists_query {
  using quern_expression = exists_query;
  Plan plan;
  meta::tuple<Terms...> on;
};
template <class E>
struct subquery_outside_where : mistake {};
template <class Plan, class Token, class S>
struct type_in<scalar_query<Plan, Token>, S> {
  using T = typename schemas::field_at<plan::schema_of<Plan>, 0>::type;
  using type = nullable<std::conditional_t<family_of<T> == family::text, string, bare<T>>>;
};
template <class X, class Plan, class S>
struct type_in<in_query<X, Plan>, S> {
  using type = subquery_outside_where<in_query<X, Plan>>;
};
template <class Plan, class... T, class S>
struct type_in<exists_query<Plan, T...>, S> {
  using type = subquery_outside_where<exists_query<Plan, T...>>;
};
}  // namespace expr

namespace plan {
template <class Schema>
struct not_one_column : expr::mistake {};

// A conjunct of where() that is a join: of which kind, with what.
template <class E>
inline constexpr bool is_subquery_term = false;
template <class X, class Plan>
inline constexpr bool is_subquery_term<expr::in_query<X, Plan>> = true;
template <class Plan, class... T>
inline constexpr bool is_subquery_term<expr::exists_query<Plan, T...>> = true;
template <class E>
inline constexpr bool is_subquery_term<expr::apply<expr::op::not_, E>> = is_subquery_term<E>;

template <class E>
inline constexpr bool has_subquery_term = is_subquery_term<E>;
template <class A, class B>
inline constexpr bool has_subquery_term<expr::apply<expr::op::and_, A, B>> = has_subquery_term<A> || has_subquery_term<B>;

// x as the left operand of a join's condition.
template <class E>
constexpr auto on_the_left(E const& e) {
  return e;
}
template <fixed_string Name>
constexpr expr::sided<0, Name> on_the_left(expr::column<Name> const&) {
  return {};
}
template <class Op, class... A>
constexpr auto on_the_left(expr::apply<Op, A...> const& e) {
  return meta::apply([&](auto const&... a) { return expr::make(e.op, plan::on_the_left(a)...); }, e.args);
}

template <class Plan>
constexpr auto find_one_column_mistake() {
  if constexpr (schema_of<Plan>::fields::size == 1)
    return ok{};
  else
    return not_one_column<schema_of<Plan>>{};
}
template <class Plan>
using check_one_column = decltype(plan::find_one_column_mistake<Plan>());

template <class Plan, class Token, class F>
constexpr void for_each_param(expr::scalar_query<Plan, Token>& e, F& f) {
  walk_params(e.plan, f);
}
template <fixed_string Name, class Plan, class Token>
inline constexpr bool has_param_in<Name, expr::scalar_query<Plan, Token>> = has_param<Name, Plan>;

template <class Out, class Node>
void print_chain(Out& out, Node const& n) {
  if constexpr (requires { n.in; }) {
    print_chain(out, n.in);  // also those declared later
    out << "; ";
  }
  print_node(out, n);
}
template <class Out, class Plan, class Token>
void print(Out& out, expr::scalar_query<Plan, Token> const& e, int = -9) {
  out << "scalar(";
  print_chain(out, e.plan);
  out << ")";
}
}  // namespace plan

template <class S>
inline constexpr bool has_one_column = false;
template <class Subquery>
inline constexpr bool stands_in_where = false;
template <class S>
struct report<plan::not_one_column<S>> {
  static constexpr bool holds() {
    static_assert(has_one_column<S>, "quern: scalar(query) and is_in(x, query) take a query of one column; select(...) says which");
    return false;
  }
};
template <class E>
struct report<expr::subquery_outside_where<E>> {
  static constexpr bool holds() {
    static_assert(stands_in_where<E>,
                  "quern: is_in(x, query) and exists(query, on(...)) stand in where(...), as conjuncts of their own, alone or after !");
    return false;
  }
};

}  // namespace quern
