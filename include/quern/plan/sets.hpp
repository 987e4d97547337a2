// SPDX-License-Identifier: BSL-1.0
// union_all, intersect, except and their forms, and distinct_on. Columns of two inputs stand by position under the names of the
// left one, in a type that holds both.
#pragma once
#include <quern/expr/functions.hpp>
#include <quern/expr/order.hpp>
#include <quern/plan/drop.hpp>
#include <quern/plan/set_mistakes.hpp>

namespace quern::inline QUERN_ABI::plan {

struct set_operation_of_rows {};
// The type of a column that holds values of both; columns of one type keep it, also categories.
template <class A, class B>
constexpr auto find_widened() {
  constexpr bool null = is_nullable<A> || is_nullable<B>;
  if constexpr (std::is_same_v<bare<A>, bare<B>>) {
    return meta::type_box<nullable_if<bare<A>, null>>{};
  } else {
    using U = expr::op::unified<set_operation_of_rows, bare<A>, bare<B>>;
    if constexpr (expr::is_mistake<U>)
      return meta::type_box<U>{};
    else
      return meta::type_box<nullable_if<U, null>>{};
  }
}
template <class A, class B>
using widened = typename decltype(plan::find_widened<A, B>())::type;

template <class L, class R>
struct widened_fields;
template <class... F, class... G>
struct widened_fields<meta::list<F...>, meta::list<G...>> {
  using type = schema<field<F::name, widened<typename F::type, typename G::type>>...>;
};

// All rows of the left input, then all of the right one.
template <class In, class Other>
struct union_all {
  In in;
  Other other;
};
template <class In, class Other>
struct schema_of_impl<union_all<In, Other>> : widened_fields<typename schema_of<In>::fields, typename schema_of<Other>::fields> {};
template <class A, class B, class In, class Other>
constexpr auto with_inputs(union_all<A, B> const&, In const& in, Other const& other) {
  return union_all<In, Other>{in, other};
}

// The rows of the left input that are (intersection) or are not (difference) in the right one; each once, or as often as counts say.
template <class In, class Other, bool All>
struct intersection {
  In in;
  Other other;
};
template <class In, class Other, bool All>
struct schema_of_impl<intersection<In, Other, All>> : schema_of_impl<union_all<In, Other>> {};
template <class A, class B, bool All, class In, class Other>
constexpr auto with_inputs(intersection<A, B, All> const&, In const& in, Other const& other) {
  return intersection<In, Other, All>{in, other};
}
template <class In, class Other, bool All>
struct difference {
  In in;
  Other other;
};
template <class In, class Other, bool All>
struct schema_of_impl<difference<In, Other, All>> : schema_of_impl<union_all<In, Other>> {};
template <class A, class B, bool All, class In, class Other>
constexpr auto with_inputs(difference<A, B, All> const&, In const& in, Other const& other) {
  return difference<In, Other, All>{in, other};
}

// The first row of every combination of key values.
template <class In, class... Keys>
struct distinct_on {
  In in;
  meta::tuple<Keys...> order;  // expressions, as order_key: where params are looked for
};
template <class In, class... Keys>
struct schema_of_impl<distinct_on<In, Keys...>> : schema_of_impl<In> {};
template <class Old, class... K, class In>
constexpr auto with_input(distinct_on<Old, K...> const& n, In const& in) {
  return distinct_on<In, K...>{in, n.order};
}

// The mistakes.
template <class F, class G>
constexpr auto find_pair_mistake() {
  if constexpr (expr::is_mistake<widened<typename F::type, typename G::type>>)
    return no_common_type<F::name, typename F::type, G::name, typename G::type>{};
  else
    return ok{};
}
template <class... F, class... G>
constexpr auto find_columns_of_sets_mistake(meta::list<F...>, meta::list<G...>) {
  if constexpr (sizeof...(F) != sizeof...(G)) {
    return different_numbers_of_columns<sizeof...(F), sizeof...(G)>{};
  } else {
    using Bad = typename mistake_in<decltype(plan::find_pair_mistake<F, G>())...>::type;
    if constexpr (std::is_void_v<Bad>)
      return ok{};
    else
      return Bad{};
  }
}
template <class S, class Other>
constexpr auto find_sets_mistake() {
  if constexpr (requires { typename Other::plan_type; })
    return plan::find_columns_of_sets_mistake(typename S::fields{}, typename schema_of<typename Other::plan_type>::fields{});
  else
    return not_another_query<Other>{};
}
template <class S, class Other>
using check_sets = decltype(plan::find_sets_mistake<S, Other>());

template <class S, class... Keys>
constexpr auto find_distinct_on_mistake() {
  if constexpr (sizeof...(Keys) == 0)
    return not_a_key_expression<void>{};
  else if constexpr ((expr::Expression<Keys> && ...))
    return check_columns<S, Keys...>{};
  else
    return typename mistake_in<std::conditional_t<expr::Expression<Keys>, ok, not_a_key_expression<Keys>>...>::type{};
}
template <class S, class... Keys>
using check_distinct_on = decltype(plan::find_distinct_on_mistake<S, Keys...>());

// By name. The columns of one that the other has not.
template <class S, class T>
struct missing_columns;
template <class S, class... F>
struct missing_columns<S, meta::list<F...>> {
  using type = meta::concat<std::conditional_t<schemas::has<S, F::name>, meta::list<>, meta::list<F>>...>;
};
// The left input's columns, then those that only the right one has; of schema S, or null.
template <class S, class... F>
constexpr auto columns_by_name(meta::list<F...>) {
  auto const one = []<class X>(meta::type_box<X>) {
    if constexpr (schemas::has<S, X::name>)
      return expr::named<X::name, expr::column<X::name>>{};
    else
      return expr::named<X::name, expr::null_literal<std::conditional_t<std::is_same_v<bare<typename X::type>, category>, string, bare<typename X::type>>>>{};
  };
  return meta::make_tuple(one(meta::type_box<F>{})...);
}
template <class In, class... N>
constexpr auto make_project(In const& in, meta::tuple<N...> const& columns) {
  return project<In, N...>{in, columns};
}
template <class T, class F>
constexpr auto pair_by_name() {
  if constexpr (schemas::has<T, F::name>)
    return plan::find_pair_mistake<F, field<F::name, schemas::type_of<T, F::name>>>();
  else
    return ok{};
}
template <class S, class Other, bool AllowMissing>
constexpr auto find_by_name_mistake() {
  if constexpr (requires { typename Other::plan_type; }) {
    using T = schema_of<typename Other::plan_type>;
    using OnlyRight = typename missing_columns<S, typename T::fields>::type;
    using OnlyLeft = typename missing_columns<T, typename S::fields>::type;
    if constexpr (!AllowMissing && OnlyLeft::size + OnlyRight::size > 0) {
      return column_of_one_side<meta::at<0, meta::concat<OnlyLeft, OnlyRight>>::name>{};
    } else {
      return []<class... F>(meta::list<F...>) {
        using Bad = typename mistake_in<decltype(plan::pair_by_name<T, F>())...>::type;
        if constexpr (std::is_void_v<Bad>)
          return ok{};
        else
          return Bad{};
      }(typename S::fields{});
    }
  } else {
    return not_another_query<Other>{};
  }
}
template <class S, class Other, bool AllowMissing>
using check_by_name = decltype(plan::find_by_name_mistake<S, Other, AllowMissing>());

}  // namespace quern::plan
