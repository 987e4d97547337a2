// SPDX-License-Identifier: BSL-1.0
// Actions: what runs a plan and gives rows.
#pragma once
#include <quern/exec/execute.hpp>
#include <quern/exec/profile.hpp>
#include <quern/query/begin.hpp>
#include <quern/rules/optimise.hpp>
#include <quern/table/text_table.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class actions {
  using schema = plan::schema_of<Plan>;

 public:
  table<schema> collect(exec const& o = {}) const { return execution::collect_plan(rules::optimise(self()), {o}); }
  // collect() with a look at what it does: a run_profile (exec/run_profile.hpp) with rows in and out, time, bytes, chunks and threads of each
  // pipeline and operator, and the table as its `result`.
  profiled<table<schema>> profile(exec const& o = {}) const { return execution::profile_plan<execution::run_log>(rules::optimise(self()), {o}); }
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
  // The number of rows.
  std::uint64_t count(exec const& o = {}) const { return execution::count_plan(rules::optimise<rules::number_of_rows>(self()), {o}); }
  // The first n rows; reads no more chunks than it needs. first() is head(1).
  template <class N>
  auto head(N const& n, exec const& o = {}) const {
    return query_of().limit(n).collect(o);
  }
  template <class N>
  auto take(N const& n, exec const& o = {}) const {
    return query_of().limit(n).collect(o);
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
  bool is_empty(exec const& o = {}) const { return !execution::has_rows(rules::optimise<rules::number_of_rows>(self()), {o}); }
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
  QUERN_TAKES_OPTIONS(profile)
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
  constexpr query<Plan> const& query_of() const { return static_cast<query<Plan> const&>(*this); }
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }
};

}  // namespace quern
