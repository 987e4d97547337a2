// SPDX-License-Identifier: BSL-1.0
// What profile() has measured, as the figures of a page: by nodes of the optimised plan and by pipelines as explain() numbers them.
#pragma once
#include <quern.hpp>

namespace quern::inline QUERN_ABI::execution {

// The node that a path leads to, or null.
inline node_note const* node_at(node_note const& root, std::vector<int> const& path) {
  node_note const* n = &root;
  for (int const step : path) {
    auto const& next = step < 0 ? n->queries : n->inputs;
    std::size_t const k = step < 0 ? 0 : static_cast<std::size_t>(step);
    if (k >= next.size()) return nullptr;
    n = &next[k];
  }
  return n;
}
// The pipeline that begins with a node; 0 where explain() lists none (those of scalar queries).
inline int pipeline_from(plan_document const& d, node_note const* source) {
  for (auto const& p : d.pipelines)
    if (source != nullptr && p.source.node == source->id) return p.number;
  return 0;
}

// An operation that others run inside of is left out: the page draws what lies beside each other.
template <class Event>
bool holds_another(std::vector<Event> const& all, std::size_t k) {
  return k + 1 < all.size() && all[k + 1].thread == all[k].thread && all[k + 1].begin < all[k].end;
}

template <class Profile>
void add_run(plan_document& d, Profile const& p) {
  using event = typename Profile::event;
  auto const micro = [](std::int64_t ns) { return static_cast<double>(ns) / 1000; };
  auto const number_of = [&](std::size_t pipeline) {
    auto const& operators = p.pipelines[pipeline].operators;
    return operators.empty() ? 0 : pipeline_from(d, node_at(d.optimised, p.operators[static_cast<std::size_t>(operators[0])].path));
  };
  d.has_run = true;
  d.run.ms = p.ms;
  for (std::size_t k = 0; k < p.pipelines.size(); ++k) {
    auto const& x = p.pipelines[k];
    d.run.pipelines.push_back({number_of(k), {static_cast<double>(x.rows_in), static_cast<double>(x.rows_out), x.ms, static_cast<double>(x.bytes), static_cast<double>(x.chunks), static_cast<double>(x.threads), x.loop_ms}});
  }
  for (auto const& x : p.operators) {
    work_note w;
    if (x.rows_in) w.rows_in = static_cast<double>(*x.rows_in);
    if (x.rows_out) w.rows_out = static_cast<double>(*x.rows_out);
    if (x.ran && !x.fused) w.ms = x.ms;
    if (x.ran && x.pipeline >= 0 && x.within < 0) w.loop_ms = x.own_ms;
    d.run.operators.push_back({x.path, w, x.within});
  }
  for (std::size_t k = 0; k < p.events.size(); ++k) {
    event const& e = p.events[k];
    bool const chunk = e.what == event::chunk;
    if (e.what == event::run || e.what == event::pipeline || (!chunk && holds_another(p.events, k))) continue;
    int const pipeline = chunk ? number_of(static_cast<std::size_t>(e.of)) : 0;
    std::string const name = chunk ? std::to_string(pipeline) + "." + std::to_string(e.number) : e.what == event::opening ? "open" : p.operators[static_cast<std::size_t>(e.of)].text;
    d.run.events.push_back({name, e.thread, micro(e.begin), micro(e.end), pipeline, chunk ? static_cast<int>(e.number) : -1});
  }
}

}  // namespace quern::execution
