// SPDX-License-Identifier: BSL-1.0
// Expressions over aggregates and of them, filters before groups, groups of groups; the kernels' two levels agree.
#include <algorithm>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t;
using quern::count, quern::mean, quern::sum;
}

TEST_CASE("an output may compute with several aggregates and with keys", "[exec][group]") {
  std::vector<int> const k = {1, 2, 1, 2, 3};
  std::vector<double> const x = {1, 2, 3, 4, 5};
  auto const t = quern::from(quern::make_table("k"_c = k, "x"_c = x))
                     .group_by("k"_c)
                     .agg("mean"_c = sum("x"_c) / count(), "shifted"_c = "k"_c + sum("x"_c), "range"_c = quern::max("x"_c) - quern::min("x"_c), "big"_c = quern::when(count() > 1).then(sum("x"_c)), "key"_c = "k"_c * 10 + count())
                     .collect();
  REQUIRE(t.rows() == 3);
  double const mean[] = {2, 3, 5}, shifted[] = {5, 8, 8}, range[] = {2, 2, 0};
  check_rows(t["mean"_c], 3, "mean", [&](auto r) { return mean[r]; });
  check_rows(t["shifted"_c], 3, "shifted", [&](auto r) { return shifted[r]; });
  check_rows(t["range"_c], 3, "range", [&](auto r) { return range[r]; });
  check_rows(t["big"_c], 3, "big", [&](auto r) { return r < 2 ? std::optional<double>(r == 0 ? 4 : 6) : std::nullopt; });
  check_rows(t["key"_c], 3, "key", [&](auto r) { return r == 0 ? 12 : r == 1 ? 22 : 31; });
}

TEST_CASE("aggregates of nothing are null, counts are 0, and an empty input has no groups", "[exec][group]") {
  std::vector<std::optional<int>> const none;
  auto const q = quern::from(quern::make_table("x"_c = none));
  auto const t = q.agg("n"_c = count(), "v"_c = count("x"_c), "s"_c = sum("x"_c), "m"_c = mean("x"_c), "min"_c = quern::min("x"_c), "d"_c = quern::count_distinct("x"_c), "med"_c = quern::median("x"_c), "e"_c = sum("x"_c) / count())
                     .collect();
  REQUIRE(t.rows() == 1);
  CHECK((t["n"_c][0] == 0 && t["v"_c][0] == 0 && t["d"_c][0] == 0));
  CHECK((!t["s"_c][0] && !t["m"_c][0] && !t["min"_c][0] && !t["med"_c][0] && !t["e"_c][0]));
  CHECK(q.group_by("x"_c).agg("n"_c = count()).collect().rows() == 0);
  CHECK(q.where("x"_c > 0).agg("n"_c = count()).collect()["n"_c][0] == 0);
}

TEST_CASE("arguments are computed for the rows that pass the filter only", "[exec][group]") {
  for (std::size_t groups : {1u, 5u, 1000u})
    for (std::size_t n : {9u, 1025u, 65537u}) {
      auto const k = integers<int>(n, 1, 0, static_cast<int64_t>(groups) - 1);
      auto b = integers<int64_t>(n, 2, 1, 9);
      for (std::size_t i = 0; i < n; i += 4) b[i] = 0;
      auto const q = quern::from(quern::make_table("k"_c = k, "b"_c = b));
      auto const t = q.where("b"_c != 0).group_by("k"_c).agg("s"_c = sum(quern::div(360, "b"_c)), "n"_c = count(quern::try_div(1, "b"_c))).order_by("k"_c).collect();
      std::vector<int64_t> s(groups), c(groups);
      for (std::size_t i = 0; i < n; ++i)
        if (b[i]) s[static_cast<std::size_t>(k[i])] += 360 / b[i], ++c[static_cast<std::size_t>(k[i])];
      bool right = true;
      for (std::size_t r = 0; r < t.rows(); ++r) right = right && t["s"_c][r] == s[static_cast<std::size_t>(t["k"_c][r])] && t["n"_c][r] == c[static_cast<std::size_t>(t["k"_c][r])];
      CHECK(right);
      CHECK_THROWS_AS(q.group_by("k"_c).agg("s"_c = sum(quern::div(360, "b"_c))).collect(), quern::division_by_zero);
    }
}

TEST_CASE("a value that forces the checked kernels changes only its own group", "[exec][group]") {
  using D = quern::decimal<15, 2>;
  for (std::size_t groups : {3u, 200u})
    for (std::size_t n : {1025u, 70000u}) {
      auto const k = integers<std::int16_t>(n, 3, 0, static_cast<int64_t>(groups) - 1);
      auto const a = integers<int64_t>(n, 4, -1000, 1000);
      auto const d = make_values(n, 5, [](numbers& g) { return D::from_units(g.between(-100000, 100000)); });
      auto const aggregate = [&](std::vector<std::int16_t> k2, std::vector<int64_t> a2, std::vector<D> d2) {
        return quern::from(quern::make_table("k"_c = k2, "a"_c = a2, "d"_c = d2))
            .group_by("k"_c)
            .agg("s"_c = sum("a"_c), "p"_c = sum("d"_c * (1 - "d"_c)), "q"_c = sum("a"_c * 3 - "a"_c), "m"_c = mean("a"_c + 1), "lo"_c = quern::min("d"_c * 2))
            .collect();
      };
      auto k2 = k;
      auto a2 = a;
      auto d2 = d;
      // Too large to be proven, in the first chunk and in the last.
      for (std::size_t at : {std::size_t{3}, n - 1}) k2.insert(k2.begin() + static_cast<std::ptrdiff_t>(at), -7), a2.insert(a2.begin() + static_cast<std::ptrdiff_t>(at), INT64_MAX / 5), d2.insert(d2.begin() + static_cast<std::ptrdiff_t>(at), D::from_units(999'999'999'999'999));
      auto const proven = aggregate(k, a, d), checked = aggregate(k2, a2, d2);
      REQUIRE(checked.rows() == proven.rows() + 1);
      bool right = true;
      for (std::size_t g = 0, h = 0; h < checked.rows(); ++h) {
        if (checked["k"_c][h] == -7) continue;
        right = right && proven["k"_c][g] == checked["k"_c][h] && proven["s"_c][g] == checked["s"_c][h] && proven["p"_c][g] == checked["p"_c][h] && proven["q"_c][g] == checked["q"_c][h] &&
                proven["m"_c][g] == checked["m"_c][h] && proven["lo"_c][g] == checked["lo"_c][h];
        ++g;
      }
      CHECK(right);
    }
}

TEST_CASE("groups of groups, and filters and orders over them", "[exec][group]") {
  auto const k = integers<int>(10000, 6, 0, 99);
  auto const t = quern::from(quern::make_table("k"_c = k)).group_by("k"_c).agg("n"_c = count()).where("n"_c > 90).group_by("even"_c = "k"_c % 2 == 0).agg("groups"_c = count(), "rows"_c = sum("n"_c)).order_by("even"_c).collect();
  int64_t groups[2] = {}, rows[2] = {};
  for (int v = 0; v < 100; ++v) {
    auto const c = std::count(k.begin(), k.end(), v);
    if (c > 90) ++groups[v % 2 == 0], rows[v % 2 == 0] += c;
  }
  REQUIRE(t.rows() == 2);
  for (std::size_t r = 0; r < 2; ++r) CHECK((t["groups"_c][r] == groups[r] && t["rows"_c][r] == rows[r]));
}

TEST_CASE("an aggregate of a condition computes only what the condition lets through", "[exec][group]") {
  for (std::size_t groups : {1u, 5u, 300u})
    for (std::size_t n : {0u, 9u, 1025u, 65537u}) {
      auto const k = integers<int>(n, 7, 0, static_cast<int64_t>(groups) - 1);
      auto const b = sprinkle_nulls(integers<std::int32_t>(n, 8, -2, 2), 9);
      auto const q = quern::from(quern::make_table("k"_c = k, "b"_c = b));
      auto const t = q.group_by("k"_c).agg("s"_c = sum(quern::when("b"_c != 0).then(quern::div(10, "b"_c))), "n"_c = count(quern::when("b"_c > 0).then(1)), "any"_c = quern::any("b"_c > 1)).collect();
      bool right = true;
      for (std::size_t r = 0; r < t.rows(); ++r) {
        std::optional<int64_t> s;
        std::optional<bool> any;
        int64_t positive = 0;
        for (std::size_t i = 0; i < n; ++i)
          if (k[i] == t["k"_c][r] && b[i]) {
            if (*b[i] != 0) s = s.value_or(0) + 10 / *b[i];
            positive += *b[i] > 0, any = any.value_or(false) || *b[i] > 1;
          }
        right = right && same(t["s"_c][r], s) && t["n"_c][r] == positive && same(t["any"_c][r], any);
      }
      CHECK(right);
    }
}
