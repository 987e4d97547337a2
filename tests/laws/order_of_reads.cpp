// SPDX-License-Identifier: BSL-1.0
// Columns that read columns: names defined again, columns passed through, and columns read shifted.
#include "laws/order.hpp"

using namespace reference;

namespace {
struct done : quern::barrier {};
struct ready : quern::barrier {};
auto const source = quern::range(0, rows);
auto const before = [](std::size_t i) { return i == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(static_cast<std::int64_t>(i) - 1); };
}  // namespace

TEST_CASE("later definitions see earlier ones, and the last one of a name stays", "[laws][order]") {
  auto const t = quern::range(0, rows).rename("x"_c = "id"_c);
  auto const check = [](auto const& q) {
    for (int threads : {1, 4}) {
      auto const r = q.collect(in_small_chunks(threads));
      REQUIRE(decltype(r)::schema::fields::size == 3);
      check_rows(r["x"_c], rows, "x", [](std::size_t i) { return static_cast<std::int64_t>(i) + 1; });
      check_rows(r["z"_c], rows, "z", [](std::size_t i) { return static_cast<std::int64_t>(i); });
      check_rows(r["t"_c], rows, "t", [](std::size_t i) { return static_cast<std::int64_t>(i) - 2; });
    }
  };
  auto const z = "z"_c = "x"_c;
  auto const x = "x"_c = "z"_c + 1;
  auto const y = "t"_c = "x"_c - 3;
  check(t.update(z, x, y));
  check(t.update(quern::serial(z), x, y));
  check(t.update(z, quern::serial(x), y));
  check(t.update(z, x, quern::serial(y)));
  check(t.update(quern::serial(z), quern::serial(x), quern::serial(y)));
  check(t.update(quern::declares<done>(z), quern::declares<ready>(x), quern::respects<done, ready>(y)));
  // A definition that comes late still means the column as it was where it is written.
  check(t.update(quern::declares<done>("t"_c = "x"_c * 0), quern::respects<done>(z), x, y));
}
TEST_CASE("a late definition reads the column that it was written after", "[laws][order]") {
  auto const t = source.update(quern::declares<done>("a"_c = quern::map([](std::int64_t i) { return i; }, "id"_c)), quern::respects<done>("z"_c = "id"_c * 2), "id"_c = -"id"_c, "w"_c = "id"_c * 3,
                               quern::respects<done>("v"_c = "id"_c * 4))
                     .collect(four);
  check_rows(t["z"_c], rows, "z", [](std::size_t i) { return static_cast<std::int64_t>(i) * 2; });
  check_rows(t["id"_c], rows, "id", [](std::size_t i) { return -static_cast<std::int64_t>(i); });
  check_rows(t["w"_c], rows, "w", [](std::size_t i) { return -static_cast<std::int64_t>(i) * 3; });
  check_rows(t["v"_c], rows, "v", [](std::size_t i) { return -static_cast<std::int64_t>(i) * 4; });
}
TEST_CASE("in select, definitions see the input alone", "[laws][order]") {
  auto const t = source.select(quern::serial("z"_c = "id"_c + 5), quern::declares<done>("id"_c = "id"_c * 2), quern::respects<done>("w"_c = "id"_c + 1), "p"_c = quern::prev("id"_c)).collect(four);
  check_rows(t["z"_c], rows, "z", [](std::size_t i) { return static_cast<std::int64_t>(i) + 5; });
  check_rows(t["id"_c], rows, "id", [](std::size_t i) { return static_cast<std::int64_t>(i) * 2; });
  check_rows(t["w"_c], rows, "w", [](std::size_t i) { return static_cast<std::int64_t>(i) + 1; });
  check_rows(t["p"_c], rows, "p", before);
}
TEST_CASE("a barrier belongs to the definition, not to the name", "[laws][order]") {
  number first{0}, early{0};
  auto const count = [&](std::int64_t i) {
    if (i % 2048 == 0) std::this_thread::sleep_for(std::chrono::microseconds(30));
    return ++first, i;
  };
  auto const look = [&](std::int64_t i) { return early += first != rows, i; };
  auto const a = quern::declares<done>("A"_c = quern::map(count, "id"_c));
  auto const b = quern::respects<done>("B"_c = quern::map(look, "id"_c));
  auto const t = source.update(a, "A"_c = "id"_c * 10, b).collect(four);
  CHECK(early == 0);
  CHECK(first == rows);
  CHECK(t["A"_c][7] == 70);
  first = 0;
  CHECK(source.update(a).rename("X"_c = "A"_c).update("A"_c = 1, b).count(four) == static_cast<std::uint64_t>(rows));
  CHECK(early == 0);
  first = 0;
  CHECK(source.update(a).drop("A"_c).update(b).count(four) == static_cast<std::uint64_t>(rows));
  CHECK(early == 0);
  CHECK(first == rows);
}
TEST_CASE("columns that pass through may declare and respect, and nothing waits for them", "[laws][order]") {
  number n{0};
  auto const t = source.update(quern::declares<done>("id"_c = "id"_c), quern::respects<done>("B"_c = quern::map(next_of(n), "id"_c)), quern::declares<ready>(quern::respects<done>("id"_c = "id"_c)), quern::respects<ready>("C"_c = "id"_c))
                     .collect(four);
  CHECK(sum_of(t["B"_c]) == sum_below(rows));
  CHECK(counts_from(t["C"_c], 0));
  CHECK(counts_from(t["id"_c], 0));
  auto const s = source.select(quern::declares<done>("id"_c), quern::respects<done>("B"_c = quern::map(next_of(n), "id"_c))).collect(four);
  CHECK(sum_of(s["B"_c]) == sum_below(2 * rows) - sum_below(rows));
}
TEST_CASE("a column read shifted is complete before", "[laws][order]") {
  number n{0};
  auto const t = source.update(quern::serial("B"_c = quern::map(next_of(n), "id"_c)), "C"_c = quern::shift("B"_c, 1), "D"_c = "B"_c - quern::prev("B"_c)).collect(four);
  check_rows(t["C"_c], rows, "C", before);
  check_rows(t["D"_c], rows, "D", [](std::size_t i) { return i == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(1); });
}
TEST_CASE("a barrier declared before a shifted read holds after it", "[laws][order]") {
  number n{0};
  auto const t = source.update(quern::declares<done>("B"_c = quern::map(next_of(n), "id"_c)), "C"_c = quern::shift("B"_c, 1), quern::respects<done>("D"_c = quern::map(next_of(n), "id"_c)),
                               quern::respects<done>("E"_c = quern::coalesce(quern::shift("C"_c, -2), -1)))
                     .collect(four);
  CHECK(greatest_of(t["B"_c]) == rows - 1);
  CHECK(least_of(t["D"_c]) == rows);
  auto const b = t["B"_c];
  check_rows(t["C"_c], rows, "C", [&](std::size_t i) { return i == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(b[i - 1]); });
  check_rows(t["E"_c], rows, "E", [&](std::size_t i) { return i + 2 < static_cast<std::size_t>(rows) ? b[i + 1] : -1; });
}
TEST_CASE("a shifted read means the definition before it", "[laws][order]") {
  auto const t = source.update("id"_c = "id"_c + 1, "p"_c = quern::prev("id"_c), "id"_c = "id"_c * 100, "q"_c = quern::prev("id"_c), "id"_c = quern::coalesce(quern::prev("id"_c), 0)).limit(5).collect(four);
  check_rows(t["p"_c], 5, "p", [](std::size_t i) { return i == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(i); });
  check_rows(t["q"_c], 5, "q", [](std::size_t i) { return i == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(100 * i); });
  check_rows(t["id"_c], 5, "id", [](std::size_t i) { return static_cast<std::int64_t>(100 * i); });
}
TEST_CASE("a shifted read in a filter counts the rows of its input", "[laws][order]") {
  auto const q = quern::range(0, 100000);
  auto const gap = "id"_c - quern::coalesce(quern::prev("id"_c), -1);
  CHECK(q.where(gap == 1).count(four) == 100000);
  CHECK(q.where("id"_c % 2 == 0).where(gap == 2).count(four) == 49999);
  CHECK(q.where("id"_c % 2 == 0 && gap == 2).count(four) == 0);
  CHECK(q.where("id"_c % 2 == 0).where(quern::serial(gap == 2)).count(four) == 49999);
  CHECK(q.where(gap == 1).where("id"_c % 2 == 0).count(four) == 50000);
  CHECK(q.where("id"_c % 2 == 0).where(gap == 2).where("id"_c % 4 == 0).where(gap == 4).count(four) == 24998);
  CHECK(q.where("id"_c % 2 == 0).update("g"_c = gap).where("g"_c == 2).count(four) == 49999);
  CHECK(q.update("g"_c = gap).where("id"_c % 2 == 0).where("g"_c == 1).count(four) == 50000);
  CHECK(q.order_by(quern::desc("id"_c)).where("id"_c % 2 == 0).where(quern::prev("id"_c) - "id"_c == 2).count(four) == 49999);
  CHECK(q.limit(10).where(quern::is_null(quern::shift("id"_c, -3))).count(four) == 3);
}
