// SPDX-License-Identifier: BSL-1.0
// Policies: implicit barriers between serial columns, and expressions that are serial unless marked.
#include "laws/order.hpp"

using namespace reference;

namespace {
struct done : quern::barrier {};
auto const source = quern::range(0, rows);

// A, then B, both on one counter.
template <class Query>
void check_one_after_the_other(Query const& q, number& n) {
  for (int threads : {1, 4}) {
    n = 0;
    auto const t = q.collect(in_small_chunks(threads));
    CHECK(counts_from(t["A"_c], 0));
    CHECK(counts_from(t["B"_c], rows));
  }
}
}  // namespace

TEST_CASE("with implicit barriers a serial column waits for the serial ones before it", "[laws][order]") {
  number n{0}, m{0};
  auto const a = "A"_c = quern::map(next_of(n), "id"_c);
  auto const b = "B"_c = quern::map(next_of(n), "id"_c);
  auto const implicit = source.with_policy<quern::implicit_barriers<true>>();
  check_one_after_the_other(implicit.update(quern::serial(a), quern::serial(b)), n);
  check_one_after_the_other(implicit.select(quern::serial(a), quern::serial(b)), n);
  check_one_after_the_other(implicit.update(quern::serial(a), "C"_c = quern::map(next_of(m), "id"_c), quern::serial(b)), n);
  check_one_after_the_other(source.with_policy<quern::stateful_by_default>().with_policy<quern::stateless_by_default, quern::implicit_barriers<true>>().update(quern::serial(a), quern::serial(b)), n);
}
TEST_CASE("where functions are stateful by default, unmarked columns are serial, one after the other", "[laws][order]") {
  number n{0};
  auto const a = "A"_c = quern::map(next_of(n), "id"_c);
  auto const b = "B"_c = quern::map(next_of(n), "id"_c);
  auto const stateful = source.with_policy<quern::stateful_by_default>();
  check_one_after_the_other(stateful.update(a, b), n);
  check_one_after_the_other(stateful.update("C"_c = "id"_c * 2, a, "D"_c = 1, b), n);
  check_one_after_the_other(stateful.select(a, b), n);
  check_one_after_the_other(stateful.update(a).update(b), n);
  check_one_after_the_other(stateful.where("id"_c >= 0).update(a, b), n);
  check_one_after_the_other(stateful.with_policy<quern::stateful_by_default>().update(a, b), n);
}
TEST_CASE("stateful by default without implicit barriers: each in row order, mixed", "[laws][order]") {
  CHECK(shows_once([] {
    number n{0};
    auto const q = source.with_policy<quern::stateful_by_default, quern::implicit_barriers<false>>();
    auto const t = q.update("A"_c = quern::map(late_next_of(n), "id"_c), "B"_c = quern::map(next_of(n), "id"_c)).collect(four);
    CHECK(is_increasing(t["A"_c]));
    CHECK(is_increasing(t["B"_c]));
    CHECK(sum_of(t["A"_c]) + sum_of(t["B"_c]) == sum_below(2 * rows));
    return !counts_from(t["A"_c], 0);
  }));
}
TEST_CASE("a policy ends where another begins", "[laws][order]") {
  CHECK(shows_once([] {
    number n{0};
    auto const q = source.with_policy<quern::stateful_by_default>().with_policy<quern::stateless_by_default>();
    auto const t = q.update("A"_c = quern::map(late_next_of(n), "id"_c)).collect(four);
    CHECK(sum_of(t["A"_c]) == sum_below(rows));
    return !is_increasing(t["A"_c]);
  }));
}
TEST_CASE("where functions are stateful by default, each filter sees the rows in order", "[laws][order]") {
  std::vector<std::int64_t> first, second;
  auto const even = [&](std::int64_t i) { return first.push_back(i), i % 2 == 0; };
  auto const third = [&](std::int64_t i) { return second.push_back(i), i % 3 == 0; };
  auto const q = source.with_policy<quern::stateful_by_default>().where(quern::map(even, "id"_c) && quern::map(third, "id"_c) && "id"_c > 100);
  CHECK(q.count(four) == static_cast<std::uint64_t>((rows - 1) / 6 - 16));
  REQUIRE(first.size() == static_cast<std::size_t>(rows));
  REQUIRE(second.size() == static_cast<std::size_t>((rows + 1) / 2));
  bool right = true;
  for (std::size_t i = 0; i < first.size(); ++i) right = right && first[i] == static_cast<std::int64_t>(i);
  for (std::size_t i = 0; i < second.size(); ++i) right = right && second[i] == static_cast<std::int64_t>(2 * i);
  CHECK(right);
}
