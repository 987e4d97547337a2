// SPDX-License-Identifier: BSL-1.0
// Verbs that make groups: group_by(...).agg(...) and agg(...).
#pragma once
#include <quern/plan/group.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

// group_by(...) before its agg(...).
template <class Plan, class... Keys>
class grouping {
 public:
  constexpr grouping(Plan const& p, meta::tuple<Keys...> const& k) : plan_(p), keys_(k) {}
  // One row for each group; expressions over aggregates and keys, named: "total"_c = sum("x"_c).
  template <class... Columns>
  constexpr auto agg(Columns const&... columns) const {
    using Check = plan::then_unordered<plan::check_group<plan::schema_of<Plan>, plan::keys<Keys...>, plan::as_named_t<Columns>...>, plan::as_named_t<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::group<Plan, plan::keys<Keys...>, plan::as_named_t<Columns>...>{plan_, keys_, {{{plan::as_named(columns)}...}}});
    else
      return ill_formed{};
  }

#define QUERN_NEEDS_AGG(name)                        \
  template <auto..., class... A>                     \
  constexpr ill_formed name(A const&...) const {     \
    well_formed<plan::group_without_agg<Keys...>>(); \
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
  meta::tuple<Keys...> keys_;
};

template <class Plan>
class group_verbs {
  using schema = plan::schema_of<Plan>;

 public:
  // One row: aggregates of all rows, also where there are none.
  template <class... Columns>
  constexpr auto agg(Columns const&... c) const {
    return grouping<Plan>(self(), {}).agg(c...);
  }
  template <class... Keys>
  constexpr auto group_by(Keys const&... keys) const {
    if constexpr (well_formed<plan::then_unordered<plan::check_project<schema, plan::as_named_t<Keys>...>, plan::as_named_t<Keys>...>>())
      return grouping<Plan, plan::as_named_t<Keys>...>(self(), {{{plan::as_named(keys)}...}});
    else
      return ill_formed{};
  }

 private:
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }
};

}  // namespace quern
