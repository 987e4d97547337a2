// SPDX-License-Identifier: BSL-1.0
// Functions that edit, search and encode texts, on code points of one to four bytes, empty texts and nulls.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using text = std::optional<std::string>;
using count = std::optional<std::int64_t>;
template <class T, class V>
void check_values(quern::column_view<T> const& c, char const* name, std::vector<V> const& want) {
  check_rows(c, want.size(), name, [&](auto r) { return want[r]; });
}
}  // namespace

TEST_CASE("texts are trimmed, padded, cut, repeated and reversed by code points", "[kernel][text]") {
  std::vector<text> const s = {"  hi ", "", "xxhéxx", {}, "日本語", "\xF0\x9F\x98\x80!"};
  std::vector<std::int64_t> const n = {3, 2, -1, 4, 5, 0};
  auto const t = quern::from(quern::make_table("s"_c = s, "n"_c = n))
                     .select("l"_c = quern::ltrim("s"_c), "r"_c = quern::rtrim("s"_c), "x"_c = quern::trim("s"_c, "x日語"), "lp"_c = quern::lpad("s"_c, "n"_c, "ab"), "rp"_c = quern::rpad("s"_c, 7, "é"), "none"_c = quern::rpad("s"_c, 4, ""),
                             "left"_c = quern::left("s"_c, "n"_c), "right"_c = quern::right("s"_c, "n"_c), "rep"_c = quern::repeat("s"_c, "n"_c), "rev"_c = quern::reverse("s"_c), "space"_c = quern::space("n"_c))
                     .collect();
  check_values(t["l"_c], "ltrim", std::vector<text>{"hi ", "", "xxhéxx", {}, "日本語", "\xF0\x9F\x98\x80!"});
  check_values(t["r"_c], "rtrim", std::vector<text>{"  hi", "", "xxhéxx", {}, "日本語", "\xF0\x9F\x98\x80!"});
  check_values(t["x"_c], "trim", std::vector<text>{"  hi ", "", "hé", {}, "本", "\xF0\x9F\x98\x80!"});
  check_values(t["lp"_c], "lpad", std::vector<text>{"  h", "ab", "", {}, "ab日本語", ""});
  check_values(t["rp"_c], "rpad", std::vector<text>{"  hi éé", "ééééééé", "xxhéxxé", {}, "日本語éééé", "\xF0\x9F\x98\x80!ééééé"});
  check_values(t["none"_c], "rpad with nothing", std::vector<text>{"  hi", "", "xxhé", {}, "日本語", "\xF0\x9F\x98\x80!"});
  check_values(t["left"_c], "left", std::vector<text>{"  h", "", "", {}, "日本語", ""});
  check_values(t["right"_c], "right", std::vector<text>{"hi ", "", "", {}, "日本語", ""});
  check_values(t["rep"_c], "repeat", std::vector<text>{"  hi   hi   hi ", "", "", {}, "日本語日本語日本語日本語日本語", ""});
  check_values(t["rev"_c], "reverse", std::vector<text>{" ih  ", "", "xxéhxx", {}, "語本日", "!\xF0\x9F\x98\x80"});
  check_values(t["space"_c], "space", std::vector<std::string>{"   ", "  ", "", "    ", "     ", ""});
  auto const q = quern::from(quern::make_table("n"_c = std::vector<std::int64_t>{1, INT64_MAX}));
  CHECK_THROWS_AS(q.select("s"_c = quern::repeat("ab", "n"_c)).collect(), quern::overflow_error);
  CHECK_THROWS_AS(q.select("s"_c = quern::lpad(quern::space("n"_c % 2), "n"_c)).collect(), quern::overflow_error);
  CHECK(q.where("n"_c == 1).select("s"_c = quern::repeat("ab", "n"_c)).collect()["s"_c][0] == "ab");
}

TEST_CASE("texts are replaced, translated, overlaid, masked and joined", "[kernel][text]") {
  std::vector<text> const s = {"hello", "aaaa", "", {}, "Ünï Code 9z", "a-B c"};
  auto const t = quern::from(quern::make_table("s"_c = s))
                     .select("rep"_c = quern::replace("s"_c, "l", "L!"), "aa"_c = quern::replace("s"_c, "aa", "é"), "none"_c = quern::replace("s"_c, "", "x"), "tr"_c = quern::translate("s"_c, "elÜa", "iü"), "over"_c = quern::overlay("s"_c, "日本", 2),
                             "ins"_c = quern::overlay("s"_c, "+", 3, 0), "cap"_c = quern::initcap("s"_c), "mask"_c = quern::mask("s"_c), "ws"_c = quern::concat_ws(", ", "s"_c, "z", quern::nullif("s"_c, "")), "sep"_c = quern::concat_ws("s"_c, "1", "2"),
                             "elt"_c = quern::elt(quern::length("s"_c) - 3, "one", "s"_c))
                     .collect();
  check_values(t["rep"_c], "replace", std::vector<text>{"heL!L!o", "aaaa", "", {}, "Ünï Code 9z", "a-B c"});
  check_values(t["aa"_c], "replace", std::vector<text>{"hello", "éé", "", {}, "Ünï Code 9z", "a-B c"});
  check_values(t["none"_c], "replace nothing", s);
  check_values(t["tr"_c], "translate", std::vector<text>{"hiüüo", "", "", {}, "nï Codi 9z", "-B c"});
  check_values(t["over"_c], "overlay", std::vector<text>{"h日本lo", "a日本a", "日本", {}, "Ü日本 Code 9z", "a日本 c"});
  check_values(t["ins"_c], "overlay of nothing", std::vector<text>{"he+llo", "aa+aa", "+", {}, "Ün+ï Code 9z", "a-+B c"});
  check_values(t["cap"_c], "initcap", std::vector<text>{"Hello", "Aaaa", "", {}, "Ünï Code 9z", "A-b C"});
  check_values(t["mask"_c], "mask", std::vector<text>{"xxxxx", "xxxx", "", {}, "Üxï Xxxx nx", "x-X x"});
  check_values(t["ws"_c], "concat_ws", std::vector<std::string>{"hello, z, hello", "aaaa, z, aaaa", ", z", "z", "Ünï Code 9z, z, Ünï Code 9z", "a-B c, z, a-B c"});
  check_values(t["sep"_c], "concat_ws by a column", std::vector<text>{"1hello2", "1aaaa2", "12", {}, "1Ünï Code 9z2", "1a-B c2"});
  check_values(t["elt"_c], "elt", std::vector<text>{"hello", "one", {}, {}, {}, "a-B c"});
}

TEST_CASE("texts are searched, taken apart and compared", "[kernel][text]") {
  std::vector<text> const s = {"a.b.c", "日本.語", "", {}, "...", "kitten"};
  std::vector<std::int64_t> const n = {2, -1, 1, 1, -2, 7};
  auto const t = quern::from(quern::make_table("s"_c = s, "n"_c = n))
                     .select("bytes"_c = quern::octet_length("s"_c), "bits"_c = quern::bit_length("s"_c), "in"_c = quern::instr("s"_c, "."), "at"_c = quern::locate(".", "s"_c, 3), "e"_c = quern::locate("", "s"_c, "n"_c),
                             "sub"_c = quern::substring_index("s"_c, ".", "n"_c), "part"_c = quern::split_part("s"_c, ".", "n"_c), "set"_c = quern::find_in_set("s"_c, "x,a.b.c,,kitten"), "lev"_c = quern::levenshtein("s"_c, "sitting"),
                             "u"_c = quern::levenshtein("s"_c, "日.語"), "whole"_c = quern::split_part("s"_c, "", "n"_c))
                     .collect();
  check_values(t["bytes"_c], "octet_length", std::vector<count>{5, 10, 0, {}, 3, 6});
  check_values(t["bits"_c], "bit_length", std::vector<count>{40, 80, 0, {}, 24, 48});
  check_values(t["in"_c], "instr", std::vector<count>{2, 3, 0, {}, 1, 0});
  check_values(t["at"_c], "locate", std::vector<count>{4, 3, 0, {}, 3, 0});
  check_values(t["e"_c], "locate nothing", std::vector<count>{2, 0, 1, {}, 0, 7});
  check_values(t["sub"_c], "substring_index", std::vector<text>{"a.b", "語", "", {}, ".", "kitten"});
  check_values(t["part"_c], "split_part", std::vector<text>{"b", "語", "", {}, "", ""});
  check_values(t["whole"_c], "split_part by nothing", std::vector<text>{"", "日本.語", "", {}, "", ""});
  check_values(t["set"_c], "find_in_set", std::vector<count>{2, 0, 3, {}, 0, 4});
  check_values(t["lev"_c], "levenshtein", std::vector<count>{7, 7, 7, {}, 7, 3});
  check_values(t["u"_c], "levenshtein", std::vector<count>{4, 1, 3, {}, 2, 6});
  CHECK_THROWS_AS(quern::from(quern::make_table("s"_c = s)).select("p"_c = quern::split_part("s"_c, ".", 0)).collect(), quern::data_error);
}

TEST_CASE("codes of texts and numbers: soundex, ascii, chr, hex, bin, conv, base64, crc32, xxhash64", "[kernel][text]") {
  std::vector<std::string> const s = {"Robert", "Ashcraft", "é", "", "Pfister", "123456789"};
  std::vector<std::int64_t> const n = {65, 0, 233, -1, 0x1F600, 0xD800};
  auto const t = quern::from(quern::make_table("s"_c = s, "n"_c = n))
                     .select("sx"_c = quern::soundex("s"_c), "asc"_c = quern::ascii("s"_c), "chr"_c = quern::chr("n"_c), "back"_c = quern::ascii(quern::chr("n"_c)), "hs"_c = quern::hex("s"_c), "hn"_c = quern::hex("n"_c), "bin"_c = quern::bin("n"_c % 7), "b64"_c = quern::base64("s"_c),
                             "crc"_c = quern::crc32("s"_c), "xx"_c = quern::xxhash64("s"_c))
                     .collect();
  check_values(t["sx"_c], "soundex", std::vector<std::string>{"R163", "A261", "é", "", "P236", "123456789"});
  check_values(t["asc"_c], "ascii", std::vector<std::int32_t>{82, 65, 233, 0, 80, 49});
  check_values(t["chr"_c], "chr", std::vector<text>{"A", std::string(1, '\0'), "é", {}, "\xF0\x9F\x98\x80", {}});
  check_values(t["back"_c], "ascii of chr", std::vector<std::optional<std::int32_t>>{65, 0, 233, {}, 0x1F600, {}});
  check_values(t["hs"_c], "hex", std::vector<std::string>{"526F62657274", "4173686372616674", "C3A9", "", "50666973746572", "313233343536373839"});
  check_values(t["hn"_c], "hex", std::vector<std::string>{"41", "0", "E9", "FFFFFFFFFFFFFFFF", "1F600", "D800"});
  check_values(t["bin"_c], "bin", std::vector<std::string>{"10", "0", "10", std::string(64, '1'), "110", "11"});
  check_values(t["b64"_c], "base64", std::vector<std::string>{"Um9iZXJ0", "QXNoY3JhZnQ=", "w6k=", "", "UGZpc3Rlcg==", "MTIzNDU2Nzg5"});
  // The check value of the checksum's definition, and Spark's hash of "hello".
  CHECK(t["crc"_c][5] == 0xCBF43926);
  CHECK(t["crc"_c][3] == 0);
  std::vector<std::string> const h = {"hello", "world", "Nobody inspects the spammish repetition"};
  auto const x = quern::from(quern::make_table("h"_c = h)).select("x"_c = quern::xxhash64("h"_c)).collect();
  CHECK(x["x"_c][0] == -4367754540140381902);
  CHECK(x["x"_c][1] == 5443888953786709463);
  std::vector<std::string> const d = {"FF", "-1", " 10 ", "", "zz", "12x", "FFFFFFFFFFFFFFFFFF", "-8000000000000000"};
  std::vector<std::int32_t> const to = {10, 10, 2, 10, 10, 1, 10, -16};
  auto const c = quern::from(quern::make_table("d"_c = d, "to"_c = to)).select("v"_c = quern::conv("d"_c, 16, "to"_c), "s"_c = quern::conv("d"_c, 16, -10)).collect();
  check_values(c["v"_c], "conv", std::vector<text>{"255", "18446744073709551615", "10000", {}, "0", {}, "18446744073709551615", "-8000000000000000"});
  check_values(c["s"_c], "conv to signed", std::vector<text>{"255", "-1", "16", {}, "0", "18", "-1", "-9223372036854775808"});
}

TEST_CASE("like with another escape, and without regard to case", "[kernel][text]") {
  std::vector<text> const s = {"A%B", "a%b", "axb", {}, "a\\b", "A%Bc"};
  auto const t = quern::from(quern::make_table("s"_c = s)).select("e"_c = quern::like<"a#%b", '#'>("s"_c), "b"_c = quern::like<"a\\b", '#'>("s"_c), "i"_c = quern::ilike<"A#%b", '#'>("s"_c), "p"_c = quern::ilike<"a%B">("s"_c), "x"_c = quern::ilike<"A\\%B%">("s"_c)).collect();
  using B = std::optional<bool>;
  check_values(t["e"_c], "like", std::vector<B>{false, true, false, {}, false, false});
  check_values(t["b"_c], "like a backslash", std::vector<B>{false, false, false, {}, true, false});
  check_values(t["i"_c], "ilike", std::vector<B>{true, true, false, {}, false, false});
  check_values(t["p"_c], "ilike", std::vector<B>{true, true, true, {}, true, false});
  check_values(t["x"_c], "ilike", std::vector<B>{true, true, false, {}, false, true});
}

TEST_CASE("functions of texts at every tail length, on strings, categories and fixed_strings, behind filters", "[kernel][text]") {
  using S = quern::schema<quern::field<"s", quern::nullable<quern::string>>, quern::field<"c", quern::category>, quern::field<"f", quern::nullable<quern::fixed_string<8>>>>;
  std::vector<std::string> const words = {"", "a", "Zürich", "日本語", "ab"};
  for (std::size_t n : {0, 1, 7, 8, 9, 64, 65, 130, 1025}) {
    auto const s = sprinkle_nulls(make_values(n, 3, [&](numbers& g) { return words[g.next() % 5]; }), 4);
    auto const c = make_values(n, 5, [&](numbers& g) { return words[g.next() % 5]; });
    auto const f = sprinkle_nulls(make_values(n, 6, [&](numbers& g) { return words[g.next() % 3]; }), 7);
    quern::table_builder<S> b;
    for (std::size_t r = 0; r < n; ++r) b.row(s[r], c[r], f[r] ? std::optional(quern::fixed_string<8>(std::string_view(*f[r]))) : std::nullopt);
    auto const q = quern::from(b.finish()).select("j"_c = quern::concat_ws("-", "s"_c, "c"_c, "f"_c), "r"_c = quern::repeat("c"_c, quern::octet_length("f"_c)), "c"_c = "c"_c);
    auto const t = q.collect();
    check_rows(t["j"_c], n, "concat_ws", [&](auto r) { return (s[r] ? *s[r] + "-" : "") + c[r] + (f[r] ? "-" + *f[r] : ""); });
    auto const repeated = [&](auto r) {
      if (!f[r]) return text();
      std::string all;
      for (std::size_t k = 0; k < f[r]->size(); ++k) all += c[r];
      return text(all);
    };
    check_rows(t["r"_c], n, "repeat", repeated);
    auto const few = q.where("c"_c == "ab").collect(quern::exec{.threads = 2, .min_rows_per_chunk = 8});
    std::size_t at = 0;
    for (std::size_t r = 0; r < n; ++r)
      if (c[r] == "ab" && !same(few["r"_c][at++], repeated(r))) FAIL("row " << r << " behind a filter");
    CHECK(at == few.rows());
  }
}

TEST_CASE("format_string writes values by printf's conversions, nulls as null", "[kernel][text]") {
  std::vector<std::optional<std::int32_t>> const k = {5, -100, {}, INT32_MIN};
  std::vector<std::string> const s = {"é", "world", "", "x"};
  std::vector<double> const x = {1.005, -2.5, 1e20, 0.125};
  std::vector<std::optional<bool>> const b = {true, {}, false, true};
  auto const t = quern::from(quern::make_table("k"_c = k, "s"_c = s, "x"_c = x, "b"_c = b, "d"_c = std::vector<quern::date>(4, quern::date(2024, 2, 29))))
                     .select("a"_c = quern::format_string<"%d %s">("k"_c, "s"_c), "b"_c = quern::format_string<"[%5d|%-4s|%05d|%3s] 100%%">("k"_c, "s"_c, "k"_c, "s"_c), "c"_c = quern::format_string<"%.2f %08.1f %x %s %s%s">("x"_c, "x"_c, "k"_c, "b"_c, "d"_c, 7),
                             "none"_c = quern::format_string<"%s">(quern::null<int>))
                     .collect();
  using T = std::string;
  check_values(t["a"_c], "Spark's example", std::vector<T>{"5 é", "-100 world", "null ", "-2147483648 x"});
  check_values(t["b"_c], "widths", std::vector<T>{"[    5|é   |00005|  é] 100%", "[ -100|world|-0100|world] 100%", "[ null|    | null|   ] 100%", "[-2147483648|x   |-2147483648|  x] 100%"});
  check_values(t["c"_c], "floats", std::vector<T>{"1.00 000001.0 5 true 2024-02-297", "-2.50 -00002.5 ffffff9c null 2024-02-297", "100000000000000000000.00 100000000000000000000.0 null false 2024-02-297", "0.12 000000.1 80000000 true 2024-02-297"});
  check_values(t["none"_c], "a null", std::vector<T>(4, "null"));
}
