// SPDX-License-Identifier: BSL-1.0
// Short texts as numbers, which are equal exactly where the texts are.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::kernel {

inline constexpr std::uint64_t no_short_text = ~std::uint64_t{0};
// Up to seven characters, and how many in the highest byte; of a longer text all bits.
inline std::uint64_t short_text_word(std::string_view t) {
  std::size_t const n = t.size();
  char const* const p = t.data();
  auto const ends = [&](auto word) {
    auto last = word;
    std::memcpy(&word, p, sizeof word), std::memcpy(&last, p + n - sizeof last, sizeof last);
    return word | std::uint64_t{last} << 8 * (n - sizeof last);
  };
  if (n == 0 || n > 7) return n == 0 ? 0 : no_short_text;
  return (n >= 4 ? ends(std::uint32_t{}) : n >= 2 ? ends(std::uint16_t{}) : ends(std::uint8_t{})) | std::uint64_t{n} << 56;
}

}  // namespace quern::kernel
