// SPDX-License-Identifier: BSL-1.0
// Verbs that make groups: group_by(...).agg(...) and agg(...).
#pragma once
#include <quern/exec/pivot_table.hpp>
#include <quern/plan/group.hpp>
#include <quern/query/pivot.hpp>

namespace quern::inline QUERN_ABI {

// group_by(...) before its agg(...). Keys is plan::keys<...> or plan::key_sets<...>.
template <class Plan, class Keys>
class grouped {
 public:
  constexpr grouped(Plan const& p, typename Keys::columns const& k) : plan_(p), keys_(k) {}
  // One row for each group; expressions over aggregates and keys, named: "total"_c = sum("x"_c).
  template <class... Columns>
  constexpr auto agg(Columns const&... columns) const {
    using Check = plan::then_unordered<plan::check_group<plan::schema_of<Plan>, Keys, plan::as_named_t<Columns>...>, plan::as_named_t<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::group<Plan, Keys, plan::as_named_t<Columns>...>{plan_, keys_, {{{plan::as_named(columns)}...}}});
    else
      return ill_formed{};
  }

  // pivot<"a", "b">("name"_c).agg(...), or pivot<10, 20>(...): values become columns, see query/pivot.hpp.
  template <fixed_string... Values, class Column>
  constexpr auto pivot(Column const&) const {
    return pivoting<plan::schema_of<Plan>, grouped, Keys, Column, expr::constant<Values>...>(*this);
  }
  template <auto... Values, class Column>
    requires(sizeof...(Values) > 0)
  constexpr auto pivot(Column const&) const {
    return pivoting<plan::schema_of<Plan>, grouped, Keys, Column, expr::constant<Values>...>(*this);
  }
  // The same for all values there are, in ascending order: runs the plan, and gives a table whose columns are found at run time.
  template <class Column, class... Columns>
  dynamic_table pivot_dynamic(Column const& c, Columns const&... columns) const {
    return pivot_dynamic(exec{}, c, columns...);
  }
  template <class Column, class... Columns>
  dynamic_table pivot_dynamic(exec const& o, Column const&, Columns const&... columns) const {
    static_assert(plan::is_plain_keys<Keys>, "quern: pivot_dynamic(...) stands behind plain keys, not behind rollup, cube or grouping_sets");
    if constexpr (plan::is_plain_keys<Keys>) {
      using Check = plan::first_of_two<plan::check_pivot<plan::schema_of<Plan>, Column, sizeof...(Columns)>, plan::check_group<plan::schema_of<Plan>, Keys, plan::as_named_t<Columns>...>>;
      if constexpr (well_formed<Check>()) {
        using Value = expr::named<Column::name, Column>;
        auto const groups = grouped<Plan, plan::with_key<Keys, Value>>(plan_, meta::concat_tuples(keys_, meta::make_tuple(Value{}))).agg(columns...);
        if constexpr (!std::is_same_v<std::remove_const_t<decltype(groups)>, ill_formed>)
          return execution::pivot_groups<typename decltype(groups)::schema, Keys::columns::size>(groups.collect(o), {o});
      }
    }
    return dynamic_table();
  }

#define QUERN_NEEDS_AGG(name)                        \
  template <auto..., class... A>                     \
  constexpr ill_formed name(A const&...) const {     \
    well_formed<plan::group_without_agg<Keys>>();    \
    return {};                                       \
  }
  QUERN_NEEDS_AGG(where)
  QUERN_NEEDS_AGG(select)
  QUERN_NEEDS_AGG(update)
  QUERN_NEEDS_AGG(order_by)
  QUERN_NEEDS_AGG(limit)
  QUERN_NEEDS_AGG(collect)
  QUERN_NEEDS_AGG(show)
  QUERN_NEEDS_AGG(count)
  QUERN_NEEDS_AGG(head)
  QUERN_NEEDS_AGG(first)
#undef QUERN_NEEDS_AGG

 private:
  Plan plan_;
  typename Keys::columns keys_;
};

template <class Plan>
class group_verbs {
  using schema = plan::schema_of<Plan>;

 public:
  // One row: aggregates of all rows, also where there are none.
  template <class... Columns>
  constexpr auto agg(Columns const&... c) const {
    return grouped<Plan, plan::keys<>>(self(), {}).agg(c...);
  }
  // Keys: "a"_c, or "b"_c = expression; and sets of them, rollup(...), cube(...), grouping_sets(...), of which several, or keys
  // beside them, are joined each with each as in SQL.
  template <class... Keys>
  constexpr auto group_by(Keys const&... keys) const {
    if constexpr ((plan::is_key_choice<Keys> || ...))
      return by_sets(plan::combine_all<true>(plan::as_choice(keys)...));
    else if constexpr (keys_are_well_formed<plan::as_named_t<Keys>...>())
      return grouped<Plan, plan::keys<plan::as_named_t<Keys>...>>(self(), {{{plan::as_named(keys)}...}});
    else
      return ill_formed{};
  }

 private:
  template <class... Named>
  static constexpr bool keys_are_well_formed() {
    return well_formed<plan::then_unordered<plan::check_project<schema, Named...>, Named...>>();
  }
  template <class Sets, class... Named>
  constexpr auto by_sets(plan::key_choice<Sets, Named...> const& c) const {
    if constexpr (keys_are_well_formed<Named...>())
      return grouped<Plan, plan::key_sets<Sets, Named...>>(self(), c.columns);
    else
      return ill_formed{};
  }
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }
};

}  // namespace quern
