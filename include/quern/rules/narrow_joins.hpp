// SPDX-License-Identifier: BSL-1.0
// Joins with rows of which no column is read: with unique keys each left row meets one at most, so the join only asks whether there is
// one (a semi-join), or, as a left join, nothing at all.
#pragma once
#include <quern/rules/remove_verbs.hpp>

namespace quern::inline QUERN_ABI::rules {

struct join_to_semi_join : plan::narrowing_rule {
  static constexpr std::string_view name = "join to semi-join";
  static constexpr std::string_view reason = "no column of the other input is read, and its keys are unique";
  static constexpr plan::node_kinds at = plan::kind::join;
};
struct remove_joins : plan::narrowing_rule {
  static constexpr std::string_view name = "remove joins";
  static constexpr std::string_view reason = "no column of the other input is read, and it neither drops nor repeats rows";
  static constexpr plan::node_kinds at = plan::kind::join;
};

template <class Join, class D>
struct reads_left_alone;
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms, class D>
struct reads_left_alone<plan::join<In, Other, Kind, Suffix, By, Terms...>, D> {
  using Sides = sides_of_join<plan::join<In, Other, Kind, Suffix, By, Terms...>>;
  template <fixed_string Name>
  struct is_left {
    static constexpr bool value = Sides::template origin_of<Name>::side == 0;
  };
  static constexpr bool find() {
    if constexpr (!are_listed<typename D::columns>)
      return false;
    else
      return all_columns_are<typename D::columns, is_left> && plan::one_is_key_of_join<1, proven_keys_of<Other>, typename Sides::L, typename Sides::R, Terms...>;
  }
};
template <class In, class Other, class Suffix, class By, class... Terms, class D>
struct narrow<join_to_semi_join, plan::join<In, Other, plan::join_kind::inner, Suffix, By, Terms...>, D> {
  using Node = plan::join<In, Other, plan::join_kind::inner, Suffix, By, Terms...>;
  static constexpr bool applies = reads_left_alone<Node, D>::find();
  static constexpr auto on(Node const& n) { return plan::join<In, Other, plan::join_kind::semi, Suffix, By, Terms...>{n.in, n.other, n.by, n.on}; }
};
template <class In, class Other, class Suffix, class By, class... Terms, class D>
struct narrow<remove_joins, plan::join<In, Other, plan::join_kind::left, Suffix, By, Terms...>, D> {
  using Node = plan::join<In, Other, plan::join_kind::left, Suffix, By, Terms...>;
  static constexpr bool applies = reads_left_alone<Node, D>::find();
  static constexpr auto on(Node const& n) { return n.in; }
};

}  // namespace quern::rules
