// SPDX-License-Identifier: BSL-1.0
// Rows of a column that is being made, kept in place; the others are gone.
#pragma once
#include <quern/exec/column_buffers.hpp>

namespace quern::inline QUERN_ABI::execution {

inline void keep_bits(std::uint8_t* bits, array_view<std::uint32_t> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) set_bit(bits, i, bit_at(bits, rows[i]));
}
// rows: numbers in ascending order. Linear in them, and in their texts.
inline void keep_rows(column_buffers& c, array_view<std::uint32_t> rows) {
  if (c.data.nulls != 0) {
    auto* const bits = c.data.validity.as<std::uint8_t>();
    execution::keep_bits(bits, rows);
    c.data.nulls = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) c.data.nulls += !bit_at(bits, i);
    if (c.data.nulls == 0) c.data.validity.resize(0);
  }
  std::byte* const v = c.data.values.data();
  if (c.layout.bits) {
    execution::keep_bits(c.data.values.as<std::uint8_t>(), rows);
  } else if (c.layout.offsets) {
    auto* const o = c.data.offsets.as<std::int64_t>();
    std::int64_t at = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::int64_t const from = o[rows[i]], n = o[rows[i] + 1] - from;
      if (n != 0 && at != from) std::memmove(v + at, v + from, static_cast<std::size_t>(n));
      at += n;
      o[i + 1] = at;
    }
    c.text_bytes = static_cast<std::size_t>(at);
  } else {
    std::size_t const n = c.layout.bytes;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i] != i) std::memcpy(v + i * n, v + rows[i] * n, n);
  }
  c.rows = rows.size();
}

}  // namespace quern::execution
