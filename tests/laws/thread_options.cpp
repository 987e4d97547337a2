// SPDX-License-Identifier: BSL-1.0
// How many threads a run has: what exec says, else the process-wide default, and never more inside a chunk of another run.
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "laws/columns.hpp"

using namespace reference;

namespace {
std::size_t threads_of(quern::exec const& o) { return quern::execution::context(o).threads; }

// Sets the default, and puts it back.
class default_threads {
 public:
  explicit default_threads(int n) : before_(quern::default_threads()) { quern::default_threads(n); }
  ~default_threads() { quern::default_threads(before_); }

 private:
  int before_;
};
}  // namespace

TEST_CASE("exec's number of threads is taken, or the process-wide default", "[laws][parallel]") {
  std::size_t const all = quern::execution::processors();
  CHECK(quern::default_threads() == -1);
  CHECK(threads_of({}) == all);
  default_threads const scope(3);
  CHECK(quern::default_threads() == 3);
  CHECK(threads_of({}) == 3);
  CHECK(threads_of({.threads = 0}) == 3);
  CHECK(threads_of({.threads = 1}) == 1);
  CHECK(threads_of({.threads = 7}) == 7);
  CHECK(threads_of({.threads = -1}) == all);
  quern::default_threads(-1);
  CHECK(threads_of({}) == all);
}

TEST_CASE("a number of threads that means nothing is an error in words", "[laws][parallel]") {
  auto const q = quern::range(0, 10);
  CHECK_THROWS_WITH(q.collect({.threads = -2}), "quern: exec.threads = -2; it is -1 (all processors), 0 (the process-wide default) or more");
  CHECK_THROWS_AS(quern::from(q.collect()).count({.threads = -7}), quern::error);
  CHECK_THROWS_WITH(quern::default_threads(-2), "quern: default_threads(-2); it is -1 (all processors), or more than 0");
  CHECK_THROWS_AS(quern::default_threads(0), quern::error);
  CHECK(quern::default_threads() == -1);
}

TEST_CASE("the default number of threads may be set and asked for in any thread", "[laws][parallel]") {
  default_threads const scope(1);
  auto const q = quern::range(0, 2000).where("id"_c % 2 == 0);
  std::atomic<int> right{0};
  std::vector<std::thread> callers;
  for (int c : {1, 2, 1, 2})
    callers.emplace_back([&, c] {
      for (int i = 0; i < 25; ++i) {
        quern::default_threads(c);
        int const now = quern::default_threads();
        right += (now == 1 || now == 2) && q.count({.min_rows_per_chunk = 100}) == 1000;
      }
    });
  for (auto& c : callers) c.join();
  CHECK(right == 100);
}

TEST_CASE("one thread is the calling thread", "[laws][parallel]") {
  auto const me = std::this_thread::get_id();
  std::atomic<int> elsewhere{0};
  auto const q = quern::range(0, 10000).where(quern::map([&](std::int64_t) { return elsewhere += std::this_thread::get_id() != me, true; }, "id"_c));
  CHECK(q.order_by("id"_c).collect({.threads = 1, .min_rows_per_chunk = 100}).rows() == 10000);
  CHECK(elsewhere == 0);
}

TEST_CASE("a query that a user's function runs inside a chunk stays in that chunk's thread", "[laws][parallel]") {
  std::atomic<int> elsewhere{0};
  auto const sum_below = [&](std::int64_t last) {
    auto const me = std::this_thread::get_id();
    auto const same = [&elsewhere, me](std::int64_t id) { return elsewhere += std::this_thread::get_id() != me, id; };
    return quern::range(0, last).agg("s"_c = quern::sum(quern::map(same, "id"_c))).collect({.threads = 4, .min_rows_per_chunk = 8})["s"_c][0].value_or(0);
  };
  auto const q = quern::range(0, 400).select("s"_c = quern::map(sum_below, "id"_c));
  for (int threads : {1, 2, 4})
    for (std::size_t rows : {std::size_t{8}, quern::rows_per_chunk}) {
      INFO(threads << " threads, chunks of " << rows << " rows");
      auto const t = q.collect({.threads = threads, .min_rows_per_chunk = rows});
      check_rows(t["s"_c], 400, "s", [](auto r) { return static_cast<std::int64_t>(r) * (static_cast<std::int64_t>(r) - 1) / 2; });
      CHECK(elsewhere == 0);
      CHECK(!quern::execution::inside_task());
    }
}
