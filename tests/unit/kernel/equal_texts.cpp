// SPDX-License-Identifier: BSL-1.0
// Short texts compared by words are equal where string_view says so, at every length and with a difference at every place.
#include <memory>
#include <string>

#include "catch.hpp"
#include <quern/kernel/equal_texts.hpp>

using quern::kernel::equal_texts;

TEST_CASE("texts are equal where string_view says so", "[kernel][text]") {
  for (std::size_t size = 0; size <= 40; ++size) {
    // Blocks of their own, so that a sanitizer sees a read past their ends.
    auto const a = std::make_unique<char[]>(size), b = std::make_unique<char[]>(size);
    for (std::size_t i = 0; i < size; ++i) a[i] = b[i] = static_cast<char>(200 + i);
    std::string_view const x(a.get(), size), y(b.get(), size);
    bool right = equal_texts(x, y);
    for (std::size_t i = 0; i < size; ++i) {
      b[i] = '\0';
      right = right && !equal_texts(x, y) && !equal_texts(x.substr(0, i + 1), y.substr(0, i + 1)) && equal_texts(x.substr(0, i), y.substr(0, i)) && equal_texts(x.substr(i + 1), y.substr(i + 1)) &&
              !equal_texts(x.substr(0, i), y);
      b[i] = a[i];
    }
    CHECK(right);
  }
  CHECK(equal_texts({}, ""));
  CHECK_FALSE(equal_texts({}, std::string_view("\0", 1)));
}
