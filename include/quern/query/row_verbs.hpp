// SPDX-License-Identifier: BSL-1.0
// Verbs that work row by row: where, select, update, view, lazy_update, drop, rename, with_row_index.
#pragma once
#include <quern/exec/lower_formulas.hpp>
#include <quern/exec/lower_window.hpp>
#include <quern/expr/over.hpp>
#include <quern/plan/subquery.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class row_verbs {
  using schema = plan::schema_of<Plan>;
  using policy = plan::policy_of<Plan>;
  template <class Column>
  using item = decltype(plan::as_policy_has_it<policy>(plan::as_named(std::declval<Column const&>())));

 public:
  // Keeps the rows for which the predicate is true; null counts as not true. Conjuncts is_in(x, query) and exists(query, on(...)),
  // alone or after !, are semi and anti joins.
  template <class Pred>
  constexpr auto where(Pred const& p) const {
    if constexpr (plan::has_subquery_term<Pred>) {
      return where_all(static_cast<query<Plan> const&>(*this), plan::conjuncts(p));  // query/subquery.hpp
    } else {
      using E = decltype(plan::as_policy_has_it<policy>(expr::as_expr(p)));
      if constexpr (well_formed<plan::then_filter_marks<plan::check_filter<schema, E>, Plan, E>>())
        return quern::make_query(plan::filter<Plan, E>{self(), plan::as_policy_has_it<policy>(expr::as_expr(p))});
      else
        return ill_formed{};
    }
  }
  template <fixed_string Name, class V>
  constexpr ill_formed where(expr::named<Name, V> const&) const {
    well_formed<plan::not_a_predicate<expr::named<Name, V>>>();
    return {};
  }
  template <class P, class Q, class... More>
  constexpr ill_formed where(P const&, Q const&, More const&...) const {
    well_formed<plan::not_one_predicate<P, Q, More...>>();
    return {};
  }
  // Exactly these columns: "a"_c, or "b"_c = expression over the input's columns.
  template <class... Columns>
  constexpr auto select(Columns const&... c) const {
    using Check = plan::then_column_marks<plan::check_project<schema, item<Columns>...>, Plan, item<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::project<Plan, item<Columns>...>{self(), {{{plan::as_policy_has_it<policy>(plan::as_named(c))}...}}});
    else
      return ill_formed{};
  }
  // Adds columns or replaces them in place; later definitions see earlier ones.
  template <class... Columns>
  constexpr auto update(Columns const&... c) const {
    using Check = plan::then_column_marks<plan::check_extend<schema, item<Columns>...>, Plan, item<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::extend<Plan, item<Columns>...>{self(), {{{plan::as_policy_has_it<policy>(plan::as_named(c))}...}}});
    else
      return ill_formed{};
  }
  // Exactly these columns, kept as formulas: computed at each read, so without markers.
  template <class... Columns>
  constexpr auto view(Columns const&... c) const {
    using Check = plan::then_unordered<plan::check_project<schema, plan::as_named_t<Columns>...>, plan::as_named_t<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::view<Plan, plan::as_named_t<Columns>...>{self(), {{{plan::as_named(c)}...}}});
    else
      return ill_formed{};
  }
  // Adds columns or replaces them; a value is computed when it is first read, once for each combination of inputs, and
  // remembered by this plan and the plans made of it.
  template <class... Columns>
  auto lazy_update(Columns const&... c) const {
    using Check = plan::then_unordered<plan::check_extend<schema, plan::as_named_t<Columns>...>, plan::as_named_t<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::lazy_extend<Plan, plan::remembered_t<plan::as_named_t<Columns>, kernel::shared_memory>...>{
          self(), {{{plan::remembered(plan::as_named(c), std::make_shared<kernel::memory>())}...}}});
    else
      return ill_formed{};
  }
  template <class... Columns>
  constexpr auto drop(Columns const&...) const {
    if constexpr (well_formed<plan::check_drop<schema, Columns...>>())
      return quern::make_query(plan::drop<Plan, Columns::name...>{self()});
    else
      return ill_formed{};
  }
  // rename("new"_c = "old"_c)
  template <class... Pairs>
  constexpr auto rename(Pairs const&...) const {
    if constexpr (well_formed<plan::check_renaming<schema, Pairs...>>())
      return quern::make_query(plan::rename<Plan, Pairs...>{self()});
    else
      return ill_formed{};
  }
  // Appends the row's position, from 0.
  template <class Column>
  constexpr auto with_row_index(Column const&) const {
    if constexpr (well_formed<plan::check_row_index<schema, Column>>())
      return quern::make_query(plan::row_index<Plan, Column::name>{self()});
    else
      return ill_formed{};
  }

 private:
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }
};

}  // namespace quern
