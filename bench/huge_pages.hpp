// Memory of the benchmark's columns: std::vector with an allocator, so that every contender reads the same pages.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>
#include <vector>

#include <sys/mman.h>

namespace bench {

// Blocks of 2 MiB and more start on a huge-page boundary and ask for huge pages; smaller ones start on a cache line.
// Elements are left uninitialised by resize(), so the thread that fills a column is the first to touch it.
template <class T>
struct huge_pages {
  using value_type = T;
  static constexpr std::size_t page = std::size_t{2} << 20;

  huge_pages() = default;
  template <class U>
  huge_pages(huge_pages<U> const&) noexcept {}

  T* allocate(std::size_t n) {
    std::size_t const align = n * sizeof(T) >= page ? page : 64;
    std::size_t const bytes = (n * sizeof(T) + align - 1) / align * align;
    void* p = std::aligned_alloc(align, bytes);
    if (!p) throw std::bad_alloc();
    if (align == page) ::madvise(p, bytes, MADV_HUGEPAGE);  // a refusal costs speed only, for all contenders alike
    return static_cast<T*>(p);
  }
  void deallocate(T* p, std::size_t) noexcept { std::free(p); }

  template <class U>
  void construct(U* p) noexcept {
    ::new (static_cast<void*>(p)) U;
  }
  template <class U, class... A>
  void construct(U* p, A&&... a) {
    ::new (static_cast<void*>(p)) U(std::forward<A>(a)...);
  }

  friend bool operator==(huge_pages, huge_pages) noexcept { return true; }
};

template <class T>
using column = std::vector<T, huge_pages<T>>;

}  // namespace bench
