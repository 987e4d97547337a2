// SPDX-License-Identifier: BSL-1.0
// xsimd and the intrinsics for what it lacks stand here and in mask.hpp; tried with 8.1 (Debian 12), and what later
// versions spell otherwise is not used. A kernel works on `lanes`: always eight rows, in as many
// registers as the machine needs. The fixed count makes sums of floats the same bits on every instruction set.
#pragma once
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <xsimd/xsimd.hpp>

#include <quern/schema/types.hpp>

namespace quern::inline QUERN_ABI::kernel {

inline constexpr int width = 8;

#if defined(__AVX2__) && defined(__FMA__)
using arch = xsimd::fma3<xsimd::avx2>;  // also in AVX-512 builds: eight rows fill at most two registers, and bits stay the same
#define QUERN_AVX2 1
#elif !defined(XSIMD_NO_SUPPORTED_ARCHITECTURE)
using arch = xsimd::default_arch;
#endif

#if defined(XSIMD_NO_SUPPORTED_ARCHITECTURE)
inline constexpr bool has_simd = false;
template <class R>
struct batch_of {
  using type = R;
};
#else
inline constexpr bool has_simd = true;
template <class R>
struct batch_of {
  using type = xsimd::batch<R, arch>;
};
#endif
template <class R>
inline constexpr bool is_simd =
    has_simd && (std::is_same_v<R, std::int32_t> || std::is_same_v<R, std::int64_t> || std::is_same_v<R, float> || std::is_same_v<R, double>);

// Eight values. v[] holds registers for 32- and 64-bit numbers, else the values themselves.
template <class R, bool Simd = is_simd<R>>
struct lanes {
  using value_type = R;
  using element = R;
  static constexpr int parts = width;
  R v[width];
};
template <class R>
struct lanes<R, true> {
  using value_type = R;
  using element = typename batch_of<R>::type;
  static constexpr int parts = width / static_cast<int>(element::size);
  static_assert(parts >= 1, "quern: registers wider than eight values are not supported");
  element v[parts];
};
// The eight values one by one in memory.
template <class R>
using values = lanes<R, false>;

// One register read as another of its size. xsimd's own cast takes other arguments from version to version.
template <class To, class From>
QUERN_INLINE To same_bits(From const& from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(static_cast<void*>(&to), &from, sizeof to);
  return to;
}

template <class R>
QUERN_INLINE lanes<R> load(void const* p) {
  lanes<R> r;
  if constexpr (is_simd<R>) {
    constexpr int n = width / lanes<R>::parts;
    for (int k = 0; k < lanes<R>::parts; ++k) r.v[k] = lanes<R>::element::load_unaligned(static_cast<R const*>(p) + k * n);
  } else {
    std::memcpy(static_cast<void*>(&r.v), p, sizeof r.v);
  }
  return r;
}
template <class R>
QUERN_INLINE void store(lanes<R> const& a, void* p) {
  if constexpr (is_simd<R>) {
    constexpr int n = width / lanes<R>::parts;
    for (int k = 0; k < lanes<R>::parts; ++k) a.v[k].store_unaligned(static_cast<R*>(p) + k * n);
  } else {
    std::memcpy(p, static_cast<void const*>(&a.v), sizeof a.v);
  }
}
template <class R, bool Simd>
QUERN_INLINE values<R> unpack(lanes<R, Simd> const& a) {
  if constexpr (Simd) {
    values<R> r;
    kernel::store(a, r.v);
    return r;
  } else {
    return a;
  }
}
template <class R>
QUERN_INLINE lanes<R> pack(values<R> const& a) {
  if constexpr (is_simd<R>)
    return kernel::load<R>(a.v);
  else
    return a;
}
template <class R>
QUERN_INLINE lanes<R> broadcast(R x) {
  lanes<R> r;
  for (auto& e : r.v) e = typename lanes<R>::element(x);
  return r;
}
// f on each part of the operands: on registers where there are any.
template <class F, class R, class... More>
QUERN_INLINE lanes<R> each(F f, lanes<R> const& a, More const&... more) {
  lanes<R> r;
  for (int k = 0; k < lanes<R>::parts; ++k) r.v[k] = f(a.v[k], more.v[k]...);
  return r;
}
// f on each of the eight values, one by one; results of type R.
template <class R, class F, class... A>
QUERN_INLINE lanes<R> each_value(F f, A const&... a) {
  return [&](auto const&... u) {
    values<R> r;
    for (int k = 0; k < width; ++k) r.v[k] = f(u.v[k]...);
    return kernel::pack<R>(r);
  }(kernel::unpack(a)...);
}

#if defined(QUERN_AVX2)
// Two halves made doubles by their exponent bits, and one rounding in the last addition: right for all 64 bits.
QUERN_INLINE __m256d to_double(__m256i v) {
  __m256i const low = _mm256_blend_epi32(_mm256_set1_epi64x(0x4330000000000000), v, 0x55);
  __m256i const high = _mm256_xor_si256(_mm256_srli_epi64(v, 32), _mm256_set1_epi64x(0x4530000080000000));
  __m256d const rest = _mm256_sub_pd(_mm256_castsi256_pd(high), _mm256_castsi256_pd(_mm256_set1_epi64x(0x4530000080100000)));
  return _mm256_add_pd(rest, _mm256_castsi256_pd(low));
}
#endif

// Between widths and kinds of numbers.
template <class To, class From>
QUERN_INLINE lanes<To> convert(lanes<From> const& a) {
  if constexpr (std::is_same_v<To, From>) {
    return a;
  } else {
#if defined(QUERN_AVX2)
    if constexpr (std::is_same_v<From, std::int32_t> && std::is_same_v<To, std::int64_t>)
      return {{{_mm256_cvtepi32_epi64(_mm256_castsi256_si128(a.v[0]))}, {_mm256_cvtepi32_epi64(_mm256_extracti128_si256(a.v[0], 1))}}};
    else if constexpr (std::is_same_v<From, std::int32_t> && std::is_same_v<To, double>)
      return {{{_mm256_cvtepi32_pd(_mm256_castsi256_si128(a.v[0]))}, {_mm256_cvtepi32_pd(_mm256_extracti128_si256(a.v[0], 1))}}};
    else if constexpr (std::is_same_v<From, float> && std::is_same_v<To, double>)
      return {{{_mm256_cvtps_pd(_mm256_castps256_ps128(a.v[0]))}, {_mm256_cvtps_pd(_mm256_extractf128_ps(a.v[0], 1))}}};
    else if constexpr (std::is_same_v<From, std::int64_t> && std::is_same_v<To, double>)
      return {{{kernel::to_double(a.v[0])}, {kernel::to_double(a.v[1])}}};
    else
#endif
      return kernel::each_value<To>([](From x) { return static_cast<To>(x); }, a);
  }
}

// Eight narrow integers from memory, widened.
template <class To, class Stored>
QUERN_INLINE lanes<To> load_widened(void const* p) {
  if constexpr (std::is_same_v<To, Stored>) {
    return kernel::load<To>(p);
  } else {
#if defined(QUERN_AVX2)
    if constexpr (std::is_same_v<To, std::int32_t> && std::is_same_v<Stored, std::int8_t>)
      return {{{_mm256_cvtepi8_epi32(_mm_loadl_epi64(static_cast<__m128i const*>(p)))}}};
    else if constexpr (std::is_same_v<To, std::int32_t> && sizeof(Stored) == 1)
      return {{{_mm256_cvtepu8_epi32(_mm_loadl_epi64(static_cast<__m128i const*>(p)))}}};
    else if constexpr (std::is_same_v<To, std::int32_t> && std::is_same_v<Stored, std::int16_t>)
      return {{{_mm256_cvtepi16_epi32(_mm_loadu_si128(static_cast<__m128i const*>(p)))}}};
    else if constexpr (std::is_same_v<To, std::int32_t> && std::is_same_v<Stored, std::uint16_t>)
      return {{{_mm256_cvtepu16_epi32(_mm_loadu_si128(static_cast<__m128i const*>(p)))}}};
    else if constexpr (std::is_same_v<To, std::int64_t> && std::is_same_v<Stored, std::uint32_t>)
      return {{{_mm256_cvtepu32_epi64(_mm_loadu_si128(static_cast<__m128i const*>(p)))},
               {_mm256_cvtepu32_epi64(_mm_loadu_si128(static_cast<__m128i const*>(p) + 1))}}};
    else
#endif
    {
      Stored s[width];
      std::memcpy(&s, p, sizeof s);
      values<To> r;
      for (int k = 0; k < width; ++k) r.v[k] = static_cast<To>(s[k]);
      return kernel::pack<To>(r);
    }
  }
}

// Product of values that both lie in the signed 32-bit range.
QUERN_INLINE lanes<std::int64_t> multiply_narrow(lanes<std::int64_t> const& a, lanes<std::int64_t> const& b) {
#if defined(QUERN_AVX2)
  return {{{_mm256_mul_epi32(a.v[0], b.v[0])}, {_mm256_mul_epi32(a.v[1], b.v[1])}}};
#else
  return kernel::each_value<std::int64_t>([](std::int64_t x, std::int64_t y) { return x * y; }, a, b);
#endif
}

}  // namespace quern::kernel
