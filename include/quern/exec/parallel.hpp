// SPDX-License-Identifier: BSL-1.0
// The one caller of a parallel algorithm. An exception that leaves a body inside std::execution::par ends the process,
// so bodies are wrapped: every task is joined, and the exception of the lowest failing task is rethrown once, as it was.
#pragma once
#if !defined(QUERN_SEQUENTIAL)
#include <execution>
// <execution> first: it decides whether libstdc++ has a parallel backend at all.
#include <algorithm>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#endif
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <quern/exec/options.hpp>

namespace quern::inline QUERN_ABI::execution {

// False in QUERN_SEQUENTIAL builds, and where libstdc++ found no TBB headers and would silently run one thread.
inline constexpr bool has_parallel_backend =
#if !defined(QUERN_SEQUENTIAL) && (!defined(__GLIBCXX__) || _GLIBCXX_USE_TBB_PAR_BACKEND)
    true;
#else
    false;
#endif

// Inside a task: a nested call must not split again.
inline bool& inside_task() {
  static thread_local bool inside = false;
  return inside;
}
// Tasks that run one after another in the calling thread are tasks, too, and may be nested in another.
class task_scope {
 public:
  task_scope() : before_(inside_task()) { inside_task() = true; }
  task_scope(task_scope const&) = delete;
  ~task_scope() { inside_task() = before_; }

 private:
  bool before_;
};

#if !defined(QUERN_SEQUENTIAL)
// An arena wider than the machine needs the global limit raised as well, or it stays at the number of processors. The limit stays
// raised: lowered after each run, it sends workers away just when the next run wants them.
inline void allow_threads(std::size_t threads) {
  static std::mutex mutex;
  static std::size_t allowed = processors();
  static std::optional<tbb::global_control> limit;
  std::lock_guard lock(mutex);
  if (threads <= allowed) return;
  limit.emplace(tbb::global_control::max_allowed_parallelism, allowed = threads);
}
#endif

// Type-erased, so that the parallel algorithm is instantiated once a program and not once a plan.
inline void run_tasks_erased(std::size_t n, std::size_t threads, void* context, void (*body)(void*, std::size_t)) {
  if (threads > n) threads = n;
  if (threads <= 1 || inside_task() || !has_parallel_backend) {
    task_scope const scope;
    for (std::size_t i = 0; i < n; ++i) body(context, i);
    return;
  }
#if !defined(QUERN_SEQUENTIAL)
  std::atomic<std::size_t> lowest{n};
  std::mutex mutex;
  std::exception_ptr failure;
  std::vector<std::size_t> ids(n);
  for (std::size_t i = 0; i < n; ++i) ids[i] = i;
  auto const task = [&](std::size_t i) noexcept {
    if (i >= lowest.load(std::memory_order_relaxed)) return;  // lower tasks still run: theirs is the error to report
    task_scope const scope;
    try {
      body(context, i);
    } catch (...) {
      std::lock_guard lock(mutex);
      if (i < lowest.load(std::memory_order_relaxed)) failure = std::current_exception(), lowest.store(i, std::memory_order_relaxed);
    }
  };
  execution::allow_threads(threads);
  // Kept by the calling thread: made anew for each run, arenas pile up until workers have looked at all of them (oneTBB 2021.8:
  // after ten thousand short runs a second thread came seven seconds late).
  static thread_local std::vector<std::unique_ptr<tbb::task_arena>> arenas;
  std::size_t at = 0;
  while (at < arenas.size() && arenas[at]->max_concurrency() != static_cast<int>(threads)) ++at;
  if (at == arenas.size()) arenas.push_back(std::make_unique<tbb::task_arena>(static_cast<int>(threads)));
  tbb::task_arena& arena = *arenas[at];
  arena.execute([&] { std::for_each(std::execution::par, ids.begin(), ids.end(), task); });
  if (failure) std::rethrow_exception(failure);
#endif
}

// f(0) ... f(n - 1), on at most `threads` threads.
template <class F>
void run_tasks(std::size_t n, std::size_t threads, F&& f) {
  using Body = std::remove_reference_t<F>;
  run_tasks_erased(n, threads, const_cast<void*>(static_cast<void const*>(&f)), [](void* c, std::size_t i) { (*static_cast<Body*>(c))(i); });
}
// The same as part of a run: none of them starts once the run is to stop.
template <class F>
void run_tasks(std::size_t n, read_options const& o, F&& f) {
  execution::run_tasks(n, o.threads, [&](std::size_t i) {
    o.check_stop();
    f(i);
  });
}

}  // namespace quern::execution
