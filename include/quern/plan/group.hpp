// SPDX-License-Identifier: BSL-1.0
// agg and group_by().agg(): one row for all rows (also for none), or one for each combination of key values. Null is a
// key value like any other. Groups come in the order in which their first rows come. With sets of keys (grouping_sets.hpp)
// there are the groups of each set, in the order of the sets; keys that a set leaves out are null.
#pragma once
#include <quern/expr/aggregate_pairs.hpp>
#include <quern/expr/aggregate_values.hpp>
#include <quern/plan/aggregate_mistakes.hpp>
#include <quern/expr/grouping.hpp>
#include <quern/plan/grouping_sets.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class... Named>
struct keys {
  using columns = meta::tuple<Named...>;
  using items = meta::list<Named...>;
};
template <class Keys>
inline constexpr bool is_plain_keys = false;
template <class... Named>
inline constexpr bool is_plain_keys<keys<Named...>> = true;
template <class Keys, class Named>
struct keys_and;
template <class... K, class Named>
struct keys_and<keys<K...>, Named> {
  using type = keys<K..., Named>;
};
template <class Keys, class Named>
using with_key = typename keys_and<Keys, Named>::type;

template <class Sets, class... Named>
struct key_sets : keys<Named...> {};
template <std::uint32_t... Masks, class... Named>
struct key_sets<sets<Masks...>, Named...> : keys<Named...> {
  static constexpr bool has_total = ((Masks == 0) || ...);
  // Of key k: whether a set leaves it out.
  static constexpr bool may_be_absent(std::size_t k) { return ((((Masks >> k) & 1) == 0) || ...); }
};

// Keys is keys<>, keys<named<...>...> or key_sets<sets<...>, named<...>...>; the payload of the keys stands in key_columns.
template <class In, class Keys, class... Named>
struct group {
  In in;
  typename Keys::columns key_columns;
  meta::tuple<Named...> columns;
};

// Stands for a schema inside agg(): a bare column must be a key; the argument of an aggregate sees the input's columns.
template <class S, class... Keys>
struct inside_agg {
  using input = S;
  using keys = schema<field_of<S, Keys>...>;
  static constexpr bool may_be_empty = sizeof...(Keys) == 0;
};
template <class S, class KeySets, class... Keys>
struct inside_sets {
  using input = S;
  template <std::size_t... K>
  static auto fields(std::index_sequence<K...>)
      -> schema<field<Keys::name, nullable_if<typename field_of<S, Keys>::type, KeySets::may_be_absent(K)>>...>;
  using keys = decltype(fields(std::index_sequence_for<Keys...>{}));
  static constexpr bool may_be_empty = KeySets::has_total;
};
template <class S, class Keys>
struct inside;
template <class S, class... Keys>
struct inside<S, keys<Keys...>> {
  using type = inside_agg<S, Keys...>;
};
template <class S, class Sets, class... Keys>
struct inside<S, key_sets<Sets, Keys...>> {
  using type = inside_sets<S, key_sets<Sets, Keys...>, Keys...>;
};
template <class Fields>
struct names_of;
template <class... F>
struct names_of<meta::list<F...>> {
  using type = keys<expr::columns<F::name...>>;
};

}  // namespace quern::plan

namespace quern::inline QUERN_ABI::expr {

// C: inside_agg or inside_sets.
template <class C, fixed_string Name>
struct column_inside {
  static constexpr auto find() {
    using K = typename C::keys;
    if constexpr (schemas::has<K, Name>)
      return meta::type_box<schemas::type_of<K, Name>>{};
    else if constexpr (schemas::has<typename C::input, Name>)
      return meta::type_box<plan::column_is_not_a_key<Name, typename plan::names_of<typename K::fields>::type>>{};
    else
      return missing<Name, typename C::input::fields>{};
  }
  using type = typename decltype(find())::type;
};
template <fixed_string Name, class S, class... Keys>
struct type_in<column<Name>, plan::inside_agg<S, Keys...>> : column_inside<plan::inside_agg<S, Keys...>, Name> {};
template <fixed_string Name, class S, class... Keys>
struct type_in<column<Name>, plan::inside_sets<S, Keys...>> : column_inside<plan::inside_sets<S, Keys...>, Name> {};

template <class C, class Op, class... Args>
struct operation_inside {
  using S = typename C::input;
  static constexpr auto find() {
    if constexpr (!Op::is_aggregate) {
      return op_result<Op, (is_mistake<type_of<Args, C>> || ... || false), type_of<Args, C>...>{};
    } else if constexpr (std::is_same_v<Op, op::grouping>) {
      using Bad = typename first_mistake<type_of<Args, C>...>::type;
      return meta::type_box<std::conditional_t<std::is_void_v<Bad>, std::int32_t, Bad>>{};
    } else {
      using Bad = typename first_mistake<type_of<Args, S>...>::type;
      if constexpr (!std::is_void_v<Bad>) {
        return meta::type_box<Bad>{};
      } else {
        using B = typename op::aggregate_result<Op, bare<type_of<Args, S>>...>::type;
        if constexpr (is_mistake<B>)
          return meta::type_box<B>{};
        else
          return meta::type_box<nullable_if<B, op::aggregate_may_be_null<Op, C::may_be_empty, type_of<Args, S>...>>>{};
      }
    }
  }
  using type = typename decltype(find())::type;
};
template <class Op, class... Args, class S, class... Keys>
struct type_in<apply<Op, Args...>, plan::inside_agg<S, Keys...>> : operation_inside<plan::inside_agg<S, Keys...>, Op, Args...> {};
template <class Op, class... Args, class S, class... Keys>
struct type_in<apply<Op, Args...>, plan::inside_sets<S, Keys...>> : operation_inside<plan::inside_sets<S, Keys...>, Op, Args...> {};

}  // namespace quern::expr

namespace quern::inline QUERN_ABI::plan {

template <class In, class Keys, class... Named>
struct schema_of_impl<group<In, Keys, Named...>> {
  using C = typename inside<schema_of<In>, Keys>::type;
  template <class... F>
  static auto with(meta::list<F...>) -> schema<F..., field_of<C, Named>...>;
  using type = decltype(with(typename C::keys::fields{}));
};
template <class Old, class K, class... N, class In>
constexpr auto with_input(group<Old, K, N...> const& n, In const& in) {
  return group<In, K, N...>{in, n.key_columns, n.columns};
}

template <class E>
using aggregate_or_mistake = std::conditional_t<expr::has_aggregate<E>, ok, without_an_aggregate<E>>;

template <class S, class KeyList, class Items, class... Named>
struct group_mistake;
template <class S, class KeyList, class... Keys, class... Named>
struct group_mistake<S, KeyList, meta::list<Keys...>, Named...> {
  static constexpr auto find() {
    using BadKey = check_project<S, Keys...>;
    if constexpr (!std::is_same_v<BadKey, ok>) {
      return BadKey{};
    } else {
      using Unnamed = typename mistake_in<Named...>::type;
      if constexpr (!std::is_void_v<Unnamed>) {
        return Unnamed{};
      } else {
        using C = typename inside<S, KeyList>::type;
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
using check_group = typename group_mistake<S, KeyList, typename KeyList::items, Named...>::type;

}  // namespace quern::plan
