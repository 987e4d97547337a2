// SPDX-License-Identifier: BSL-1.0
// A plan as data: what explain() says in every format, and what a page shows. Plain structs without a plan's types, so that each
// format is written once. They are templates of the string in them for one reason: a program that explains nothing compiles none of this.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Text>
struct basic_column_note {
  Text name;
  Text type;  // as type_name writes it
};

// A node of a plan. A node keeps its number as long as no rewrite changes it; one that a rewrite made says which it came from.
template <class Text>
struct basic_node_note {
  int id = 0;
  std::vector<int> from;             // numbers of nodes of the logical plan; empty for these themselves, and for what a rule added
  Text verb;                  // "where"
  Text text;                  // "where price > 10"
  std::vector<basic_column_note<Text>> schema;   // the columns it gives
  std::vector<Text> reads;    // the columns its own expressions read
  std::vector<Text> markers;  // "serial", "declares<b>", "respects<b>"
  Text type;                  // the C++ type, its inputs folded to "..."
  bool kept = false;                 // in a rewrite: this node, and all below it, is as it was before
  std::vector<basic_node_note<Text>> inputs;
  std::vector<basic_node_note<Text>> queries;  // the plans of scalar queries in its expressions, in the order written
};

// One application of a rule. path leads from the root to the node: 0 is a node's first input, 1 its other one, -1 a scalar query in it
// (the first one that holds what the rewrite replaces).
template <class Text>
struct basic_rewrite_note {
  Text rule;
  Text reason;
  std::vector<int> path;
  basic_node_note<Text> before;
  basic_node_note<Text> after;
};

// What a node of the optimised plan has become in a pipeline: its source, a step of its loop, or what its rows end in.
template <class Text>
struct basic_operator_note {
  int node = 0;
  Text text;
  Text how;                   // "SIMD", "row by row", or nothing where it costs nothing
  std::vector<Text> remarks;  // lines: stages and what they wait for, what is shared
};
template <class Text>
struct basic_pipeline_note {
  int number = 0;
  basic_operator_note<Text> source;
  std::vector<basic_operator_note<Text>> operators;
  basic_operator_note<Text> sink;
  std::vector<Text> columns_read;  // of a source whose columns have names
  int columns_of = -1;                    // how many that source has; -1 where they have no names
};

// The rows behind a node.
template <class Text>
struct basic_rows_note {
  int node = 0;
  std::uint64_t rows = 0;
  std::vector<std::vector<Text>> first;  // the first of them, column by column in the order of the node's schema
};

// What a run measured. Where a figure is not known it is negative.
struct work_note {
  double rows_in = -1;
  double rows_out = -1;
  double ms = -1;
  double bytes = -1;
  double chunks = -1;
  double threads = -1;
  double loop_ms = -1;  // in loops, of all threads together; of an operator, its part
};
template <class Text>
struct basic_pipeline_run {
  int pipeline = 0;
  work_note work;
};
template <class Text>
struct basic_operator_run {
  std::vector<int> path;  // from the root of the optimised plan, as in rewrite_note
  work_note work;
  int within = -1;        // which of the operators' loop_ms its own is in
};
// What one thread did: a chunk of a pipeline, or, with chunk -1, something that is no chunk (a sort, a merge).
template <class Text>
struct basic_event_note {
  Text name;
  int thread = 0;
  double begin_us = 0;
  double end_us = 0;
  int pipeline = 0;
  int chunk = -1;
};
template <class Text>
struct basic_run_note {
  double ms = -1;
  std::vector<basic_pipeline_run<Text>> pipelines;
  std::vector<basic_operator_run<Text>> operators;
  std::vector<basic_event_note<Text>> events;
};

// The parts that were asked for; those that were not are empty.
template <class Text>
struct basic_plan_document {
  static constexpr int version = 1;
  bool has_logical = false, has_optimised = false, has_pipelines = false, has_rewrites = false;
  int simd_bits = 0;  // of one register; 0 where loops are scalar
  basic_node_note<Text> logical;
  basic_node_note<Text> optimised;
  std::vector<basic_rewrite_note<Text>> rewrites;
  std::vector<basic_pipeline_note<Text>> pipelines;
  std::vector<basic_rows_note<Text>> rows;  // only of pages
  bool has_run = false;
  basic_run_note<Text> run;
};

using column_note = basic_column_note<std::string>;
using node_note = basic_node_note<std::string>;
using rewrite_note = basic_rewrite_note<std::string>;
using operator_note = basic_operator_note<std::string>;
using pipeline_note = basic_pipeline_note<std::string>;
using rows_note = basic_rows_note<std::string>;
using pipeline_run = basic_pipeline_run<std::string>;
using operator_run = basic_operator_run<std::string>;
using event_note = basic_event_note<std::string>;
using run_note = basic_run_note<std::string>;
using plan_document = basic_plan_document<std::string>;

}  // namespace quern::execution
