// SPDX-License-Identifier: BSL-1.0
// Windows whose result is another row's value, or a position: found as places, without the column's C++ type. Linear.
#pragma once
#include <quern/exec/gather.hpp>
#include <quern/exec/window_frames.hpp>

namespace quern::inline QUERN_ABI::execution {

template <std::size_t Bytes>
void place_values(std::byte* to, std::byte const* from, array_view<std::uint32_t> rows, std::size_t bytes) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::size_t const n = Bytes != 0 ? Bytes : bytes;
    if (rows[i] == no_row)
      std::memset(to + i * n, 0, n);
    else
      std::memcpy(to + i * n, from + rows[i] * n, n);
  }
}
// Row i of the result is row rows[i] of a column, or null for no_row: then the result's type is nullable. In pieces, by all threads.
inline std::shared_ptr<column_data const> place_rows(column_layout const& layout, column_data const& from, array_view<std::uint32_t> rows, read_options const& o) {
  auto const made = std::make_shared<column_data>();
  column_data& to = *made;
  std::size_t const n = to.rows = rows.size(), pieces = o.chunks_of(n);
  to.dict = from.dict;
  column_ref ref = quern::ref_of(layout, from);
  std::uint8_t const* const validity = from.nulls != 0 ? from.validity.as<std::uint8_t>() : nullptr;
  // Pieces begin at multiples of eight rows, and so at bytes of bitmaps.
  auto const for_rows_of = [&](auto const& f) {
    execution::run_tasks(pieces, o, [&](std::size_t k) { f(k, k * o.chunk_rows, (k + 1) * o.chunk_rows < n ? (k + 1) * o.chunk_rows : n); });
  };
  std::vector<std::size_t> nulls(pieces);
  for_rows_of([&](std::size_t k, std::size_t b, std::size_t e) {
    for (std::size_t i = b; i < e; ++i) nulls[k] += rows[i] == no_row || (validity != nullptr && !bit_at(validity, rows[i]));
  });
  for (std::size_t k : nulls) to.nulls += k;
  auto const write_bits = [&](buffer& bits, auto const& bit) {
    bits.resize(bitmap_bytes(n));
    for_rows_of([&](std::size_t, std::size_t b, std::size_t e) {
      std::memset(bits.data() + b / 8, 0, bitmap_bytes(e - b));
      for (std::size_t i = b; i < e; ++i)
        if (rows[i] != no_row && bit(rows[i])) set_bit(bits.data(), i, true);
    });
  };
  if (to.nulls != 0) write_bits(to.validity, [&](std::size_t r) { return validity == nullptr || bit_at(validity, r); });
  if (layout.offsets) {
    to.offsets.resize((n + 1) * 8);
    auto* const ends = to.offsets.as<std::int64_t>();
    ends[0] = 0;
    for (std::size_t i = 0; i < n; ++i) ends[i + 1] = ends[i] + (rows[i] == no_row ? 0 : ref.offsets[rows[i] + 1] - ref.offsets[rows[i]]);
    to.values.resize(static_cast<std::size_t>(ends[n]));
    for_rows_of([&](std::size_t, std::size_t b, std::size_t e) {
      for (std::size_t i = b; i < e; ++i)
        if (ends[i + 1] != ends[i]) std::memcpy(to.values.data() + ends[i], ref.values + ref.offsets[rows[i]], static_cast<std::size_t>(ends[i + 1] - ends[i]));
    });
  } else if (layout.bits) {
    write_bits(to.values, [&](std::size_t r) { return bit_at(ref.values, r); });
  } else {
    to.values.resize(n * layout.bytes);
    for_rows_of([&](std::size_t, std::size_t b, std::size_t e) {
      auto const some = rows.part(b, e - b);
      std::byte* const at = to.values.data() + b * layout.bytes;
      switch (layout.bytes) {
        case 1: execution::place_values<1>(at, ref.values, some, 1); break;
        case 2: execution::place_values<2>(at, ref.values, some, 2); break;
        case 4: execution::place_values<4>(at, ref.values, some, 4); break;
        case 8: execution::place_values<8>(at, ref.values, some, 8); break;
        case 16: execution::place_values<16>(at, ref.values, some, 16); break;
        default: execution::place_values<0>(at, ref.values, some, layout.bytes);
      }
    });
  }
  return made;
}

// f(partition's begin, its end) for each partition, in pieces, by all threads.
template <class F>
void for_partitions(window_order const& w, read_options const& o, F const& f) {
  execution::for_pieces(w.pieces(o.chunk_rows), o, [&](std::size_t first, std::size_t last) {
    for (std::size_t p = first; p < last; ++p) f(w.partitions[p], w.partitions[p + 1]);
  });
}

// For each row, the row `by` places before it in its partition.
inline place_list rows_before(window_order const& w, std::int64_t by, read_options const& o) {
  place_list r(w.rows.size());
  execution::for_partitions(w, o, [&](std::int64_t b, std::int64_t e) {
    for (std::int64_t i = b; i < e; ++i) {
      bool const there = by >= 0 ? by <= i - b : by > i - e;  // no sum that could overflow
      r[w.rows[static_cast<std::size_t>(i)]] = there ? w.rows[static_cast<std::size_t>(i - by)] : no_row;
    }
  });
  return r;
}
// For each row, row n (from 0) of its frame, counted from its end where n is negative.
inline place_list rows_of_frames(window_order const& w, window_frames const& f, std::int64_t n, read_options const& o) {
  auto r = execution::unit_of_rows(w, f, o);
  execution::run_tasks(o.chunks_of(r.size()), o, [&](std::size_t k) {
    for (std::size_t i = k * o.chunk_rows; i < r.size() && i < (k + 1) * o.chunk_rows; ++i) {
      std::int64_t const low = f.low[r[i]], high = f.high[r[i]];
      bool const there = n >= 0 ? n < high - low : -n <= high - low;
      r[i] = there ? w.rows[static_cast<std::size_t>((n >= 0 ? low : high) + n)] : no_row;
    }
  });
  return r;
}
// Which rows were found, as a bool column.
inline std::shared_ptr<column_data const> found_rows(array_view<std::uint32_t> rows) {
  auto const made = std::make_shared<column_data>();
  made->rows = rows.size();
  made->values.resize(bitmap_bytes(rows.size()));
  made->values.zero();
  for (std::size_t i = 0; i < rows.size(); ++i) set_bit(made->values.data(), i, rows[i] != no_row);
  return made;
}

// A column of numbers of type V: fill(partition's begin, its end, set) calls set(place, number).
template <class V, class F>
std::shared_ptr<column_data const> numbers_of_places(window_order const& w, read_options const& o, F const& fill) {
  auto const made = std::make_shared<column_data>();
  made->rows = w.rows.size();
  made->values.resize(w.rows.size() * sizeof(V));
  V* const values = made->values.as<V>();
  execution::for_partitions(w, o, [&](std::uint32_t b, std::uint32_t e) { fill(b, e, [&](std::size_t place, V v) { values[w.rows[place]] = v; }); });
  return made;
}
// each(first peer, end of the peers, how many runs of peers came before in the partition) for the runs of peers of a partition.
template <class F>
void for_peers(window_order const& w, std::uint32_t b, std::uint32_t e, F const& each) {
  auto at = std::lower_bound(w.peers.begin(), w.peers.end(), b);
  for (std::int64_t n = 0; *at < e; ++at, ++n) each(at[0], at[1], n);
}
inline std::shared_ptr<column_data const> row_numbers(window_order const& w, read_options const& o) {
  return execution::numbers_of_places<std::int64_t>(w, o, [](std::uint32_t b, std::uint32_t e, auto const& set) {
    for (std::uint32_t i = b; i < e; ++i) set(i, i - b + 1);
  });
}
inline std::shared_ptr<column_data const> ranks(window_order const& w, bool dense, read_options const& o) {
  return execution::numbers_of_places<std::int64_t>(w, o, [&](std::uint32_t b, std::uint32_t e, auto const& set) {
    execution::for_peers(w, b, e, [&](std::uint32_t first, std::uint32_t end, std::int64_t before) {
      for (std::uint32_t i = first; i < end; ++i) set(i, dense ? before + 1 : std::int64_t{first - b} + 1);
    });
  });
}
// percent_rank; cume_dist where `distribution`.
inline std::shared_ptr<column_data const> rank_fractions(window_order const& w, bool distribution, read_options const& o) {
  return execution::numbers_of_places<double>(w, o, [&](std::uint32_t b, std::uint32_t e, auto const& set) {
    double const n = e - b;
    execution::for_peers(w, b, e, [&](std::uint32_t first, std::uint32_t end, std::int64_t) {
      double const r = distribution ? (end - b) / n : n == 1 ? 0 : (first - b) / (n - 1);
      for (std::uint32_t i = first; i < end; ++i) set(i, r);
    });
  });
}
inline std::shared_ptr<column_data const> tiles(window_order const& w, std::int64_t n, read_options const& o) {
  if (n < 1) throw data_error("quern: ntile(n) takes an n of at least 1, not " + std::to_string(n));
  return execution::numbers_of_places<std::int64_t>(w, o, [&](std::uint32_t b, std::uint32_t e, auto const& set) {
    // The first `larger` tiles have a row more.
    std::int64_t const rows = e - b, size = rows / n, larger = rows % n, in_larger = larger * (size + 1);
    for (std::int64_t i = 0; i < rows; ++i) set(b + static_cast<std::size_t>(i), i < in_larger ? i / (size + 1) + 1 : larger + (i - in_larger) / size + 1);
  });
}

}  // namespace quern::execution
