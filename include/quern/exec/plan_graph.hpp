// SPDX-License-Identifier: BSL-1.0
// A plan_document as a graph, for Graphviz and for Mermaid: one cluster a part, arrows the way rows flow.
#pragma once
#include <quern/exec/json_writer.hpp>
#include <quern/exec/plan_text.hpp>

namespace quern::inline QUERN_ABI::execution {

// What the two languages differ in. Names of nodes are letters, digits and _, unique in the graph.
class graph_writer {
 public:
  graph_writer(std::string& out, bool is_dot) : out_(out), is_dot_(is_dot) {
    out_ += is_dot_ ? "digraph quern {\n  rankdir=TB;\n  node [shape=box, fontname=\"monospace\"];\n" : "flowchart TB\n";
  }
  void finish() {
    if (is_dot_) out_ += "}\n";
  }
  void begin_cluster(std::string const& name, std::string const& title) {
    if (is_dot_)
      out_ += "  subgraph cluster_" + name + " {\n  label=" + quoted(title) + ";\n";
    else
      out_ += "  subgraph " + name + "[" + quoted(title) + "]\n    direction TB\n";
  }
  void end_cluster() { out_ += is_dot_ ? "  }\n" : "  end\n"; }
  // Lines are divided by \n.
  void node(std::string const& name, std::string const& lines) {
    out_ += "    " + name + (is_dot_ ? " [label=" : "[") + quoted(lines) + (is_dot_ ? "];\n" : "]\n");
  }
  void arrow(std::string const& from, std::string const& to, std::string_view label = {}) {
    out_ += "    " + from + (is_dot_ ? " -> " : " --");
    if (!is_dot_) out_ += label.empty() ? "> " : " " + std::string(label) + " --> ";
    out_ += to;
    if (is_dot_) out_ += label.empty() ? ";" : " [style=dashed, label=" + quoted(label) + "];";
    out_ += "\n";
  }

 private:
  // In DOT a quote and a backslash are escaped; in Mermaid what is no plain character is written by its number, as its markup can begin
  // with many. What would not be UTF-8 is left out by both.
  std::string quoted(std::string_view t) const {
    std::string r = "\"";
    for (; !t.empty();) {
      std::size_t const n = utf8_length(t);
      unsigned char const c = static_cast<unsigned char>(t[0]);
      bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_' || c == '.' || c == ',' || c == '=' || n > 1;
      if (n == 0)
        r += "?";
      else if (c == '\n')
        r += is_dot_ ? "\\l" : "<br>";
      else if (c < 0x20 || c == 0x7f)
        r += ' ';
      else if (is_dot_)
        r += (c == '"' || c == '\\' ? "\\" : "") + std::string(t.substr(0, n));
      else
        r += plain ? std::string(t.substr(0, n)) : "#" + std::to_string(static_cast<int>(c)) + ";";
      t.remove_prefix(n == 0 ? 1 : n);
    }
    if (is_dot_ && r.find("\\l") != r.npos) r += "\\l";  // each line ends with one, to stand to the left
    return r + "\"";
  }

  std::string& out_;
  bool is_dot_;
};

template <class Note>
std::string node_label(Note const& n) {
  std::string r = "#" + std::to_string(n.id) + " " + n.text;
  if (!n.from.empty()) r += "\nfrom " + execution::join_numbers(n.from);
  if (!n.reads.empty()) r += "\nreads: " + execution::join_names(n.reads);
  if (!n.markers.empty()) r += "\nmarkers: " + execution::join_names(n.markers);
  if (n.inputs.empty() || !execution::same_columns(n, n.inputs[0])) r += "\ngives: " + execution::columns_text(n.schema);
  return r;
}
template <class Note>
void draw_tree(graph_writer& g, std::string const& prefix, Note const& n, bool details) {
  std::string const me = prefix + std::to_string(n.id);
  bool const folded = n.kept && !details;
  g.node(me, folded ? "#" + std::to_string(n.id) + " as before" : details ? node_label(n) : "#" + std::to_string(n.id) + " " + n.text);
  if (folded) return;
  for (auto const& i : n.inputs) execution::draw_tree(g, prefix, i, details), g.arrow(prefix + std::to_string(i.id), me);
  for (auto const& q : n.queries) execution::draw_tree(g, prefix, q, details), g.arrow(prefix + std::to_string(q.id), me, "its value");
}
template <class Pipelines>
void draw_pipelines(graph_writer& g, Pipelines const& pipelines) {
  auto const label = [](std::string_view before, auto const& o) {
    std::string r = std::string(before) + o.text + (o.how.empty() ? "" : "  [" + o.how + "]") + (o.node == 0 ? "" : "  #" + std::to_string(o.node));
    for (auto const& line : o.remarks) r += "\n" + line;
    return r;
  };
  for (auto const& p : pipelines) {
    std::string const name = "p" + std::to_string(p.number) + "_";
    g.begin_cluster("pipeline" + std::to_string(p.number), "pipeline " + std::to_string(p.number));
    int at = 0;
    g.node(name + "0", label("", p.source));
    for (auto const& o : p.operators) {
      ++at;
      g.node(name + std::to_string(at), label("fused: ", o));
      g.arrow(name + std::to_string(at - 1), name + std::to_string(at));
    }
    g.node(name + "into", label("into: ", p.sink));
    g.arrow(name + std::to_string(at), name + "into");
    g.end_cluster();
  }
  // What a pipeline ends in is where one that its node begins goes on.
  for (auto const& p : pipelines)
    for (auto const& next : pipelines)
      if (next.number > p.number && next.source.node != 0 && next.source.node == p.sink.node) {
        g.arrow("p" + std::to_string(p.number) + "_into", "p" + std::to_string(next.number) + "_0");
        break;
      }
}

template <class Document>
std::string graph_text(Document const& d, bool is_dot) {
  std::string out;
  graph_writer g(out, is_dot);
  if (d.has_logical) {
    g.begin_cluster("logical", "logical plan");
    execution::draw_tree(g, "l", d.logical, true);
    g.end_cluster();
  }
  if (d.has_rewrites) {
    int number = 0;
    for (auto const& r : d.rewrites) {
      std::string const k = std::to_string(++number);
      for (bool const after : {false, true}) {
        std::string const side = after ? "after" : "before";
        g.begin_cluster("rewrite" + k + side, k + ". " + r.rule + ", " + side + (after && !r.reason.empty() ? "\n" + r.reason : ""));
        execution::draw_tree(g, "r" + k + (after ? "a" : "b"), after ? r.after : r.before, false);
        g.end_cluster();
      }
    }
  }
  if (d.has_optimised) {
    g.begin_cluster("optimised", "after rules");
    execution::draw_tree(g, "o", d.optimised, true);
    g.end_cluster();
  }
  if (d.has_pipelines) execution::draw_pipelines(g, d.pipelines);
  g.finish();
  return out;
}

}  // namespace quern::execution
