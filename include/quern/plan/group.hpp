// SPDX-License-Identifier: BSL-1.0
// agg and group_by().agg(): one row for all rows (also for none), or one for each combination of key values. Null is a
// key value like any other. Groups come in the order in which their first rows come.
#pragma once
#include <quern/expr/aggregate_pairs.hpp>
#include <quern/expr/aggregate_values.hpp>
#include <quern/plan/aggregate_mistakes.hpp>
#include <quern/plan/project.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class... Named>
struct keys {};

// Keys is keys<> or keys<named<...>...>; the payload of the keys stands in key_columns.
template <class In, class Keys, class... Named>
struct group;
template <class In, class... Keys, class... Named>
struct group<In, keys<Keys...>, Named...> {
  In in;
  meta::tuple<Keys...> key_columns;
  meta::tuple<Named...> columns;
};

// Stands for a schema inside agg(): a bare column must be a key; the argument of an aggregate sees the input's columns.
template <class S, class... Keys>
struct inside_agg {
  using keys = schema<field_of<S, Keys>...>;
};

}  // namespace quern::plan

namespace quern::inline QUERN_ABI::expr {

template <fixed_string Name, class S, class... Keys>
struct type_in<column<Name>, plan::inside_agg<S, Keys...>> {
  static constexpr auto find() {
    using K = typename plan::inside_agg<S, Keys...>::keys;
    if constexpr (schemas::has<K, Name>)
      return meta::type_box<schemas::type_of<K, Name>>{};
    else if constexpr (schemas::has<S, Name>)
      return meta::type_box<plan::column_is_not_a_key<Name, plan::keys<columns<Keys::name...>>>>{};
    else
      return missing<Name, typename S::fields>{};
  }
  using type = typename decltype(find())::type;
};

template <class Op, class... Args, class S, class... Keys>
struct type_in<apply<Op, Args...>, plan::inside_agg<S, Keys...>> {
  static constexpr auto find() {
    if constexpr (!Op::is_aggregate) {
      using C = plan::inside_agg<S, Keys...>;
      return op_result<Op, (is_mistake<type_of<Args, C>> || ... || false), type_of<Args, C>...>{};
    } else {
      using Bad = typename first_mistake<type_of<Args, S>...>::type;
      if constexpr (!std::is_void_v<Bad>) {
        return meta::type_box<Bad>{};
      } else {
        using B = typename op::aggregate_result<Op, bare<type_of<Args, S>>...>::type;
        if constexpr (is_mistake<B>) {
          return meta::type_box<B>{};
        } else {
          return meta::type_box<nullable_if<B, op::aggregate_may_be_null<Op, sizeof...(Keys) == 0, type_of<Args, S>...>>>{};
        }
      }
    }
  }
  using type = typename decltype(find())::type;
};

}  // namespace quern::expr

namespace quern::inline QUERN_ABI::plan {

template <class In, class... Keys, class... Named>
struct schema_of_impl<group<In, keys<Keys...>, Named...>> {
  using S = schema_of<In>;
  using type = schema<field_of<S, Keys>..., field_of<inside_agg<S, Keys...>, Named>...>;
};
template <class Old, class K, class... N, class In>
constexpr auto with_input(group<Old, K, N...> const& n, In const& in) {
  return group<In, K, N...>{in, n.key_columns, n.columns};
}

template <class E>
using aggregate_or_mistake = std::conditional_t<expr::has_aggregate<E>, ok, without_an_aggregate<E>>;

template <class S, class KeyList, class... Named>
struct group_mistake;
template <class S, class... Keys, class... Named>
struct group_mistake<S, keys<Keys...>, Named...> {
  static constexpr auto find() {
    using BadKey = check_project<S, Keys...>;
    if constexpr (!std::is_same_v<BadKey, ok>) {
      return BadKey{};
    } else {
      using Unnamed = typename mistake_in<Named...>::type;
      if constexpr (!std::is_void_v<Unnamed>) {
        return Unnamed{};
      } else {
        using C = inside_agg<S, Keys...>;
        using Bad = typename mistake_in<expr::type_of<decltype(Named::value), C>..., aggregate_or_mistake<decltype(Named::value)>...>::type;
        if constexpr (!std::is_void_v<Bad>)
          return Bad{};
        else if constexpr (!plan::names_are_unique<Keys..., Named...>())
          return duplicate_name<meta::at<plan::first_duplicate<Keys..., Named...>(), meta::list<Keys..., Named...>>::name>{};
        else
          return ok{};
      }
    }
  }
  using type = decltype(find());
};
template <class S, class KeyList, class... Named>
using check_group = typename group_mistake<S, KeyList, Named...>::type;

}  // namespace quern::plan
