// std::thread over ranges and over indexes: all the hand-written loops know of parallelism.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace bench {

// f(begin, end) on equal ranges of 0..n, one a thread, the calling thread first; results in order of the ranges.
// Inner cuts are multiples of `grain`, so that only the last range has a ragged end.
template <class F>
auto over_ranges(std::size_t n, int threads, F const& f, std::size_t grain = 64) {
  using result = decltype(f(std::size_t{}, std::size_t{}));
  auto const parts = static_cast<std::size_t>(std::max(threads, 1));
  auto cut = [&](std::size_t k) { return k == parts ? n : n / parts * k / grain * grain; };
  std::vector<result> results(parts);
  std::vector<std::thread> workers;
  for (std::size_t k = 1; k < parts; ++k) workers.emplace_back([&, k] { results[k] = f(cut(k), cut(k + 1)); });
  results[0] = f(0, cut(1));
  for (auto& w : workers) w.join();
  return results;
}

// f(i) for every i below n; threads take the next index when free. 0 threads means all there are.
template <class F>
void for_each_index(std::size_t n, int threads, F const& f) {
  if (threads <= 0) threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::atomic<std::size_t> next{0};
  auto work = [&] {
    for (std::size_t i; (i = next++) < n;) f(i);
  };
  std::vector<std::thread> workers;
  for (int k = 1; k < threads; ++k) workers.emplace_back(work);
  work();
  for (auto& w : workers) w.join();
}

}  // namespace bench
