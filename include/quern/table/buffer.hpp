// SPDX-License-Identifier: BSL-1.0
// Memory of a column: aligned to 64 bytes and readable for 64 bytes past its end, so that kernels never need a scalar
// tail. Large blocks ask for huge pages: first touch of 4 KiB pages costs up to three times a scan of them; and they are kept for later.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include <quern/table/kept_memory.hpp>

namespace quern::inline QUERN_ABI {

class buffer {
 public:
  static constexpr std::size_t alignment = 64;
  static constexpr std::size_t padding = 64;

  buffer() = default;
  explicit buffer(std::size_t bytes) { resize(bytes); }
  buffer(buffer&& o) noexcept { swap(o); }
  buffer& operator=(buffer&& o) noexcept {
    buffer t(std::move(o));
    swap(t);
    return *this;
  }
  buffer(buffer const&) = delete;
  ~buffer() { give_back(); }
  // Memory of somebody else, who keeps it alive; not padded.
  static buffer borrow(void const* p, std::size_t bytes) {
    buffer b;
    b.data_ = static_cast<std::byte*>(const_cast<void*>(p));
    b.size_ = b.capacity_ = bytes;
    b.owned_ = false;
    return b;
  }

  std::byte* data() { return data_; }
  std::byte const* data() const { return data_; }
  template <class T>
  T* as() {
    return reinterpret_cast<T*>(data_);
  }
  template <class T>
  T const* as() const {
    return reinterpret_cast<T const*>(data_);
  }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  bool padded() const { return owned_; }

  // New bytes are zero only in the padding; what a caller resizes to, a caller fills.
  void resize(std::size_t bytes) {
    if (bytes > capacity_ || data_ == nullptr) reserve(bytes > capacity_ * 2 ? bytes : capacity_ * 2);
    size_ = bytes;
    std::memset(data_ + bytes, 0, padding);
  }
  void reserve(std::size_t bytes) {
    if (data_ != nullptr && bytes <= capacity_) return;
    std::size_t total = (bytes + padding + alignment - 1) / alignment * alignment;
    void* p = nullptr;
    if (total >= kept_memory::smallest) {
      kept_memory::block const taken = kept_memory::instance().take(total);
      p = taken.data, total = taken.bytes;
    } else {
      p = std::aligned_alloc(alignment, total);
    }
    if (p == nullptr) throw std::bad_alloc();
    if (size_ != 0) std::memcpy(p, data_, size_);
    give_back();
    data_ = static_cast<std::byte*>(p);
    capacity_ = total - padding;
    owned_ = true;
  }
  // Some bytes behind the last; the padding is whatever was there until the next resize.
  void append(void const* p, std::size_t bytes) {
    if (size_ + bytes > capacity_ || data_ == nullptr) [[unlikely]]
      reserve(size_ + bytes > capacity_ * 2 ? size_ + bytes : capacity_ * 2);
    std::memcpy(data_ + size_, p, bytes);
    size_ += bytes;
  }
  void zero() {
    if (size_ != 0) std::memset(data_, 0, size_);
  }

 private:
  void give_back() noexcept {
    if (!owned_ || data_ == nullptr) return;
    if (capacity_ + padding >= kept_memory::smallest)
      kept_memory::instance().give_back(data_, capacity_ + padding);
    else
      std::free(data_);
  }
  void swap(buffer& o) noexcept {
    std::swap(data_, o.data_), std::swap(size_, o.size_), std::swap(capacity_, o.capacity_), std::swap(owned_, o.owned_);
  }
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  bool owned_ = true;
};

// Bitmaps in Arrow's order: bit i of byte i / 8, lowest first.
inline bool bit_at(void const* bits, std::size_t i) { return (static_cast<std::uint8_t const*>(bits)[i >> 3] >> (i & 7)) & 1; }
inline void set_bit(void* bits, std::size_t i, bool v) {
  auto& b = static_cast<std::uint8_t*>(bits)[i >> 3];
  b = static_cast<std::uint8_t>((b & ~(1u << (i & 7))) | (unsigned{v} << (i & 7)));
}
constexpr std::size_t bitmap_bytes(std::size_t rows) { return (rows + 7) / 8; }
// Bits 0 .. n of a bitmap from f(i), a byte at a time; those behind are zero.
template <class F>
void fill_bits(void* bits, std::size_t n, F f) {
  auto* const b = static_cast<std::uint8_t*>(bits);
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    unsigned byte = 0;
    for (std::size_t k = 0; k < 8; ++k) byte |= unsigned{f(i + k)} << k;
    b[i / 8] = static_cast<std::uint8_t>(byte);
  }
  if (i == n) return;
  unsigned byte = 0;
  for (std::size_t k = 0; i + k < n; ++k) byte |= unsigned{f(i + k)} << k;
  b[i / 8] = static_cast<std::uint8_t>(byte);
}
// How many of the bits 0 .. n are set.
inline std::size_t count_bits(void const* bits, std::size_t n) {
  auto const* b = static_cast<std::uint8_t const*>(bits);
  std::size_t set = 0;
  for (std::size_t i = 0; i < n / 8; ++i) set += static_cast<std::size_t>(std::popcount(b[i]));
  for (std::size_t i = n / 8 * 8; i < n; ++i) set += bit_at(bits, i);
  return set;
}

}  // namespace quern
