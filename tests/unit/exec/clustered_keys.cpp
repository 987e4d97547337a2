// SPDX-License-Identifier: BSL-1.0
// Groups by keys that are sorted, or nearly so, are made chunk by chunk: the same as those of a nullable key, which is looked up in a table.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int32_t, std::int64_t;

void check_keys(std::vector<int32_t> const& k) {
  std::vector<std::optional<int32_t>> const nullable(k.begin(), k.end());
  auto const x = integers<int64_t>(k.size(), 3, -1000, 1000);
  std::vector<double> d;
  for (auto v : x) d.push_back(static_cast<double>(v % 3));
  auto const groups = [&](auto const& keys, auto keep, int threads) {
    return quern::from(quern::make_table("k"_c = keys, "x"_c = x, "d"_c = d))
        .where("x"_c > keep)
        .group_by("k"_c)
        .agg("n"_c = quern::count(), "s"_c = quern::sum("x"_c), "m"_c = quern::mean("d"_c), "f"_c = quern::first_row("x"_c), "u"_c = quern::count_distinct("d"_c))
        .collect({.threads = threads});
  };
  for (int64_t keep : {-2000, 0, 998}) {
    auto const hashed = groups(nullable, keep, 1);
    for (int threads : {1, 3}) {
      INFO(k.size() << " rows, keep " << keep << ", " << threads << " threads");
      CHECK(same_values(groups(k, keep, threads), hashed, "k"_c, "n"_c, "s"_c, "m"_c, "f"_c, "u"_c));
    }
  }
}
}  // namespace

TEST_CASE("groups by a clustered key are the groups by any other", "[group][clustered]") {
  numbers g{5};
  std::size_t const chunk = quern::rows_per_chunk;
  for (std::size_t n : {std::size_t{1}, std::size_t{4000}, chunk, 2 * chunk + 17}) {
    std::vector<int32_t> sorted, nearly, one, borders, far;
    int32_t k = -70000;
    for (std::size_t i = 0; i < n; ++i) {
      if (g.next() % 3 == 0) k += 1 + static_cast<int32_t>(g.next() % 4);
      sorted.push_back(k);
      nearly.push_back(static_cast<int32_t>(i / 1024) * 50 + static_cast<int32_t>(g.next() % 51));  // in chunks in any order, up to the border
      one.push_back(static_cast<int32_t>(i / (2 * chunk)) * 5000);                              // a value fills chunks
      borders.push_back(static_cast<int32_t>((i + 100) / chunk * 3000 + (i % 7 == 0 ? 3000 : 0)));  // a chunk has its greatest value first
      far.push_back(i == 0 ? std::numeric_limits<int32_t>::min() : i + 1 == n ? std::numeric_limits<int32_t>::max() : k);
    }
    for (auto const* keys : {&sorted, &nearly, &one, &borders, &far}) check_keys(*keys);
  }
}

TEST_CASE("several chunks of one range share the groups on their borders", "[group][clustered]") {
  std::size_t const n = 70 * quern::rows_per_chunk + 5;
  for (std::size_t width : {std::size_t{3}, std::size_t{1000}, 2 * quern::rows_per_chunk, std::size_t{200'000}}) {
    std::vector<int32_t> k(n);
    for (std::size_t i = 0; i < n; ++i) k[i] = static_cast<int32_t>(i / width);
    auto const t = quern::from(quern::make_table("k"_c = quern::borrow(k))).group_by("k"_c).agg("n"_c = quern::count()).collect({.threads = 2});
    REQUIRE(t.rows() == (n + width - 1) / width);
    bool same = true;
    for (std::size_t g = 0; g < t.rows(); ++g) same = same && t["k"_c][g] == static_cast<int32_t>(g) && t["n"_c][g] == static_cast<int64_t>(std::min(width, n - g * width));
    CHECK(same);
  }
}
