// SPDX-License-Identifier: BSL-1.0
// A plan as a plan_document: described, rewritten with every step written down, and taken apart into pipelines. Nothing is run.
#pragma once
#include <quern/exec/describe.hpp>
#include <quern/exec/explain.hpp>
#include <quern/exec/origins.hpp>
#include <quern/exec/plan_graph.hpp>
#include <quern/exec/plan_json.hpp>
#include <quern/exec/plan_parts.hpp>
#include <quern/exec/plan_text.hpp>
#include <quern/rules/optimise.hpp>
#include <quern/kernel/simd.hpp>

namespace quern::inline QUERN_ABI::execution {

// Writes down what the optimiser does.
template <class Text>
class rewrite_recorder {
  using Note = basic_rewrite_note<Text>;

 public:
  explicit rewrite_recorder(std::vector<Note>& to) : rewrites_(to) {}

  template <class Rule, class Before, class After>
  void applied(rules::place const& at, Before const& before, After const& after) const {
    Note r{Text(Rule::name), Text(Rule::reason), {}, execution::describe<Text>(before), execution::describe<Text>(after)};
    for (rules::place const* p = &at; p->above != nullptr; p = p->above) r.path.insert(r.path.begin(), p->child);
    rewrites_.push_back(static_cast<Note&&>(r));
  }

 private:
  std::vector<Note>& rewrites_;
};

// d.rewrites are those that were recorded.
template <class Text, class Optimised>
void add_optimised(basic_plan_document<Text>& d, Optimised const& o) {
  plan_tracker<basic_node_note<Text>> tracker(d.logical, d.logical.id);
  for (auto& r : d.rewrites) tracker.apply(r);
  d.optimised = execution::describe<Text>(o);
  tracker.finish(d.optimised);
}

template <class Parts, class Text = std::string, class Plan>
basic_plan_document<Text> document_of(Plan const& p) {
  basic_plan_document<Text> d;
  d.has_logical = Parts::bits & logical.bits, d.has_optimised = Parts::bits & optimised.bits;
  d.has_pipelines = Parts::bits & pipelines.bits, d.has_rewrites = Parts::bits & rewrites.bits;
  if constexpr (kernel::has_simd) d.simd_bits = static_cast<int>(8 * sizeof(typename kernel::batch_of<double>::type));
  d.logical = execution::describe<Text>(p);
  int last = 0;
  execution::number_nodes(d.logical, last);
  if constexpr (Parts::bits != logical.bits) {
    auto const o = rules::optimise(p, rewrite_recorder<Text>(d.rewrites));
    execution::add_optimised(d, o);
    if constexpr ((Parts::bits & pipelines.bits) != 0) execution::add_pipelines<Text>(d.pipelines, o, &d.optimised);
  }
  return d;
}

template <class Document>
std::string document_text(Document const& d, plan_format f) {
  switch (f) {
    case plan_format::dot: return execution::graph_text(d, true);
    case plan_format::mermaid: return execution::graph_text(d, false);
    case plan_format::json: return execution::json_text(d);
    default: return execution::plan_text(d);
  }
}

}  // namespace quern::execution
