// SPDX-License-Identifier: BSL-1.0
// What a run tells the sources it opens: how many threads it has, how large its chunks are, and whether it was stopped.
#pragma once
#include <stop_token>

#include <quern/table/error.hpp>
#include <quern/table/zones.hpp>

namespace quern::inline QUERN_ABI {

struct read_options {
  std::size_t threads = 1;
  std::size_t chunk_rows = rows_per_chunk;  // where a source can choose; a multiple of 8, because bit columns begin at bytes
  std::stop_token stop{};

  std::size_t chunks_of(std::uint64_t rows) const { return static_cast<std::size_t>(rows / chunk_rows + (rows % chunk_rows != 0)); }
  // Called between pieces of work, never inside them.
  void check_stop() const {
    if (stop.stop_requested()) throw cancelled("quern: the run was stopped");
  }
};

}  // namespace quern
