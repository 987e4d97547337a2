// SPDX-License-Identifier: BSL-1.0
// like: patterns compiled to matchers against a recursive matcher of code points.
#include "laws/columns.hpp"

using namespace reference;

namespace {

// One code point from the front of s.
std::string_view first_of(std::string_view s) {
  std::size_t n = 1;
  while (n < s.size() && (static_cast<unsigned char>(s[n]) & 0xC0) == 0x80) ++n;
  return s.substr(0, n);
}
bool matches(std::string_view s, std::string_view p) {
  if (p.empty()) return s.empty();
  if (p[0] == '%') {
    for (std::size_t i = 0;; i += first_of(s.substr(i)).size()) {
      if (matches(s.substr(i), p.substr(1))) return true;
      if (i == s.size()) return false;
    }
  }
  if (s.empty()) return false;
  if (p[0] == '_') return matches(s.substr(first_of(s).size()), p.substr(1));
  if (p[0] == '\\') p.remove_prefix(1);
  return s[0] == p[0] && matches(s.substr(1), p.substr(1));
}

std::vector<std::string> all_texts() {
  std::vector<std::string> r = {"", "%", "_", "\\", "100%", "a_b", "aXb", "é", "aé", "éa", "日本", "日本語", "greenish", "the green house", "evergreen", "green green", "aaa", "aab", "abab", "special packages requests",
                                std::string("a\0b", 3), "\xF0\x9F\x98\x80"};
  // Every text of up to five letters out of two.
  for (int n = 1; n <= 5; ++n)
    for (int bits = 0; bits < 1 << n; ++bits) {
      std::string s;
      for (int k = 0; k < n; ++k) s += (bits >> k) & 1 ? 'b' : 'a';
      r.push_back(s);
    }
  return r;
}

template <quern::fixed_string... P>
void check_patterns() {
  auto const texts = all_texts();
  auto const nulls = sprinkle_nulls(texts, 1);
  auto const q = quern::from(quern::make_table("s"_c = texts, "n"_c = nulls));
  (check_rows(q.select("r"_c = quern::like<P>("s"_c)).collect()["r"_c], texts.size(), P.data, [&](auto r) { return matches(texts[r], std::string_view(P)); }), ...);
  check_rows(q.select("r"_c = quern::like<"%a%">("n"_c)).collect()["r"_c], texts.size(), "with nulls", [&](auto r) { return lift([](auto const& t) { return matches(t, "%a%"); }, nulls[r]); });
}
}  // namespace

TEST_CASE("patterns without _ match as texts between runs", "[kernel][like]") { check_patterns<"", "%", "a", "a%", "%b", "%ab%", "a%b", "a%b%a", "%a%b%", "%%", "a%%b", "%green%", "%special%requests%", "ab%ab">(); }

TEST_CASE("_ matches one code point", "[kernel][like]") { check_patterns<"_", "__", "_%", "%_", "%__%", "a_", "_a%", "%_b", "%a_b%", "a%_a", "___", "%_a_%">(); }

TEST_CASE("\\ takes the next character as it is", "[kernel][like]") { check_patterns<"\\%", "%\\%", "a\\_b", "\\\\", "%\\_%", "\\_">(); }
