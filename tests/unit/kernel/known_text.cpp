// SPDX-License-Identifier: BSL-1.0
// Texts compared with a literal or a param: at every length, stored and computed, with nulls and at every tail.
#include "laws/columns.hpp"

using namespace reference;

TEST_CASE("texts equal a known text where they are the same characters", "[kernel][text]") {
  std::string const all = "abcdefghijklmnopqrstuvwxyz";
  for (std::size_t n : {0u, 1u, 7u, 8u, 9u, 1031u}) {
    // Prefixes, some with another first, last or middle character.
    auto const texts = make_values(n, n + 1, [&](numbers& g) {
      std::string t = all.substr(0, g.next() % 21);
      if (!t.empty() && g.next() % 2 == 0) t[g.next() % 3 == 0 ? 0 : g.next() % 2 == 0 ? t.size() / 2 : t.size() - 1] = g.next() % 2 == 0 ? '\0' : 'A';
      return t;
    });
    auto const some = sprinkle_nulls(texts, n);
    auto const q = quern::from(quern::make_table("t"_c = texts, "s"_c = some));
    for (std::size_t size = 0; size <= 20; ++size) {
      std::string const wanted = all.substr(0, size);
      INFO(n << " rows, " << size << " characters");
      check_rows(q.select("r"_c = "t"_c == wanted).collect()["r"_c], n, "equal", [&](auto r) { return texts[r] == wanted; });
      check_rows(q.select("r"_c = quern::trim("t"_c) != quern::param<"x">(wanted)).collect()["r"_c], n, "computed", [&](auto r) { return texts[r] != wanted; });
      check_rows(q.select("r"_c = "s"_c == wanted).collect()["r"_c], n, "nulls", [&](auto r) { return lift([&](auto const& t) { return t == wanted; }, some[r]); });
      check_rows(q.select("r"_c = quern::is_in("t"_c, quern::param<"a">(wanted), quern::param<"b">(std::string("abc")))).collect()["r"_c], n, "one of two", [&](auto r) { return texts[r] == wanted || texts[r] == "abc"; });
    }
  }
}
