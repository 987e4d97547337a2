// SPDX-License-Identifier: BSL-1.0
// N bytes by value. As a template argument it is a name ("price"_c); as a column type it is a short text, padded with zeros.
// The zero behind the text is for g++ 12, which prints a template argument's characters up to the one before the last.
#pragma once
#include <compare>
#include <cstddef>
#include <string_view>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

template <std::size_t N>
struct fixed_string {
  char data[N + 1]{};

  constexpr fixed_string() = default;
  // The zero too: clang 16 prints a name of 8 or 16 characters as numbers where it is only zero by default.
  constexpr fixed_string(char const (&s)[N + 1]) {
    for (std::size_t i = 0; i <= N; ++i) data[i] = s[i];
  }
  // Takes what fits; a longer text is the caller's mistake and is checked where data enters (builders, readers).
  constexpr explicit fixed_string(std::string_view s) {
    for (std::size_t i = 0; i < N && i < s.size(); ++i) data[i] = s[i];
  }
  static constexpr std::size_t capacity = N;
  constexpr std::size_t size() const {
    std::size_t n = N;
    while (n > 0 && data[n - 1] == '\0') --n;
    return n;
  }
  constexpr operator std::string_view() const { return {data, size()}; }

  template <std::size_t M>
  constexpr bool operator==(fixed_string<M> const& o) const {
    return std::string_view(*this) == std::string_view(o);
  }
  template <std::size_t M>
  constexpr std::strong_ordering operator<=>(fixed_string<M> const& o) const {
    return std::string_view(*this) <=> std::string_view(o);
  }
};

template <std::size_t M>
fixed_string(char const (&)[M]) -> fixed_string<M - 1>;

}  // namespace quern
