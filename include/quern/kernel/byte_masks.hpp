// SPDX-License-Identifier: BSL-1.0
// 64 bytes of text as one word of bits: where a character stands, and which bytes lie between quotes.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::kernel {

static_assert(std::endian::native == std::endian::little, "quern: texts are loaded as little-endian words");

inline std::uint64_t load8(char const* p) {
  std::uint64_t x;
  std::memcpy(&x, p, sizeof x);
  return x;
}

// 64 bytes, held in registers where the machine has wide ones.
class block64 {
 public:
#if defined(__AVX2__)
  explicit block64(char const* p)
      : low_(_mm256_loadu_si256(reinterpret_cast<__m256i const*>(p))),
        high_(_mm256_loadu_si256(reinterpret_cast<__m256i const*>(p + 32))) {}
  std::uint64_t operator==(char c) const {
    __m256i const x = _mm256_set1_epi8(c);
    auto const low = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low_, x)));
    auto const high = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high_, x)));
    return low | std::uint64_t{high} << 32;
  }

 private:
  __m256i low_, high_;
#else
  explicit block64(char const* p) { std::memcpy(words_, p, sizeof words_); }
  std::uint64_t operator==(char c) const {
    constexpr std::uint64_t ones = 0x0101010101010101u, low7 = 0x7F7F7F7F7F7F7F7Fu;
    std::uint64_t mask = 0;
    for (int i = 0; i < 8; ++i) {
      std::uint64_t const x = words_[i] ^ (ones * static_cast<std::uint8_t>(c));
      std::uint64_t const zero = ~(((x & low7) + low7) | x | low7);  // the high bit of each byte that is c
      mask |= ((zero >> 7) * 0x0102040810204080u >> 56) << (8 * i);
    }
    return mask;
  }

 private:
  std::uint64_t words_[8];
#endif
};

// The lowest bit that is set; 64 where none is. std::countr_zero asks for none with a jump (g++ 12).
inline std::uint32_t lowest_bit(std::uint64_t m) {
#if defined(__BMI__) && defined(__AVX2__)
  return static_cast<std::uint32_t>(_tzcnt_u64(m));
#else
  return static_cast<std::uint32_t>(std::countr_zero(m));
#endif
}

// Bit i is the parity of bits 0..i.
inline std::uint64_t prefix_parity(std::uint64_t m) {
  m ^= m << 1, m ^= m << 2, m ^= m << 4, m ^= m << 8, m ^= m << 16, m ^= m << 32;
  return m;
}

}  // namespace quern::inline QUERN_ABI::kernel
