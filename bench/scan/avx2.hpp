// The few AVX2 forms the hand-written loops share.
#pragma once
#include <cstdint>
#include <cstring>

#include <immintrin.h>

namespace bench::avx2 {

inline __m256i load(void const* p) { return _mm256_loadu_si256(static_cast<__m256i const*>(p)); }
inline __m128i load_half(void const* p) { return _mm_loadu_si128(static_cast<__m128i const*>(p)); }
inline void store(void* p, __m256i v) { _mm256_storeu_si256(static_cast<__m256i*>(p), v); }

// 4 bytes as 64-bit lanes.
inline __m256i widen_bytes(std::uint8_t const* p) {
  int bytes;
  std::memcpy(&bytes, p, sizeof bytes);
  return _mm256_cvtepu8_epi64(_mm_cvtsi32_si128(bytes));
}

// Wraps around, as lanes do: packed words use the sign bit.
inline std::int64_t sum_of_lanes(__m256i v) {
  __m128i const s = _mm_add_epi64(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
  return _mm_cvtsi128_si64(_mm_add_epi64(s, _mm_unpackhi_epi64(s, s)));
}
inline double sum_of_lanes(__m256d v) {
  __m128d const s = _mm_add_pd(_mm256_castpd256_pd128(v), _mm256_extractf128_pd(v, 1));
  return _mm_cvtsd_f64(s) + _mm_cvtsd_f64(_mm_unpackhi_pd(s, s));
}

}  // namespace bench::avx2
