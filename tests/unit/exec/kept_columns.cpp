// SPDX-License-Identifier: BSL-1.0
// Computed columns that are kept for a tile (texts, functions of the user), between filters, in aggregates and keys.
#include <algorithm>
#include <array>
#include <map>

#include "laws/columns.hpp"

using namespace reference;

namespace {
// A function object that cannot be made from nothing, though it is empty.
struct made_from_int {
  explicit made_from_int(int) {}
  double operator()(double x) const { return x + 1; }
};
// One with state of its own, copied with the plan.
struct holds_text {
  std::string suffix;
  std::string operator()(std::string_view t) const { return std::string(t) + suffix; }
};
}  // namespace

TEST_CASE("texts made before a filter are right for the rows behind it, tile after tile", "[exec][kept]") {
  for (std::size_t n : lengths)
    for (int percent : {2, 50, 98}) {
      auto const s = sprinkle_nulls(make_values(n, 1, [](numbers& g) { return std::string(g.next() % 200, static_cast<char>('a' + g.next() % 26)); }), 2);
      auto const keep = make_values(n, 3, [&](numbers& g) { return g.chance(percent); });
      auto const t = quern::from(quern::make_table("s"_c = s, "keep"_c = keep))
                         .update("u"_c = quern::upper("s"_c), "j"_c = quern::concat("u"_c, "|", "s"_c))
                         .where("keep"_c)
                         .update("l"_c = quern::length("j"_c), "m"_c = quern::map(holds_text{"?"}, "u"_c))
                         .where("l"_c % 2 == 1)
                         .collect();
      std::vector<std::string> kept;
      for (std::size_t i = 0; i < n; ++i)
        if (keep[i] && s[i]) kept.push_back(*s[i]);  // 2 * n + 1 is odd; null is dropped
      auto const up = [](std::string v) {
        for (char& c : v) c = static_cast<char>(c - 32);
        return v;
      };
      check_rows(t["j"_c], kept.size(), "j", [&](auto r) { return up(kept[r]) + "|" + kept[r]; });
      check_rows(t["m"_c], kept.size(), "m", [&](auto r) { return up(kept[r]) + "?"; });
    }
}

TEST_CASE("a kept column may be a key, an argument and a sort key", "[exec][kept]") {
  for (std::size_t n : {0u, 9u, 1025u, 70000u}) {
    auto const s = make_values(n, 4, [](numbers& g) { return std::string(1, static_cast<char>('a' + g.next() % 12)); });
    auto const x = integers<int>(n, 5, -100, 100);
    auto const t = quern::from(quern::make_table("s"_c = s, "x"_c = x))
                       .update("k"_c = quern::concat("s"_c, "-"), "y"_c = quern::map([](int v) { return std::int64_t{v} * v; }, "x"_c))
                       .where("x"_c != 0)
                       .group_by("k"_c)
                       .agg("n"_c = quern::count(), "y"_c = quern::sum("y"_c), "first"_c = quern::first("k"_c), "max"_c = quern::max("y"_c))
                       .order_by("k"_c)
                       .collect();
    std::map<std::string, std::array<std::int64_t, 3>> want;
    for (std::size_t i = 0; i < n; ++i)
      if (x[i] != 0) {
        auto& w = want[s[i] + "-"];
        std::int64_t const y = std::int64_t{x[i]} * x[i];
        ++w[0], w[1] += y, w[2] = std::max(w[2], y);
      }
    REQUIRE(t.rows() == want.size());
    std::size_t r = 0;
    for (auto const& [k, w] : want) {
      CHECK((t["k"_c][r] == k && t["first"_c][r] == k && t["n"_c][r] == w[0] && t["y"_c][r] == w[1] && t["max"_c][r] == w[2]));
      ++r;
    }
  }
}

TEST_CASE("a function object need not be default-constructible", "[exec][kept]") {
  auto const t = quern::from(quern::make_table("x"_c = std::vector<double>{1, 2})).update("y"_c = quern::map(made_from_int(1), "x"_c), "z"_c = quern::map(made_from_int(1), "x"_c) * 2).collect();
  CHECK(t["y"_c][1] == 3);
  CHECK(t["z"_c][1] == 6);
}

TEST_CASE("wide decimals and functions of them are kept at both levels", "[exec][kept]") {
  using D = quern::decimal<15, 2>;
  for (std::int64_t most : {std::int64_t{1000}, std::int64_t{999'999'999'999'999}}) {
    auto const d = make_values(70000, 6, [&](numbers& g) { return D::from_units(g.between(-most, most)); });
    auto const q = quern::from(quern::make_table("d"_c = d))
                       .update("p"_c = "d"_c * "d"_c, "f"_c = quern::map([](quern::decimal<30, 4> v) { return quern::decimal<30, 4>::from_units(v.units + 1); }, "p"_c))
                       .where("f"_c > "p"_c);
    auto const t = q.collect();
    check_rows(t["f"_c], d.size(), "f", [&](auto r) { return quern::decimal<30, 4>::from_units(int128{d[r].units} * d[r].units + 1); });
    int128 sum = 0;
    for (auto v : d) sum += int128{v.units} * v.units + 1;
    CHECK(q.agg("s"_c = quern::sum("f"_c)).collect()["s"_c][0] == quern::decimal<38, 4>::from_units(sum));
  }
}

TEST_CASE("texts longer than any block of scratch memory are made", "[exec][kept]") {
  std::vector<std::string> s;
  for (std::size_t i = 0; i < 60; ++i) s.push_back(std::string(i * 3000, static_cast<char>('a' + i % 26)));
  auto const t = quern::from(quern::make_table("s"_c = s)).select("u"_c = quern::concat("s"_c, "s"_c, "!"), "n"_c = quern::length(quern::concat("s"_c, "s"_c))).collect();
  check_rows(t["u"_c], s.size(), "u", [&](auto r) { return s[r] + s[r] + "!"; });
  check_rows(t["n"_c], s.size(), "n", [&](auto r) { return static_cast<std::int64_t>(s[r].size() * 2); });
}
