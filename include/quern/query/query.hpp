// SPDX-License-Identifier: BSL-1.0
// query<Plan>: what a user writes. Verbs return a query of a larger plan and touch no data; actions run it. A query is a
// value: it owns (shares) its sources, can be copied, and may run in any number of threads at once.
#pragma once
#include <quern/exec/execute.hpp>
#include <quern/exec/explain.hpp>
#include <quern/plan/param.hpp>
#include <quern/table/text_table.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class query;
template <class Plan>
constexpr query<Plan> make_query(Plan p) {
  return query<Plan>(static_cast<Plan&&>(p));
}

// group_by(...) before its agg(...).
template <class Plan, class... Keys>
class grouping {
 public:
  constexpr grouping(Plan const& p, meta::tuple<Keys...> const& k) : plan_(p), keys_(k) {}
  // One row for each group; expressions over aggregates and keys, named: "total"_c = sum("x"_c).
  template <class... Columns>
  constexpr auto agg(Columns const&... columns) const {
    using Check = plan::check_group<plan::schema_of<Plan>, plan::keys<Keys...>, plan::as_named_t<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::group<Plan, plan::keys<Keys...>, plan::as_named_t<Columns>...>{plan_, keys_, {{{plan::as_named(columns)}...}}});
    else
      return ill_formed{};
  }

 private:
  Plan plan_;
  meta::tuple<Keys...> keys_;
};

template <class Plan>
class query {
 public:
  using schema = plan::schema_of<Plan>;
  using plan_type = Plan;

  constexpr explicit query(Plan p) : plan_(static_cast<Plan&&>(p)) {}
  constexpr Plan const& plan() const { return plan_; }

  // --- verbs ---

  // Keeps the rows for which the predicate is true; null counts as not true.
  template <class Pred>
  constexpr auto where(Pred const& p) const {
    using E = expr::as_expr_t<Pred>;
    if constexpr (well_formed<plan::check_filter<schema, E>>())
      return quern::make_query(plan::filter<Plan, E>{plan_, expr::as_expr(p)});
    else
      return ill_formed{};
  }
  // Exactly these columns: "a"_c, or "b"_c = expression over the input's columns.
  template <class... Columns>
  constexpr auto select(Columns const&... c) const {
    if constexpr (well_formed<plan::check_project<schema, plan::as_named_t<Columns>...>>())
      return quern::make_query(plan::project<Plan, plan::as_named_t<Columns>...>{plan_, {{{plan::as_named(c)}...}}});
    else
      return ill_formed{};
  }
  // Adds columns or replaces them in place; later definitions see earlier ones.
  template <class... Columns>
  constexpr auto update(Columns const&... c) const {
    if constexpr (well_formed<plan::check_extend<schema, plan::as_named_t<Columns>...>>())
      return quern::make_query(plan::extend<Plan, plan::as_named_t<Columns>...>{plan_, {{{plan::as_named(c)}...}}});
    else
      return ill_formed{};
  }
  template <fixed_string... Names>
  constexpr auto drop(expr::column<Names> const&...) const {
    if constexpr (well_formed<plan::check_columns<schema, expr::column<Names>...>>())
      return quern::make_query(plan::drop<Plan, Names...>{plan_});
    else
      return ill_formed{};
  }
  // rename("new"_c = "old"_c)
  template <class... Pairs>
  constexpr auto rename(Pairs const&...) const {
    if constexpr (well_formed<plan::check_rename<schema, Pairs...>>())
      return quern::make_query(plan::rename<Plan, Pairs...>{plan_});
    else
      return ill_formed{};
  }
  // One row: aggregates of all rows, also where there are none.
  template <class... Columns>
  constexpr auto agg(Columns const&... c) const {
    return grouping<Plan>(plan_, {}).agg(c...);
  }
  template <class... Keys>
  constexpr auto group_by(Keys const&... keys) const {
    if constexpr (well_formed<plan::check_project<schema, plan::as_named_t<Keys>...>>())
      return grouping<Plan, plan::as_named_t<Keys>...>(plan_, {{{plan::as_named(keys)}...}});
    else
      return ill_formed{};
  }
  // Stable. A key is an expression, or asc(x), desc(x), each with .nulls_first() or .nulls_last().
  template <class... Keys>
  constexpr auto order_by(Keys const&... keys) const {
    using Check = plan::check_columns<schema, decltype(expr::as_order_key(keys).value)...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::sort<Plan, decltype(expr::as_order_key(keys))...>{plan_, {{{expr::as_order_key(keys)}...}}});
    else
      return ill_formed{};
  }
  constexpr auto limit(std::uint64_t n) const { return quern::make_query(plan::slice<Plan>{plan_, 0, n}); }
  constexpr auto offset(std::uint64_t n) const { return quern::make_query(plan::slice<Plan>{plan_, n, plan::no_limit}); }
  // The first row of every combination of values.
  constexpr auto distinct() const { return quern::make_query(plan::distinct<Plan>{plan_}); }
  // Appends the row's position, from 0.
  template <fixed_string Name>
  constexpr auto with_row_index(expr::column<Name> const&) const {
    if constexpr (well_formed<plan::check_new_name<schema, Name>>())
      return quern::make_query(plan::row_index<Plan, Name>{plan_});
    else
      return ill_formed{};
  }
  // The same plan with another value for a param: with<"cutoff">(20).
  template <fixed_string Name, class V>
  constexpr auto with(V const& v) const {
    if constexpr (well_formed<std::conditional_t<plan::has_param<Name, Plan>, ok, plan::no_such_param<Name>>>()) {
      query r = *this;
      plan::set_param<Name>(r.plan_, v);
      return r;
    } else {
      return ill_formed{};
    }
  }

  // --- actions ---

  table<schema> collect(exec const& o = {}) const { return execution::collect_plan(rules::optimise(plan_), {o}); }
  // Prints the first rows to standard output.
  void show(std::uint64_t rows = 20, exec const& o = {}) const {
    auto const t = head(rows + 1, o);
    bool const more = t.rows() > rows;
    std::string const s = quern::to_text(t, static_cast<std::size_t>(rows), 120, more);
    std::fwrite(s.data(), 1, s.size(), stdout);
  }
  // The plan, what the rules make of it, and the pipelines it runs as. Reads nothing.
  std::string explain() const { return execution::explain_plan(plan_); }
  // The number of rows.
  std::uint64_t count(exec const& o = {}) const { return execution::count_plan(rules::optimise(plan_), {o}); }
  // The first n rows; reads no more chunks than it needs. first() is head(1).
  table<schema> head(std::uint64_t n, exec const& o = {}) const { return limit(n).collect(o); }
  table<schema> take(std::uint64_t n, exec const& o = {}) const { return head(n, o); }
  table<schema> first(exec const& o = {}) const { return head(1, o); }
  // The last n rows, in order.
  table<schema> tail(std::uint64_t n, exec const& o = {}) const {
    auto const t = collect(o);
    return execution::slice_table<schema>(t.shared(), t.rows() > n ? t.rows() - n : 0, n);
  }
  // Whether there is no row; stops at the first.
  bool is_empty(exec const& o = {}) const { return !execution::has_rows(rules::optimise(plan_), {o}); }
  // f(row) for each row in order, in the calling thread; row["name"_c] reads a value.
  template <class F>
  void for_each(F f, exec const& o = {}) const {
    for (auto const row : collect(o)) f(row);
  }

  // The rows as structs of a user's type; needs #include <quern/interop/hana.hpp>.
  template <class Row>
  auto to_rows(exec const& o = {}) const {
    return execution::rows_as<Row>(collect(o));
  }
  // Writes the rows as CSV: to_csv(path), to_csv(path, csv_options). See io/csv_write.hpp.
  template <class... Options>
  void to_csv(std::string const& path, Options const&... options) const {
    write_csv(path, collect(), options...);  // found in the layer above when it is used
  }

 private:
  Plan plan_;
};

}  // namespace quern
