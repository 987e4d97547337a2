// SPDX-License-Identifier: BSL-1.0
// Elements that stand one behind another and are only read. std::span asks for the concepts of ranges and iterators at each type it is made
// from: 3.5 MB of the compiler's memory for each, of which quern.hpp would pay for twenty.
#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

template <class T>
class array_view {
 public:
  constexpr array_view() = default;
  constexpr array_view(T const* data, std::size_t size) : data_(data), size_(size) {}
  template <std::size_t N>
  constexpr array_view(T const (&elements)[N]) : array_view(elements, N) {}
  template <std::size_t N>
  constexpr array_view(std::array<T, N> const& elements) : array_view(elements.data(), N) {}
  template <class Allocator>
  constexpr array_view(std::vector<T, Allocator> const& elements) : array_view(elements.data(), elements.size()) {}

  constexpr T const* data() const { return data_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr T const& operator[](std::size_t i) const { return data_[i]; }
  constexpr T const* begin() const { return data_; }
  constexpr T const* end() const { return data_ + size_; }
  // `size` elements from `first` on.
  constexpr array_view part(std::size_t first, std::size_t size) const { return {data_ + first, size}; }

 private:
  T const* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace quern
