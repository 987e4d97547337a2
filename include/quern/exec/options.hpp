// SPDX-License-Identifier: BSL-1.0
// How a plan is run. The only mutable global is the default number of threads.
#pragma once
#include <atomic>
#include <cstddef>
#include <thread>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

// Options of one run: .threads = -1 means all processors, 0 the process-wide default, n > 0 just that many.
struct exec {
  int threads = 0;
};

namespace execution {

inline std::atomic<int>& default_threads() {
  static std::atomic<int> n{-1};
  return n;
}
inline std::size_t processors() {
  unsigned const n = std::thread::hardware_concurrency();
  return n == 0 ? 1 : n;
}
// The options of a run, in this namespace so that argument-dependent look-up finds what lowers a node.
struct context : exec {};

inline std::size_t threads_of(exec const& e) {
  int const n = e.threads == 0 ? default_threads().load(std::memory_order_relaxed) : e.threads;
  return n <= 0 ? processors() : static_cast<std::size_t>(n);
}

}  // namespace execution

// The number of threads of runs that do not say; -1 = all processors.
inline void set_default_threads(int n) { execution::default_threads().store(n, std::memory_order_relaxed); }

}  // namespace quern
