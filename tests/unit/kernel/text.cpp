// SPDX-License-Identifier: BSL-1.0
// Functions of texts over UTF-8, on strings, categories and fixed_strings, with nulls and literals.
#include "laws/columns.hpp"

using namespace reference;

namespace {
std::vector<std::string> const words = {"", "a", "Zürich", "日本語", "  padded  ", "ABC xyz", "naïve café", "x", std::string(300, 'q'), "aé", "\xF0\x9F\x98\x80!", "tab\t", " "};

// Code points as pieces of text.
std::vector<std::string> code_points(std::string const& s) {
  std::vector<std::string> r;
  for (char c : s)
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !r.empty())
      r.back() += c;
    else
      r.push_back(std::string(1, c));
  return r;
}
std::string piece(std::string const& s, std::int64_t start, std::int64_t count) {
  auto const p = code_points(s);
  std::string r;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(p.size()); ++i)
    if (i + 1 >= start && i + 1 < start + count) r += p[static_cast<std::size_t>(i)];
  return r;
}
std::string change(std::string s, char from, char to) {
  for (char& c : s)
    if (from <= c && c <= to) c = static_cast<char>(c ^ 0x20);
  return s;
}
std::string trimmed(std::string const& s) {
  auto const b = s.find_first_not_of(' ');
  return b == std::string::npos ? "" : s.substr(b, s.find_last_not_of(' ') - b + 1);
}
}  // namespace

TEST_CASE("length, case and trim of texts with nulls", "[kernel][text]") {
  for (std::size_t n : lengths) {
    auto const s = sprinkle_nulls(make_values(n, 1, [](numbers& g) { return words[g.next() % words.size()]; }), 2);
    auto const t = quern::from(quern::make_table("s"_c = s))
                       .select("n"_c = quern::length("s"_c), "u"_c = quern::upper("s"_c), "l"_c = quern::lower("s"_c), "t"_c = quern::trim("s"_c), "lu"_c = quern::length(quern::upper(quern::trim("s"_c))))
                       .collect();
    check_rows(t["n"_c], n, "length", [&](auto r) { return lift([](auto const& x) { return static_cast<std::int64_t>(code_points(x).size()); }, s[r]); });
    check_rows(t["u"_c], n, "upper", [&](auto r) { return lift([](auto const& x) { return change(x, 'a', 'z'); }, s[r]); });
    check_rows(t["l"_c], n, "lower", [&](auto r) { return lift([](auto const& x) { return change(x, 'A', 'Z'); }, s[r]); });
    check_rows(t["t"_c], n, "trim", [&](auto r) { return lift([](auto const& x) { return trimmed(x); }, s[r]); });
    check_rows(t["lu"_c], n, "nested", [&](auto r) { return lift([](auto const& x) { return static_cast<std::int64_t>(code_points(trimmed(x)).size()); }, s[r]); });
  }
}

TEST_CASE("substr takes code points from 1 and leaves out what lies outside", "[kernel][text]") {
  std::vector<std::string> s;
  std::vector<std::int64_t> from, count;
  for (auto const& w : words)
    for (std::int64_t a : {-3, 0, 1, 2, 5, 400})
      for (std::int64_t b : {-1, 0, 1, 2, 4, 1000}) s.push_back(w), from.push_back(a), count.push_back(b);
  auto const t = quern::from(quern::make_table("s"_c = s, "from"_c = from, "count"_c = count)).select("a"_c = quern::substr("s"_c, "from"_c, "count"_c), "b"_c = quern::substr("s"_c, 2, 3), "c"_c = quern::substr("s"_c, 2, INT64_MAX)).collect();
  check_rows(t["a"_c], s.size(), "substr", [&](auto r) { return piece(s[r], from[r], count[r]); });
  check_rows(t["b"_c], s.size(), "substr 2 3", [&](auto r) { return piece(s[r], 2, 3); });
  check_rows(t["c"_c], s.size(), "substr to the end", [&](auto r) { return piece(s[r], 2, 10000); });
}

TEST_CASE("substr near the begin of a text, with a longer character at each place", "[kernel][text]") {
  std::vector<std::string> s;
  std::vector<std::int64_t> from, count;
  for (std::string const longer : {"", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"})
    for (std::size_t size : {6u, 7u, 8u, 9u, 12u})
      for (std::size_t at = 0; at <= size; ++at)
        for (std::int64_t a = 1; a <= 9; ++a)
          for (std::int64_t b = 1; b <= 9; ++b) s.push_back(std::string("abcdefghijkl", size).insert(at, longer)), from.push_back(a), count.push_back(b);
  auto const t = quern::from(quern::make_table("s"_c = s, "from"_c = from, "count"_c = count)).select("a"_c = quern::substr("s"_c, "from"_c, "count"_c)).collect();
  check_rows(t["a"_c], s.size(), "substr", [&](auto r) { return piece(s[r], from[r], count[r]); });
}

TEST_CASE("concat and the searches work on strings, categories and fixed_strings alike", "[kernel][text]") {
  using S = quern::schema<quern::field<"s", quern::nullable<quern::string>>, quern::field<"c", quern::category>, quern::field<"f", quern::nullable<quern::fixed_string<12>>>>;
  for (std::size_t n : lengths) {
    auto const s = sprinkle_nulls(make_values(n, 3, [](numbers& g) { return words[g.next() % words.size()]; }), 4);
    auto const c = make_values(n, 5, [](numbers& g) { return words[g.next() % 4]; });
    auto const f = sprinkle_nulls(make_values(n, 6, [](numbers& g) { return words[1 + g.next() % 3]; }), 7);
    quern::table_builder<S> b;
    for (std::size_t r = 0; r < n; ++r) b.row(s[r], c[r], f[r] ? std::optional(quern::fixed_string<12>(std::string_view(*f[r]))) : std::nullopt);
    auto const t = quern::from(b.finish())
                       .select("j"_c = quern::concat("s"_c, "-", "c"_c, "f"_c), "sw"_c = quern::starts_with("s"_c, "c"_c), "ew"_c = quern::ends_with("c"_c, "f"_c), "in"_c = quern::contains("s"_c, "c"_c),
                               "eq"_c = "s"_c == "c"_c, "lt"_c = "c"_c < "f"_c, "is"_c = "c"_c == "日本語", "not"_c = "Zürich" != "c"_c, "never"_c = "c"_c == "no such text", "cast"_c = quern::cast<quern::string>("c"_c))
                       .collect();
    check_rows(t["j"_c], n, "concat", [&](auto r) { return lift([&](auto const& x, auto const& y) { return x + "-" + c[r] + y; }, s[r], f[r]); });
    check_rows(t["sw"_c], n, "starts_with", [&](auto r) { return lift([&](auto const& x) { return x.starts_with(c[r]); }, s[r]); });
    check_rows(t["ew"_c], n, "ends_with", [&](auto r) { return lift([&](auto const& y) { return c[r].ends_with(y); }, f[r]); });
    check_rows(t["in"_c], n, "contains", [&](auto r) { return lift([&](auto const& x) { return x.find(c[r]) != std::string::npos; }, s[r]); });
    check_rows(t["eq"_c], n, "==", [&](auto r) { return lift([&](auto const& x) { return x == c[r]; }, s[r]); });
    check_rows(t["lt"_c], n, "<", [&](auto r) { return lift([&](auto const& y) { return c[r] < y; }, f[r]); });
    check_rows(t["is"_c], n, "is", [&](auto r) { return c[r] == "日本語"; });
    check_rows(t["not"_c], n, "not", [&](auto r) { return c[r] != "Zürich"; });
    check_rows(t["never"_c], n, "never", [&](auto) { return false; });
    check_rows(t["cast"_c], n, "cast", [&](auto r) { return c[r]; });
  }
}

TEST_CASE("texts compare by bytes, as unsigned, and a prefix comes first", "[kernel][text]") {
  std::vector<std::string> const a = {"a", "ab", "é", "z", "", std::string("a\0b", 3), "a"}, b = {"ab", "a", "z", "é", "a", "a", "a"};
  auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b)).select("lt"_c = "a"_c < "b"_c, "le"_c = "a"_c <= "b"_c, "eq"_c = "a"_c == "b"_c, "min"_c = quern::least("a"_c, "b"_c), "max"_c = quern::greatest("a"_c, "b"_c)).collect();
  check_rows(t["lt"_c], a.size(), "<", [&](auto r) { return a[r] < b[r]; });
  check_rows(t["le"_c], a.size(), "<=", [&](auto r) { return a[r] <= b[r]; });
  check_rows(t["eq"_c], a.size(), "==", [&](auto r) { return a[r] == b[r]; });
  check_rows(t["min"_c], a.size(), "least", [&](auto r) { return std::min(a[r], b[r]); });
  check_rows(t["max"_c], a.size(), "greatest", [&](auto r) { return std::max(a[r], b[r]); });
}
