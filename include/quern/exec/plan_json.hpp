// SPDX-License-Identifier: BSL-1.0
// A plan_document as JSON. Version 1; parts that were not asked for are absent, and readers should skip keys that they do not know:
//   { "quern_plan": 1, "simd_bits": 256,
//     "logical": NODE, "optimised": NODE,
//     "rewrites": [{"rule", "reason", "path": [0, 1, -1, ...], "before": NODE, "after": NODE}],
//     "pipelines": [{"number", "source": OPERATOR, "operators": [OPERATOR], "sink": OPERATOR, "columns_read": [name], "columns_of"}],
//     "rows": [{"node", "rows", "first": [[value as text]]}],
//     "run": {"ms", "pipelines": [{"pipeline", WORK}], "operators": [{"node", "path", WORK}],
//             "events": [{"name", "thread", "begin_us", "end_us", "pipeline", "chunk"}]} }
//   NODE is {"id", "from": [id], "verb", "text", "schema": [{"name", "type"}], "reads": [name], "markers": [text], "type",
//     "inputs": [NODE], "queries": [NODE]}; in a rewrite, what stays as it was is {"id", "kept": true} with all below it.
//   OPERATOR is {"node": id in the optimised plan, "text", "how", "remarks": [text]}.
//   WORK is those of "rows_in", "rows_out", "ms", "loop_ms", "bytes", "chunks", "threads" that are known: ms is time that went by, of an
//     operator outside of loops; loop_ms what loops took of all threads together, of an operator its part of them. An operator that another
//     one computes has "within": that one's node, whose loop_ms its own is in.
// path leads from the root: 0 is a node's first input, 1 its other one, -1 a scalar query in it.
#pragma once
#include <quern/exec/json_writer.hpp>
#include <quern/exec/plan_document.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Text>
class plan_json {
  using column_note = basic_column_note<Text>;
  using node_note = basic_node_note<Text>;
  using rewrite_note = basic_rewrite_note<Text>;
  using operator_note = basic_operator_note<Text>;
  using pipeline_note = basic_pipeline_note<Text>;
  using rows_note = basic_rows_note<Text>;
  using pipeline_run = basic_pipeline_run<Text>;
  using operator_run = basic_operator_run<Text>;
  using event_note = basic_event_note<Text>;
  using run_note = basic_run_note<Text>;
  using plan_document = basic_plan_document<Text>;

 public:
  explicit plan_json(Text& out) : w_(out) {}

  void document(plan_document const& d) {
    w_.begin('{');
    w_.key("quern_plan").value(plan_document::version);
    w_.key("simd_bits").value(d.simd_bits);
    if (d.has_logical) w_.key("logical"), node(d.logical);
    if (d.has_optimised) w_.key("optimised"), node(d.optimised);
    if (d.has_rewrites) list("rewrites", d.rewrites, [this](auto const& r) { rewrite(r); });
    if (d.has_pipelines) list("pipelines", d.pipelines, [this](auto const& p) { pipeline(p); });
    if (!d.rows.empty()) list("rows", d.rows, [this](auto const& r) { rows(r); });
    if (d.has_run) run(d.run, d.optimised);
    w_.end('}');
  }

 private:
  template <class T, class F>
  void list(std::string_view key, std::vector<T> const& all, F const& each) {
    w_.key(key).begin('[');
    for (auto const& x : all) each(x);
    w_.end(']');
  }
  template <class T>
  void values(std::string_view key, std::vector<T> const& all) {
    list(key, all, [this](auto const& x) { w_.value(x); });
  }
  void text(std::string_view key, Text const& t) { w_.key(key).value(std::string_view(t)); }
  void value_list(std::string_view key, std::vector<Text> const& all) {
    list(key, all, [this](auto const& t) { w_.value(std::string_view(t)); });
  }

  void node(node_note const& n) {
    w_.begin('{');
    w_.key("id").value(n.id);
    if (n.kept) {
      w_.key("kept").value(true);
    } else {
      values("from", n.from);
      text("verb", n.verb);
      text("text", n.text);
      list("schema", n.schema, [this](column_note const& c) {
        w_.begin('{');
        text("name", c.name);
        text("type", c.type);
        w_.end('}');
      });
      value_list("reads", n.reads);
      value_list("markers", n.markers);
      text("type", n.type);
      list("inputs", n.inputs, [this](node_note const& i) { node(i); });
      list("queries", n.queries, [this](node_note const& q) { node(q); });
    }
    w_.end('}');
  }
  void rewrite(rewrite_note const& r) {
    w_.begin('{');
    text("rule", r.rule);
    text("reason", r.reason);
    values("path", r.path);
    w_.key("before"), node(r.before);
    w_.key("after"), node(r.after);
    w_.end('}');
  }
  void operation(operator_note const& o) {
    w_.begin('{');
    w_.key("node").value(o.node);
    text("text", o.text);
    text("how", o.how);
    value_list("remarks", o.remarks);
    w_.end('}');
  }
  void pipeline(pipeline_note const& p) {
    w_.begin('{');
    w_.key("number").value(p.number);
    w_.key("source"), operation(p.source);
    list("operators", p.operators, [this](operator_note const& o) { operation(o); });
    w_.key("sink"), operation(p.sink);
    if (p.columns_of >= 0) {
      value_list("columns_read", p.columns_read);
      w_.key("columns_of").value(p.columns_of);
    }
    w_.end('}');
  }
  void rows(rows_note const& r) {
    w_.begin('{');
    w_.key("node").value(r.node);
    w_.key("rows").value(static_cast<long long>(r.rows));
    list("first", r.first, [this](auto const& cells) {
      w_.begin('[');
      for (auto const& c : cells) w_.value(std::string_view(c));
      w_.end(']');
    });
    w_.end('}');
  }
  void work(work_note const& k) {
    auto const figure = [this](std::string_view name, double v) {
      if (v >= 0) w_.key(name).value(v);
    };
    figure("rows_in", k.rows_in), figure("rows_out", k.rows_out), figure("ms", k.ms), figure("loop_ms", k.loop_ms);
    figure("bytes", k.bytes), figure("chunks", k.chunks), figure("threads", k.threads);
  }
  // The number of the node at a path; 0 where there is none.
  static int id_at(node_note const& n, std::vector<int> const& path, std::size_t step = 0) {
    if (step == path.size()) return n.id;
    auto const& below = path[step] < 0 ? n.queries : n.inputs;
    std::size_t const k = path[step] < 0 ? 0 : static_cast<std::size_t>(path[step]);
    return k < below.size() ? id_at(below[k], path, step + 1) : 0;
  }
  void run(run_note const& r, node_note const& optimised) {
    w_.key("run").begin('{');
    if (r.ms >= 0) w_.key("ms").value(r.ms);
    list("pipelines", r.pipelines, [this](pipeline_run const& p) {
      w_.begin('{');
      w_.key("pipeline").value(p.pipeline);
      work(p.work);
      w_.end('}');
    });
    list("operators", r.operators, [&](operator_run const& o) {
      w_.begin('{');
      w_.key("node").value(id_at(optimised, o.path));
      values("path", o.path);
      work(o.work);
      if (o.within >= 0) w_.key("within").value(id_at(optimised, r.operators[static_cast<std::size_t>(o.within)].path));
      w_.end('}');
    });
    list("events", r.events, [this](event_note const& e) {
      w_.begin('{');
      text("name", e.name);
      w_.key("thread").value(e.thread);
      w_.key("begin_us").value(e.begin_us);
      w_.key("end_us").value(e.end_us);
      w_.key("pipeline").value(e.pipeline);
      w_.key("chunk").value(e.chunk);
      w_.end('}');
    });
    w_.end('}');
  }

  json_writer w_;
};

template <class Text>
Text json_text(basic_plan_document<Text> const& d) {
  Text out;
  plan_json<Text>(out).document(d);
  return out += "\n";
}

}  // namespace quern::execution
