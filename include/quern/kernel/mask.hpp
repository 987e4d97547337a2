// SPDX-License-Identifier: BSL-1.0
// Eight truth values, in the form in which they arise: as all-ones or zeros in 32- or 64-bit lanes (mask<4>, mask<8>), or
// as bits (mask<0>). Comparisons and sums never leave registers; storage and validity are bits.
#pragma once
#include <quern/kernel/equal_texts.hpp>
#include <quern/kernel/simd.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <int Bytes>
struct mask;
template <>
struct mask<0> {
  std::uint32_t bits;  // low eight
};
template <>
struct mask<4> {
  lanes<std::int32_t> m;
};
template <>
struct mask<8> {
  lanes<std::int64_t> m;
};

// Every row; known to the compiler.
struct every {};

template <class T>
inline constexpr bool is_mask = std::is_same_v<T, every>;
template <int B>
inline constexpr bool is_mask<mask<B>> = true;

inline constexpr std::uint32_t all_bits = 0xff;

QUERN_INLINE std::uint32_t bits(every) { return all_bits; }
QUERN_INLINE std::uint32_t bits(mask<0> const& a) { return a.bits; }
QUERN_INLINE std::uint32_t bits(mask<4> const& a) {
#if defined(QUERN_AVX2)
  return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(a.m.v[0])));
#else
  auto const u = kernel::unpack(a.m);
  std::uint32_t r = 0;
  for (int k = 0; k < width; ++k) r |= (u.v[k] != 0 ? 1u : 0u) << k;
  return r;
#endif
}
QUERN_INLINE std::uint32_t bits(mask<8> const& a) {
#if defined(QUERN_AVX2)
  return static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(a.m.v[0])) | _mm256_movemask_pd(_mm256_castsi256_pd(a.m.v[1])) << 4);
#else
  auto const u = kernel::unpack(a.m);
  std::uint32_t r = 0;
  for (int k = 0; k < width; ++k) r |= (u.v[k] != 0 ? 1u : 0u) << k;
  return r;
#endif
}

// The same truth values in lanes of Bytes (4 or 8), or as bits (0).
template <int Bytes, class M>
QUERN_INLINE mask<Bytes> as(M const& a) {
  if constexpr (std::is_same_v<M, mask<Bytes>>) {
    return a;
  } else if constexpr (Bytes == 0) {
    return {kernel::bits(a)};
  } else if constexpr (std::is_same_v<M, every>) {
    if constexpr (Bytes == 4)
      return {kernel::broadcast<std::int32_t>(-1)};
    else
      return {kernel::broadcast<std::int64_t>(-1)};
  } else if constexpr (std::is_same_v<M, mask<4>>) {
    return {kernel::convert<std::int64_t>(a.m)};
  } else if constexpr (std::is_same_v<M, mask<8>>) {
#if defined(QUERN_AVX2)
    __m256i const even = _mm256_castps_si256(
        _mm256_shuffle_ps(_mm256_castsi256_ps(a.m.v[0]), _mm256_castsi256_ps(a.m.v[1]), _MM_SHUFFLE(2, 0, 2, 0)));
    return {{{{_mm256_permute4x64_epi64(even, _MM_SHUFFLE(3, 1, 2, 0))}}}};
#else
    return {kernel::convert<std::int32_t>(a.m)};
#endif
  } else {
#if defined(QUERN_AVX2)
    if constexpr (Bytes == 4) {
      __m256i const pick = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
      return {{{{_mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(static_cast<int>(a.bits)), pick), pick)}}}};
    } else {
      __m256i const b = _mm256_set1_epi64x(a.bits);
      __m256i const lo = _mm256_setr_epi64x(1, 2, 4, 8), hi = _mm256_setr_epi64x(16, 32, 64, 128);
      return {{{{_mm256_cmpeq_epi64(_mm256_and_si256(b, lo), lo)}, {_mm256_cmpeq_epi64(_mm256_and_si256(b, hi), hi)}}}};
    }
#else
    using R = std::conditional_t<Bytes == 4, std::int32_t, std::int64_t>;
    values<R> r;
    for (int k = 0; k < width; ++k) r.v[k] = -static_cast<R>((a.bits >> k) & 1);
    return {kernel::pack<R>(r)};
#endif
  }
}

template <class A, class B>
inline constexpr int common_bytes = 0;
template <int A, int B>
inline constexpr int common_bytes<mask<A>, mask<B>> = A > B ? A : B;

template <class A, class B>
QUERN_INLINE auto both(A const& a, B const& b) {
  if constexpr (std::is_same_v<A, every>)
    return b;
  else if constexpr (std::is_same_v<B, every>)
    return a;
  else {
    constexpr int n = common_bytes<A, B>;
    auto const x = kernel::as<n>(a), y = kernel::as<n>(b);
    if constexpr (n == 0)
      return mask<0>{x.bits & y.bits};
    else
      return mask<n>{kernel::each([](auto const& p, auto const& q) { return p & q; }, x.m, y.m)};
  }
}
template <class A, class B>
QUERN_INLINE auto either(A const& a, B const& b) {
  if constexpr (std::is_same_v<A, every> || std::is_same_v<B, every>)
    return every{};
  else {
    constexpr int n = common_bytes<A, B>;
    auto const x = kernel::as<n>(a), y = kernel::as<n>(b);
    if constexpr (n == 0)
      return mask<0>{x.bits | y.bits};
    else
      return mask<n>{kernel::each([](auto const& p, auto const& q) { return p | q; }, x.m, y.m)};
  }
}
inline mask<0> invert(mask<0> const& a) { return {~a.bits & all_bits}; }
inline mask<0> invert(every) { return {0}; }
template <int B>
QUERN_INLINE mask<B> invert(mask<B> const& a) {
  return {kernel::each([](auto const& p) { return ~p; }, a.m)};
}

template <class R>
QUERN_INLINE bool is_equal(R const& a, R const& b) {
  if constexpr (std::is_same_v<R, std::string_view>)
    return kernel::equal_texts(a, b);
  else
    return a == b;
}
// a < b and a == b by lanes. Floats by IEEE rules.
template <bool Equal, class R>
QUERN_INLINE auto compare(lanes<R> const& a, lanes<R> const& b) {
  if constexpr (!is_simd<R>) {
    std::uint32_t r = 0;
    for (int k = 0; k < width; ++k) r |= (Equal ? kernel::is_equal(a.v[k], b.v[k]) : a.v[k] < b.v[k] ? 1u : 0u) << k;
    return mask<0>{r};
  } else {
    using I = std::conditional_t<sizeof(R) == 4, std::int32_t, std::int64_t>;
    mask<sizeof(R)> r;
    for (int k = 0; k < lanes<R>::parts; ++k) {
      auto const t = [&] {
        if constexpr (Equal)
          return a.v[k] == b.v[k];
        else
          return a.v[k] < b.v[k];
      }();
#if defined(QUERN_AVX2)
      if constexpr (std::is_same_v<R, float>)
        r.m.v[k] = typename lanes<I>::element(_mm256_castps_si256(t.data));
      else if constexpr (std::is_same_v<R, double>)
        r.m.v[k] = typename lanes<I>::element(_mm256_castpd_si256(t.data));
      else
        r.m.v[k] = typename lanes<I>::element(t.data);
#else
      R ones;
      I const minus_one = -1;
      std::memcpy(&ones, &minus_one, sizeof ones);
      r.m.v[k] = kernel::same_bits<typename lanes<I>::element>(xsimd::select(t, typename lanes<R>::element(ones), typename lanes<R>::element(R{})));
#endif
    }
    return r;
  }
}

// a where the mask is set, else b.
template <class M, class R>
QUERN_INLINE lanes<R> select(M const& m, lanes<R> const& a, lanes<R> const& b) {
  if constexpr (std::is_same_v<M, every>) {
    return a;
  } else if constexpr (!is_simd<R>) {
    auto const t = kernel::bits(m);
    lanes<R> r;
    for (int k = 0; k < width; ++k) r.v[k] = (t >> k) & 1 ? a.v[k] : b.v[k];
    return r;
  } else {
    auto const t = kernel::as<static_cast<int>(sizeof(R))>(m);
    lanes<R> r;
    for (int k = 0; k < lanes<R>::parts; ++k) {
#if defined(QUERN_AVX2)
      if constexpr (std::is_same_v<R, double>)
        r.v[k] = _mm256_blendv_pd(b.v[k], a.v[k], _mm256_castsi256_pd(t.m.v[k]));
      else if constexpr (std::is_same_v<R, float>)
        r.v[k] = _mm256_blendv_ps(b.v[k], a.v[k], _mm256_castsi256_ps(t.m.v[k]));
      else
        r.v[k] = _mm256_blendv_epi8(b.v[k], a.v[k], t.m.v[k]);
#else
      using I = typename std::remove_cvref_t<decltype(t.m)>::element;
      auto const x = kernel::same_bits<I>(a.v[k]), y = kernel::same_bits<I>(b.v[k]);
      r.v[k] = kernel::same_bits<typename lanes<R>::element>((x & t.m.v[k]) | (y & ~t.m.v[k]));
#endif
    }
    return r;
  }
}
// a where the mask is set, else zero.
template <class M, class R>
QUERN_INLINE lanes<R> zero_unless(M const& m, lanes<R> const& a) {
  if constexpr (std::is_same_v<M, every>) {
    return a;
  } else if constexpr (std::is_same_v<R, std::int32_t> || std::is_same_v<R, std::int64_t>) {
    if constexpr (is_simd<R>)
      return kernel::each([](auto const& p, auto const& q) { return p & q; }, a, kernel::as<static_cast<int>(sizeof(R))>(m).m);
    else
      return kernel::select(m, a, kernel::broadcast(R{}));
  } else {
    return kernel::select(m, a, kernel::broadcast(R{}));
  }
}

}  // namespace quern::kernel
