// SPDX-License-Identifier: BSL-1.0
// Which of many stored integers lie in a few ranges, 32 rows at a time, whatever type they stand for: one loop for each width.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <quern/kernel/simd.hpp>
#include <quern/kernel/value_ranges.hpp>
#include <quern/table/array_view.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Values v with v - low <= span in wrapping arithmetic of their width: signed ones too.
struct wrapped_range {
  std::uint64_t low, span;
};

template <class V>
bool is_in_ranges(V v, array_view<wrapped_range> ranges) {
  bool in = false;
  for (auto const& r : ranges) in |= static_cast<V>(v - static_cast<V>(r.low)) <= static_cast<V>(r.span);
  return in;
}

#if defined(QUERN_AVX2)
template <class V>
__m256i broadcast_bits(std::uint64_t x) {
  if constexpr (sizeof(V) == 1)
    return _mm256_set1_epi8(static_cast<char>(x));
  else if constexpr (sizeof(V) == 2)
    return _mm256_set1_epi16(static_cast<short>(x));
  else if constexpr (sizeof(V) == 4)
    return _mm256_set1_epi32(static_cast<int>(x));
  else
    return _mm256_set1_epi64x(static_cast<long long>(x));
}
// All ones where a register's value is in the range.
template <class V>
QUERN_INLINE __m256i in_range(__m256i v, __m256i low, __m256i span) {
  if constexpr (sizeof(V) == 1) {
    __m256i const d = _mm256_sub_epi8(v, low);
    return _mm256_cmpeq_epi8(_mm256_min_epu8(d, span), d);
  } else if constexpr (sizeof(V) == 2) {
    __m256i const d = _mm256_sub_epi16(v, low);
    return _mm256_cmpeq_epi16(_mm256_min_epu16(d, span), d);
  } else if constexpr (sizeof(V) == 4) {
    __m256i const d = _mm256_sub_epi32(v, low);
    return _mm256_cmpeq_epi32(_mm256_min_epu32(d, span), d);
  } else {
    __m256i const sign = _mm256_set1_epi64x(static_cast<long long>(std::uint64_t{1} << 63));
    __m256i const d = _mm256_xor_si256(_mm256_sub_epi64(v, low), sign);
    return _mm256_xor_si256(_mm256_cmpgt_epi64(d, _mm256_xor_si256(span, sign)), _mm256_set1_epi64x(-1));
  }
}
// The truth of 32 rows as bits.
template <class V>
QUERN_INLINE std::uint32_t bits_in_ranges(V const* v, __m256i const* low, __m256i const* span, std::size_t ranges) {
  __m256i in[sizeof(V)];
  for (std::size_t k = 0; k < sizeof(V); ++k) {
    __m256i const x = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(v) + k);
    in[k] = kernel::in_range<V>(x, low[0], span[0]);
    for (std::size_t r = 1; r < ranges; ++r) in[k] = _mm256_or_si256(in[k], kernel::in_range<V>(x, low[r], span[r]));
  }
  if constexpr (sizeof(V) == 1) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(in[0]));
  } else if constexpr (sizeof(V) == 2) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_permute4x64_epi64(_mm256_packs_epi16(in[0], in[1]), _MM_SHUFFLE(3, 1, 2, 0))));
  } else {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < sizeof(V); ++k)
      if constexpr (sizeof(V) == 4)
        bits |= static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(in[k]))) << (8 * k);
      else
        bits |= static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(in[k]))) << (4 * k);
    return bits;
  }
}
#endif

// Clears the bits of `live` whose rows v[0] .. v[rows] are in none of the ranges (at most value_ranges::most).
template <class V>
void keep_in_ranges(V const* v, std::size_t rows, array_view<wrapped_range> ranges, std::uint8_t* live) {
  std::size_t i = 0;
#if defined(QUERN_AVX2)
  __m256i low[value_ranges::most], span[value_ranges::most];
  for (std::size_t r = 0; r < ranges.size(); ++r) low[r] = kernel::broadcast_bits<V>(ranges[r].low), span[r] = kernel::broadcast_bits<V>(ranges[r].span);
  auto const run = [&](std::size_t n) QUERN_INLINE_LAMBDA {
    for (; i + 32 <= rows; i += 32) {
      std::uint32_t word;
      std::memcpy(&word, live + i / 8, sizeof word);
      word &= kernel::bits_in_ranges(v + i, low, span, n);
      std::memcpy(live + i / 8, &word, sizeof word);
    }
  };
  if (ranges.size() == 1)
    run(1);
  else if (!ranges.empty())
    run(ranges.size());
#endif
  for (; i < rows; i += width) {
    unsigned in = 0;
    for (std::size_t k = 0; k < width && i + k < rows; ++k) in |= unsigned{kernel::is_in_ranges(v[i + k], ranges)} << k;
    live[i / 8] &= static_cast<std::uint8_t>(in);
  }
}

}  // namespace quern::kernel
