// SPDX-License-Identifier: BSL-1.0
// The parallel backend is there and is used, and no more threads run than were asked for.
#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "laws/columns.hpp"

using namespace reference;

namespace {
// Waits until `wanted` tasks are inside at once, or gives up.
class meeting {
 public:
  explicit meeting(int wanted) : wanted_(wanted) {}
  void enter() {
    int const now = ++inside_;
    int most = most_.load();
    while (most < now && !most_.compare_exchange_weak(most, now)) {
    }
    {
      std::lock_guard lock(mutex_);
      ids_.insert(std::this_thread::get_id());
    }
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (most_ < wanted_ && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    --inside_;
  }
  int most() const { return most_; }
  std::size_t threads() const { return ids_.size(); }

 private:
  int wanted_;
  std::atomic<int> inside_{0}, most_{0};
  std::mutex mutex_;
  std::set<std::thread::id> ids_;
};
}  // namespace

#if !defined(QUERN_SEQUENTIAL)
TEST_CASE("the standard library has a parallel backend", "[laws][parallel]") { CHECK(quern::execution::has_parallel_backend); }

TEST_CASE("two tasks really run at the same time", "[laws][parallel]") {
  meeting m(2);
  quern::execution::run_tasks(4, 2, [&](std::size_t) { m.enter(); });
  CHECK(m.most() == 2);
  CHECK(m.threads() == 2);
}

TEST_CASE("a query of many chunks runs on two threads at once", "[laws][parallel]") {
  meeting m(2);
  auto const q = quern::range(0, 300000).where(quern::map([&](std::int64_t id) { return id % 65536 == 0 ? (m.enter(), true) : false; }, "id"_c));
  CHECK(q.count({2}) == 5);
  CHECK(m.most() == 2);
}

TEST_CASE("more threads than processors are given where they are asked for", "[laws][parallel]") {
  int const n = static_cast<int>(quern::execution::processors()) + 2;
  meeting m(n);
  quern::execution::run_tasks(static_cast<std::size_t>(n) * 2, static_cast<std::size_t>(n), [&](std::size_t) { m.enter(); });
  CHECK(m.most() == n);
}
#endif

TEST_CASE("no more threads run than were asked for", "[laws][parallel]") {
  for (int threads : {1, 2, 3}) {
    meeting m(1);
    auto const q = quern::range(0, 2000000).where(quern::map([&](std::int64_t id) { return id % 1000 == 0 ? (m.enter(), true) : false; }, "id"_c));
    CHECK(q.count({threads}) == 2000);
    CHECK(m.most() <= threads);
  }
}

TEST_CASE("the default number of threads is used by runs that do not say", "[laws][parallel]") {
  quern::default_threads(1);
  meeting m(1);
  CHECK(quern::range(0, 1000000).where(quern::map([&](std::int64_t id) { return id % 1000 == 0 ? (m.enter(), true) : false; }, "id"_c)).count() == 1000);
  CHECK(m.threads() == 1);
  quern::default_threads(-1);
}

TEST_CASE("a query may run in several threads at once", "[laws][parallel]") {
  auto const q = quern::range(0, 500000).where("id"_c % 3 == 0).group_by("k"_c = "id"_c % 10).agg("s"_c = quern::sum("id"_c));
  auto const want = q.collect();
  std::atomic<int> right{0};
  std::vector<std::thread> callers;
  for (int c = 0; c < 4; ++c)
    callers.emplace_back([&] {
      for (int i = 0; i < 5; ++i) {
        auto const t = q.collect({2});
        bool same = t.rows() == want.rows();
        for (std::size_t r = 0; same && r < t.rows(); ++r) same = t["k"_c][r] == want["k"_c][r] && t["s"_c][r] == want["s"_c][r];
        right += same;
      }
    });
  for (auto& c : callers) c.join();
  CHECK(right == 20);
}

TEST_CASE("a query run inside a user's function of another does not deadlock", "[laws][parallel]") {
  auto const inner = quern::range(0, 100000);
  auto const q = quern::range(0, 4).select("n"_c = quern::map([&](std::int64_t id) { return static_cast<std::int64_t>(inner.where("id"_c >= id).count({2})); }, "id"_c));
  auto const t = q.collect({2});
  check_rows(t["n"_c], 4, "n", [](auto r) { return 100000 - static_cast<std::int64_t>(r); });
}
