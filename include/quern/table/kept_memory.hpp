// SPDX-License-Identifier: BSL-1.0
// Large blocks that are given back are kept for the next who needs one: the kernel clears each page that it hands out. A join that gives
// 10M rows takes 60 / 56 ms with 1 / 2 threads, and 95 / 68 after keep_memory(0).
#pragma once
#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

class kept_memory {
 public:
  static constexpr std::size_t page = std::size_t{2} << 20;  // a huge page
  static constexpr std::size_t smallest = 2 * page;

  static kept_memory& instance() {
    static kept_memory& one = *new kept_memory;  // buffers of static objects are given back when other statics are gone
    return one;
  }

  // A block of at least `bytes` bytes, and its size; null where the system has none. What it holds is anything.
  std::pair<void*, std::size_t> take(std::size_t bytes) {
    if (auto const found = find(bytes); found.first != nullptr) return found;
    std::size_t const total = (bytes + page - 1) / page * page;
    void* const p = std::aligned_alloc(page, total);
#if defined(__linux__)
    if (p != nullptr) ::madvise(p, total, MADV_HUGEPAGE);
#endif
    return {p, total};
  }
  void give_back(void* p, std::size_t bytes) noexcept {
    {
      std::lock_guard const lock(mutex_);
      if (blocks_.size() < blocks_.capacity() && bytes <= limit_ && kept_ <= limit_ - bytes) {
        blocks_.emplace_back(p, bytes);
        kept_ += bytes;
        return;
      }
    }
    std::free(p);
  }
  std::size_t bytes() const {
    std::lock_guard const lock(mutex_);
    return kept_;
  }
  void limit(std::size_t bytes) {
    std::lock_guard const lock(mutex_);
    limit_ = bytes;
    while (kept_ > limit_) {
      kept_ -= blocks_.back().second;
      std::free(blocks_.back().first);
      blocks_.pop_back();
    }
  }

 private:
  kept_memory() { blocks_.reserve(256); }

  // The smallest that is large enough, and not far larger: who asks for little would hold much.
  std::pair<void*, std::size_t> find(std::size_t bytes) {
    std::lock_guard const lock(mutex_);
    std::size_t best = blocks_.size(), size = bytes * 2;
    for (std::size_t k = 0; k < blocks_.size(); ++k)
      if (blocks_[k].second >= bytes && blocks_[k].second < size) best = k, size = blocks_[k].second;
    if (best == blocks_.size()) return {};
    auto const found = blocks_[best];
    blocks_[best] = blocks_.back();
    blocks_.pop_back();
    kept_ -= found.second;
    return found;
  }

  // A sanitizer is to see each block end.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr std::size_t at_first = 0;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
  static constexpr std::size_t at_first = 0;
#else
  static constexpr std::size_t at_first = std::size_t{1} << 30;
#endif
#else
  static constexpr std::size_t at_first = std::size_t{1} << 30;
#endif

  mutable std::mutex mutex_;
  std::vector<std::pair<void*, std::size_t>> blocks_;
  std::size_t kept_ = 0;
  std::size_t limit_ = at_first;
};

// How many bytes of memory that columns and joins gave back quern may keep for later ones, in all threads together: 1 GiB, where nothing
// is said. What is kept above `bytes` goes back to the system at once; 0 keeps none.
inline void keep_memory(std::size_t bytes) { kept_memory::instance().limit(bytes); }

}  // namespace quern
