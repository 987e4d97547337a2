// SPDX-License-Identifier: BSL-1.0
// Groups of a left join by its left keys, whose aggregates are of the right input: the right rows of a key are aggregated before they are
// joined, so a left row meets one row instead of all of its key (Yan and Larson, Eager Aggregation and Lazy Aggregation, VLDB 1995). Only of a
// left join, which keeps every left row: an inner one may leave out most of what would have been grouped.
#pragma once
#include <quern/rules/demand.hpp>
#include <quern/rules/join_sides.hpp>
#include <quern/rules/remove_verbs.hpp>

namespace quern::inline QUERN_ABI::rules {

struct group_before_join : plan::rule {
  static constexpr std::string_view name = "group before join";
  static constexpr std::string_view reason = "rows of one key are aggregated before they are joined";
  static constexpr plan::node_kinds at = plan::kind::group, above = plan::kind::join;
};

// Of an aggregate of a left join's rows: what it is of the right rows of one key, and how these are put together. Partial: the column that
// holds the former, null for a left row without a partner. Sums only where a part cannot overflow if the whole does not.
template <class Aggregate, class Join, fixed_string Partial>
struct aggregate_in_parts {
  static constexpr bool exists = false;
};
template <class Join, fixed_string Partial>
struct aggregate_in_parts<expr::apply<expr::op::count_rows>, Join, Partial> {
  static constexpr bool exists = true;
  using part = expr::apply<expr::op::count_rows>;
  using whole = expr::apply<expr::op::sum, expr::apply<expr::op::coalesce, expr::column<Partial>, expr::constant<1>>>;
};
template <class T>
inline constexpr bool parts_cannot_overflow = family_of<T> == family::integer && sizeof(storage_of<T>) <= 4;
template <class T>
  requires(family_of<T> == family::decimal)
inline constexpr bool parts_cannot_overflow<T> = sizeof(storage_of<T>) <= 8;
template <class Op, fixed_string Name, class Join, fixed_string Partial>
  requires(sides_of_join<Join>::template origin_of<Name>::side == 1)
struct aggregate_in_parts<expr::apply<Op, expr::column<Name>>, Join, Partial> {
  using sides = sides_of_join<Join>;
  static constexpr auto right_name = sides::template origin_of<Name>::name;
  using type = bare<schemas::type_of<typename sides::R, right_name>>;
  static constexpr bool counts = std::is_same_v<Op, expr::op::count>, sums = std::is_same_v<Op, expr::op::sum>;
  static constexpr bool exists = counts || is_extreme<Op> || (sums && parts_cannot_overflow<type>);
  using part = expr::apply<Op, expr::column<right_name>>;
  using whole = std::conditional_t<counts, expr::apply<expr::op::sum, expr::apply<expr::op::coalesce, expr::column<Partial>, expr::constant<0>>>, expr::apply<Op, expr::column<Partial>>>;
};

// Terms of the form column = column. The key of groups is one form of equal floats, so there are none.
template <class Join, class Term>
struct columns_of_term {
  static constexpr bool are = false;
};
template <class Join, class Term>
  requires plan::is_key_term<Term, typename sides_of_join<Join>::L, typename sides_of_join<Join>::R>
struct columns_of_term<Join, Term> {
  using L = typename sides_of_join<Join>::L;
  using R = typename sides_of_join<Join>::R;
  using left = typename plan::key_operands<Term, L, R>::template of<0>;
  using right = typename plan::key_operands<Term, L, R>::template of<1>;
  static constexpr bool are = [] {
    if constexpr (plan::is_column<left> && plan::is_column<right>)
      return family_of<bare<schemas::type_of<L, left::name>>> != family::floating && family_of<bare<schemas::type_of<R, right::name>>> != family::floating;
    else
      return false;
  }();
};

inline constexpr fixed_string part_suffix{"#part"};

template <class L, class R, class Suffix, class... Terms, class... K, class... N>
  requires(sizeof...(Terms) > 0 && sizeof...(N) > 0)
struct rewrite<group_before_join, plan::group<plan::join<L, R, plan::join_kind::left, Suffix, plan::no_order, Terms...>, plan::keys<K...>, N...>> {
  using Join = plan::join<L, R, plan::join_kind::left, Suffix, plan::no_order, Terms...>;
  using Group = plan::group<Join, plan::keys<K...>, N...>;
  using sides = sides_of_join<Join>;
  template <class Named>
  static constexpr auto part_of = plan::joined_name<Named::name, part_suffix>();
  template <class Named>
  using parts = aggregate_in_parts<std::remove_const_t<decltype(Named::value)>, Join, part_of<Named>>;

  template <class E>
  static constexpr bool is_left_column() {
    if constexpr (plan::is_column<E>)
      return sides::template origin_of<E::name>::side == 0;
    else
      return false;
  }
  template <class Column>
  static constexpr bool is_grouped = (std::is_same_v<std::remove_const_t<decltype(K::value)>, Column> || ... || false);
  static constexpr bool find() {
    if constexpr (!(columns_of_term<Join, Terms>::are && ...))
      return false;
    else if constexpr (!(is_left_column<std::remove_const_t<decltype(K::value)>>() && ...) || !(is_grouped<typename columns_of_term<Join, Terms>::left> && ...))
      return false;
    else if constexpr (!(parts<N>::exists && ...) || (schemas::has<typename sides::L, part_of<N>> || ...))
      return false;
    else
      return meta::set_union<meta::list<>, meta::list<typename columns_of_term<Join, Terms>::right...>>::size == sizeof...(Terms) && !plan::one_is_key_of_join<1, proven_keys_of<R>, typename sides::L, typename sides::R, Terms...>;
  }
  static constexpr bool applies = find();

  static constexpr auto on(Group const& n) {
    using Parts = plan::group<R, plan::keys<expr::named<columns_of_term<Join, Terms>::right::name, typename columns_of_term<Join, Terms>::right>...>, expr::named<part_of<N>, typename parts<N>::part>...>;
    using Joined = plan::join<L, Parts, plan::join_kind::left, Suffix, plan::no_order, Terms...>;
    using After = plan::group<Joined, plan::keys<K...>, expr::named<N::name, typename parts<N>::whole>...>;
    static_assert(std::is_same_v<typename plan::schema_of<After>::fields, typename plan::schema_of<Group>::fields>);
    return After{Joined{n.in.in, Parts{n.in.other, {}, {}}, n.in.by, n.in.on}, n.key_columns, {}};
  }
};

}  // namespace quern::rules
