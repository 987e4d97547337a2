// SPDX-License-Identifier: BSL-1.0
// Whether two texts are equal, without a call where they are short: their first and last words, which may overlap, are compared.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class Word>
bool ends_equal(char const* a, char const* b, std::size_t n) {
  Word a_first, a_last, b_first, b_last;
  std::memcpy(&a_first, a, sizeof(Word)), std::memcpy(&a_last, a + n - sizeof(Word), sizeof(Word));
  std::memcpy(&b_first, b, sizeof(Word)), std::memcpy(&b_last, b + n - sizeof(Word), sizeof(Word));
  return ((a_first ^ b_first) | (a_last ^ b_last)) == 0;
}
inline bool equal_texts(std::string_view a, std::string_view b) {
  std::size_t const n = a.size();
  if (n != b.size()) return false;
  if (n > 16) return std::memcmp(a.data(), b.data(), n) == 0;
  if (n >= 8) return kernel::ends_equal<std::uint64_t>(a.data(), b.data(), n);
  if (n >= 4) return kernel::ends_equal<std::uint32_t>(a.data(), b.data(), n);
  if (n >= 2) return kernel::ends_equal<std::uint16_t>(a.data(), b.data(), n);
  return n == 0 || *a.data() == *b.data();
}

}  // namespace quern::inline QUERN_ABI::kernel
