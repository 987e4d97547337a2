// SPDX-License-Identifier: BSL-1.0
// The keys of a join's build side as bits, one for each value that their range allows: whether a key is there is one bit, which of the
// keys it is a count of the bits before it. A bit and a half per value stays in the cache where a table of rows does not, so that rows
// without a partner cost a test (with most of them missing a third of a hash table's time; rank by counts per word: Jacobson, 1989).
#pragma once
#include <quern/exec/packed_keys.hpp>

namespace quern::inline QUERN_ABI::execution {

class key_bitmap {
 public:
  // Bits for keys below `domain`, none set. `domain` itself may be asked for, and is never there.
  void reset(std::uint64_t domain) {
    words_ = static_cast<std::size_t>(domain / 64 + 1);
    bits_.resize(words_ * 8);
    std::memset(bits_.data(), 0, words_ * 8);
  }
  void add(std::uint64_t key) { bits()[key / 64] |= std::uint64_t{1} << key % 64; }
  void add(key_bitmap const& other) {
    for (std::size_t i = 0; i < words_; ++i) bits()[i] |= other.bits()[i];
  }
  // After all keys are in: makes ranks. How many keys there are.
  std::size_t count() {
    before_.resize(words_ * 4);
    std::uint32_t n = 0;
    for (std::size_t i = 0; i < words_; ++i) before_.as<std::uint32_t>()[i] = n, n += static_cast<std::uint32_t>(std::popcount(bits()[i]));
    return n;
  }
  bool has(std::uint64_t key) const { return bits()[key / 64] >> key % 64 & 1; }
  // The number of keys below one that is there.
  std::uint32_t rank(std::uint64_t key) const {
    return before_.as<std::uint32_t>()[key / 64] + static_cast<std::uint32_t>(std::popcount(bits()[key / 64] & ((std::uint64_t{1} << key % 64) - 1)));
  }

 private:
  std::uint64_t* bits() { return bits_.as<std::uint64_t>(); }
  std::uint64_t const* bits() const { return bits_.as<std::uint64_t>(); }

  buffer bits_, before_;
  std::size_t words_ = 0;
};

}  // namespace quern::execution
