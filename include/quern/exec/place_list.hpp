// SPDX-License-Identifier: BSL-1.0
// Lists of row numbers that are made anew for each block of rows: resizing them writes nothing, because all of it is written right after.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::execution {

// New elements are not set.
template <class T>
struct unset_allocator : std::allocator<T> {
  template <class U>
  struct rebind {
    using other = unset_allocator<U>;
  };
  void construct(T*) noexcept {}
  template <class... A>
  void construct(T* p, A&&... a) {
    std::construct_at(p, std::forward<A>(a)...);
  }
};
using place_list = std::vector<std::uint32_t, unset_allocator<std::uint32_t>>;

}  // namespace quern::execution
