// SPDX-License-Identifier: BSL-1.0
// Lowering of sample, and the tables of random_split.
#pragma once
#include <quern/exec/explain_sets.hpp>
#include <quern/exec/random_rows.hpp>
#include <quern/exec/run_scope.hpp>
#include <quern/exec/shared_parts.hpp>
#include <quern/plan/print_sample.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class In>
auto lower(plan::sample<In> const& p, context const& o) {
  using Fields = typename plan::schema_of<In>::fields;
  using S = typename nameless_fields<Fields>::type;
  auto const t = execution::complete(p.in, o);
  std::size_t const wanted = p.fraction < 0 ? (p.rows < t->rows ? static_cast<std::size_t>(p.rows) : t->rows) : execution::rows_in(p.fraction, t->rows);
  if (wanted == t->rows) return execution::stream_over<S, true>(table<S>::of(t), Fields{});
  auto const parts = execution::random_parts<std::uint32_t>(t->rows, p.seed, {&wanted, 1}, o);
  if (auto* c = current_counters()) ++c->tables_made;
  return execution::stream_over<S, true>(table<S>::of(execution::gather_rows(*t, layouts_of<Fields>, parts[0], o)), Fields{});
}
template <class In>
struct pipeline_printer<plan::sample<In>> {
  static void print(pipeline_writer& w, plan::sample<In> const& n) {
    execution::print_complete(w, n.in, "rows, to choose from");
    w.begin(n);
  }
};

// f(k, table) for each part of the rows.
template <class Plan, class F>
void split_plan(Plan const& p, array_view<double> weights, std::uint64_t seed, context const& o, F f) {
  using S = plan::schema_of<Plan>;
  execution::ends_of_parts(weights, 0);  // what is wrong with the weights is said before anything is read
  run_scope const run(o);
  auto const t = execution::complete(execution::with_shared_parts(p), o);
  auto const parts = execution::random_parts<std::uint32_t>(t->rows, seed, execution::ends_of_parts(weights, t->rows), o);
  for (std::size_t k = 0; k < parts.size(); ++k) f(k, table<S>::of(execution::gather_rows(*t, layouts_of<typename S::fields>, parts[k], o)));
}

}  // namespace quern::execution
