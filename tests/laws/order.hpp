// SPDX-License-Identifier: BSL-1.0
// For tests of the order of evaluation: functions that tell in which order they were called, and rows enough for several chunks.
#pragma once
#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "laws/chunks.hpp"
#include "laws/columns.hpp"

namespace reference {

inline constexpr std::int64_t rows = 8 * static_cast<std::int64_t>(small_chunk) + 11;
inline quern::exec const four = in_small_chunks(4);
// How often a test may look for a disorder that has to show once.
inline constexpr int tries = 3;

using number = std::atomic<std::int64_t>;

// The next number, for any row. It sleeps for some rows, so that other threads come in between even where there is one core.
inline auto next_of(number& n) {
  return [&n](std::int64_t row) {
    if (row % 128 == 0) std::this_thread::sleep_for(std::chrono::microseconds(30));
    return n.fetch_add(1);
  };
}
// The same, and row 0 waits until another call has come in between (or for ten seconds, where none can): that much disorder is sure.
inline auto late_next_of(number& n) {
  return [&n, next = next_of(n)](std::int64_t row) {
    if (row == 0 && quern::execution::has_parallel_backend) {
      std::int64_t const before = n;
      auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
      while (n == before && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    }
    return next(row);
  };
}
// Counts its calls.
template <class F>
auto counted(number& calls, F f) {
  return [&calls, f](std::int64_t v) {
    ++calls;
    return f(v);
  };
}

template <class T>
bool is_increasing(quern::column_view<T> const& c) {
  for (std::size_t i = 1; i < c.size(); ++i)
    if (c[i] <= c[i - 1]) return false;
  return true;
}
template <class T>
bool counts_from(quern::column_view<T> const& c, std::int64_t first) {
  for (std::size_t i = 0; i < c.size(); ++i)
    if (c[i] != first + static_cast<std::int64_t>(i)) return false;
  return true;
}
template <class T>
std::int64_t sum_of(quern::column_view<T> const& c) {
  std::int64_t s = 0;
  for (std::size_t i = 0; i < c.size(); ++i) s += c[i];
  return s;
}
template <class T>
std::int64_t least_of(quern::column_view<T> const& c) {
  std::int64_t m = c[0];
  for (std::size_t i = 1; i < c.size(); ++i) m = c[i] < m ? c[i] : m;
  return m;
}
template <class T>
std::int64_t greatest_of(quern::column_view<T> const& c) {
  std::int64_t m = c[0];
  for (std::size_t i = 1; i < c.size(); ++i) m = c[i] > m ? c[i] : m;
  return m;
}
// 0 + 1 + ... + (n - 1)
constexpr std::int64_t sum_below(std::int64_t n) { return n * (n - 1) / 2; }

// What an unmarked function does only where threads run.
template <class F>
bool shows_once(F f) {
  for (int i = 0; i < tries; ++i)
    if (f()) return true;
  return !quern::execution::has_parallel_backend;
}

}  // namespace reference
