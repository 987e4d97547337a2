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
      // Several, of which some are longer than a word, of a column and of what is kept of one.
      auto const one_of = [&](auto const& t) { return t == wanted || t == "" || t == "a" || t == "abcdef" || t == "abcdefg" || t == "abcdefgh" || t == std::string("ab\0", 3); };
      auto const several = [&](auto const& x) {
        return quern::is_in(x, quern::param<"a">(wanted), quern::param<"b">(std::string()), quern::param<"c">(std::string("a")), "abcdef", "abcdefg", quern::param<"d">(std::string("abcdefgh")), quern::param<"e">(std::string("ab\0", 3)));
      };
      check_rows(q.select("r"_c = several("t"_c)).collect()["r"_c], n, "one of several", [&](auto r) { return one_of(texts[r]); });
      check_rows(q.select("r"_c = several("s"_c)).collect()["r"_c], n, "one of several, nulls", [&](auto r) { return lift(one_of, some[r]); });
      check_rows(q.update("u"_c = quern::substr("t"_c, 1, 7)).select("u"_c, "r"_c = several("u"_c)).collect()["r"_c], n, "one of several, kept", [&](auto r) { return one_of(texts[r].substr(0, 7)); });
    }
  }
}
