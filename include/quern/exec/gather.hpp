// SPDX-License-Identifier: BSL-1.0
// Rows of a finished column, picked by their numbers, without the column's C++ type.
#pragma once
#include <quern/exec/parallel.hpp>
#include <quern/exec/place_list.hpp>
#include <quern/table/table.hpp>

namespace quern::inline QUERN_ABI::execution {

// In the place of a row number: no row, which gives a null.
inline constexpr std::uint32_t no_row = 0xffffffff;

template <bool Lacking, class V>
void gather_values(std::byte* to, std::byte const* from, array_view<std::uint32_t> rows) {
  auto const* const v = reinterpret_cast<V const*>(from);
  auto* const o = reinterpret_cast<V*>(to);
  constexpr std::size_t ahead = 24;  // about as many misses as a core has in flight
  // As a number: a pointer must not leave its array, and no_row would take it out.
  auto const base = reinterpret_cast<std::uintptr_t>(from);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + ahead < rows.size()) __builtin_prefetch(reinterpret_cast<void const*>(base + rows[i + ahead] * sizeof(V)));
    o[i] = Lacking && rows[i] == no_row ? V{} : v[rows[i]];
  }
}
inline void gather_bits(buffer& to, void const* from, array_view<std::uint32_t> rows) {
  to.resize(bitmap_bytes(rows.size()));
  fill_bits(to.data(), rows.size(), [&](std::size_t i) { return rows[i] != no_row && bit_at(from, rows[i]); });
}
inline void gather_texts(column_data& to, column_ref const& from, array_view<std::uint32_t> rows) {
  std::size_t const n = rows.size();
  to.offsets.resize((n + 1) * 8);
  auto* const o = to.offsets.as<std::int64_t>();
  o[0] = 0;
  for (std::size_t i = 0; i < n; ++i) o[i + 1] = o[i] + (rows[i] == no_row ? 0 : from.offsets[rows[i] + 1] - from.offsets[rows[i]]);
  to.values.resize(static_cast<std::size_t>(o[n]));
  for (std::size_t i = 0; i < n; ++i)
    if (o[i + 1] != o[i]) std::memcpy(to.values.data() + o[i], from.values + from.offsets[rows[i]], static_cast<std::size_t>(o[i + 1] - o[i]));
}
template <bool Lacking>
void gather_fixed(std::byte* to, std::byte const* from, std::size_t bytes, array_view<std::uint32_t> rows) {
  switch (bytes) {
    case 1: return gather_values<Lacking, std::uint8_t>(to, from, rows);
    case 2: return gather_values<Lacking, std::uint16_t>(to, from, rows);
    case 4: return gather_values<Lacking, std::uint32_t>(to, from, rows);
    case 8: return gather_values<Lacking, std::uint64_t>(to, from, rows);
    case 16: return gather_values<Lacking, int128>(to, from, rows);
    default:
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (Lacking && rows[i] == no_row)
          std::memset(to + i * bytes, 0, bytes);
        else
          std::memcpy(to + i * bytes, from + rows[i] * bytes, bytes);
  }
}
// The given rows of a column, in the given order, into a column whose memory is used again. `lacking`: some numbers may be no_row.
// `values`: where the values go instead, if they are neither bits nor texts.
inline void gather_into(column_data& to, column_layout const& layout, column_ref const& from, array_view<std::uint32_t> rows, bool lacking,
                        std::byte* values = nullptr) {
  to.rows = rows.size();
  to.nulls = 0;
  if (from.validity != nullptr) {
    execution::gather_bits(to.validity, from.validity, rows);
  } else if (lacking) {
    to.validity.resize(bitmap_bytes(to.rows));
    fill_bits(to.validity.data(), to.rows, [&](std::size_t i) { return rows[i] != no_row; });
  } else if (to.validity.size() != 0) {
    to.validity.resize(0);
  }
  if (from.validity != nullptr || lacking) to.nulls = to.rows - count_bits(to.validity.data(), to.rows);
  if (layout.offsets) {
    execution::gather_texts(to, from, rows);
  } else if (layout.bits) {
    execution::gather_bits(to.values, from.values, rows);
  } else {
    if (values == nullptr) to.values.resize(to.rows * layout.bytes), values = to.values.data();
    if (lacking)
      execution::gather_fixed<true>(values, from.values, layout.bytes, rows);
    else
      execution::gather_fixed<false>(values, from.values, layout.bytes, rows);
  }
}
inline std::shared_ptr<column_data const> gather(column_layout const& layout, column_data const& from, array_view<std::uint32_t> rows) {
  auto const made = std::make_shared<column_data>();
  made->dict = from.dict;
  column_ref ref = quern::ref_of(layout, from);
  if (from.nulls == 0) ref.validity = nullptr;
  execution::gather_into(*made, layout, ref, rows, false);
  return made;
}
inline std::shared_ptr<table_data const> gather_rows(table_data const& t, array_view<column_layout> layouts, array_view<std::uint32_t> rows,
                                                     read_options const& o) {
  column_list out(layouts.size());
  execution::run_tasks(layouts.size(), o, [&](std::size_t c) { out[c] = execution::gather(layouts[c], *t.columns[c], rows); });
  return quern::make_table_data(std::move(out), rows.size());
}
// Rows offset .. offset + limit.
inline std::shared_ptr<table_data const> slice_rows(std::shared_ptr<table_data const> t, array_view<column_layout> layouts, std::uint64_t offset,
                                                    std::uint64_t limit) {
  std::uint64_t const first = offset < t->rows ? offset : t->rows, left = t->rows - first, n = limit < left ? limit : left;
  if (first == 0 && n == t->rows) return t;
  place_list rows(static_cast<std::size_t>(n));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(first + i);
  return execution::gather_rows(*t, layouts, rows, {});
}

}  // namespace quern::execution
