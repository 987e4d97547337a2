// SPDX-License-Identifier: BSL-1.0
// A plan as data: what explain() says in every format, and what a page shows. Plain structs without a plan's types, so that each
// format is written, and compiled, once.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::execution {

struct column_note {
  std::string name;
  std::string type;  // as type_name writes it
};

// A node of a plan. A node keeps its number as long as no rewrite changes it; one that a rewrite made says which it came from.
struct node_note {
  int id = 0;
  std::vector<int> from;             // numbers of nodes of the logical plan; empty for these themselves, and for what a rule added
  std::string verb;                  // "where"
  std::string text;                  // "where price > 10"
  std::vector<column_note> schema;   // the columns it gives
  std::vector<std::string> reads;    // the columns its own expressions read
  std::vector<std::string> markers;  // "serial", "declares<b>", "respects<b>"
  std::string type;                  // the C++ type, its inputs folded to "..."
  bool kept = false;                 // in a rewrite: this node, and all below it, is as it was before
  std::vector<node_note> inputs;
  std::vector<node_note> queries;  // the plans of scalar queries in its expressions, in the order written
};

// One application of a rule. path leads from the root to the node: 0 is a node's first input, 1 its other one, -1 a scalar query in it
// (the first one that holds what the rewrite replaces).
struct rewrite_note {
  std::string rule;
  std::string reason;
  std::vector<int> path;
  node_note before;
  node_note after;
};

// What a node of the optimised plan has become in a pipeline: its source, a step of its loop, or what its rows end in.
struct operator_note {
  int node = 0;
  std::string text;
  std::string how;                   // "SIMD", "row by row", or nothing where it costs nothing
  std::vector<std::string> remarks;  // lines: stages and what they wait for, what is shared
};
struct pipeline_note {
  int number = 0;
  operator_note source;
  std::vector<operator_note> operators;
  operator_note sink;
  std::vector<std::string> columns_read;  // of a source whose columns have names
  int columns_of = -1;                    // how many that source has; -1 where they have no names
};

// The rows behind a node.
struct rows_note {
  int node = 0;
  std::uint64_t rows = 0;
  std::vector<std::vector<std::string>> first;  // the first of them, column by column in the order of the node's schema
};

// What a run measured. Where a figure is not known it is negative.
struct work_note {
  double rows_in = -1;
  double rows_out = -1;
  double ms = -1;
  double bytes = -1;
  double chunks = -1;
  double threads = -1;
};
struct pipeline_run {
  int pipeline = 0;
  work_note work;
};
struct operator_run {
  std::vector<int> path;  // from the root of the optimised plan, as in rewrite_note
  work_note work;
};
// What one thread did: a chunk of a pipeline, or, with chunk -1, something that is no chunk (a sort, a merge).
struct event_note {
  std::string name;
  int thread = 0;
  double begin_us = 0;
  double end_us = 0;
  int pipeline = 0;
  int chunk = -1;
};
struct run_note {
  double ms = -1;
  std::vector<pipeline_run> pipelines;
  std::vector<operator_run> operators;
  std::vector<event_note> events;
};

// The parts that were asked for; those that were not are empty.
struct plan_document {
  static constexpr int version = 1;
  bool has_logical = false, has_optimised = false, has_pipelines = false, has_rewrites = false;
  int simd_bits = 0;  // of one register; 0 where loops are scalar
  node_note logical;
  node_note optimised;
  std::vector<rewrite_note> rewrites;
  std::vector<pipeline_note> pipelines;
  std::vector<rows_note> rows;  // only of pages
  std::optional<run_note> run;
};

}  // namespace quern::execution
