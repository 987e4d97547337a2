// SPDX-License-Identifier: BSL-1.0
// What a source hands to a kernel: some consecutive rows of the columns asked for. A chunk is reused by the worker that
// owns it, so a source that parses into it allocates only once a worker.
#pragma once
#include <memory>
#include <vector>

#include <quern/table/column.hpp>

namespace quern::inline QUERN_ABI {

// Where a source that makes its columns may put one itself, so that it is not copied. Values null: into the chunk's scratch.
struct place {
  std::byte* values = nullptr;   // of a string: all its text so far
  std::int64_t* ends = nullptr;  // of a string: for one past the end of each of the chunk's texts, counted in `values`
  std::size_t text_begin = 0;    // where the chunk's text begins in `values`
};

struct chunk {
  std::size_t rows = 0;
  std::uint64_t first_row = 0;  // position of the chunk's first row among all rows of the source
  std::vector<column_ref> columns;          // by position in the source's schema; only the ones asked for are set
  std::vector<column_data> scratch;         // where a parsing source puts its columns, same positions
  std::vector<column_data const*> origins;  // the whole column the rows belong to, or null

  // Set by who reads rows where they stand: then a source, as a join, may give a column it has not made, of which row i of the chunk is row
  // places[c][i]; null: row i.
  bool takes_places = false;
  std::vector<std::uint32_t const*> places;

  // Of a join that was asked for it: which row of its build side each row has.
  std::uint32_t const* build_rows = nullptr;

  // What a source keeps with the worker from chunk to chunk.
  std::shared_ptr<void> workspace;

  // Set by who keeps whole chunks: room for `rows` values of a column, found in `bytes` of text. A source may ask once a column
  // and read, and then sets columns[c] to point there (offsets one before `ends`).
  place (*room)(void* keeper, std::size_t column, std::size_t rows, std::size_t bytes) = nullptr;
  void* keeper = nullptr;
  place room_for(std::size_t column, std::size_t of_rows, std::size_t bytes) const {
    return room == nullptr ? place{} : room(keeper, column, of_rows, bytes);
  }

  void reset(std::size_t width) {
    columns.assign(width, {});
    origins.assign(width, nullptr);
    places.assign(width, nullptr);
    build_rows = nullptr;
    if (scratch.size() < width) scratch.resize(width);
  }
  // Of a category column: whether its codes depend on which thread met a text first, so that who keeps them gives them anew.
  bool dictionary_grows(std::size_t c) const { return origins[c] == nullptr && (scratch[c].dict == nullptr || !scratch[c].dict->settled()); }
  std::shared_ptr<dictionary> const& dictionary_of(std::size_t c) const { return origins[c] == nullptr ? scratch[c].dict : origins[c]->dict; }
  // Bounds of an integer-like column (type T) of these rows: kept with a whole column where they are just one of its zones,
  // found anew where chunks have another size.
  template <class T>
  zone zone_of(std::size_t c) const {
    auto const* v = reinterpret_cast<storage_of<T> const*>(columns[c].values);
    if (origins[c] == nullptr || !is_zone(first_row, rows, origins[c]->rows)) return find_zone(v, rows);
    return origins[c]->zones.get(first_row / rows_per_chunk, zones_of(origins[c]->rows), [&] { return find_zone(v, rows); });
  }
  // These rows of a column stored as integers V in fewer bytes, where they are one zone of a whole column that is read again.
  template <class V>
  narrow_values narrow_of(std::size_t c) const {
    if (origins[c] == nullptr || !is_zone(first_row, rows, origins[c]->rows)) return {};
    auto const* v = reinterpret_cast<V const*>(columns[c].values);
    return origins[c]->zones.narrow(first_row / rows_per_chunk, zones_of(origins[c]->rows), [&] {
      zone const z = find_zone(v, rows);
      return z.open || z.min > z.max ? kept_narrow() : kept_narrow(v, rows, z.min, z.max);
    });
  }
};

}  // namespace quern
