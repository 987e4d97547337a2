// SPDX-License-Identifier: BSL-1.0
// Counter-based random numbers: a stream is named by integers, so that any part of the data can be made on its own.
#pragma once
#include <cstdint>

namespace bench {

class random_stream {
 public:
  explicit constexpr random_stream(std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
      : state_(mix(mix(mix(a + step) ^ b) ^ (c + step))) {}

  constexpr std::uint64_t next() { return mix(state_ += step); }

  // Uniform in low..high, both included; the range must be far below 2^32.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>((next() >> 32) * static_cast<std::uint64_t>(high - low + 1) >> 32);
  }

 private:
  static constexpr std::uint64_t step = 0x9E3779B97F4A7C15u;
  static constexpr std::uint64_t mix(std::uint64_t z) {  // finaliser of splitmix64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace bench
