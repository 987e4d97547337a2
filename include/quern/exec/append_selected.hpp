// SPDX-License-Identifier: BSL-1.0
// Selected rows of a tile, put behind a column that is being made.
#pragma once
#include <quern/exec/column_buffers.hpp>
#include <quern/kernel/operations.hpp>

namespace quern::inline QUERN_ABI::execution {

inline void append_selected_validity(column_buffers& c, std::uint32_t valid, std::uint32_t live, std::size_t n) {
  bool const whole = (valid & live) == live;
  if (whole && c.data.nulls == 0) return;
  if (c.data.nulls == 0) c.all_valid();
  column_buffers::grow(c.data.validity, bitmap_bytes(c.rows + n));
  std::size_t at = c.rows;
  for (; live != 0; live &= live - 1, ++at) {
    bool const there = (valid >> std::countr_zero(live)) & 1;
    set_bit(c.data.validity.data(), at, there);
    c.data.nulls += !there;
  }
}
template <class T, class V>
QUERN_INLINE void append_selected_values(column_buffers& c, V const& v, std::uint32_t live, std::size_t n, std::uint32_t valid) {
  using B = bare<T>;
  using S = storage_of<B>;
  if constexpr (std::is_same_v<B, bool>) {
    column_buffers::grow(c.data.values, bitmap_bytes(c.rows + n) + 1);
    std::uint32_t const b = kernel::bits(v) & valid;
    std::size_t at = c.rows;
    for (; live != 0; live &= live - 1) set_bit(c.data.values.data(), at++, (b >> std::countr_zero(live)) & 1);
  } else if constexpr (std::is_same_v<B, string>) {
    if (c.rows == 0) column_buffers::grow(c.data.offsets, 8), *c.data.offsets.as<std::int64_t>() = 0;
    column_buffers::grow(c.data.offsets, (c.rows + n + 1) * 8);
    auto* offsets = c.data.offsets.as<std::int64_t>() + c.rows;
    for (; live != 0; live &= live - 1) {
      int const k = std::countr_zero(live);
      std::string_view const t = (valid >> k) & 1 ? v.v[k] : std::string_view();
      column_buffers::grow(c.data.values, c.text_bytes + t.size());
      if (!t.empty()) std::memcpy(c.data.values.data() + c.text_bytes, t.data(), t.size());
      c.text_bytes += t.size();
      *++offsets = static_cast<std::int64_t>(c.text_bytes);
    }
  } else {
    column_buffers::grow(c.data.values, (c.rows + kernel::width) * sizeof(S));
    S* to = c.data.values.as<S>() + c.rows;
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

// Appends the live ones of eight values of a column of type T.
template <class T, class V>
QUERN_INLINE void append_selected(column_buffers& c, V const& v, std::uint32_t live) {
  auto const n = static_cast<std::size_t>(std::popcount(live));
  if constexpr (is_nullable<T>) execution::append_selected_validity(c, kernel::valid_part(v), live, n);
  execution::append_selected_values<T>(c, kernel::value_part(v), live, n, is_nullable<T> ? kernel::valid_part(v) : kernel::all_bits);
  c.rows += n;
}

}  // namespace quern::execution
