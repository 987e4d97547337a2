// SPDX-License-Identifier: BSL-1.0
// A plan as data: what explain() says in every format, and what a page shows. Plain structs without a plan's types, so that each
// format is written, and compiled, once.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::execution {

struct column_note {
  std::string name;
  std::string type;  // as type_name writes it
};

// A node of a plan. A node keeps its number as long as no rewrite touches it; one that a rewrite made says which it came from.
struct node_note {
  int id = 0;
  std::vector<int> from;             // numbers of nodes of the logical plan
  std::string verb;                  // "where"
  std::string text;                  // "where price > 10"
  std::vector<column_note> schema;   // the columns it gives
  std::vector<std::string> reads;    // the columns its own expressions read
  std::vector<std::string> markers;  // "serial", "declares(b)", "respects(b)"
  std::string type;                  // the C++ type, its inputs folded to "..."
  std::vector<node_note> inputs;
};

// One application of a rule. path leads from the root to the node: 0 is a node's first input, 1 its other one, -1 a scalar query in it.
struct rewrite_note {
  std::string rule;
  std::string reason;
  std::vector<int> path;
  node_note before;
  node_note after;
};

// What a node of the optimised plan has become in a pipeline.
struct operator_note {
  int node = 0;
  std::string text;
  std::string how;  // "SIMD", "row by row", or nothing where it costs nothing
};
struct pipeline_note {
  int number = 0;
  std::string source;
  std::vector<operator_note> operators;
  std::vector<std::string> remarks;  // stages, what they wait for, what is shared
  std::string sink;
  std::vector<std::string> columns_read;  // of a source whose columns have names
  int columns_of = -1;                    // how many that source has; -1 where they have no names
};

struct plan_document {
  static constexpr int version = 1;
  node_note logical;
  node_note optimised;
  std::vector<rewrite_note> rewrites;
  std::vector<pipeline_note> pipelines;
};

}  // namespace quern::execution
