// SPDX-License-Identifier: BSL-1.0
// Counters for tests and explain: what a run has touched.
#pragma once
#include <atomic>
#include <cstdint>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::execution {

struct run_counters {
  std::atomic<std::uint64_t> rows_read{0};
  std::atomic<std::uint64_t> chunks_read{0};
  std::atomic<std::uint64_t> tables_made{0};
};
// The counters of this thread's current observation, or null.
inline run_counters*& current_counters() {
  static thread_local run_counters* c = nullptr;
  return c;
}

}  // namespace quern::execution
