// SPDX-License-Identifier: BSL-1.0
// What profile() has found: plain structs without a plan's types, so that each format is written, and compiled,
// once: text() in profile_text.hpp, trace() in profile_trace.hpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

// A node of the optimised plan. path leads to it from the root: 0 is a node's first input, 1 its other one, -1 a scalar query in it.
struct operator_profile {
  std::vector<int> path;
  std::string text;                         // "where price > 10"
  std::vector<int> inputs;                  // operators whose rows it takes
  std::optional<std::uint64_t> rows_in;     // of all inputs together; of a source, the rows it gave
  std::optional<std::uint64_t> rows_out;    // none where it did not run: its rows were kept by cache(), or made for another use
  bool ran = false;
  bool fused = false;                       // runs in its pipeline's loop only
  int pipeline = -1;                        // the one it runs in, or that feeds it
  double ms = 0;                            // in the calling thread, outside of loops: sorting, building a table of keys, opening
  double loop_ms = 0;                       // of the pipeline's loop, all threads together
  double own_ms = 0;                        // its own part of the loops that it runs in and of those that feed it, measured on some of their tiles
  int within = -1;                          // fused where another operator uses what it computes: the one whose own_ms its time is in
  std::uint64_t bytes = 0, chunks = 0;      // that its pipeline has read
  int threads = 0;                          // that took part in its pipeline

  // Rows out per row in; none where nothing came in.
  std::optional<double> selectivity() const {
    if (!rows_in || !rows_out || *rows_in == 0) return {};
    return static_cast<double>(*rows_out) / static_cast<double>(*rows_in);
  }
};

// Chunks of one source streamed through one loop. operators: from the source to the last that runs in the loop.
struct pipeline_profile {
  std::vector<int> operators;
  int feeds = -1;               // the operator that takes the rows; -1: they are the result
  bool streamed = false;        // read by a join or a union, chunk by chunk, when it wants them
  std::uint64_t rows_in = 0;    // rows of the source
  std::uint64_t rows_out = 0;   // rows that reached the sink
  std::uint64_t bytes = 0;      // of the columns read; of a file, of its pieces
  std::uint64_t chunks = 0;
  int threads = 0;
  double ms = 0;                // from the first chunk's begin to the end, merging included
  double loop_ms = 0;           // the sum over its chunks, without those of other pipelines that run inside them
  std::vector<double> operator_ms;  // what each of `operators` takes of it, and last what `feeds` does to gather the rows
};

// A piece of time of one thread, in nanoseconds since the run began. Those of a thread lie beside or inside one another.
struct profile_event {
  enum kind { run, operation, opening, pipeline, chunk } what;
  int of = -1;                  // which operator or pipeline
  int thread = 0;               // numbered in the order of their first events
  std::int64_t begin = 0, end = 0;
  std::uint64_t number = 0, rows = 0, bytes = 0;  // of a chunk
};

// A template, so that programs that profile nothing instantiate nothing of it.
template <class Event>
struct run_profile_of {
  using event = Event;
  std::uint64_t rows = 0;  // of the result
  double ms = 0;
  int threads = 0;
  std::vector<pipeline_profile> pipelines;
  std::vector<operator_profile> operators;  // a node before its inputs
  std::vector<Event> events;                // by thread, then by begin

  // A table: pipelines with their operators.
  std::string text() const;
  // The events as a Chrome trace, which Perfetto reads, too.
  std::string trace() const;
  void write_trace(std::string const& path) const;  // throws data_error where it cannot be written
};

using run_profile = run_profile_of<profile_event>;

// The same with the table that the run has made.
template <class Table, class Profile = run_profile>
struct profiled : Profile {
  Table result;
};

}  // namespace quern
