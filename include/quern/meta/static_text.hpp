// SPDX-License-Identifier: BSL-1.0
// A text built in the compiler: type names, explain trees. Capacity is part of the type; what does not fit is cut with "...".
#pragma once
#include <cstddef>
#include <string_view>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::meta {

template <std::size_t Capacity>
struct static_text {
  char data[Capacity]{};
  std::size_t size = 0;

  constexpr static_text& operator<<(std::string_view t) {
    for (char c : t) {
      if (size == Capacity) {
        for (std::size_t i = Capacity - 3; i < Capacity; ++i) data[i] = '.';
        return *this;
      }
      data[size++] = c;
    }
    return *this;
  }
  constexpr static_text& operator<<(long long n) {
    char buf[24]{};
    std::size_t k = sizeof buf;
    bool const minus = n < 0;
    do buf[--k] = static_cast<char>('0' + (minus ? -(n % 10) : n % 10));
    while ((n /= 10) != 0);
    if (minus) buf[--k] = '-';
    return *this << std::string_view(buf + k, sizeof buf - k);
  }
  constexpr operator std::string_view() const { return {data, size}; }
};

}  // namespace quern::meta
