// SPDX-License-Identifier: BSL-1.0
// The keys of a join's build side as bits, one for each value that their range allows: whether a key is there is one bit, which of the
// keys it is a count of the bits before it. A bit and a half per value stays in the cache where a table of rows does not, so that rows
// without a partner cost a test (rank by counts per word: Jacobson, 1989).
#pragma once
#include <quern/exec/packed_keys.hpp>
#include <quern/kernel/bit_tests.hpp>

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
  // Which of n packed keys are there, keys from `nowhere` on not: `base` and their place among the n go to `rows`, behind which there is room for
  // eight more, and they themselves to the front. How many.
  std::size_t find(std::uint64_t nowhere, std::uint64_t* packed, std::size_t n, std::size_t base, std::uint32_t* rows) const {
    std::size_t hits = 0;
    for (std::size_t i = 0; i < n; ++i) {
      std::uint64_t const key = packed[i] < nowhere ? packed[i] : nowhere;
      rows[hits] = static_cast<std::uint32_t>(base + i);
      packed[hits] = key;
      hits += has(key);
    }
    return hits;
  }
  // The same of rows first .. first + n, of which part k of the key is asked: a number in column c. A row whose number is null is asked
  // for whatever stands in its place, so the caller looks at nulls itself.
  std::size_t find(key_packing const& keys, std::size_t k, key_column const& c, std::size_t first, std::size_t n, std::size_t base, packing_space& s, std::uint32_t* rows) const {
    std::uint64_t const nowhere = keys.range(k) + 1;
    if ((c.form != key_form::i32 && c.form != key_form::u32) || nowhere >> 31 != 0) {
      keys.pack_number(k, c, first, n, s);
      return find(nowhere, s.packed.data(), n, base, rows);
    }
    s.packed.resize(n);
    auto const least = static_cast<std::uint32_t>(keys.least(k));
    std::byte const* const values = reinterpret_cast<std::byte const*>(c.ref.values) + (c.places == nullptr ? first * 4 : 0);
    std::uint32_t const* const places = c.places == nullptr ? nullptr : c.places + first;
    std::size_t const hits = kernel::find_set_bits(bits(), static_cast<std::uint32_t>(nowhere), values, places, least, n, static_cast<std::uint32_t>(base), rows);
    for (std::size_t h = 0; h < hits; ++h) {
      std::size_t const i = rows[h] - base;
      std::uint32_t v;
      std::memcpy(&v, values + (places == nullptr ? i : places[i]) * 4, sizeof v);
      s.packed[h] = v - least;
    }
    return hits;
  }

 private:
  std::uint64_t* bits() { return bits_.as<std::uint64_t>(); }
  std::uint64_t const* bits() const { return bits_.as<std::uint64_t>(); }

  buffer bits_, before_;
  std::size_t words_ = 0;
};

}  // namespace quern::execution
