// SPDX-License-Identifier: BSL-1.0
// A pool of pseudo text by the grammar of the TPC-H specification (4.2.2.14); comments are pieces of it.
#pragma once
#include <cstddef>
#include <cstdint>

#include "huge_pages.hpp"

namespace bench {

// Depends on size and seed only, not on the number of threads. 0 threads means all there are.
column<char> comment_pool(std::size_t bytes, std::uint64_t seed, int threads = 0);

}  // namespace bench
