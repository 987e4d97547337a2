// SPDX-License-Identifier: BSL-1.0
// Vectors whose memory, where it is much, is kept for later ones (kept_memory.hpp).
#pragma once
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include <quern/table/kept_memory.hpp>

namespace quern::inline QUERN_ABI {

// Memory for so many bytes, aligned to 64. A vector does not say what it was given, so the size stands before its elements.
class kept_block {
 public:
  static constexpr std::size_t alignment = 64;

  static void* take(std::size_t bytes) {
    auto const [p, size] = kept_memory::instance().take(bytes + alignment);
    if (p == nullptr) throw std::bad_alloc();
    *static_cast<std::size_t*>(p) = size;
    return static_cast<std::byte*>(p) + alignment;
  }
  static void give_back(void* elements) noexcept {
    std::byte* const p = static_cast<std::byte*>(elements) - alignment;
    kept_memory::instance().give_back(p, *reinterpret_cast<std::size_t const*>(p));
  }
};

// Set: new elements that are given no value are zero, as in any vector; else they are whatever was there.
template <class T, bool Set = true>
struct kept_allocator {
  using value_type = T;
  template <class U>
  struct rebind {
    using other = kept_allocator<U, Set>;
  };
  kept_allocator() = default;
  template <class U>
  kept_allocator(kept_allocator<U, Set> const&) noexcept {}

  T* allocate(std::size_t n) {
    if (is_large(n)) return static_cast<T*>(kept_block::take(n * sizeof(T)));
    return std::allocator<T>().allocate(n);
  }
  void deallocate(T* p, std::size_t n) noexcept {
    if (is_large(n)) return kept_block::give_back(p);
    std::allocator<T>().deallocate(p, n);
  }
  template <class U>
    requires(!Set)
  void construct(U*) noexcept {}
  friend bool operator==(kept_allocator, kept_allocator) noexcept { return true; }

 private:
  // What no memory could hold is left to std::allocator, which says so.
  static constexpr bool is_large(std::size_t n) {
    return alignof(T) <= kept_block::alignment && n >= (kept_memory::smallest + sizeof(T) - 1) / sizeof(T) && n <= PTRDIFF_MAX / sizeof(T) - kept_block::alignment;
  }
};

template <class T>
using kept_vector = std::vector<T, kept_allocator<T>>;
// Resizing it writes nothing: for what is written right after.
template <class T>
using unset_vector = std::vector<T, kept_allocator<T, false>>;

// Gives the memory of vectors back, which `v = {}` keeps.
template <class... V>
void give_back(V&... vectors) {
  (V().swap(vectors), ...);
}

}  // namespace quern
