// SPDX-License-Identifier: BSL-1.0
// Texts compared with one that is known before the rows are read: without a jump for each row, as which rows are equal is foreseen badly.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

// By the first and last words of texts as long as the wanted one, which may overlap; in the place of others it is compared with itself.
template <class Word>
QUERN_INLINE std::uint32_t texts_with_ends(values<std::string_view> const& x, std::string_view wanted) {
  std::size_t const n = wanted.size();
  Word first, last;
  std::memcpy(&first, wanted.data(), sizeof(Word)), std::memcpy(&last, wanted.data() + n - sizeof(Word), sizeof(Word));
  std::uint32_t r = 0;
  for (unsigned k = 0; k < width; ++k) {
    bool const same = x.v[k].size() == n;
    char const* const p = same ? x.v[k].data() : wanted.data();
    Word a, b;
    std::memcpy(&a, p, sizeof(Word)), std::memcpy(&b, p + n - sizeof(Word), sizeof(Word));
    r |= static_cast<std::uint32_t>(same & (((a ^ first) | (b ^ last)) == 0)) << k;
  }
  return r;
}
inline std::uint32_t texts_equal(values<std::string_view> const& x, std::string_view wanted) {
  std::size_t const n = wanted.size();
  if (n != 0 && n <= 16) {
    if (n >= 8) return kernel::texts_with_ends<std::uint64_t>(x, wanted);
    if (n >= 4) return kernel::texts_with_ends<std::uint32_t>(x, wanted);
    return n >= 2 ? kernel::texts_with_ends<std::uint16_t>(x, wanted) : kernel::texts_with_ends<std::uint8_t>(x, wanted);
  }
  std::uint32_t r = 0;
  for (unsigned k = 0; k < width; ++k) r |= static_cast<std::uint32_t>(kernel::equal_texts(x.v[k], wanted)) << k;
  return r;
}

template <class L, class Op, class T, class X>
  requires((std::is_same_v<Op, op::eq> || std::is_same_v<Op, op::ne>) && (std::is_same_v<bare<typename X::type>, string> || is_fixed_string<bare<typename X::type>>))
struct special_operation<L, call<Op, T, X, value<string>>> {
  QUERN_INLINE static auto run(call<Op, T, X, value<string>> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const v = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    std::uint32_t const equal = kernel::texts_equal(kernel::value_part(v), std::string_view(meta::get<1>(e.args).v));
    mask<0> const r{std::is_same_v<Op, op::eq> ? equal : ~equal & all_bits};
    if constexpr (is_nullable<T>)
      return maybe<mask<0>>{r, kernel::valid_part(v)};
    else
      return r;
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
