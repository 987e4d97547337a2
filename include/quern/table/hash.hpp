// SPDX-License-Identifier: BSL-1.0
// Hashing of words and bytes: multiply and fold, good enough in every bit for power-of-two tables.
// For tests: in a program whose sources all define QUERN_TEST_WEAK_HASH there are four hashes, which differ in the two highest and
// the two lowest bits. Nothing but the time may change: equal hashes are not yet equal keys.
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
  std::uint64_t const h = hash_fold(v ^ seed, 0xD6E8FEB86659FD93u);
#ifdef QUERN_TEST_WEAK_HASH
  return (h & 3) * 0x4000000000000001u;
#else
  return h;
#endif
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
