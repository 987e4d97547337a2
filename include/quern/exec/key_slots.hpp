// SPDX-License-Identifier: BSL-1.0
// A hash table from the packed keys of a join's build side to numbers: linear probing, at most half full, asked in batches with prefetch.
// Who keeps the rows compares keys whose packed words are hashes.
#pragma once
#include <quern/exec/packed_keys.hpp>

namespace quern::inline QUERN_ABI::execution {


class key_slots {
 public:
  void reset(std::size_t keys) {
    std::size_t n = 64;
    while (n < keys * 2) n *= 2;
    memory_.resize(n * sizeof(slot));
    mask_ = n - 1;
    shift_ = 64 - std::countr_zero(n);
    for (std::size_t i = 0; i < n; ++i) slots()[i].number = no_row;
  }
  // How far ahead memory is asked for: about as many misses as a core has in flight.
  static constexpr std::size_t ahead = 24;
  void prefetch(std::uint64_t packed) const { __builtin_prefetch(slots() + start_of(packed)); }

  // The number of a key, no_row where it has none yet; `same(number)` says whether a key of the same packed word is this one.
  template <class Same>
  std::uint32_t& place_of(std::uint64_t packed, Same&& same) {
    for (std::size_t at = start_of(packed);; at = (at + 1) & mask_) {
      slot& x = slots()[at];
      if (x.number == no_row) x.key = packed;
      if (x.number == no_row || (x.key == packed && same(x.number))) return x.number;
    }
  }
  template <class Same>
  std::uint32_t find(std::uint64_t packed, Same&& same) const {
    for (std::size_t at = start_of(packed);; at = (at + 1) & mask_) {
      slot const& x = slots()[at];
      if (x.number == no_row || (x.key == packed && same(x.number))) return x.number;
    }
  }

 private:
  struct slot {
    std::uint64_t key;
    std::uint32_t number;
  };
  slot* slots() { return memory_.as<slot>(); }
  slot const* slots() const { return memory_.as<slot>(); }
  std::size_t start_of(std::uint64_t packed) const { return static_cast<std::size_t>(hash_word(packed) >> shift_); }

  buffer memory_;
  std::size_t mask_ = 0;
  int shift_ = 58;
};

}  // namespace quern::execution
