// SPDX-License-Identifier: BSL-1.0
// Filters sink below what makes one row of many, where they read only what those have in common: whole groups, partitions or
// repetitions are dropped before work is done on them.
#pragma once
#include <quern/plan/unpivot.hpp>
#include <quern/plan/window.hpp>
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

// Of equal floats a group or distinct keeps one form; a predicate that reads it stays.
struct push_filter_below_group : sinking_rule {
  static constexpr std::string_view name = "push filter below group_by";
  static constexpr std::string_view reason = "the predicate reads only keys: groups that it drops need no aggregates";
  static constexpr plan::node_kinds above = plan::kind::group;
};
template <class In, class... K, class... N>
  requires(sizeof...(K) > 0)
struct passage<push_filter_below_group, plan::group<In, plan::keys<K...>, N...>> {
  static constexpr bool open = true;
  static constexpr bool same_rows = false;
  template <class E>
  static constexpr bool is_one_value = is_harmless<E, plan::schema_of<In>> && family_of<bare<expr::type_of<E, plan::schema_of<In>>>> != family::floating;
  template <fixed_string Name>
  struct is_key {
    static constexpr bool value = ((K::name == Name && is_one_value<decltype(K::value)>) || ...);
  };
  template <class C>
  static constexpr bool fits = plan::columns_in<C>::size > 0 && all_columns_are<plan::columns_in<C>, is_key>;
  template <class Node, class C>
  static constexpr auto below(Node const& n, C const& c) {
    return rules::with_columns(definitions<K...>{n.key_columns}, c);
  }
};

struct push_filter_below_distinct : sinking_rule {
  static constexpr std::string_view name = "push filter below distinct";
  static constexpr std::string_view reason = "rows that are equal pass together or not at all";
  static constexpr plan::node_kinds above = plan::kind::distinct | plan::kind::distinct_on;
};
template <class In>
struct passage<push_filter_below_distinct, plan::distinct<In>> {
  static constexpr bool open = true;
  static constexpr bool same_rows = false;
  template <class C>
  static constexpr bool fits = plan::columns_in<C>::size > 0 && !has_floats<C, plan::schema_of<In>>;
  template <class Node, class C>
  static constexpr auto below(Node const&, C const& c) {
    return c;
  }
};
template <class In, class... K>
struct passage<push_filter_below_distinct, plan::distinct_on<In, K...>> : passage<push_filter_below_distinct, plan::distinct<In>> {
  template <fixed_string Name>
  struct is_key {
    static constexpr bool value = (std::is_same_v<decltype(K::value), expr::column<Name>> || ...);
  };
  template <class C>
  static constexpr bool fits = plan::columns_in<C>::size > 0 && all_columns_are<plan::columns_in<C>, is_key> && !has_floats<C, plan::schema_of<In>>;
};

struct push_filter_below_window : sinking_rule {
  static constexpr std::string_view name = "push filter below window";
  static constexpr std::string_view reason = "the predicate reads only columns by which every window is partitioned";
  static constexpr plan::node_kinds above = plan::kind::extend;
};
// Whether every window in E is partitioned by the column Name, among others.
template <fixed_string Name, class E>
inline constexpr bool partitions_all = true;
template <fixed_string Name, class Op, class... A>
inline constexpr bool partitions_all<Name, expr::apply<Op, A...>> = (partitions_all<Name, A> && ...);
template <fixed_string Name, class F, class Shape, class Frame, class... A>
inline constexpr bool partitions_all<Name, expr::apply<expr::op::over<F, Shape, Frame>, A...>> = [] {
  bool const hit[] = {std::is_same_v<A, expr::column<Name>>..., false};
  for (std::size_t k = Shape::arguments; k < Shape::arguments + Shape::partition; ++k)
    if (hit[k]) return true;
  return false;
}();
template <class E>
inline constexpr bool is_ordered_but_for_windows = expr::has_markers<E> || expr::shift_count<E> != 0;
template <class In, class... N>
struct below_windows {
  static constexpr bool open = plan::has_windows<N...> && !(is_ordered_but_for_windows<decltype(N::value)> || ...);
  static constexpr bool same_rows = false;
};
template <class In, class... N>
struct passage<push_filter_below_window, plan::extend<In, N...>> : below_windows<In, N...> {
  template <fixed_string Name>
  struct is_partition {
    static constexpr bool value = !((N::name == Name) || ...) && (partitions_all<Name, decltype(N::value)> && ...);
  };
  template <class C>
  static constexpr bool fits = plan::columns_in<C>::size > 0 && all_columns_are<plan::columns_in<C>, is_partition> && !has_floats<C, plan::schema_of<In>>;
  template <class Node, class C>
  static constexpr auto below(Node const&, C const& c) {
    return c;
  }
};

struct push_filter_below_unpivot : sinking_rule {
  static constexpr std::string_view name = "push filter below unpivot";
  static constexpr std::string_view reason = "the predicate reads only columns that every row keeps";
  static constexpr plan::node_kinds above = plan::kind::unpivot;
};
template <class In, class... K, class Columns, fixed_string Name, fixed_string Value>
struct passage<push_filter_below_unpivot, plan::unpivot<In, plan::kept<K...>, Columns, Name, Value>> {
  static constexpr bool open = true;
  static constexpr bool same_rows = false;
  template <fixed_string X>
  struct is_kept {
    static constexpr bool value = ((K::name == X) || ...);
  };
  template <class C>
  static constexpr bool fits = all_columns_are<plan::columns_in<C>, is_kept>;
  template <class Node, class C>
  static constexpr auto below(Node const&, C const& c) {
    return c;
  }
};

}  // namespace quern::rules
