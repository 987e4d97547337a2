// SPDX-License-Identifier: BSL-1.0
// Actions that tell what the rows are like: describe, summary, corr, cov, value_counts, histogram. Each runs the plan once, for
// the columns it needs, and works on the columns that come of it.
#pragma once
#include <quern/exec/histogram.hpp>
#include <quern/exec/pair_moments.hpp>
#include <quern/plan/statistics.hpp>
#include <quern/query/describe.hpp>

namespace quern::inline QUERN_ABI {

template <class F>
using described_field = std::conditional_t<is_described<typename F::type>, meta::list<F>, meta::list<>>;

template <class Plan>
class statistics_actions {
  using schema = plan::schema_of<Plan>;
  template <class List>
  struct described;
  template <class... F>
  struct described<meta::list<F...>> {
    using fields = meta::concat<meta::list<>, described_field<F>...>;
  };
  template <class E>
  using type_of = expr::type_of<E, schema>;

 public:
  // Rows count, mean, stddev (sample), min, max, as texts: column "summary" names them, then stands a column of nullable texts
  // for each column of numbers or texts (texts have no mean and no stddev). Nulls are left out; what there is none of, such as
  // the stddev of one value, is null. Floats are the greatest where NaN.
  auto describe(exec const& o = {}) const { return tell(typename described<typename schema::fields>::fields{}, false, o); }
  // The same, and the quartiles of numbers before max: 25%, 50%, 75%, each the least value of the column that so many of its
  // values do not exceed. Linear in the values.
  auto summary(exec const& o = {}) const { return tell(typename described<typename schema::fields>::fields{}, true, o); }

  // Pearson's correlation of two numbers, over the rows in which neither is null. NaN for fewer than two such rows, where one
  // does not vary, and where a value is NaN or infinite. In doubles, two passes.
  template <class X, class Y>
  auto corr(X const& x, Y const& y, exec const& o = {}) const {
    if constexpr (well_formed<plan::check_statistics<true, schema, X, Y>>())
      return moments(x, y, o).correlation();
    else
      return ill_formed{};
  }
  // Sample covariance (n - 1), over the rows in which neither is null; NaN for fewer than two of them.
  template <class X, class Y>
  auto cov(X const& x, Y const& y, exec const& o = {}) const {
    if constexpr (well_formed<plan::check_statistics<true, schema, X, Y>>())
      return moments(x, y, o).covariance();
    else
      return ill_formed{};
  }

  // How often each value is there, null too: columns "value" and "count", the most frequent first, equally frequent ones in
  // the order in which they first appear.
  template <class X>
  auto value_counts(X const& x, exec const& o = {}) const {
    if constexpr (well_formed<plan::check_statistics<false, schema, X>>()) {
      constexpr expr::column<"value"> value{};
      constexpr expr::column<"count"> count{};
      constexpr expr::column<"first"> first{};
      return query_of()
          .select(value = x)
          .with_row_index(first)
          .group_by(value)
          .agg(count = quern::count(), first = quern::min(first))
          .order_by(quern::desc(count), first)
          .select(value, count)
          .collect(o);
    } else {
      return ill_formed{};
    }
  }

  // The values of a number counted in equal bins from the least to the greatest: columns "start", "end" and "count", a bin a
  // row, each [start, end), the last with its end. No rows where no two values differ. In doubles; nulls, NaN and infinities
  // are left out. Throws data_error for fewer than one bin.
  template <class X, class N>
  auto histogram(X const& x, N const& bins, exec const& o = {}) const {
    if constexpr (!well_formed<plan::check_statistics<true, schema, X>>()) {
      return ill_formed{};
    } else if constexpr (!well_formed<plan::check_number_of_bins<N>>()) {
      return ill_formed{};
    } else {
      if (bins <= N{0}) throw data_error("quern: histogram(x, bins) needs at least one bin");
      using Bins = quern::schema<field<"start", double>, field<"end", double>, field<"count", std::int64_t>>;
      auto const t = query_of().select(expr::column<"x">{} = as_double(x)).collect(o);
      return table<Bins>::of(execution::histogram_of<double>(*t.data().columns[0], static_cast<std::uint64_t>(bins), execution::context(o)));
    }
  }

 private:
  constexpr query<Plan> const& query_of() const { return static_cast<query<Plan> const&>(*this); }
  // Doubles as they are are not copied.
  template <class E>
  static constexpr auto as_double(E const& e) {
    if constexpr (std::is_same_v<bare<type_of<E>>, double>)
      return e;
    else
      return quern::cast<double>(e);
  }
  template <class X, class Y>
  auto moments(X const& x, Y const& y, exec const& o) const {
    auto const t = query_of().select(expr::column<"x">{} = as_double(x), expr::column<"y">{} = as_double(y)).collect(o);
    return execution::moments_of_pairs<double>(*t.data().columns[0], *t.data().columns[1], execution::context(o));
  }
  template <class... F>
  auto tell(meta::list<F...>, bool with_quartiles, exec const& o) const {
    std::vector<described_column> columns;
    if constexpr (sizeof...(F) > 0) {
      auto const t = query_of().select(expr::column<F::name>{}...).collect(o);
      std::size_t k = 0;
      (columns.push_back({t.data().columns[k++], &quern::describe_column<bare<typename F::type>>, &quern::quartiles_of<bare<typename F::type>>}), ...);
    }
    return table<quern::schema<field<"summary", string>, field<F::name, nullable<string>>...>>::of(quern::description_table(columns, with_quartiles, o));
  }
};

}  // namespace quern
