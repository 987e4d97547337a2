// SPDX-License-Identifier: BSL-1.0
// A column in Arrow layout that grows by selected rows of a tile.
#pragma once
#include <quern/exec/column_buffers.hpp>
#include <quern/kernel/operations.hpp>

namespace quern::inline QUERN_ABI::execution {

// A column that grows, a few rows at a time.
template <class T>
class growing_column : public column_buffers {
  using B = bare<T>;
  using S = storage_of<B>;

 public:
  growing_column() : column_buffers(layout_of<T>) {}

  // Appends the live ones of eight values.
  template <class L, class V>
  QUERN_INLINE void append(V const& v, std::uint32_t live) {
    auto const n = static_cast<std::size_t>(std::popcount(live));
    if constexpr (is_nullable<T>) append_validity(kernel::valid_part(v), live, n);
    append_values(kernel::value_part(v), live, n, is_nullable<T> ? kernel::valid_part(v) : kernel::all_bits);
    rows += n;
  }
 private:
  QUERN_INLINE void append_validity(std::uint32_t valid, std::uint32_t live, std::size_t n) {
    bool const whole = (valid & live) == live;
    if (whole && data.nulls == 0) return;
    if (data.nulls == 0) all_valid();
    grow(data.validity, bitmap_bytes(rows + n));
    std::size_t at = rows;
    for (; live != 0; live &= live - 1, ++at) {
      bool const there = (valid >> std::countr_zero(live)) & 1;
      set_bit(data.validity.data(), at, there);
      data.nulls += !there;
    }
  }
  template <class V>
  QUERN_INLINE void append_values(V const& v, std::uint32_t live, std::size_t n, std::uint32_t valid) {
    if constexpr (std::is_same_v<B, bool>) {
      grow(data.values, bitmap_bytes(rows + n) + 1);
      std::uint32_t const b = kernel::bits(v) & valid;
      std::size_t at = rows;
      for (; live != 0; live &= live - 1) set_bit(data.values.data(), at++, (b >> std::countr_zero(live)) & 1);
    } else if constexpr (std::is_same_v<B, string>) {
      if (rows == 0) grow(data.offsets, 8), *data.offsets.as<std::int64_t>() = 0;
      grow(data.offsets, (rows + n + 1) * 8);
      auto* offsets = data.offsets.as<std::int64_t>() + rows;
      for (; live != 0; live &= live - 1) {
        int const k = std::countr_zero(live);
        std::string_view const t = (valid >> k) & 1 ? v.v[k] : std::string_view();
        grow(data.values, text_bytes + t.size());
        if (!t.empty()) std::memcpy(data.values.data() + text_bytes, t.data(), t.size());
        text_bytes += t.size();
        *++offsets = static_cast<std::int64_t>(text_bytes);
      }
    } else {
      grow(data.values, (rows + kernel::width) * sizeof(S));
      S* to = data.values.as<S>() + rows;
      auto const cleaned = [&] {
        if constexpr (is_fixed_string<B>)
          return v;
        else if (valid == kernel::all_bits)
          return v;
        else
          return kernel::zero_unless(kernel::mask<0>{valid}, v);
      }();
      if constexpr (std::is_same_v<S, typename V::value_type>) {
        if (live == kernel::all_bits) {
          kernel::store(cleaned, to);
          return;
        }
      }
      auto const u = kernel::unpack(cleaned);
      for (; live != 0; live &= live - 1) {
        int const k = std::countr_zero(live);
        if constexpr (is_fixed_string<B>)
          *to++ = (valid >> k) & 1 ? to_storage(B(u.v[k])) : S{};
        else
          *to++ = static_cast<S>(u.v[k]);
      }
    }
  }
};

}  // namespace quern::execution
