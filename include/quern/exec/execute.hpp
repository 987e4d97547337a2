// SPDX-License-Identifier: BSL-1.0
// The actions' way into execution: rows of a plan as a table, their number, or whether there are any.
#pragma once
#include <quern/exec/lower_grouping_sets.hpp>
#include <quern/exec/lower_order.hpp>
#include <quern/exec/run_scope.hpp>
#include <quern/exec/shared_parts.hpp>

namespace quern::inline QUERN_ABI::execution {

// The rows of a plan, or of a part of one that runs already, as a table of its schema.
template <class Plan>
auto collect_part(Plan const& p, context const& o) {
  using S = plan::schema_of<Plan>;
  auto const s = lower(p, o);
  return table<S>::of(execution::collect_columns(s, execution::outputs(s.names, typename S::fields{}), o));
}
template <class Plan>
auto collect_plan(Plan const& p, context const& o) {
  run_scope const run(o);
  return execution::collect_part(execution::with_shared_parts(p), o);
}

// The number of rows; a table that nothing filters is not read.
template <class Stream>
std::uint64_t count_rows(Stream const& s, context const& o) {
  using Source = std::remove_cvref_t<decltype(s.source)>;
  constexpr bool filtered = []<class... S>(meta::tuple<S...> const*) { return (is_filter_step<S> || ... || false); }(static_cast<decltype(s.steps) const*>(nullptr));
  if constexpr (is_memory<Source> && !filtered) {
    return s.source.rows();
  } else {
    using Count = kernel::primitive<kernel::row_count, kernel::no_argument>;
    auto const state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, aggregate_sink<Count>{}, o);
    return static_cast<std::uint64_t>(meta::get<0>(state));
  }
}
template <class Plan>
std::uint64_t count_plan(Plan const& p, context const& o) {
  run_scope const run(o);
  auto const& parts = execution::with_shared_parts(p);
  return execution::count_rows(lower(parts, o), o);
}

// Stops at the first row.
template <class Plan>
bool has_rows(Plan const& p, context const& o) {
  run_scope const run(o);
  auto const& parts = execution::with_shared_parts(p);
  auto const s = lower(parts, o);
  using Source = std::remove_cvref_t<decltype(s.source)>;
  auto const state = execution::run_pipeline_until<may_prove<Source>()>(s.source, s.steps, collect_sink<>{{}, 1}, o);
  return state.rows > 0;
}

// interop/hana.hpp has to_rows_of, found by the table's namespace when it is used.
template <class Row, class Table>
auto rows_as(Table const& t) {
  constexpr bool is_described = requires { to_rows_of(static_cast<Row*>(nullptr), t); };
  static_assert(is_described, "quern: to_rows<Row>() needs a struct described with BOOST_HANA_DEFINE_STRUCT and #include <quern/interop/hana.hpp>");
  if constexpr (is_described)
    return to_rows_of(static_cast<Row*>(nullptr), t);
  else
    return ill_formed{};
}

}  // namespace quern::execution
