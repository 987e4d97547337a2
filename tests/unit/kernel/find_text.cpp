// SPDX-License-Identifier: BSL-1.0
// Texts within texts, at every length around the blocks that are looked at together, at every place, and nowhere.
#include <memory>
#include <string>

#include "catch.hpp"
#include <quern/kernel/find_text.hpp>

using quern::kernel::find_text;

TEST_CASE("a text is found where string_view finds it", "[kernel][text]") {
  std::size_t asked = 0;
  for (std::size_t size = 0; size <= 100; ++size)
    for (std::string_view const part : {"", "a", "ab", "aa", "aba", "abba", "abcabcabcabcabcabd", "abxab", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
      // A block of its own, so that a sanitizer sees a read past its end.
      auto const made = std::make_unique<char[]>(size);
      for (std::size_t place = 0; place <= size; ++place) {
        for (std::size_t i = 0; i < size; ++i) made[i] = "abc"[(i * i / 3 + place) % 3];
        if (place + part.size() <= size) part.copy(made.get() + place, part.size());
        std::string_view const t(made.get(), size);
        for (std::size_t at : {std::size_t{0}, std::size_t{1}, place, place + 1, size})
          if (++asked; at <= size && find_text(t, at, part) != t.find(part, at)) {
            CAPTURE(t, part, at);
            CHECK(find_text(t, at, part) == t.find(part, at));
          }
      }
    }
  CHECK(asked > 200'000);
}
