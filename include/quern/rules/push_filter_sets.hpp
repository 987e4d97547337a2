// SPDX-License-Identifier: BSL-1.0
// Filters sink below unions, intersections and differences, into both inputs, whose columns stand by position under the left one's names.
#pragma once
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

struct push_filter_below_union : plan::filter_rule {
  static constexpr std::string_view name = "push filter below union";
  static constexpr std::string_view reason = "each input can drop its own rows";
  static constexpr plan::node_kinds above = plan::kind::union_all | plan::kind::intersection | plan::kind::difference;
};

// The left input's columns as those of the right one.
template <class L, class R>
struct columns_of_right {
  template <fixed_string Name>
  static constexpr auto of() {
    return expr::column<schemas::field_at<R, schemas::index_of<L, Name>>::name>{};
  }
};
// Columns of which both inputs have the type: one that is widened could mean something else before (an integer beside a float).
template <class L, class R>
struct is_of_one_type {
  template <fixed_string Name>
  struct test {
    static constexpr bool value = std::is_same_v<bare<schemas::type_of<L, Name>>, bare<typename schemas::field_at<R, schemas::index_of<L, Name>>::type>>;
  };
};
template <class Node, class P>
struct sinks_into_both {
  using L = plan::schema_of<decltype(Node::in)>;
  using R = plan::schema_of<decltype(Node::other)>;
  template <fixed_string Name>
  using is_of_one_type = typename rules::is_of_one_type<L, R>::template test<Name>;
  template <class C>
  struct fits {
    static constexpr bool value = all_columns_are<plan::columns_in<C>, is_of_one_type>;
  };
  static constexpr bool applies = some_sink<L, true, fits, plan::conjuncts_of<P>>;

  static constexpr auto on(plan::filter<Node, P> const& n) { return split(n, plan::conjuncts(n.pred)); }

 private:
  template <class... C>
  static constexpr auto split(plan::filter<Node, P> const& n, meta::tuple<C...> const& all) {
    constexpr auto const& sinks = sinking<L, true, fits, C...>;
    auto const down = rules::chosen<sinks, true>(all);
    auto const down_right = meta::apply([](auto const&... c) { return meta::make_tuple(rules::with_columns(columns_of_right<L, R>{}, c)...); }, down);
    return rules::filtered(with_inputs(n.in, rules::filtered(n.in.in, down), rules::filtered(n.in.other, down_right)), rules::chosen<sinks, false>(all));
  }
};
template <class A, class B, class P>
struct rewrite<push_filter_below_union, plan::filter<plan::union_all<A, B>, P>> : sinks_into_both<plan::union_all<A, B>, P> {};

// Rows are equal there if their columns are: what holds of a row holds of its equals, but for floats.
template <class A, class B, bool All, class P>
  requires(!has_floats<P, plan::schema_of<A>> && is_harmless<P, plan::schema_of<A>>)
struct rewrite<push_filter_below_union, plan::filter<plan::intersection<A, B, All>, P>> : sinks_into_both<plan::intersection<A, B, All>, P> {};
template <class A, class B, bool All, class P>
  requires(!has_floats<P, plan::schema_of<A>> && is_harmless<P, plan::schema_of<A>>)
struct rewrite<push_filter_below_union, plan::filter<plan::difference<A, B, All>, P>> : sinks_into_both<plan::difference<A, B, All>, P> {};

}  // namespace quern::rules
