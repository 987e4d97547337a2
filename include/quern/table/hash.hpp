// SPDX-License-Identifier: BSL-1.0
// Hashing of words and bytes: multiply and fold, good enough in every bit for power-of-two tables.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <quern/schema/types.hpp>

namespace quern::inline QUERN_ABI {

inline std::uint64_t hash_fold(std::uint64_t a, std::uint64_t b) {
  __extension__ typedef unsigned __int128 wide;
  wide const p = static_cast<wide>(a) * b;
  return static_cast<std::uint64_t>(p) ^ static_cast<std::uint64_t>(p >> 64);
}
inline std::uint64_t hash_word(std::uint64_t v, std::uint64_t seed = 0x9E3779B97F4A7C15u) {
  return hash_fold(v ^ seed, 0xD6E8FEB86659FD93u);
}
inline std::uint64_t hash_bytes(char const* p, std::size_t n) {
  std::uint64_t h = hash_word(n), w = 0;
  for (; n >= 8; p += 8, n -= 8) {
    std::memcpy(&w, p, 8);
    h = hash_word(w, h);
  }
  if (n != 0) {
    w = 0;
    std::memcpy(&w, p, n);
    h = hash_word(w, h);
  }
  return h;
}

}  // namespace quern
