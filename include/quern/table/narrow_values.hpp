// SPDX-License-Identifier: BSL-1.0
// Integers in fewer bytes than their type has: their distances from the least of them (frame of reference; Goldstein, Ramakrishnan and
// Shaft, ICDE 1998). What is compared with known values is compared so, with more rows in a register and less memory to wait for.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>

namespace quern::inline QUERN_ABI {

// Row i is base + distance i, in wrapping arithmetic.
struct narrow_values {
  std::byte const* distances = nullptr;  // null: there are none
  std::size_t bytes = 0;                 // of a distance: 1, 2 or 4
  std::int64_t base = 0;
};

class kept_narrow {
 public:
  kept_narrow() = default;
  // Of rows v[0] .. v[rows], which lie in [min, max]. Nothing where the distances need as many bytes as the values.
  template <class V>
  kept_narrow(V const* v, std::size_t rows, std::int64_t min, std::int64_t max) : base_(min) {
    std::uint64_t const most = static_cast<std::uint64_t>(max) - static_cast<std::uint64_t>(min);
    if (most <= 0xff)
      take<std::uint8_t>(v, rows);
    else if (most <= 0xffff)
      take<std::uint16_t>(v, rows);
    else if (most <= 0xffffffff)
      take<std::uint32_t>(v, rows);
  }
  narrow_values values() const { return {memory_.get(), bytes_, base_}; }

 private:
  template <class Distance, class V>
  void take(V const* v, std::size_t rows) {
    if constexpr (sizeof(Distance) < sizeof(V)) {
      bytes_ = sizeof(Distance);
      memory_ = std::make_unique_for_overwrite<std::byte[]>(rows * sizeof(Distance));
      auto* const to = reinterpret_cast<Distance*>(memory_.get());
      auto const base = static_cast<std::uint64_t>(base_);
      for (std::size_t i = 0; i < rows; ++i) to[i] = static_cast<Distance>(static_cast<std::uint64_t>(v[i]) - base);
    }
  }
  std::unique_ptr<std::byte[]> memory_;
  std::size_t bytes_ = 0;
  std::int64_t base_ = 0;
};

}  // namespace quern
