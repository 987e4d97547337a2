// SPDX-License-Identifier: BSL-1.0
// Row-wise verbs: which rows and columns there are afterwards, and in which order definitions are seen.
#include "laws/columns.hpp"

using namespace reference;

namespace {
auto const data = quern::make_table("a"_c = std::vector<int>{1, 2, 3, 4}, "b"_c = std::vector<double>{0.5, 1.5, 2.5, 3.5}, "s"_c = std::vector<std::string>{"w", "x", "y", "z"});
template <class T, class... F>
constexpr bool has_columns = std::is_same_v<typename T::schema::fields, quern::meta::list<F...>>;
template <quern::fixed_string N, class T>
using field = quern::field<N, T>;
}  // namespace

TEST_CASE("where keeps rows in order, at every length and density", "[query][verbs]") {
  for (std::size_t n : lengths)
    for (int percent : {0, 3, 50, 97, 100}) {
      auto const keep = make_values(n, 1, [&](numbers& g) { return g.chance(percent); });
      auto const x = integers<std::int64_t>(n, 2, 0, 1000000);
      auto const s = make_values(n, 3, [](numbers& g) { return std::string(g.next() % 4, 'q'); });
      auto const y = sprinkle_nulls(integers<std::int16_t>(n, 4, -9, 9), 5);
      auto const t = quern::from(quern::make_table("k"_c = keep, "x"_c = x, "s"_c = s, "y"_c = y)).where("k"_c).collect();
      std::vector<std::size_t> rows;
      for (std::size_t i = 0; i < n; ++i)
        if (keep[i]) rows.push_back(i);
      check_rows(t["x"_c], rows.size(), "x", [&](auto r) { return x[rows[r]]; });
      check_rows(t["s"_c], rows.size(), "s", [&](auto r) { return s[rows[r]]; });
      check_rows(t["y"_c], rows.size(), "y", [&](auto r) { return y[rows[r]]; });
      check_rows(t["k"_c], rows.size(), "k", [&](auto) { return true; });
    }
}

TEST_CASE("select keeps exactly the named columns, in their order, and all its definitions see the input", "[query][verbs]") {
  auto const t = quern::from(data).select("b"_c, "a"_c = "a"_c * 10, "old"_c = "a"_c, "c"_c = "s"_c).collect();
  static_assert(has_columns<decltype(t), field<"b", double>, field<"a", std::int64_t>, field<"old", int>, field<"c", quern::string>>);
  check_rows(t["a"_c], 4, "a", [](auto r) { return static_cast<std::int64_t>(r + 1) * 10; });
  check_rows(t["old"_c], 4, "old", [](auto r) { return static_cast<int>(r) + 1; });
  check_rows(t["c"_c], 4, "c", [](auto r) { return std::string(1, static_cast<char>('w' + r)); });
}

TEST_CASE("update appends new columns, replaces in place, and later definitions see earlier ones", "[query][verbs]") {
  auto const t = quern::from(data).update("a"_c = "a"_c + 100, "d"_c = "a"_c * 2, "b"_c = "d"_c + 1, "e"_c = quern::concat("s"_c, "!"), "f"_c = quern::length("e"_c)).collect();
  static_assert(has_columns<decltype(t), field<"a", std::int64_t>, field<"b", std::int64_t>, field<"s", quern::string>, field<"d", std::int64_t>, field<"e", quern::string>, field<"f", std::int64_t>>);
  check_rows(t["a"_c], 4, "a", [](auto r) { return static_cast<std::int64_t>(r) + 101; });
  check_rows(t["d"_c], 4, "d", [](auto r) { return (static_cast<std::int64_t>(r) + 101) * 2; });
  check_rows(t["b"_c], 4, "b", [](auto r) { return (static_cast<std::int64_t>(r) + 101) * 2 + 1; });
  check_rows(t["f"_c], 4, "f", [](auto) { return 2; });
}

TEST_CASE("an update may swap what two names mean only one after the other, a rename at once", "[query][verbs]") {
  auto const t = quern::from(data).select("a"_c, "b"_c = "a"_c * 10).update("a"_c = "b"_c, "b"_c = "a"_c).collect();
  check_rows(t["b"_c], 4, "b", [](auto r) { return static_cast<std::int64_t>(r + 1) * 10; });
  auto const u = quern::from(data).rename("b"_c = "a"_c, "a"_c = "b"_c).collect();
  static_assert(has_columns<decltype(u), field<"b", int>, field<"a", double>, field<"s", quern::string>>);
  check_rows(u["b"_c], 4, "b", [](auto r) { return static_cast<int>(r) + 1; });
  check_rows(u["a"_c], 4, "a", [](auto r) { return static_cast<double>(r) + 0.5; });
}

TEST_CASE("drop removes columns, and a dropped name is free again", "[query][verbs]") {
  auto const t = quern::from(data).drop("b"_c, "s"_c).collect();
  static_assert(has_columns<decltype(t), field<"a", int>>);
  auto const u = quern::from(data).drop("a"_c).update("a"_c = "s"_c).where("a"_c == "y").collect();
  static_assert(has_columns<decltype(u), field<"b", double>, field<"s", quern::string>, field<"a", quern::string>>);
  REQUIRE(u.rows() == 1);
  CHECK(u["b"_c][0] == 2.5);
}

TEST_CASE("a filter on a column sees the definition that stands before it", "[query][verbs]") {
  auto const q = quern::from(data).update("a"_c = "a"_c * 10);
  CHECK(q.where("a"_c > 15).collect().rows() == 3);
  CHECK(quern::from(data).where("a"_c > 15).update("a"_c = "a"_c * 10).collect().rows() == 0);
  CHECK(q.where("a"_c > 15).update("a"_c = "a"_c - 35).where("a"_c > 0).collect()["s"_c][0] == "z");
  // A filter written after the update on other columns may run before it: rows that are gone do not raise.
  auto const big = quern::from(data).update("c"_c = "a"_c * INT64_MAX).where("b"_c < 1.0);
  CHECK(big.collect()["c"_c][0] == INT64_MAX);
  CHECK_THROWS_AS(quern::from(data).update("c"_c = "a"_c * INT64_MAX).collect(), quern::overflow_error);
}

TEST_CASE("row indices count from 0 over the rows there are, after a filter too", "[query][verbs]") {
  for (std::size_t n : lengths) {
    auto const x = integers<int>(n, 6, 0, 9);
    auto const q = quern::from(quern::make_table("x"_c = x)).with_row_index("i"_c);
    auto const all = q.collect();
    check_rows(all["i"_c], n, "all", [](auto r) { return static_cast<std::int64_t>(r); });
    auto const some = q.where("x"_c > 4).with_row_index("j"_c).where("j"_c % 2 == 1).collect();
    std::vector<std::int64_t> want;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < n; ++i)
      if (x[i] > 4 && seen++ % 2 == 1) want.push_back(static_cast<std::int64_t>(i));
    check_rows(some["i"_c], want.size(), "i", [&](auto r) { return want[r]; });
    check_rows(some["j"_c], want.size(), "j", [](auto r) { return static_cast<std::int64_t>(r) * 2 + 1; });
  }
  CHECK(quern::range(10, 20).with_row_index("i"_c).where("id"_c >= 15).collect()["i"_c][0] == 5);
  CHECK(quern::from(data).offset(2).with_row_index("i"_c).collect()["i"_c][0] == 0);
}

TEST_CASE("a table without columns keeps its rows", "[query][verbs]") {
  CHECK(quern::from(data).select().collect().rows() == 4);
  CHECK(quern::from(data).where("a"_c > 1).select().count() == 3);
  CHECK(quern::from(data).drop("a"_c, "b"_c, "s"_c).with_row_index("i"_c).collect()["i"_c][3] == 3);
}
