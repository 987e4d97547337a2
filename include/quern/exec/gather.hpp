// SPDX-License-Identifier: BSL-1.0
// Rows of a finished column, picked by their numbers, without the column's C++ type.
#pragma once
#include <quern/exec/parallel.hpp>
#include <quern/table/table.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class V>
void gather_values(std::byte* to, std::byte const* from, std::span<std::uint32_t const> rows) {
  auto const* const v = reinterpret_cast<V const*>(from);
  auto* const o = reinterpret_cast<V*>(to);
  for (std::size_t i = 0; i < rows.size(); ++i) o[i] = v[rows[i]];
}
inline void gather_bits(buffer& to, void const* from, std::span<std::uint32_t const> rows) {
  to.resize(bitmap_bytes(rows.size()));
  to.zero();
  for (std::size_t i = 0; i < rows.size(); ++i) set_bit(to.data(), i, bit_at(from, rows[i]));
}
inline void gather_texts(column_data& to, column_ref const& from, std::span<std::uint32_t const> rows) {
  std::size_t const n = rows.size();
  to.offsets.resize((n + 1) * 8);
  auto* const o = to.offsets.as<std::int64_t>();
  o[0] = 0;
  for (std::size_t i = 0; i < n; ++i) o[i + 1] = o[i] + (from.offsets[rows[i] + 1] - from.offsets[rows[i]]);
  to.values.resize(static_cast<std::size_t>(o[n]));
  for (std::size_t i = 0; i < n; ++i)
    if (o[i + 1] != o[i]) std::memcpy(to.values.data() + o[i], from.values + from.offsets[rows[i]], static_cast<std::size_t>(o[i + 1] - o[i]));
}

// The given rows of a column, in the given order.
inline std::shared_ptr<column_data const> gather(column_layout const& layout, column_data const& from, std::span<std::uint32_t const> rows) {
  auto const made = std::make_shared<column_data>();
  column_data& to = *made;
  to.rows = rows.size();
  to.dict = from.dict;
  column_ref const ref = quern::ref_of(layout, from);
  if (from.nulls != 0) {
    execution::gather_bits(to.validity, ref.validity, rows);
    for (std::size_t i = 0; i < to.rows; ++i) to.nulls += !bit_at(to.validity.data(), i);
  }
  if (layout.offsets) {
    execution::gather_texts(to, ref, rows);
  } else if (layout.bits) {
    execution::gather_bits(to.values, ref.values, rows);
  } else {
    to.values.resize(to.rows * layout.bytes);
    std::byte* const o = to.values.data();
    switch (layout.bytes) {
      case 1: execution::gather_values<std::uint8_t>(o, ref.values, rows); break;
      case 2: execution::gather_values<std::uint16_t>(o, ref.values, rows); break;
      case 4: execution::gather_values<std::uint32_t>(o, ref.values, rows); break;
      case 8: execution::gather_values<std::uint64_t>(o, ref.values, rows); break;
      default:
        for (std::size_t i = 0; i < to.rows; ++i) std::memcpy(o + i * layout.bytes, ref.values + rows[i] * layout.bytes, layout.bytes);
    }
  }
  return made;
}
inline std::shared_ptr<table_data const> gather_rows(table_data const& t, std::span<column_layout const> layouts, std::span<std::uint32_t const> rows,
                                                     read_options const& o) {
  column_list out(layouts.size());
  execution::run_tasks(layouts.size(), o, [&](std::size_t c) { out[c] = execution::gather(layouts[c], *t.columns[c], rows); });
  return quern::make_table_data(std::move(out), rows.size());
}
// Rows offset .. offset + limit.
inline std::shared_ptr<table_data const> slice_rows(std::shared_ptr<table_data const> t, std::span<column_layout const> layouts, std::uint64_t offset,
                                                    std::uint64_t limit) {
  std::uint64_t const first = offset < t->rows ? offset : t->rows, left = t->rows - first, n = limit < left ? limit : left;
  if (first == 0 && n == t->rows) return t;
  std::vector<std::uint32_t> rows(static_cast<std::size_t>(n));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(first + i);
  return execution::gather_rows(*t, layouts, rows, {});
}

}  // namespace quern::execution
