// SPDX-License-Identifier: BSL-1.0
// query<Plan>: what a user writes. Verbs return a query of a larger plan and touch no data; actions run it. A query is a
// value: it owns (shares) its sources, can be copied, and may run in any number of threads at once.
#pragma once
#include <quern/exec/execute.hpp>
#include <quern/exec/explain_order.hpp>
#include <quern/plan/check_marks.hpp>
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
class query {
 public:
  using schema = plan::schema_of<Plan>;
  using plan_type = Plan;
  using policy = plan::policy_of<Plan>;
  template <class Column>
  using item = decltype(plan::as_policy_has_it<policy>(plan::as_named(std::declval<Column const&>())));

  constexpr explicit query(Plan p) : plan_(static_cast<Plan&&>(p)) {}
  constexpr Plan const& plan() const { return plan_; }

  // --- verbs ---

  // Keeps the rows for which the predicate is true; null counts as not true.
  template <class Pred>
  constexpr auto where(Pred const& p) const {
    using E = decltype(plan::as_policy_has_it<policy>(expr::as_expr(p)));
    if constexpr (well_formed<plan::then_filter_marks<plan::check_filter<schema, E>, Plan, E>>())
      return quern::make_query(plan::filter<Plan, E>{plan_, plan::as_policy_has_it<policy>(expr::as_expr(p))});
    else
      return ill_formed{};
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
      return quern::make_query(plan::project<Plan, item<Columns>...>{plan_, {{{plan::as_policy_has_it<policy>(plan::as_named(c))}...}}});
    else
      return ill_formed{};
  }
  // Adds columns or replaces them in place; later definitions see earlier ones.
  template <class... Columns>
  constexpr auto update(Columns const&... c) const {
    using Check = plan::then_column_marks<plan::check_extend<schema, item<Columns>...>, Plan, item<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::extend<Plan, item<Columns>...>{plan_, {{{plan::as_policy_has_it<policy>(plan::as_named(c))}...}}});
    else
      return ill_formed{};
  }
  // Exactly these columns, kept as formulas: computed at each read, so without markers.
  template <class... Columns>
  constexpr auto view(Columns const&... c) const {
    using Check = plan::then_unordered<plan::check_project<schema, plan::as_named_t<Columns>...>, plan::as_named_t<Columns>...>;
    if constexpr (well_formed<Check>())
      return quern::make_query(plan::view<Plan, plan::as_named_t<Columns>...>{plan_, {{{plan::as_named(c)}...}}});
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
          plan_, {{{plan::remembered(plan::as_named(c), std::make_shared<kernel::memory>())}...}}});
    else
      return ill_formed{};
  }
  template <class... Columns>
  constexpr auto drop(Columns const&...) const {
    if constexpr (well_formed<plan::check_drop<schema, Columns...>>())
      return quern::make_query(plan::drop<Plan, Columns::name...>{plan_});
    else
      return ill_formed{};
  }
  // rename("new"_c = "old"_c)
  template <class... Pairs>
  constexpr auto rename(Pairs const&...) const {
    if constexpr (well_formed<plan::check_renaming<schema, Pairs...>>())
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
    if constexpr (well_formed<plan::then_unordered<plan::check_project<schema, plan::as_named_t<Keys>...>, plan::as_named_t<Keys>...>>())
      return grouping<Plan, plan::as_named_t<Keys>...>(plan_, {{{plan::as_named(keys)}...}});
    else
      return ill_formed{};
  }
  // Stable. A key is an expression, or asc(x), desc(x), each with .nulls_first() or .nulls_last().
  template <class... Keys>
  constexpr auto order_by(Keys const&... keys) const {
    if constexpr (well_formed<plan::then_unordered<plan::check_order<schema, Keys...>, Keys...>>())
      return quern::make_query(plan::sort<Plan, decltype(expr::as_order_key(keys))...>{plan_, {{{expr::as_order_key(keys)}...}}});
    else
      return ill_formed{};
  }
  // n is not negative: data_error.
  template <class N>
  constexpr auto limit(N const& n) const {
    if constexpr (well_formed<plan::check_number_of_rows<N>>())
      return quern::make_query(plan::slice<Plan>{plan_, 0, number_of_rows(n)});
    else
      return ill_formed{};
  }
  template <class N>
  constexpr auto offset(N const& n) const {
    if constexpr (well_formed<plan::check_number_of_rows<N>>())
      return quern::make_query(plan::slice<Plan>{plan_, number_of_rows(n), plan::no_limit});
    else
      return ill_formed{};
  }
  // The first row of every combination of values.
  constexpr auto distinct() const { return quern::make_query(plan::distinct<Plan>{plan_}); }
  // Appends the row's position, from 0.
  template <class Column>
  constexpr auto with_row_index(Column const&) const {
    if constexpr (well_formed<plan::check_row_index<schema, Column>>())
      return quern::make_query(plan::row_index<Plan, Column::name>{plan_});
    else
      return ill_formed{};
  }
  // The same plan with another value for a param: with<"cutoff">(20). Throws data_error where an integer does not fit the param's type.
  template <fixed_string Name, class V>
  constexpr auto with(V const& v) const {
    if constexpr (well_formed<std::conditional_t<plan::has_param<Name, Plan>, ok, plan::no_such_param<Name>>>()) {
      query r = *this;
      if (!plan::set_param<Name>(r.plan_, v))
        throw data_error("quern: with<\"" + std::string(std::string_view(Name)) + "\">(value): the integer does not fit the type of the param");
      return r;
    } else {
      return ill_formed{};
    }
  }

  // What unmarked expressions of later verbs mean: stateless_by_default, stateful_by_default, implicit_barriers<true or false>.
  template <class... P>
  constexpr auto with_policy() const {
    static_assert((plan::is_policy<P> && ... && (sizeof...(P) > 0)),
                  "quern: a policy is stateless_by_default, stateful_by_default or implicit_barriers<true or false>");
    static_assert(plan::policies_agree<P...>, "quern: these policies contradict each other");
    using Policy = decltype(plan::changed_policy<policy, P...>());
    return quern::make_query(plan::policy<Plan, Policy>{plan_});
  }

  // --- actions ---

  table<schema> collect(exec const& o = {}) const { return execution::collect_plan(rules::optimise(plan_), {o}); }
  // Prints the first rows to standard output.
  template <class N = std::uint64_t>
  void show(N const& rows = 20, exec const& o = {}) const {
    if constexpr (well_formed<plan::check_number_of_rows<N>>()) {
      std::uint64_t const n = number_of_rows(rows);
      auto const t = head(n + 1, o);
      std::string const s = quern::to_text(t, static_cast<std::size_t>(n), 120, t.rows() > n);
      std::fwrite(s.data(), 1, s.size(), stdout);
    }
  }
  // The plan, what the rules make of it, and the pipelines it runs as. Reads nothing.
  std::string explain() const { return execution::explain_plan(plan_); }
  // The number of rows.
  std::uint64_t count(exec const& o = {}) const { return execution::count_plan(rules::optimise(plan_), {o}); }
  // The first n rows; reads no more chunks than it needs. first() is head(1).
  template <class N>
  auto head(N const& n, exec const& o = {}) const {
    return limit(n).collect(o);
  }
  template <class N>
  auto take(N const& n, exec const& o = {}) const {
    return limit(n).collect(o);
  }
  table<schema> first(exec const& o = {}) const { return head(std::uint64_t{1}, o); }
  // The last n rows, in order.
  template <class N>
  auto tail(N const& n, exec const& o = {}) const {
    if constexpr (well_formed<plan::check_number_of_rows<N>>()) {
      std::uint64_t const rows = number_of_rows(n);
      auto const t = collect(o);
      return execution::slice_table<schema>(t.shared(), t.rows() > rows ? t.rows() - rows : 0, rows);
    } else {
      return ill_formed{};
    }
  }
  // Whether there is no row; stops at the first.
  bool is_empty(exec const& o = {}) const { return !execution::has_rows(rules::optimise(plan_), {o}); }
  // f(row) for each row in order, in the calling thread; row["name"_c] reads a value.
  template <class F>
  void for_each(F f, exec const& o = {}) const {
    using Row = row_view<schema>;
    if constexpr (well_formed<std::conditional_t<std::is_invocable_v<F&, Row const&>, ok, plan::not_a_function_of_rows<F>>>())
      for (Row const row : collect(o)) f(row);
  }
#define QUERN_TAKES_OPTIONS(name)             \
  template <class A>                          \
    requires(!std::is_base_of_v<exec, A>)     \
  constexpr ill_formed name(A const&) const { \
    well_formed<plan::not_options<A>>();      \
    return {};                                \
  }
  QUERN_TAKES_OPTIONS(collect)
  QUERN_TAKES_OPTIONS(count)
  QUERN_TAKES_OPTIONS(first)
  QUERN_TAKES_OPTIONS(is_empty)
#undef QUERN_TAKES_OPTIONS

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
  template <class N>
  static constexpr std::uint64_t number_of_rows(N const& n) {
    if constexpr (std::is_signed_v<N>)
      if (n < 0) throw data_error("quern: a number of rows is negative");
    return n;
  }

  Plan plan_;
};

}  // namespace quern
