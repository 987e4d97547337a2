// SPDX-License-Identifier: BSL-1.0
// Counts and exact sums by a sorted key are differences of sums over a tile: the same as those by a nullable key, which are added row by row;
// at every tail, with nulls, filters that leave runs without a row, keys that fall now and then, and values at which the sums need 64 bits.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int32_t, std::int64_t;
using money = quern::decimal<15, 2>;

void check_sums(std::vector<int32_t> const& k) {
  std::size_t const n = k.size();
  std::vector<std::optional<int32_t>> const nullable(k.begin(), k.end());
  auto const x = integers<int32_t>(n, 3, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max());
  auto const y = sprinkle_nulls(integers<int64_t>(n, 4, -(int64_t{1} << 50), int64_t{1} << 50), 5);
  std::vector<money> c;
  for (auto v : integers<int64_t>(n, 6, -1'000'000, 1'000'000)) c.push_back(money::from_units(v));
  auto const u = integers<std::uint8_t>(n, 7, 0, 9);
  // Sorted: of many groups the order is not said.
  auto const groups = [&](auto const& keys, int keep, int threads) {
    return quern::from(quern::make_table("k"_c = keys, "x"_c = x, "y"_c = y, "c"_c = c, "u"_c = u))
        .where("u"_c >= keep)
        .group_by("k"_c)
        .agg("n"_c = quern::count(), "x"_c = quern::sum("x"_c), "ny"_c = quern::count("y"_c), "y"_c = quern::sum("y"_c), "c"_c = quern::sum("c"_c), "p"_c = quern::sum("c"_c * "u"_c), "m"_c = quern::mean("x"_c))
        .order_by("k"_c)
        .collect({.threads = threads});
  };
  for (int keep : {0, 1, 5, 9, 10}) {
    auto const hashed = groups(nullable, keep, 1);
    for (int threads : {1, 3}) {
      INFO(n << " rows, keep " << keep << ", " << threads << " threads");
      CHECK(same_values(groups(k, keep, threads), hashed, "k"_c, "n"_c, "x"_c, "ny"_c, "y"_c, "c"_c, "p"_c, "m"_c));
    }
  }
}
}  // namespace

TEST_CASE("sums by a sorted key are the sums of its rows", "[group][clustered]") {
  numbers g{5};
  std::size_t const chunk = quern::rows_per_chunk;
  for (std::size_t n : {std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{9}, std::size_t{1023}, std::size_t{1024}, std::size_t{1025}, std::size_t{5003}, chunk + 1, 2 * chunk + 17}) {
    std::vector<int32_t> often, seldom, falling;
    int32_t k = -70000, slow = 0;
    for (std::size_t i = 0; i < n; ++i) {
      k += g.next() % 3 == 0 ? 1 + static_cast<int32_t>(g.next() % 2) : 0;
      slow += g.next() % 3000 == 0;
      often.push_back(k);
      seldom.push_back(slow);
      falling.push_back(i % 4096 == 4095 ? k - 1 : k);  // in some tiles
    }
    for (auto const* keys : {&often, &seldom, &falling}) check_sums(*keys);
  }
}
