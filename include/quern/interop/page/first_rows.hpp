// SPDX-License-Identifier: BSL-1.0
// How many rows a plan gives, and the first of them as texts: for the plan and for each plan below it.
#pragma once
#include <quern.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Plan>
void find_first_rows(auto& to, Plan const& p, std::size_t most, context const& o) {
  using Fields = typename plan::schema_of<Plan>::fields;
  run_scope const run(o);
  auto const& parts = execution::with_shared_parts(p);
  auto const s = lower(parts, o);
  using Source = std::remove_cvref_t<decltype(s.source)>;
  to.rows = execution::count_rows(s, o);
  auto state = execution::run_pipeline_until<may_prove<Source>()>(s.source, s.steps, execution::make_collect(execution::outputs(s.names, Fields{}), most), o);
  auto const t = quern::make_table_data(execution::finish_columns(state), static_cast<std::size_t>(state.rows));
  auto const& how = value_text::printing_of<Fields>;
  to.first.resize(t->rows < most ? t->rows : most);
  for (std::size_t c = 0; c < how.size(); ++c) {
    column_ref const ref = quern::ref_of(how[c].layout, *t->columns[c]);
    for (std::size_t i = 0; i < to.first.size(); ++i) how[c].format(to.first[i].emplace_back(), ref, i);
  }
}

// For a plan, the plans below it and those of its scalar queries; note is the plan's description.
template <class Text, class Node>
void add_first_rows(std::vector<basic_rows_note<Text>>& to, Node const& n, basic_node_note<Text> const& note, std::size_t most, context const& o) {
  if constexpr (requires { n.in; }) execution::add_first_rows(to, n.in, note.inputs[0], most, o);
  if constexpr (requires { n.other; }) execution::add_first_rows(to, n.other, note.inputs[1], most, o);
  std::size_t k = 0;
  execution::for_each_query_of(n, [&](auto const& q) { execution::add_first_rows(to, q.plan, note.queries[k++], most, o); });
  to.emplace_back();
  to.back().node = note.id;
  execution::find_first_rows(to.back(), n, most, o);
}

}  // namespace quern::execution
