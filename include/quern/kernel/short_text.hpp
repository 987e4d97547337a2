// SPDX-License-Identifier: BSL-1.0
// Columns of fixed texts of up to eight characters compared with a text that is known before the rows are read: as numbers, which are equal
// exactly where the texts are, because what is behind a text's end is zero.
#pragma once
#include <quern/kernel/byte_masks.hpp>
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Which of eight texts of N characters, one behind the other, are t.
template <std::size_t N>
QUERN_INLINE std::uint32_t texts_equal(std::byte const* texts, std::string_view t) {
  if (t.size() > N || (!t.empty() && t.back() == '\0')) return 0;  // no fixed text ends in zero
  using word = std::conditional_t<N == 1, std::uint8_t, std::conditional_t<N == 2, std::uint16_t, std::conditional_t<N <= 4, std::uint32_t, std::uint64_t>>>;
  word wanted = 0;
  for (std::size_t k = 0; k < t.size(); ++k) wanted = static_cast<word>(wanted | static_cast<word>(static_cast<word>(static_cast<unsigned char>(t[k])) << (8 * k)));
#if defined(__AVX2__)
  if constexpr (N == 1) {
    __m128i const eight = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(texts));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(eight, _mm_set1_epi8(static_cast<char>(wanted))))) & all_bits;
  }
#endif
  std::uint32_t r = 0;
  for (unsigned k = 0; k < width; ++k) {
    word x = 0;
    std::memcpy(&x, texts + k * N, N);
    r |= static_cast<std::uint32_t>(x == wanted) << k;
  }
  return r;
}

template <class L, class Op, class T, std::size_t I, class C>
  requires((std::is_same_v<Op, op::eq> || std::is_same_v<Op, op::ne>) && is_fixed_string<bare<C>> && sizeof(storage_of<bare<C>>) <= 8)
struct special_operation<L, call<Op, T, input<I, C>, value<string>>> {
  QUERN_INLINE static auto run(call<Op, T, input<I, C>, value<string>> const& e, frame const& f, std::size_t i, std::uint32_t) {
    constexpr std::size_t bytes = sizeof(storage_of<bare<C>>);
    auto const& c = f.columns[I];
    std::uint32_t const equal = kernel::texts_equal<bytes>(c.values + i * bytes, std::string_view(meta::get<1>(e.args).v));
    mask<0> const r{std::is_same_v<Op, op::eq> ? equal : ~equal & all_bits};
    if constexpr (is_nullable<T>)
      return maybe<mask<0>>{r, c.validity == nullptr ? all_bits : c.validity[i / 8]};
    else
      return r;
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
