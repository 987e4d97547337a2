// SPDX-License-Identifier: BSL-1.0
// Queries inside expressions: scalar(query), is_in(x, query), exists(query, on(...)).
#pragma once
#include <quern/exec/bind_subquery.hpp>
#include <quern/query/query.hpp>

namespace quern::inline QUERN_ABI {

// The one value of a query of one column and at most one row (more: data_error), null where there is no row: "x"_c > scalar(q).
// Found once a run, before the rows that it is compared with are read.
template <class Plan>
auto scalar(query<Plan> const& q) {
  if constexpr (well_formed<plan::check_one_column<Plan>>())
    return expr::scalar_query<Plan, std::shared_ptr<char>>{q.plan(), std::make_shared<char>()};
  else
    return expr::refused{};
}
// Whether x is among the values of a query of one column; SQL's IN: null where x is null or is not found among values with a null.
// Stands in where(...), as is_in(x, q) or !is_in(x, q).
template <expr::Expression X, class Plan>
constexpr auto is_in(X const& x, query<Plan> const& q) {
  if constexpr (well_formed<plan::check_one_column<Plan>>())
    return expr::in_query<X, Plan>{x, q.plan()};
  else
    return expr::refused{};
}
// Whether the query has a row for which the condition of this row and that one is true. In on(...) the row of where(...) is left.
template <class Plan, class... Terms>
constexpr auto exists(query<Plan> const& q, expr::join_condition<Terms...> const& c) {
  return expr::exists_query<Plan, Terms...>{q.plan(), c.terms};
}

template <bool Not, class Plan, class X, class Other>
constexpr auto where_term(query<Plan> const& q, expr::in_query<X, Other> const& e) {
  constexpr auto kind = Not ? plan::join_kind::not_in : plan::join_kind::semi;
  constexpr auto name = schemas::field_at<plan::schema_of<Other>, 0>::name;
  auto const term = expr::make<expr::op::eq>(plan::on_the_left(e.x), expr::sided<1, name>{});
  using Term = std::remove_const_t<decltype(term)>;
  if constexpr (well_formed<plan::check_join<plan::schema_of<Plan>, plan::schema_of<Other>, kind, void, plan::no_order, Term>>())
    return quern::make_query(plan::join<Plan, Other, kind, void, plan::no_order, Term>{q.plan(), e.plan, {}, {{{term}}}});
  else
    return ill_formed{};
}
template <bool Not, class Plan, class Other, class... Terms>
constexpr auto where_term(query<Plan> const& q, expr::exists_query<Other, Terms...> const& e) {
  constexpr auto kind = Not ? plan::join_kind::anti : plan::join_kind::semi;
  if constexpr (well_formed<plan::check_join<plan::schema_of<Plan>, plan::schema_of<Other>, kind, void, plan::no_order, Terms...>>())
    return quern::make_query(plan::join<Plan, Other, kind, void, plan::no_order, Terms...>{q.plan(), e.plan, {}, e.on});
  else
    return ill_formed{};
}
template <bool Not, class Plan, class E>
constexpr auto where_term(query<Plan> const& q, expr::apply<expr::op::not_, E> const& e) {
  return quern::where_term<!Not>(q, meta::get<0>(e.args));
}

// The conjuncts one after another, as written.
template <class Query, class... C>
constexpr auto where_all(Query const& q, meta::tuple<C...> const& terms) {
  auto const rest_of = [&]<std::size_t... K>(std::index_sequence<K...>) { return meta::make_tuple(meta::get<K + 1>(terms)...); };
  auto const one = [&] {
    using First = meta::at<0, meta::list<C...>>;
    if constexpr (std::is_same_v<Query, ill_formed>)
      return q;
    else if constexpr (plan::is_subquery_term<First>)
      return quern::where_term<false>(q, meta::get<0>(terms));
    else
      return q.where(meta::get<0>(terms));
  }();
  if constexpr (sizeof...(C) == 1)
    return one;
  else
    return where_all(one, rest_of(std::make_index_sequence<sizeof...(C) - 1>{}));
}

}  // namespace quern
