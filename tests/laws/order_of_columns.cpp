// SPDX-License-Identifier: BSL-1.0
// When columns are evaluated: without a marker in any order, serial ones row after row, respecters after declarers.
#include "laws/order.hpp"

using namespace reference;

namespace {
struct done : quern::barrier {};
struct ready : quern::barrier {};
auto const source = quern::range(0, rows);
}  // namespace

TEST_CASE("an unmarked counter does not count in row order", "[laws][order]") {
  CHECK(shows_once([] {
    number n{0};
    auto const t = source.update("A"_c = quern::map(late_next_of(n), "id"_c)).collect(four);
    CHECK(n == rows);
    CHECK(sum_of(t["A"_c]) == sum_below(rows));
    return !is_increasing(t["A"_c]);
  }));
}
TEST_CASE("a respecter starts when its declarer is done, and both run in parallel", "[laws][order]") {
  bool a_mixed = false, b_mixed = false;
  CHECK(shows_once([&] {
    number n{0};
    auto const t = source.update(quern::declares<done>("A"_c = quern::map(late_next_of(n), "id"_c)), quern::respects<done>("B"_c = quern::map(late_next_of(n), "id"_c))).collect(four);
    CHECK(greatest_of(t["A"_c]) == rows - 1);
    CHECK(least_of(t["B"_c]) == rows);
    CHECK(sum_of(t["A"_c]) == sum_below(rows));
    CHECK(sum_of(t["B"_c]) == sum_below(rows) + rows * rows);
    a_mixed = a_mixed || !is_increasing(t["A"_c]), b_mixed = b_mixed || !is_increasing(t["B"_c]);
    return a_mixed && b_mixed;
  }));
}
TEST_CASE("without the barrier the two columns overlap", "[laws][order]") {
  CHECK(shows_once([] {
    number n{0};
    auto const t = source.update("A"_c = quern::map(late_next_of(n), "id"_c), "B"_c = quern::map(next_of(n), "id"_c)).collect(four);
    CHECK(sum_of(t["A"_c]) + sum_of(t["B"_c]) == sum_below(2 * rows));
    return least_of(t["B"_c]) < greatest_of(t["A"_c]);
  }));
}
TEST_CASE("a barrier holds across verbs, in select, and for every respecter", "[laws][order]") {
  number n{0};
  auto const a = quern::declares<done>("A"_c = quern::map(next_of(n), "id"_c));
  auto const b = quern::respects<done>("B"_c = quern::map(next_of(n), "id"_c));
  auto const c = quern::respects<done>("C"_c = quern::map(next_of(n), "id"_c));
  auto const check = [&](auto const& q) {
    n = 0;
    auto const t = q.collect(four);
    CHECK(greatest_of(t["A"_c]) == rows - 1);
    CHECK(least_of(t["B"_c]) >= rows);
    CHECK(least_of(t["C"_c]) >= rows);
    CHECK(sum_of(t["A"_c]) + sum_of(t["B"_c]) + sum_of(t["C"_c]) == sum_below(3 * rows));
  };
  check(source.update(a, b, c));
  check(source.select(a, b, c));
  check(source.update(a).update("x"_c = "id"_c + 1).update(b, c));
  check(source.update(a).where("id"_c >= 0).update(b).update(c));
  check(source.update(a, quern::declares<ready>(b), quern::respects<ready>(c)));
}
TEST_CASE("a serial column counts in row order", "[laws][order]") {
  for (int threads : {1, 2, 4}) {
    number n{0};
    auto const t = source.update(quern::serial("A"_c = quern::map(next_of(n), "id"_c))).collect(in_small_chunks(threads));
    CHECK(counts_from(t["A"_c], 0));
    n = 0;
    CHECK(counts_from(source.select(quern::serial("A"_c = quern::map(next_of(n), "id"_c))).collect(in_small_chunks(threads))["A"_c], 0));
  }
}
TEST_CASE("serial columns run beside each other and beside others, each in row order", "[laws][order]") {
  CHECK(shows_once([] {
    number n{0};
    auto const t = source.update(quern::serial("A"_c = quern::map(late_next_of(n), "id"_c)), quern::serial("B"_c = quern::map(next_of(n), "id"_c))).collect(four);
    CHECK(is_increasing(t["A"_c]));
    CHECK(is_increasing(t["B"_c]));
    CHECK(sum_of(t["A"_c]) + sum_of(t["B"_c]) == sum_below(2 * rows));
    return !counts_from(t["A"_c], 0);
  }));
  CHECK(shows_once([] {
    number n{0};
    auto const t = source.update(quern::serial("A"_c = quern::map(late_next_of(n), "id"_c)), "B"_c = quern::map(next_of(n), "id"_c)).collect(four);
    CHECK(is_increasing(t["A"_c]));
    CHECK(sum_of(t["A"_c]) + sum_of(t["B"_c]) == sum_below(2 * rows));
    return !counts_from(t["A"_c], 0);
  }));
}
TEST_CASE("a serial respecter waits too", "[laws][order]") {
  number n{0};
  auto const t = source.update(quern::declares<done>("A"_c = quern::map(next_of(n), "id"_c)), quern::serial(quern::respects<done>("B"_c = quern::map(next_of(n), "id"_c)))).collect(four);
  CHECK(sum_of(t["A"_c]) == sum_below(rows));
  CHECK(counts_from(t["B"_c], rows));
  n = 0;
  auto const u = source.update(quern::declares<done>(quern::serial("A"_c = quern::map(next_of(n), "id"_c))), quern::respects<done>("B"_c = quern::map(next_of(n), "id"_c))).collect(four);
  CHECK(counts_from(u["A"_c], 0));
  CHECK(sum_of(u["B"_c]) == sum_below(rows) + rows * rows);
}
TEST_CASE("a marked column is evaluated once a row, however many read it", "[laws][order]") {
  for (int threads : {1, 4}) {
    number a{0}, b{0}, c{0};
    auto const count = [](number& n) { return quern::map([&n](std::int64_t i) { return ++n, i; }, "id"_c); };
    auto const q = source.update(quern::declares<done>("A"_c = count(a)), quern::serial("B"_c = count(b)), "C"_c = count(c), "x"_c = "A"_c + "B"_c, "y"_c = "A"_c + "C"_c, quern::respects<done>("z"_c = "A"_c + "B"_c + "C"_c), "p"_c = quern::prev("A"_c))
                       .where("x"_c >= 0)
                       .where(quern::serial("A"_c + "B"_c + "C"_c >= 0))
                       .order_by(quern::desc("y"_c))
                       .select("A"_c, "B"_c, "C"_c, "z"_c);
    CHECK(q.collect(in_small_chunks(threads))["z"_c][0] == 3 * (rows - 1));
    CHECK(a == rows);
    CHECK(b == rows);
    CHECK(c == rows);
  }
}
