// SPDX-License-Identifier: BSL-1.0
// What stands behind group_by(...).pivot<values...>(column): agg(...).
#pragma once
#include <quern/plan/pivot.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

// Values: constants, in the order of their columns.
template <class Schema, class Grouping, class Keys, class Column, class... Values>
class pivoting {
 public:
  constexpr explicit pivoting(Grouping const& g) : grouping_(g) {}
  // One row for each group of keys and, for each value, a column for each aggregate over the rows that have it: named as the value, or,
  // where there are several aggregates, value_name. Null where no row of the group has the value, counts too.
  template <class... Columns>
  constexpr auto agg(Columns const&... columns) const {
    using Check = plan::first_of_two<plan::check_pivot<Schema, Column, sizeof...(Values)>,
                                     plan::first_of_two<plan::check_group<Schema, Keys, plan::as_named_t<Columns>...>, plan::check_pivoted<plan::as_named_t<Columns>...>>>;
    if constexpr (well_formed<Check>())
      return all_of(meta::tuple<>{}, meta::list<Values...>{}, plan::as_named(columns)...);
    else
      return ill_formed{};
  }

 private:
  template <class Done, class V, class... More, class... Named>
  constexpr auto all_of(Done const& done, meta::list<V, More...>, Named const&... aggregates) const {
    auto const next = meta::concat_tuples(done, meta::make_tuple(plan::pivot_column<(sizeof...(Named) > 1), V, Column>(aggregates)...));
    if constexpr (sizeof...(More) == 0)
      return meta::apply([&](auto const&... c) { return grouping_.agg(c...); }, next);
    else
      return all_of(next, meta::list<More...>{}, aggregates...);
  }
  Grouping grouping_;
};

}  // namespace quern
