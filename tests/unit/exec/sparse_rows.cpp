// SPDX-License-Identifier: BSL-1.0
// Groups of the rows that a filter leaves, few or many of a tile, are those that a plain loop makes.
#include "laws/columns.hpp"

#include <map>

using namespace reference;

namespace {
using std::int32_t, std::int64_t;

struct totals {
  int64_t n = 0, sum = 0, there = 0, least = 0, first = 0;
  double halves = 0;
  std::optional<int64_t> some;
  auto operator<=>(totals const&) const = default;
};

// Rows whose f is below `limit`, by k alone and by k and h.
void check_filter(std::size_t n, int32_t groups, int32_t limit) {
  auto const k = integers<int32_t>(n, 1, 0, groups - 1);
  auto const h = sprinkle_nulls(integers<int64_t>(n, 2, -1, 1), 3);
  auto const f = integers<int32_t>(n, 4, 0, 999);
  auto const x = integers<int64_t>(n, 5, -1000, 1000);
  auto const y = sprinkle_nulls(integers<int64_t>(n, 6, -9, 9), 7);
  std::vector<double> d;
  for (auto v : x) d.push_back(static_cast<double>(v) / 2);

  std::map<int32_t, totals> by_one;
  std::map<std::pair<int32_t, std::optional<int64_t>>, totals> by_two;
  for (std::size_t i = 0; i < n; ++i) {
    if (f[i] >= limit) continue;
    auto const add = [&](totals& t) {
      if (t.n == 0) t.least = x[i], t.first = x[i];
      ++t.n, t.sum += x[i], t.halves += d[i], t.least = std::min(t.least, x[i]);
      if (y[i]) ++t.there, t.some = t.some.value_or(0) + *y[i];
    };
    add(by_one[k[i]]);
    add(by_two[{k[i], h[i]}]);
  }

  auto const q = quern::from(quern::make_table("k"_c = k, "h"_c = h, "f"_c = f, "x"_c = x, "y"_c = y, "d"_c = d)).where("f"_c < limit);
  auto const same = [](auto const& made, auto const& expected, auto const& key_of) {
    REQUIRE(made.rows() == expected.size());
    bool all = true;
    for (std::size_t g = 0; g < made.rows(); ++g) {
      totals const t{made["n"_c][g], made["s"_c][g], made["t"_c][g], made["m"_c][g], made["a"_c][g], made["e"_c][g], made["o"_c][g]};
      auto const found = expected.find(key_of(made, g));
      all = all && found != expected.end() && found->second == t;
    }
    CHECK(all);
  };
  for (int threads : {1, 4}) {
    auto const summed = [&](auto const& grouped) {
      return grouped
          .agg("n"_c = quern::count(), "s"_c = quern::coalesce(quern::sum("x"_c), 0), "t"_c = quern::count("y"_c), "m"_c = quern::coalesce(quern::min("x"_c), 0),
               "a"_c = quern::first_row("x"_c), "e"_c = quern::coalesce(quern::sum("d"_c), 0.0), "o"_c = quern::sum("y"_c))
          .collect({.threads = threads});
    };
    same(summed(q.group_by("k"_c)), by_one, [](auto const& t, std::size_t g) { return t["k"_c][g]; });
    same(summed(q.group_by("k"_c, "h"_c)), by_two, [](auto const& t, std::size_t g) { return std::pair{t["k"_c][g], t["h"_c][g]}; });
  }
}
}  // namespace

TEST_CASE("groups of filtered rows are those of a plain loop, whatever part of the rows is left", "[group][sparse]") {
  for (std::size_t n : {0, 1, 7, 8, 9, 1023, 1024, 1025, 4099})
    for (int32_t groups : {1, 8, 9, 100})
      for (int32_t limit : {0, 1, 30, 125, 500, 1000}) check_filter(n, groups, limit);
  for (int32_t limit : {1, 30, 125, 130, 999}) check_filter(2 * quern::rows_per_chunk + 17, 700, limit);
}
