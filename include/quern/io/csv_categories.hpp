// SPDX-License-Identifier: BSL-1.0
// The codes of texts a worker has seen lately, so that the shared dictionary and its lock are rarely asked. Keys are
// fields as they stand in the file, quotes included.
#pragma once
#include <vector>

#include <quern/kernel/byte_masks.hpp>
#include <quern/table/hash.hpp>

namespace quern::inline QUERN_ABI::csv {

class category_cache {
 public:
  static constexpr std::size_t longest = 32;

  // Of a column that is no category it has no places, and is not asked.
  explicit category_cache(bool used) : slots_(used ? places + ways : 0) {}

  // The code of s[0, n), 1 <= n <= longest; -1 where it is not known. Reads 32 bytes.
  std::int32_t find(char const* s, std::size_t n) const {
    slot const* const at = &slots_[place(s, n)];
    for (std::size_t i = 0; i < ways; ++i)
      if (at[i].length == n && same(at[i].key, s, n)) [[likely]]
        return at[i].code;
    return -1;
  }
  void put(char const* s, std::size_t n, std::int32_t code) {
    slot* const at = &slots_[place(s, n)];
    std::size_t i = 0;
    while (i < ways && at[i].length != 0) ++i;
    slot& to = at[i < ways ? i : static_cast<std::size_t>(code) % ways];
    std::memcpy(to.key, s, n);
    to.length = static_cast<std::uint32_t>(n), to.code = code;
  }

 private:
  static constexpr std::size_t ways = 4, places = 2048;
  struct slot {
    char key[longest];
    std::uint32_t length = 0;  // 0 = free
    std::int32_t code = 0;
  };
  static std::size_t place(char const* s, std::size_t n) {
    std::uint64_t const front = n >= 8 ? kernel::load8(s) : kernel::load8(s) & ((std::uint64_t{1} << (8 * n)) - 1);
    std::uint64_t const back = n >= 8 ? kernel::load8(s + n - 8) : 0;
    return ((front ^ (back << 7 | back >> 57) ^ n) * 0x9E3779B97F4A7C15u) >> 53;
  }
  static bool same(char const* key, char const* s, std::size_t n) {
#if defined(__AVX2__)
    __m256i const a = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(key)),
                  b = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(s));
    auto const differ = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, b)));
    return static_cast<std::uint32_t>(std::uint64_t{differ} << (32 - n)) == 0;
#else
    return std::memcmp(key, s, n) == 0;
#endif
  }
  std::vector<slot> slots_;  // the last places run over the end
};

}  // namespace quern::inline QUERN_ABI::csv
