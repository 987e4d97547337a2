// SPDX-License-Identifier: BSL-1.0
// Filters sink below verbs that work row by row: rows are dropped before work is done on them.
#pragma once
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

struct push_filter_below_update : sinking_rule {
  static constexpr std::string_view name = "push filter below update";
  static constexpr std::string_view reason = "the predicate does not read what update computes";
  static constexpr plan::node_kinds above = plan::kind::extend | plan::kind::lazy_extend;
};
// Not where an order was asked for: then each filter and column gets the rows its place gives it.
template <class... N>
struct below_definitions {
  static constexpr bool open = !(plan::is_ordered<decltype(N::value)> || ...);
  static constexpr bool same_rows = true;
  template <class C>
  static constexpr bool fits = !(plan::mentions<N::name, C> || ...);
  template <class Node, class C>
  static constexpr auto below(Node const&, C const& c) {
    return c;
  }
};
template <class In, class... N>
struct passage<push_filter_below_update, plan::extend<In, N...>> : below_definitions<N...> {};
template <class In, class... N>
struct passage<push_filter_below_update, plan::lazy_extend<In, N...>> : below_definitions<N...> {};

struct push_filter_below_select : sinking_rule {
  static constexpr std::string_view name = "push filter below select";
  static constexpr std::string_view reason = "the predicate reads only columns that select passes on";
  static constexpr plan::node_kinds above = plan::kind::project | plan::kind::view;
};
template <class... N>
struct below_selection {
  static constexpr bool open = !(plan::is_ordered<decltype(N::value)> || ...);
  static constexpr bool same_rows = true;
  template <fixed_string Name>
  struct is_passed_on {
    static constexpr bool value = ((N::name == Name && plan::is_column<decltype(N::value)>) || ...);
  };
  template <class C>
  static constexpr bool fits = all_columns_are<plan::columns_in<C>, is_passed_on>;
  template <class Node, class C>
  static constexpr auto below(Node const& n, C const& c) {
    return rules::with_columns(definitions<N...>{n.columns}, c);
  }
};
template <class In, class... N>
struct passage<push_filter_below_select, plan::project<In, N...>> : below_selection<N...> {};
template <class In, class... N>
struct passage<push_filter_below_select, plan::view<In, N...>> : below_selection<N...> {};

struct push_filter_below_rename : sinking_rule {
  static constexpr std::string_view name = "push filter below rename";
  static constexpr std::string_view reason = "only names change there, and the predicate can use the old ones";
  static constexpr plan::node_kinds above = plan::kind::drop | plan::kind::rename;
};
struct below_same_columns {
  static constexpr bool open = true;
  static constexpr bool same_rows = true;
  template <class C>
  static constexpr bool fits = true;
  template <class Node, class C>
  static constexpr auto below(Node const&, C const& c) {
    return c;
  }
};
template <class In, fixed_string... Names>
struct passage<push_filter_below_rename, plan::drop<In, Names...>> : below_same_columns {};
template <class In, class... Pairs>
struct passage<push_filter_below_rename, plan::rename<In, Pairs...>> : below_same_columns {
  struct old_names {
    template <fixed_string Name>
    static constexpr auto of() {
      constexpr std::size_t k = definitions<Pairs...>::template place<Name>();
      if constexpr (k < sizeof...(Pairs))
        return meta::at<k, meta::list<Pairs...>>{}.value;
      else
        return expr::column<Name>{};
    }
  };
  template <class Node, class C>
  static constexpr auto below(Node const&, C const& c) {
    return rules::with_columns(old_names{}, c);
  }
};

struct push_filter_below_sort : sinking_rule {
  static constexpr std::string_view name = "push filter below order_by";
  static constexpr std::string_view reason = "fewer rows are sorted";
  static constexpr plan::node_kinds above = plan::kind::sort;
};
// A key that may raise sees all rows, as written.
template <class In, class... K>
struct passage<push_filter_below_sort, plan::sort<In, K...>> : below_same_columns {
  static constexpr bool open = (is_harmless<decltype(K::value), plan::schema_of<In>> && ...);
};

}  // namespace quern::rules
