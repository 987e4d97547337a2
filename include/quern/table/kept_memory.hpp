// SPDX-License-Identifier: BSL-1.0
// Large blocks that are given back are kept for the next who needs one: the kernel clears each page that it hands out. Used and kept
// blocks together are at most twice what was used at once: queries of many shapes leave blocks of many sizes, of which the oldest go.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <vector>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

class kept_memory {
 public:
  static constexpr std::size_t page = std::size_t{2} << 20;  // a huge page
  static constexpr std::size_t smallest = std::size_t{1} << 18;

  // A sanitizer is to see each block end.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr bool watched = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
  static constexpr bool watched = true;
#else
  static constexpr bool watched = false;
#endif
#else
  static constexpr bool watched = false;
#endif

  static kept_memory& instance() {
    static kept_memory& one = *new kept_memory;  // buffers of static objects are given back when other statics are gone
    return one;
  }

  struct block {
    void* data = nullptr;
    std::size_t bytes = 0;
  };
  // A block of at least `bytes` bytes; null where the system has none. What it holds is anything. It begins at a huge page, where it is as
  // large as one.
  block take(std::size_t bytes) {
    std::size_t const total = size_of(bytes);
    {
      std::lock_guard const lock(mutex_);
      if (block const found = find(bytes); found.data != nullptr) {
        use(found.bytes);
        return found;
      }
      used_ += total;  // what is kept makes room for it
    }
    while (release_oldest(false)) {}
    void* p = allocate(total);
    // What is kept must not be what somebody lacks.
    while (p == nullptr && release_oldest(true)) p = allocate(total);
    std::lock_guard const lock(mutex_);
    used_ -= total;
    if (p == nullptr) return {};
    use(total);
    return {p, total};
  }
  void give_back(void* p, std::size_t bytes) noexcept {
    {
      std::lock_guard const lock(mutex_);
      used_ -= bytes;
      if (blocks_.size() < blocks_.capacity() && bytes <= limit_ && kept_ <= limit_ - bytes) {
        blocks_.push_back({p, bytes});
        kept_ += bytes;
        return;
      }
    }
    release(p, bytes);
  }
  // How many bytes are kept, and the most that were used at once.
  std::size_t bytes() const {
    std::lock_guard const lock(mutex_);
    return kept_;
  }
  std::size_t most_used() const {
    std::lock_guard const lock(mutex_);
    return most_used_;
  }
  void limit(std::size_t bytes) {
    std::lock_guard const lock(mutex_);
    limit_ = bytes;
    while (kept_ > limit_) {
      kept_ -= blocks_.back().bytes;
      release(blocks_.back().data, blocks_.back().bytes);
      blocks_.pop_back();
    }
  }

 private:
  kept_memory() { blocks_.reserve(2048); }

  void use(std::size_t bytes) {
    used_ += bytes;
    if (used_ > most_used_) most_used_ = used_;
  }
  // A few sizes, at most an eighth above what is asked for: so that blocks fit others who want about as much.
  static std::size_t size_of(std::size_t bytes) {
    std::size_t const step = std::bit_floor(bytes) / 8, most = step < page ? step : page, at_least = most < 65536 ? 65536 : most;
    return (bytes + at_least - 1) / at_least * at_least;
  }
  // The smallest that is large enough, and not far larger: who asks for little would hold much.
  block find(std::size_t bytes) {
    std::size_t best = blocks_.size(), size = bytes * 2;
    for (std::size_t k = 0; k < blocks_.size(); ++k)
      if (blocks_[k].bytes >= bytes && blocks_[k].bytes < size) best = k, size = blocks_[k].bytes;
    return best == blocks_.size() ? block{} : remove(best);
  }
  block remove(std::size_t k) {
    block const removed = blocks_[k];
    blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(k));  // the others stay in the order in which they came
    kept_ -= removed.bytes;
    return removed;
  }
  // Whether a block went: `any`, or because there is too much beside what is used.
  bool release_oldest(bool any) {
    block oldest;
    {
      std::lock_guard const lock(mutex_);
      if (blocks_.empty() || (!any && used_ + kept_ <= 2 * most_used_)) return false;
      oldest = remove(0);
    }
    release(oldest.data, oldest.bytes);
    return true;
  }

  // From the system itself, past malloc, which would keep what is given back, and more the longer a program runs.
  static void* allocate(std::size_t bytes) {
#if defined(__linux__)
    if constexpr (!watched) {
      std::size_t const spare = bytes >= page ? page : 0;
      void* const p = ::mmap(nullptr, bytes + spare, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (p == MAP_FAILED) return nullptr;
      if (spare == 0) return p;
      auto* const begin = static_cast<std::byte*>(p);
      std::size_t const before = (page - reinterpret_cast<std::uintptr_t>(p) % page) % page;
      if (before != 0) ::munmap(begin, before);
      ::munmap(begin + before + bytes, spare - before);
      ::madvise(begin + before, bytes, MADV_HUGEPAGE);
      return begin + before;
    }
#endif
    return std::aligned_alloc(4096, bytes);
  }
  static void release(void* p, [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__)
    if constexpr (!watched) {
      ::munmap(p, bytes);
      return;
    }
#endif
    std::free(p);
  }

  mutable std::mutex mutex_;
  std::vector<block> blocks_;  // the oldest first
  std::size_t used_ = 0, most_used_ = 0;
  std::size_t kept_ = 0;
  std::size_t limit_ = watched ? 0 : std::size_t{1} << 30;
};

// How many bytes of memory that columns, joins, groups and sorts gave back quern may keep for later ones, in all threads together: 1 GiB, where
// nothing is said. What is kept above `bytes` goes back to the system at once; 0 keeps none.
inline void keep_memory(std::size_t bytes) { kept_memory::instance().limit(bytes); }

}  // namespace quern
