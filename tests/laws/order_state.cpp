// SPDX-License-Identifier: BSL-1.0
// Functions with state of their own, in serial columns and filters: called in row order, on one thread, from a fresh state in each run.
#include "laws/order.hpp"

using namespace reference;

namespace {
auto const source = quern::range(0, rows);
auto const running_sum = [sum = std::int64_t{0}](std::int64_t v) mutable { return sum += v; };
auto const every_second = [n = 0](std::int64_t) mutable { return ++n % 2 == 0; };

// The threads that called, and whether they were called for 0, 1, 2...
struct witness {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  std::int64_t calls = 0;
  bool in_order = true;
  void see(std::int64_t i) {
    std::lock_guard lock(mutex);
    threads.insert(std::this_thread::get_id());
    in_order = in_order && i == calls++;
  }
};
}  // namespace

TEST_CASE("a serial column keeps a running sum, in each run anew", "[laws][order]") {
  auto const q = source.update(quern::serial("s"_c = quern::map(running_sum, "id"_c)));
  auto const copy = q;
  for (int threads : {1, 2, 4})
    for (auto const& each : {q, copy, q}) check_rows(each.collect(in_small_chunks(threads))["s"_c], rows, "s", [](std::size_t i) { return sum_below(static_cast<std::int64_t>(i) + 1); });
}
TEST_CASE("every serial column has a state of its own", "[laws][order]") {
  auto const t = source.update(quern::serial("s"_c = quern::map(running_sum, "id"_c)), quern::serial("t"_c = quern::map(running_sum, "id"_c)), quern::serial("u"_c = quern::map(running_sum, "t"_c - "s"_c + 1))).collect(four);
  check_rows(t["t"_c], rows, "t", [](std::size_t i) { return sum_below(static_cast<std::int64_t>(i) + 1); });
  check_rows(t["u"_c], rows, "u", [](std::size_t i) { return static_cast<std::int64_t>(i) + 1; });
}
TEST_CASE("a serial filter keeps its state over all chunks, in each run anew", "[laws][order]") {
  auto const q = source.where("id"_c % 3 == 0).where(quern::serial(quern::map(every_second, "id"_c)));
  for (int threads : {1, 4})
    for (int run = 0; run < 2; ++run) {
      auto const t = q.collect(in_small_chunks(threads));
      REQUIRE(t.rows() == static_cast<std::size_t>((rows + 2) / 3 / 2));
      check_rows(t["id"_c], t.rows(), "id", [](std::size_t i) { return static_cast<std::int64_t>(6 * i + 3); });
    }
}
TEST_CASE("state under every way to be serial", "[laws][order]") {
  struct done : quern::barrier {};
  auto const sum = "s"_c = quern::map(running_sum, "id"_c);
  auto const check = [](auto const& q) { check_rows(q.collect(four)["s"_c], rows, "s", [](std::size_t i) { return sum_below(static_cast<std::int64_t>(i) + 1); }); };
  check(source.update(quern::serial(quern::declares<done>(sum))));
  check(source.update(quern::declares<done>(quern::serial(sum))));
  check(source.update(quern::cost<3>(quern::serial(quern::serial(sum)))));
  check(source.select(quern::serial(sum)));
  check(source.update("s"_c = quern::serial(quern::map(running_sum, "id"_c))));
  check(source.update(quern::serial("s"_c = quern::map(running_sum, "id"_c) + 0)));
  check(source.with_policy<quern::stateful_by_default>().update(sum));
  check(source.update("p"_c = quern::prev("id"_c)).update(quern::serial("s"_c = quern::map(running_sum, "id"_c))));
}
TEST_CASE("a row is done before the next one begins", "[laws][order]") {
  // Two functions in one expression, over one counter: their calls alternate.
  std::int64_t n = 0;
  auto const next = [&n](std::int64_t) { return n++; };
  auto const t = source.update(quern::serial("x"_c = quern::map(next, "id"_c) * 1000000000 + quern::map(next, "id"_c))).collect(four);
  std::int64_t bad = 0;
  for (std::size_t i = 0; i < t.rows(); ++i) {
    std::int64_t const a = t["x"_c][i] / 1000000000, b = t["x"_c][i] % 1000000000;
    bad += !((a == b + 1 || b == a + 1) && a / 2 == static_cast<std::int64_t>(i));
  }
  CHECK(bad == 0);
  n = 0;
  CHECK(source.where(quern::serial(quern::map(next, "id"_c) % 2 == 0 && quern::map(next, "id"_c) % 2 == 1)).count(four) == static_cast<std::uint64_t>(rows));
}
TEST_CASE("all calls of a serial column or filter come from one thread, in order", "[laws][order]") {
  for (int threads : {1, 2, 4}) {
    witness a, b, c;
    auto const see = [](witness& w) { return quern::map([&w](std::int64_t i) { return w.see(i), true; }, "id"_c); };
    CHECK(source.where(quern::serial(see(a))).update(quern::serial("x"_c = see(b)), "y"_c = "id"_c * 2, quern::serial("z"_c = see(c))).count(in_small_chunks(threads)) == static_cast<std::uint64_t>(rows));
    for (auto* w : {&a, &b, &c}) {
      CHECK(w->in_order);
      CHECK(w->calls == rows);
      CHECK(w->threads.size() == 1);
    }
  }
}
TEST_CASE("a serial column may keep what it has seen in texts and nulls", "[laws][order]") {
  auto const q = quern::range(0, 100000).update("t"_c = quern::when("id"_c % 7 != 0).then("id"_c));
  auto const last = [s = std::string("-")](std::int64_t v) mutable {
    auto const r = s;
    s = std::to_string(v);
    return r;
  };
  auto const t = q.update(quern::serial("before"_c = quern::map(last, "t"_c))).collect(four);
  check_rows(t["before"_c], 100000, "before", [](std::size_t i) {
    if (i % 7 == 0) return std::optional<std::string>();
    return std::optional<std::string>(i == 1 ? std::string("-") : std::to_string((i - 1) % 7 == 0 ? i - 2 : i - 1));
  });
}
