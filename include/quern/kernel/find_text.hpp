// SPDX-License-Identifier: BSL-1.0
// A text within another. 32 places are tried at once by the first and the last character of what is sought; the rest is compared where both
// stand (Mula, SIMD-friendly algorithms for substring searching).
#pragma once
#include <cstring>
#include <string_view>

#include <quern/kernel/byte_masks.hpp>

namespace quern::inline QUERN_ABI::kernel {

#if defined(__AVX2__)
inline std::uint32_t both_stand(char const* first, char const* last, __m256i a, __m256i b) {
  __m256i const x = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(first)), y = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(last));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_and_si256(_mm256_cmpeq_epi8(x, a), _mm256_cmpeq_epi8(y, b))));
}
inline std::uint32_t both_stand(char const* first, char const* last, __m128i a, __m128i b) {
  __m128i const x = _mm_loadu_si128(reinterpret_cast<__m128i const*>(first)), y = _mm_loadu_si128(reinterpret_cast<__m128i const*>(last));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(x, a), _mm_cmpeq_epi8(y, b))));
}
// Places at .. last, at least as many as a register has bytes; the last block overlaps the one before.
template <class Register>
std::size_t find_in_blocks(char const* p, std::size_t at, std::size_t last, std::string_view part, Register a, Register b) {
  constexpr std::size_t width = sizeof(Register);
  std::size_t const n = part.size();
  for (std::size_t i = at;; i = i + width < last + 1 - width ? i + width : last + 1 - width) {
    for (std::uint32_t m = kernel::both_stand(p + i, p + i + n - 1, a, b); m != 0; m &= m - 1) {
      std::size_t const place = i + kernel::lowest_bit(m);
      if (n <= 2 || std::memcmp(p + place + 1, part.data() + 1, n - 2) == 0) return place;
    }
    if (i == last + 1 - width) return std::string_view::npos;
  }
}
#endif

// The first place from `at` (at most t.size()) on where part stands, or npos; reads nothing outside of t.
inline std::size_t find_text(std::string_view t, std::size_t at, std::string_view part) {
#if defined(__AVX2__)
  std::size_t const n = part.size();
  if (t.size() - at < n) return std::string_view::npos;
  if (n != 0) {
    std::size_t const last = t.size() - n, places = last - at + 1;
    char const first = part[0], end = part[n - 1];
    if (places >= 32) return kernel::find_in_blocks(t.data(), at, last, part, _mm256_set1_epi8(first), _mm256_set1_epi8(end));
    if (places >= 16) return kernel::find_in_blocks(t.data(), at, last, part, _mm_set1_epi8(first), _mm_set1_epi8(end));
  }
#endif
  return t.find(part, at);
}

}  // namespace quern::inline QUERN_ABI::kernel
