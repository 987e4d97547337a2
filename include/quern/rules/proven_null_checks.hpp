// SPDX-License-Identifier: BSL-1.0
// is_not_null(x) beside a conjunct that no null x passes, or behind the same check, says nothing more.
#pragma once
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

struct remove_null_checks : plan::filter_rule {
  static constexpr std::string_view name = "remove null checks";
  static constexpr std::string_view reason = "another conjunct is not true of a null, or asks the same";
};
// Whether E is null where the column Name is: by operations that give null for a null, all the way.
template <fixed_string Name, class E>
inline constexpr bool is_null_with = false;
template <fixed_string Name>
inline constexpr bool is_null_with<Name, expr::column<Name>> = true;
template <class Op>
inline constexpr bool propagates_null = Op::null_rule == expr::nulls::propagate && !Op::is_aggregate && !std::is_same_v<Op, expr::op::and_> && !std::is_same_v<Op, expr::op::or_>;
template <fixed_string Name, class Op, class... A>
inline constexpr bool is_null_with<Name, expr::apply<Op, A...>> = propagates_null<Op> && (is_null_with<Name, A> || ... || false);

template <class E>
struct checked_column {
  static constexpr bool found = false;
};
template <fixed_string Name>
struct checked_column<expr::apply<expr::op::not_, expr::apply<expr::op::is_null, expr::column<Name>>>> {
  static constexpr bool found = true;
  template <class... C>
  static constexpr bool proven_by = (is_null_with<Name, C> || ...);
};
template <class C, class... All>
inline constexpr bool is_proven_by_others = [] {
  if constexpr (checked_column<C>::found)
    return checked_column<C>::template proven_by<All...>;
  else
    return false;
}();
// Also a check that stands there before.
template <class... C>
constexpr auto find_proven(meta::list<C...> all) {
  bool const others[] = {is_proven_by_others<C, C...>...}, checks[] = {checked_column<C>::found...};
  std::size_t const first[] = {meta::index_of<C>(all)...};
  std::array<bool, sizeof...(C)> r{};
  for (std::size_t k = 0; k < sizeof...(C); ++k) r[k] = others[k] || (checks[k] && first[k] < k);
  return r;
}
template <class List>
inline constexpr auto proven = rules::find_proven(List{});
// Whether there is one; without a check there is none.
template <class List>
inline constexpr bool some_proven = false;
template <class... C>
  requires(sizeof...(C) > 1 && (checked_column<C>::found || ...))
inline constexpr bool some_proven<meta::list<C...>> = rules::count_of<sizeof...(C)>(proven<meta::list<C...>>, true) > 0;

// A conjunct that may raise could be protected by the check.
template <class In, class P>
  requires(some_proven<plan::conjuncts_of<P>> && is_harmless<P, plan::schema_of<In>>)
struct rewrite<remove_null_checks, plan::filter<In, P>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::filter<In, P> const& n) { return rules::filtered(n.in, rules::conjuncts_chosen<proven<plan::conjuncts_of<P>>, false>(n.pred)); }
};

}  // namespace quern::rules
