// SPDX-License-Identifier: BSL-1.0
// A whole column moved by some rows, null where there is no row to take: what shift() and prev() read.
#pragma once
#include <quern/exec/gather.hpp>
#include <quern/expr/shift.hpp>

namespace quern::inline QUERN_ABI::execution {

// Rows first .. last of n, the others valid and empty.
inline std::shared_ptr<column_data> surround_texts(column_data&& inner, std::size_t first, std::size_t last, std::size_t n) {
  auto made = std::make_shared<column_data>();
  made->rows = n;
  made->nulls = inner.nulls;
  made->offsets.resize((n + 1) * 8);
  auto* const o = made->offsets.as<std::int64_t>();
  for (std::size_t i = 0; i < first; ++i) o[i] = 0;
  std::memcpy(o + first, inner.offsets.data(), (last - first + 1) * 8);
  for (std::size_t i = last; i < n; ++i) o[i + 1] = o[last];
  made->values = std::move(inner.values);
  if (inner.nulls != 0) {
    made->validity.resize(bitmap_bytes(n));
    made->validity.zero();
    for (std::size_t i = 0; i < n; ++i) set_bit(made->validity.data(), i, i < first || i >= last || bit_at(inner.validity.data(), i - first));
  }
  return made;
}

// Row i of the result is row i - rows. Linear; the type of the result is nullable.
inline std::shared_ptr<column_data const> shift_column(column_layout const& layout, column_data const& from, std::int64_t rows) {
  std::size_t const n = from.rows, distance = rows < 0 ? std::size_t{0} - static_cast<std::size_t>(rows) : static_cast<std::size_t>(rows);
  std::size_t const outside = distance < n ? distance : n, first = rows < 0 ? 0 : outside, last = rows < 0 ? n - outside : n;
  if (n > 0xffffffff) throw error("quern: more than 2^32-1 rows to shift");
  std::vector<std::uint32_t> places(n);
  for (std::size_t i = first; i < last; ++i) places[i] = static_cast<std::uint32_t>(rows < 0 ? i + outside : i - outside);
  // Fixed-size rows from outside are taken from anywhere, and cleared below; texts would have been copied.
  array_view<std::uint32_t> const all = places, taken = layout.offsets ? all.part(first, last - first) : all;
  auto made = std::const_pointer_cast<column_data>(execution::gather(layout, from, taken));
  if (layout.offsets) made = execution::surround_texts(std::move(*made), first, last, n);
  if (outside == 0) return made;
  if (made->nulls == 0) {
    made->validity.resize(bitmap_bytes(n));
    std::memset(made->validity.data(), 0xff, made->validity.size());
    if (n % 8 != 0) made->validity.as<std::uint8_t>()[n / 8] = static_cast<std::uint8_t>((1u << (n % 8)) - 1);
  }
  auto const clear = [&](std::size_t i) {
    if (bit_at(made->validity.data(), i)) ++made->nulls;
    set_bit(made->validity.data(), i, false);
    // Null rows hold zeros: kernels compute with them before they mask them.
    if (layout.bits)
      set_bit(made->values.data(), i, false);
    else if (!layout.offsets)
      std::memset(made->values.data() + i * layout.bytes, 0, layout.bytes);
  };
  for (std::size_t i = 0; i < first; ++i) clear(i);
  for (std::size_t i = last; i < n; ++i) clear(i);
  return made;
}

// Appends the columns that e reads shifted, from left to right: shift K reads columns[from[K]].
template <class E>
void append_shifted(column_list& columns, E const& e, array_view<column_layout> layouts, array_view<std::size_t> from) {
  std::size_t k = 0;
  auto const one = [&](std::int64_t rows) {
    columns.push_back(execution::shift_column(layouts[k], *columns[from[k]], rows));
    ++k;
  };
  expr::for_each_shift(e, one);
}

}  // namespace quern::execution
