// SPDX-License-Identifier: BSL-1.0
// Which input of a join a column of its result comes from, and which sides a predicate reads.
#pragma once
#include <quern/plan/check_join.hpp>
#include <quern/plan/subquery.hpp>
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

// side 2: both, as a full join's keys.
template <int Side, fixed_string Name>
struct origin {
  static constexpr int side = Side;
  static constexpr auto name = Name;
};
template <fixed_string Name, fixed_string Suffix>
constexpr auto name_before() {
  constexpr std::size_t length = Name.size() - Suffix.size();
  fixed_string<length> r;
  for (std::size_t i = 0; i < length; ++i) r.data[i] = Name.data[i];
  return r;
}
template <class Join>
struct sides_of_join;
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms>
struct sides_of_join<plan::join<In, Other, Kind, Suffix, By, Terms...>> {
  static constexpr plan::join_kind kind = Kind;
  using L = plan::schema_of<In>;
  using R = plan::schema_of<Other>;
  using columns = plan::join_columns<L, R, Kind, Suffix, By, Terms...>;

  template <fixed_string Name>
  static constexpr auto find() {
    using enum plan::join_kind;
    if constexpr (schemas::has<L, Name>) {
      constexpr bool merged = !columns::left_only && columns::template is_merged<Name>;
      return origin<!merged || !columns::left_may_miss ? 0 : Kind == right ? 1 : 2, Name>{};
    } else if constexpr (schemas::has<R, Name>) {
      return origin<1, Name>{};
    } else {
      return origin<1, rules::name_before<Name, Suffix::text>()>{};
    }
  }
  template <fixed_string Name>
  using origin_of = decltype(find<Name>());

  // Bits: 1 left, 2 right, 4 a column of both.
  template <class C>
  static constexpr int sides = []<fixed_string... Name>(meta::list<expr::column<Name>...>) { return ((1 << origin_of<Name>::side) | ... | 0); }(plan::columns_in<C>{});

  // Columns of the result as those of the input they come from; as operands of the join's condition.
  struct in_its_input {
    template <fixed_string Name>
    static constexpr auto of() {
      return expr::column<origin_of<Name>::name>{};
    }
  };
  struct in_the_condition {
    template <fixed_string Name>
    static constexpr auto of() {
      return expr::sided<origin_of<Name>::side, origin_of<Name>::name>{};
    }
  };
};

}  // namespace quern::rules
