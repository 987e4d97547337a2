// SPDX-License-Identifier: BSL-1.0
// Many numbers of 32 bits asked of a bitmap at once: eight words of it are loaded together, and the places of those that are there written
// without a jump.
#pragma once
#include <cstddef>

#include <quern/kernel/places.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Rows i of n whose number v - least, modulo 2^32, is below `nowhere` (below 2^31) and has its bit: first + i of each to `rows`, behind which
// there is room for eight more. v is the places[i]-th of `values`, or the i-th where there are no places. How many. Bit `nowhere` is not set.
inline std::size_t find_set_bits(std::uint64_t const* bits, std::uint32_t nowhere, std::byte const* values, std::uint32_t const* places, std::uint32_t least, std::size_t n,
                                 std::uint32_t first, std::uint32_t* rows) {
  std::uint32_t* at = rows;
  std::size_t i = 0;
#if defined(__AVX2__)
  __m256i const low = _mm256_set1_epi32(static_cast<int>(least)), end = _mm256_set1_epi32(static_cast<int>(nowhere));
  auto const test = [&](__m256i v) {
    __m256i const key = _mm256_min_epu32(_mm256_sub_epi32(v, low), end);
    __m256i const word = _mm256_i32gather_epi32(reinterpret_cast<int const*>(bits), _mm256_srli_epi32(key, 5), 4);
    __m256i const bit = _mm256_sllv_epi32(word, _mm256_sub_epi32(_mm256_set1_epi32(31), _mm256_and_si256(key, _mm256_set1_epi32(31))));
    return static_cast<std::uint8_t>(_mm256_movemask_ps(_mm256_castsi256_ps(bit)));
  };
  if (places == nullptr)
    for (; i + 8 <= n; i += 8) at = kernel::put_places(at, first + static_cast<std::uint32_t>(i), test(_mm256_loadu_si256(reinterpret_cast<__m256i const*>(values + i * 4))));
  else
    for (; i + 8 <= n; i += 8) {
      int v[8];
      for (std::size_t k = 0; k < 8; ++k) std::memcpy(v + k, values + std::size_t{places[i + k]} * 4, sizeof v[k]);
      at = kernel::put_places(at, first + static_cast<std::uint32_t>(i), test(_mm256_setr_epi32(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7])));
    }
#endif
  for (; i < n; ++i) {
    std::uint32_t v;
    std::memcpy(&v, values + (places == nullptr ? i : places[i]) * 4, sizeof v);
    std::uint32_t const key = v - least < nowhere ? v - least : nowhere;
    *at = first + static_cast<std::uint32_t>(i);
    at += bits[key / 64] >> key % 64 & 1;
  }
  return static_cast<std::size_t>(at - rows);
}

}  // namespace quern::inline QUERN_ABI::kernel
