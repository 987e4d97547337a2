// SPDX-License-Identifier: BSL-1.0
// A plan_document as text: trees with what each node gives, reads and asks for; pipelines; rewrites.
#pragma once
#include <quern/exec/pipeline_writer.hpp>

namespace quern::inline QUERN_ABI::execution {

inline std::string join_names(std::vector<std::string> const& names) {
  std::string r;
  for (auto const& n : names) r += (r.empty() ? "" : ", ") + n;
  return r;
}
inline std::string join_numbers(std::vector<int> const& ids) {
  std::string r;
  for (int const id : ids) r += (r.empty() ? "#" : ", #") + std::to_string(id);
  return r;
}
template <class Columns>
std::string columns_text(Columns const& columns) {
  std::string r;
  for (auto const& c : columns) r += (r.empty() ? "" : ", ") + c.name + " " + c.type;
  return r;
}
template <class Note>
bool same_columns(Note const& a, Note const& b) {
  if (a.schema.size() != b.schema.size()) return false;
  for (std::size_t k = 0; k < a.schema.size(); ++k)
    if (a.schema[k].name != b.schema[k].name || a.schema[k].type != b.schema[k].type) return false;
  return true;
}

// Sources first; a second input, and a query within, stands further in. details: also what it gives, reads and asks for.
template <class Note>
void append_tree(std::string& out, Note const& n, std::string const& indent, bool details) {
  if (n.kept && !details) {
    out += indent + "#" + std::to_string(n.id) + " as before\n";
    return;
  }
  if (!n.inputs.empty()) execution::append_tree(out, n.inputs[0], indent, details);
  out += indent + "#" + std::to_string(n.id) + " " + n.text;
  if (!n.from.empty()) out += "  (from " + execution::join_numbers(n.from) + ")";
  out += "\n";
  if (details) {
    std::string const deeper = indent + "     ";
    if (!n.reads.empty()) out += deeper + "reads: " + execution::join_names(n.reads) + "\n";
    if (!n.markers.empty()) out += deeper + "markers: " + execution::join_names(n.markers) + "\n";
    bool const same = !n.inputs.empty() && execution::same_columns(n, n.inputs[0]);
    out += deeper + "gives: " + (same ? "the same columns" : execution::columns_text(n.schema)) + "\n";
  }
  for (std::size_t k = 1; k < n.inputs.size(); ++k) execution::append_tree(out, n.inputs[k], indent + "    ", details);
  for (auto const& q : n.queries) {
    out += indent + "    the value of:\n";
    execution::append_tree(out, q, indent + "    ", details);
  }
}

template <class Document>
std::string plan_text(Document const& d) {
  std::string out;
  if (d.has_logical) {
    out += "logical plan\n";
    execution::append_tree(out, d.logical, "  ", true);
  }
  if (d.has_rewrites) {
    out += d.rewrites.empty() ? "rewrites: none\n" : "rewrites\n";
    int number = 0;
    for (auto const& r : d.rewrites) {
      out += "  " + std::to_string(++number) + ". " + r.rule + (r.reason.empty() ? "" : ": " + r.reason) + "\n    before\n";
      execution::append_tree(out, r.before, "      ", false);
      out += "    after\n";
      execution::append_tree(out, r.after, "      ", false);
    }
  }
  if (d.has_optimised) {
    out += "after rules\n";
    execution::append_tree(out, d.optimised, "  ", true);
  }
  if (d.has_pipelines) execution::append_pipelines(out, d.pipelines, true);
  return out;
}

}  // namespace quern::execution
