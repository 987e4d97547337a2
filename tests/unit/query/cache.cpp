// SPDX-License-Identifier: BSL-1.0
// cache(): the plan below runs once, for all copies and all threads, and gives the rows it would have given.
#include <atomic>
#include <chrono>
#include <latch>
#include <stop_token>
#include <thread>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
std::atomic<std::int64_t> calls{0};
std::int64_t fail_at = -1;
std::stop_source* asked = nullptr;  // to stop at the row fail_at, instead of an exception
std::latch* reached = nullptr;      // counted down at the row fail_at, before it waits for `go_on`
std::latch* go_on = nullptr;
struct refused {};

std::int64_t watched(std::int64_t id) {
  ++calls;
  if (id == fail_at) {
    if (reached != nullptr) reached->count_down(), go_on->wait();
    else if (asked != nullptr) asked->request_stop();
    else throw refused{};
  }
  return id;
}
std::int64_t const rows = 1000;
quern::exec const small{.threads = 2, .min_rows_per_chunk = 8};
auto const plain = quern::range(0, rows).update("x"_c = quern::map(watched, "id"_c));
}  // namespace

TEST_CASE("the plan below a cache runs at the first action and never again", "[query][cache]") {
  calls = 0;
  auto const q = plain.cache();
  auto const copy = q;
  auto const above = q.where("x"_c % 2 == 0);
  CHECK(calls == 0);
  CHECK(above.count(small) == 500);
  CHECK(calls == rows);
  CHECK(q.count() == 1000);
  CHECK(copy.update("y"_c = "x"_c + 1).agg("s"_c = quern::sum("y"_c)).collect()["s"_c][0] == 500'500);
  CHECK(above.collect(small)["x"_c][499] == 998);
  CHECK(q.head(3, small).rows() == 3);
  CHECK(calls == rows);
  // Another cache() of the same plan is another one.
  CHECK(plain.cache().count() == 1000);
  CHECK(calls == 2 * rows);

  quern::execution::run_counters c;
  quern::execution::current_counters() = &c;
  CHECK(copy.count() == 1000);
  auto const t = copy.collect();
  quern::execution::current_counters() = nullptr;
  CHECK(c.rows_read == 0);
  CHECK(t.data().columns[1] == q.collect().data().columns[1]);
}

TEST_CASE("a cached plan gives the rows of the plan", "[query][cache]") {
  for (std::size_t n : {0, 1, 7, 130}) {
    auto const t = quern::make_table("a"_c = sprinkle_nulls(floats<double>(n, 1), 2), "s"_c = sprinkle_nulls(make_values(n, 3, [](numbers& g) { return "t" + std::to_string(g.next() % 5); }), 4),
                                     "b"_c = make_values(n, 5, [](numbers& g) { return g.chance(50); }), "n"_c = std::vector<std::optional<int>>(n));
    auto const q = quern::from(t).where("b"_c).update("u"_c = quern::concat("s"_c, "s"_c)).order_by("a"_c);
    auto const c = q.cache();
    for (int threads : {1, 3}) CHECK(same_bytes(q.collect(), c.collect({.threads = threads, .min_rows_per_chunk = 8})));
    CHECK(same_bytes(q.group_by("s"_c).agg("n"_c = quern::count()).collect(), c.group_by("s"_c).agg("n"_c = quern::count()).collect()));
    CHECK(same_bytes(q.with_row_index("i"_c).collect(), c.with_row_index("i"_c).collect()));
  }
}

TEST_CASE("callers at the same time share one run", "[query][cache][threads]") {
  for (int round = 0; round < 20; ++round) {
    calls = 0;
    auto const q = plain.cache().where("x"_c < 900).cache();
    std::atomic<int> right{0};
    std::latch start(8);
    {
      std::vector<std::jthread> callers;
      for (int k = 0; k < 8; ++k)
        callers.emplace_back([&, copy = q, k] {
          start.arrive_and_wait();
          right += copy.where("x"_c % 2 == 0).count({.threads = 1 + k % 3, .min_rows_per_chunk = 64}) == 450;
        });
    }
    CHECK(right == 8);
    CHECK(calls == rows);
  }
}

TEST_CASE("a first run that throws or is stopped keeps nothing, and the next one runs", "[query][cache]") {
  calls = 0;
  auto const q = plain.cache().cache();
  fail_at = 500;
  CHECK_THROWS_AS(q.collect(small), refused);
  CHECK_THROWS_AS(q.where("x"_c > 3).count(), refused);
  std::stop_source stop;
  asked = &stop;
  CHECK_THROWS_AS(q.count({.threads = 1, .stop = stop.get_token(), .min_rows_per_chunk = 8}), quern::cancelled);
  CHECK_THROWS_AS(q.count({.stop = stop.get_token()}), quern::cancelled);
  fail_at = -1, asked = nullptr;
  CHECK(q.explain().find("cache (empty") != std::string::npos);
  calls = 0;
  CHECK(q.count() == 1000);
  CHECK(q.count(small) == 1000);
  CHECK(calls == rows);
  CHECK(q.explain().find("cache (empty") == std::string::npos);
  CHECK_THROWS_AS(q.count({.stop = stop.get_token()}), quern::cancelled);
}

TEST_CASE("whoever waits for the first run stops when asked to, and takes its turn where that run fails", "[query][cache][threads]") {
  auto const q = plain.cache();
  std::latch at_row(1), now(1);
  calls = 0, fail_at = 100, reached = &at_row, go_on = &now;
  std::stop_source first_stop, waiter_stop;
  std::atomic<int> stopped{0};
  std::uint64_t counted = 0;
  {
    std::jthread const first([&] {
      try {
        q.count({.threads = 1, .stop = first_stop.get_token(), .min_rows_per_chunk = 8});
      } catch (quern::cancelled const&) {
        ++stopped;
      }
    });
    at_row.wait();
    std::jthread const waiter([&] {
      try {
        q.count({.stop = waiter_stop.get_token()});
      } catch (quern::cancelled const&) {
        ++stopped;
      }
    });
    waiter_stop.request_stop();
    while (stopped != 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::jthread const next([&] { counted = q.count(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    fail_at = -1;
    first_stop.request_stop();
    now.count_down();
  }
  reached = go_on = nullptr;
  CHECK(stopped == 2);
  CHECK(counted == 1000);
  CHECK(calls > rows);
  CHECK(calls < 2 * rows);
}

TEST_CASE("with() of a param below a cache gives an empty cache of its own, of a param above keeps it", "[query][cache][param]") {
  calls = 0;
  auto const below = plain.where("x"_c < quern::param<"low">(10)).cache();
  auto const q = below.where("x"_c >= quern::param<"high">(5)).cache();
  CHECK(q.count() == 5);
  CHECK(calls == rows);
  auto const other = q.with<"low">(20);
  CHECK(other.count() == 15);
  CHECK(q.count() == 5);
  CHECK(other.count() == 15);
  CHECK(calls == 2 * rows);
  CHECK(q.with<"high">(2).count() == 8);  // of the lower cache
  CHECK(q.count() == 5);
  CHECK(calls == 2 * rows);
}

TEST_CASE("a cached plan used twice in a plan runs once, and with() reaches both uses", "[query][cache][param]") {
  calls = 0;
  auto const shared = plain.where("x"_c < quern::param<"high">(100)).cache();
  auto const q = shared.where("x"_c % 2 == 0).join(shared.select("id"_c, "y"_c = "x"_c + 1), quern::on("id"_c));
  CHECK(q.count(small) == 50);
  CHECK(calls == rows);
  auto const other = q.with<"high">(200);
  CHECK(other.agg("s"_c = quern::sum("y"_c)).collect()["s"_c][0] == 100 * 100);  // 1 + 3 + ... + 199
  CHECK(q.count() == 50);
  CHECK(shared.count() == 100);
  CHECK(calls == 2 * rows);
  CHECK(q.with<"high">(200).count() == 100);
  CHECK(calls == 3 * rows);
}
