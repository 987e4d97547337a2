// SPDX-License-Identifier: BSL-1.0
// Patterns that begin with a search are sought in eight rows at once: against each row by itself, with texts that end within the pattern and
// go on in the next row, rows that a filter before has dropped, nulls, and every number of rows at the tail.
#include "laws/columns.hpp"

using namespace reference;

namespace {

// Out of the pattern's own parts, so that it often nearly stands there.
std::vector<std::string> near_texts(std::size_t n, std::uint64_t seed, std::size_t most_parts) {
  return make_values(n, seed, [most_parts](numbers& g) {
    static constexpr std::string_view parts[] = {"spec", "ial", "special", "requests", "req", "uests", " ", "s", "l", "the ironic packages sleep quickly along the furious deposits "};
    std::string s;
    for (std::size_t k = g.next() % (most_parts + 1); k > 0; --k) s += parts[g.next() % 10];
    return s;
  });
}
bool has_both(std::string_view s) {
  std::size_t const at = s.find("special");
  return at != s.npos && s.find("requests", at + 7) != s.npos;
}
constexpr auto both = quern::like<"%special%requests%">("s"_c);

}  // namespace

TEST_CASE("patterns that begin with a search, in neighbouring rows", "[kernel][like]") {
  for (std::size_t most_parts : {0, 1, 3, 12})
    for (std::size_t n : {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 1023, 1024, 1025, 5000}) {
      auto const texts = near_texts(n, n + most_parts, most_parts);
      auto const nulls = sprinkle_nulls(texts, n);
      auto const q = quern::from(quern::make_table("s"_c = texts, "n"_c = nulls, "k"_c = integers<std::int32_t>(n, 3, 0, 9))).with_row_index("row"_c);
      check_rows(q.select("r"_c = both).collect()["r"_c], n, "both", [&](auto r) { return has_both(texts[r]); });
      check_rows(q.select("r"_c = quern::like<"%l%">("s"_c)).collect()["r"_c], n, "one character", [&](auto r) { return texts[r].find('l') != std::string::npos; });
      check_rows(q.select("r"_c = quern::like<"%special">("s"_c)).collect()["r"_c], n, "at the end", [&](auto r) { return texts[r].ends_with("special"); });
      check_rows(q.select("r"_c = quern::like<"%special%s">("s"_c)).collect()["r"_c], n, "then the end", [&](auto r) { return texts[r].find("special") < texts[r].size() - 7 && texts[r].ends_with("s"); });
      check_rows(q.select("r"_c = quern::like<"%special%requests%">("n"_c)).collect()["r"_c], n, "with nulls", [&](auto r) { return lift([](auto const& t) { return has_both(t); }, nulls[r]); });
      for (int most : {0, 2, 5, 8}) {  // few or many of eight rows are left
        std::vector<std::int64_t> rows;
        auto const t = q.where("k"_c <= most && both).select("row"_c).collect();
        auto const k = integers<std::int32_t>(n, 3, 0, 9);
        for (std::size_t r = 0; r < n; ++r)
          if (k[r] <= most && has_both(texts[r])) rows.push_back(static_cast<std::int64_t>(r));
        CHECK(std::vector<std::int64_t>(t["row"_c].begin(), t["row"_c].end()) == rows);
      }
    }
}
