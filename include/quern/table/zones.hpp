// SPDX-License-Identifier: BSL-1.0
// Smallest and largest value of each 65,536 rows of an integer column, found when they are first read as one chunk (they are in
// cache then) and kept. Kernels use them to prove that 64 bits hold every intermediate result. And the same rows in fewer bytes
// (narrow_values.hpp), for who reads them again.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>

#include <quern/schema/traits.hpp>
#include <quern/table/narrow_values.hpp>

namespace quern::inline QUERN_ABI {

inline constexpr std::size_t rows_per_chunk = 65536;

// [min, max] of what is there; min > max where nothing is; `open` where 64 bits do not hold the values.
struct zone {
  std::int64_t min = std::numeric_limits<std::int64_t>::max();
  std::int64_t max = std::numeric_limits<std::int64_t>::min();
  bool open = false;
};

// Null rows count too: their slots hold zeros, and a kernel computes with them before it masks them.
template <class V>
zone find_zone(V const* v, std::size_t rows) {
  if (rows == 0) return {};
  V lo = v[0], hi = v[0];
  for (std::size_t i = 1; i < rows; ++i) {
    lo = v[i] < lo ? v[i] : lo;
    hi = hi < v[i] ? v[i] : hi;
  }
  zone z;
  z.min = static_cast<std::int64_t>(lo), z.max = static_cast<std::int64_t>(hi);
  if constexpr (sizeof(V) > 8)
    z.open = z.min != lo || z.max != hi;
  else if constexpr (sizeof(V) == 8 && !std::is_signed_v<V>)
    z.open = z.min < 0 || z.max < 0;
  return z;
}

// A column is cut into zones of rows_per_chunk rows, whatever chunks it is read in.
constexpr std::size_t zones_of(std::size_t rows) { return rows / rows_per_chunk + (rows % rows_per_chunk != 0); }
// Whether rows first .. first + n of a column are one zone, whole.
constexpr bool is_zone(std::uint64_t first, std::size_t n, std::size_t rows) {
  return first % rows_per_chunk == 0 && (n == rows_per_chunk || (n < rows_per_chunk && first + n == rows));
}

class zone_cache {
 public:
  zone_cache() = default;
  // A column is moved only before it is shared, so nothing is lost by starting empty.
  zone_cache(zone_cache&&) noexcept {}
  zone_cache& operator=(zone_cache&&) noexcept { return *this; }
  ~zone_cache() { delete[] slots_.load(); }

  // Zone k of n; `find` runs at most a few times, by whoever comes first. Any number of threads.
  template <class Find>
  zone get(std::size_t k, std::size_t n, Find find) const {
    slot* const s = slots(n);
    if (s[k].state.load(std::memory_order_acquire) == 2) return s[k].value;
    zone const z = find();
    int empty = 0;
    if (s[k].state.compare_exchange_strong(empty, 1, std::memory_order_relaxed)) {
      s[k].value = z;
      s[k].state.store(2, std::memory_order_release);
    }
    return z;
  }
  // Zone k of n in fewer bytes, kept by the column. `make` gives them, and runs at most once: when they are asked for the second time,
  // because what is read once is not worth it. Meanwhile, and where there are none or no memory is left for them: null. Any number of threads.
  template <class Make>
  narrow_values narrow(std::size_t k, std::size_t n, Make make) const {
    slot& s = slots(n)[k];
    int is = s.narrow_state.load(std::memory_order_acquire);
    if (is == made) return s.narrow.values();
    if (is == never_asked && s.narrow_state.compare_exchange_strong(is, asked_once, std::memory_order_relaxed)) return {};
    if (is != asked_once || !s.narrow_state.compare_exchange_strong(is, in_making, std::memory_order_relaxed)) return {};
    try {
      s.narrow = make();
    } catch (std::bad_alloc const&) {
    }
    s.narrow_state.store(made, std::memory_order_release);
    return s.narrow.values();
  }

 private:
  enum : int { never_asked, asked_once, in_making, made };
  struct slot {
    std::atomic<int> state{0};
    std::atomic<int> narrow_state{never_asked};
    zone value;
    kept_narrow narrow;
  };
  slot* slots(std::size_t n) const {
    slot* s = slots_.load(std::memory_order_acquire);
    if (s != nullptr) return s;
    slot* fresh = new slot[n];
    if (slots_.compare_exchange_strong(s, fresh, std::memory_order_acq_rel)) return fresh;
    delete[] fresh;
    return s;
  }
  mutable std::atomic<slot*> slots_{nullptr};
};

}  // namespace quern
