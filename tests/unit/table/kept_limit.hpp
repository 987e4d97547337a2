// SPDX-License-Identifier: BSL-1.0
// A limit of kept memory for one test.
#pragma once
#include <cstddef>
#include <quern.hpp>

namespace kept_limit {

inline constexpr std::size_t megabyte = std::size_t{1} << 20;
// Nothing is kept before, and nothing behind. So much was used before that nothing is given back for others.
struct limited {
  explicit limited(std::size_t bytes) {
    quern::keep_memory(0);
    quern::buffer const most(512 * megabyte);
    quern::keep_memory(bytes);
  }
  ~limited() { quern::keep_memory(0); }
};

}  // namespace kept_limit
