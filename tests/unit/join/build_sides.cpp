// SPDX-License-Identifier: BSL-1.0
// Whichever input a join is built on, its rows are the same: inner joins, and semi and anti joins of a few rows with many, which are
// built on the few and mark them. Which side that is, is a guess from sizes and filters.
#include "unit/join/joined.hpp"

using namespace joined;
using quern::on;
using quern::execution::likely_rows;

namespace {
struct two_tables {
  std::vector<std::optional<int>> k, l;
  std::vector<int> x, y;
  two_tables(std::size_t n, std::size_t m, std::size_t keys, std::uint64_t seed) : k(n), l(m), x(n), y(m) {
    dice d(seed);
    auto const key = [&]() -> std::optional<int> {
      std::size_t const v = d(keys + 1);
      return v == keys ? std::nullopt : std::optional<int>(static_cast<int>(v));
    };
    for (std::size_t i = 0; i < n; ++i) k[i] = key(), x[i] = static_cast<int>(d(9));
    for (std::size_t i = 0; i < m; ++i) l[i] = key(), y[i] = static_cast<int>(d(9));
  }
  auto a() const { return quern::make_table("k"_c = k, "x"_c = x); }
  auto b() const { return quern::make_table("l"_c = l, "y"_c = y); }
};
}  // namespace

TEST_CASE("few rows and many, many and few, give what nested loops give", "[join][sides]") {
  for (auto const& [n, m] : {std::pair{0, 9}, std::pair{1, 9}, std::pair{9, 1}, std::pair{9, 0}, std::pair{7, 300}, std::pair{300, 7}, std::pair{60, 61}})
    for (std::size_t const keys : {2, 40, 4000}) {
      two_tables const t(static_cast<std::size_t>(n), static_cast<std::size_t>(m), keys, 21 + keys);
      auto const a = quern::from(t.a());
      auto const b = quern::from(t.b());
      check_kinds(a, b, on("k"_c == "l"_c), nested_loops(rows_of(t.a()), rows_of(t.b()), 2, 2, [&](std::size_t i, std::size_t j) { return t.k[i] && t.l[j] && *t.k[i] == *t.l[j]; }));
      check_kinds(a, b, on("k"_c == "l"_c && "x"_c != "y"_c),
                  nested_loops(rows_of(t.a()), rows_of(t.b()), 2, 2, [&](std::size_t i, std::size_t j) { return t.k[i] && t.l[j] && *t.k[i] == *t.l[j] && t.x[i] != t.y[j]; }));
    }
}

TEST_CASE("rows that are marked by others come in their order, with the same bits on any number of threads", "[join][sides]") {
  two_tables const t(500, 40'000, 800, 5);
  auto const a = quern::from(t.a()).with_row_index("row"_c);
  auto const b = quern::from(t.b());
  for (int const threads : {1, 2, 4}) {
    quern::exec const how{.threads = threads, .min_rows_per_chunk = 1000};
    std::vector<std::int64_t> semi, anti;
    for (auto const& r : a.semi_join(b, on("k"_c == "l"_c && "x"_c < "y"_c)).collect(how)) semi.push_back(r["row"_c]);
    for (auto const& r : a.anti_join(b, on("k"_c == "l"_c && "x"_c < "y"_c)).collect(how)) anti.push_back(r["row"_c]);
    CHECK(std::is_sorted(semi.begin(), semi.end()));
    CHECK(std::is_sorted(anti.begin(), anti.end()));
    CHECK(semi.size() + anti.size() == 500);
    CHECK(!semi.empty());
    CHECK(!anti.empty());
  }
}

TEST_CASE("NOT IN with nulls stays what it is beside many rows", "[join][sides]") {
  two_tables const t(20, 3000, 30, 6);
  auto const a = quern::from(t.a());
  CHECK(a.where(!quern::is_in("k"_c, quern::from(t.b()).select("l"_c))).count() == 0);  // there is a null among them
  CHECK(a.where(!quern::is_in("k"_c, quern::from(t.b()).where(quern::is_not_null("l"_c) && "l"_c < 5).select("l"_c))).count() ==
        static_cast<std::size_t>(std::count_if(t.k.begin(), t.k.end(), [](auto const& k) { return k && *k >= 5; })));
}

TEST_CASE("what is likely: filters keep a share, rows of the larger input have one partner each", "[join][sides]") {
  auto const p = quern::execution::likely_partners({100, 1000}, {50'000, 50'000});
  CHECK(p.rows == 5000);
  CHECK(p.of == 50'000);
  CHECK(quern::execution::likely_partners({50'000, 50'000}, {100, 1000}).rows == 5000);
  CHECK(likely_rows{0, 0}.share() == 1);
}
