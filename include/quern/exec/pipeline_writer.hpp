// SPDX-License-Identifier: BSL-1.0
// What pipeline printers write into: notes of pipelines, each operator with the number of its node. And these notes as text.
#pragma once
#include <quern/exec/plan_document.hpp>
#include <quern/exec/text_out.hpp>

namespace quern::inline QUERN_ABI::execution {

// A printer goes down the plan first, so pipelines come in the order in which they run.
template <class Text>
class basic_pipeline_writer {
  using node_note = basic_node_note<Text>;
  using operator_note = basic_operator_note<Text>;
  using pipeline_note = basic_pipeline_note<Text>;

 public:
  // root: the description of the plan that is printed, or null where nobody asks for numbers.
  basic_pipeline_writer(std::vector<pipeline_note>& to, node_note const* root) : pipelines_(to), at_(root) {}

  // A pipeline begins: with what a node gives, or with rows in other words.
  template <class Node>
  void begin(Node const& n) {
    begin_with(execution::text_of(n));
  }
  void begin_with(std::string_view text) {
    pipelines_.emplace_back();
    pipelines_.back().number = number();
    pipelines_.back().source = note(text, {});
    last_ = place::source;
  }
  // A node runs in the loop of the pipeline at hand. how: "SIMD", "row by row", or nothing where it costs nothing.
  template <class Node>
  void fused(Node const& n, std::string_view how) {
    pipelines_.back().operators.push_back(note(execution::text_of(n), how));
    last_ = place::step;
  }
  // What ends the pipeline.
  void into(std::string_view what, std::string_view how = {}) {
    pipelines_.back().sink = note(what, how);
    last_ = place::sink;
  }
  void columns_read(std::string_view const* names, bool const* used, std::size_t n) {
    pipeline_note& p = pipelines_.back();
    p.columns_of = static_cast<int>(n);
    for (std::size_t i = 0; i < n; ++i)
      if (used[i]) p.columns_read.emplace_back(names[i]);
  }
  // Lines about what was said last.
  void remark(std::string_view lines) {
    pipeline_note& p = pipelines_.back();
    operator_note& to = last_ == place::source ? p.source : last_ == place::step ? p.operators.back() : p.sink;
    for (std::size_t from = 0; from < lines.size();) {
      std::size_t const end = lines.find('\n', from) < lines.size() ? lines.find('\n', from) : lines.size();
      to.remarks.emplace_back(lines.substr(from, end - from));
      from = end + 1;
    }
  }
  int number() const { return static_cast<int>(pipelines_.size()); }

  // The next `nodes` inputs were made of the node at hand, and count as it.
  void made_of_one(int nodes) { made_ = nodes; }
  // The node that is printed is input k of the one before, until the visit ends.
  class visit {
   public:
    visit(basic_pipeline_writer& w, std::size_t k) : w_(w), above_(w.at_) {
      if (w.made_ > 0)
        --w.made_;
      else
        w.at_ = w.at_ != nullptr && k < w.at_->inputs.size() ? &w.at_->inputs[k] : nullptr;
    }
    ~visit() { w_.at_ = above_; }
    visit(visit const&) = delete;

   private:
    basic_pipeline_writer& w_;
    node_note const* above_;
  };

 private:
  enum class place { source, step, sink };
  operator_note note(std::string_view text, std::string_view how) const { return {at_ == nullptr ? 0 : at_->id, Text(text), Text(how), {}}; }

  std::vector<pipeline_note>& pipelines_;
  node_note const* at_;
  int made_ = 0;
  place last_ = place::source;
};
using pipeline_writer = basic_pipeline_writer<std::string>;

template <class Note>
void append_operator(std::string& out, std::string_view before, Note const& o, bool numbers) {
  out += before;
  out += o.text;
  if (!o.how.empty()) out += "  [" + o.how + "]";
  if (numbers && o.node != 0) out += "  #" + std::to_string(o.node);
  out += "\n";
}
template <class Note>
void append_remarks(std::string& out, Note const& o) {
  for (auto const& line : o.remarks) out += "  " + line + "\n";
}
// numbers: whether each line names its node.
template <class Pipelines>
void append_pipelines(std::string& out, Pipelines const& pipelines, bool numbers) {
  for (auto const& p : pipelines) {
    execution::append_operator(out, "pipeline " + std::to_string(p.number) + ": ", p.source, numbers);
    execution::append_remarks(out, p.source);
    for (auto const& o : p.operators) {
      execution::append_operator(out, "  fused: ", o, numbers);
      execution::append_remarks(out, o);
    }
    execution::append_operator(out, "  into: ", p.sink, numbers);
    if (p.columns_of >= 0) {
      std::string_view before = "  columns read: ";
      for (auto const& c : p.columns_read) out += before, out += c, before = ", ";
      if (p.columns_read.empty()) out += "  columns read: none";
      out += " (" + std::to_string(p.columns_read.size()) + " of " + std::to_string(p.columns_of) + ")\n";
    }
    execution::append_remarks(out, p.sink);
  }
}

}  // namespace quern::execution
