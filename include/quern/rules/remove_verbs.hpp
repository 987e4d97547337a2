// SPDX-License-Identifier: BSL-1.0
// Verbs that change nothing: a sort whose order nothing sees, a distinct of rows that are distinct already, a select of what
// is there. And distinct as the groups that it is.
#pragma once
#include <quern/plan/unique_key.hpp>
#include <quern/rules/narrow.hpp>

namespace quern::inline QUERN_ABI::rules {

struct remove_sorts : plan::narrowing_rule {
  static constexpr std::string_view name = "remove sorts";
  static constexpr std::string_view reason = "what reads the rows does not see their order";
  static constexpr plan::node_kinds at = plan::kind::sort;
};
template <class In, class... K, class D>
  requires(!D::ordered)
struct narrow<remove_sorts, plan::sort<In, K...>, D> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::sort<In, K...> const& n) { return n.in; }
};

struct remove_distinct : plan::rule {
  static constexpr std::string_view name = "remove distinct";
  static constexpr std::string_view reason = "the rows have a unique key already";
  static constexpr plan::node_kinds at = plan::kind::distinct;
};
// Whether what is known to be unique is a promise of a schema's, which the data may break. The plan itself is believed, data are looked at.
template <class Node>
inline constexpr bool rests_on_a_promise = false;
template <class Source>
inline constexpr bool rests_on_a_promise<plan::scan<Source>> = requires { typename Source::schema::unique; };
template <class Node>
  requires requires(Node n) { n.in; }
inline constexpr bool rests_on_a_promise<Node> = rests_on_a_promise<decltype(Node::in)>;
template <class In, class Keys, class... N>
inline constexpr bool rests_on_a_promise<plan::group<In, Keys, N...>> = false;
template <class Node>
using proven_keys_of = std::conditional_t<rests_on_a_promise<Node>, meta::list<>, plan::unique_keys_of<Node>>;

template <class In>
  requires(proven_keys_of<In>::size > 0)
struct rewrite<remove_distinct, plan::distinct<In>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::distinct<In> const& n) { return n.in; }
};

struct distinct_to_group : plan::rule {
  static constexpr std::string_view name = "distinct to group";
  static constexpr std::string_view reason = "groups of all columns, without aggregates: what is known of groups holds for them";
  static constexpr plan::node_kinds at = plan::kind::distinct;
};
template <class Fields>
struct keys_of_fields;
template <class... F>
struct keys_of_fields<meta::list<F...>> {
  using type = plan::keys<expr::named<F::name, expr::column<F::name>>...>;
};
template <class In>
  requires(plan::schema_of<In>::fields::size > 0)
struct rewrite<distinct_to_group, plan::distinct<In>> {
  using Keys = typename keys_of_fields<typename plan::schema_of<In>::fields>::type;
  static constexpr bool applies = true;
  static constexpr auto on(plan::distinct<In> const& n) { return plan::group<In, Keys>{n.in, {}, {}}; }
};

struct remove_selects : plan::rule {
  static constexpr std::string_view name = "remove selects";
  static constexpr std::string_view reason = "the columns are these already";
  static constexpr plan::node_kinds at = plan::kind::project | plan::kind::drop;
};
template <class In, class... N>
  requires(plan::is_column<decltype(N::value)> && ... && (sizeof...(N) > 0))
struct rewrite<remove_selects, plan::project<In, N...>> {
  static constexpr bool applies = std::is_same_v<typename plan::schema_of<In>::fields, typename plan::schema_of<plan::project<In, N...>>::fields> && (std::is_same_v<decltype(N::value), expr::column<N::name>> && ...);
  static constexpr auto on(plan::project<In, N...> const& n) { return n.in; }
};
// A drop of what rules have removed below.
template <class In, fixed_string... Names>
struct rewrite<remove_selects, plan::drop<In, Names...>> {
  static constexpr bool applies = !(schemas::has<plan::schema_of<In>, Names> || ...);
  static constexpr auto on(plan::drop<In, Names...> const& n) { return n.in; }
};

}  // namespace quern::rules
