// SPDX-License-Identifier: BSL-1.0
// How a plan is run. The only mutable global is the default number of threads.
#pragma once
#include <atomic>
#include <cstddef>
#include <limits>
#include <stop_token>
#include <string>
#include <thread>

#include <quern/table/read_options.hpp>

namespace quern::inline QUERN_ABI {

// Options of one run. No result depends on them, but for the last bits of sums of floats on the size of chunks.
struct exec {
  // -1: all processors; 0: the process-wide default; else just that many, and 1 stays in the calling thread. A run that begins
  // inside a chunk of another (in a function given to map) stays in that chunk's thread.
  int threads = 0;
  // Looked at between chunks: after a request the run ends with `cancelled`, and starts no further piece of work.
  std::stop_token stop{};
  // Rows of a chunk of tables, of what a run holds between its steps, and of range(); rounded up to a multiple of 8.
  // Files are cut by their own options (csv_options::piece_bytes).
  std::size_t min_rows_per_chunk = rows_per_chunk;
};

namespace execution {

inline std::atomic<int>& threads_where_not_said() {
  static std::atomic<int> n{-1};
  return n;
}
inline std::size_t processors() {
  unsigned const n = std::thread::hardware_concurrency();
  return n == 0 ? 1 : n;
}
inline std::size_t threads_of(exec const& e) {
  if (e.threads < -1)
    throw error("quern: exec.threads = " + std::to_string(e.threads) + "; it is -1 (all processors), 0 (the process-wide default) or more");
  int const n = e.threads == 0 ? execution::threads_where_not_said().load(std::memory_order_relaxed) : e.threads;
  return n == -1 ? processors() : static_cast<std::size_t>(n);
}
constexpr std::size_t chunk_rows_of(exec const& e) {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max() / 8 * 8;
  std::size_t const n = e.min_rows_per_chunk;
  return n == 0 ? 8 : n > most ? most : (n + 7) / 8 * 8;
}

// The options of a run, checked and settled before anything is read. In this namespace so that argument-dependent look-up
// finds what lowers a node.
struct context : read_options {
  context(exec const& e) : read_options{execution::threads_of(e), execution::chunk_rows_of(e), e.stop} { check_stop(); }
  // Of a source inside a run: what it was opened with.
  static context inside(read_options const& o) { return context(o, 0); }

 private:
  context(read_options const& o, int) : read_options(o) {}
};

}  // namespace execution

// The number of threads of runs that do not say; -1, as it is at first, means all processors. Any number of threads may ask
// and set; a run keeps what it found when it began.
inline int default_threads() { return execution::threads_where_not_said().load(std::memory_order_relaxed); }
inline void default_threads(int n) {
  if (n < -1 || n == 0) throw error("quern: default_threads(" + std::to_string(n) + "); it is -1 (all processors), or more than 0");
  execution::threads_where_not_said().store(n, std::memory_order_relaxed);
}

}  // namespace quern
