// SPDX-License-Identifier: BSL-1.0
// The values of a column of doubles counted in bins of one width, in two passes: the least and the greatest, then the counts.
#pragma once
#include <algorithm>
#include <cmath>

#include <quern/exec/parallel.hpp>
#include <quern/table/table.hpp>

namespace quern::inline QUERN_ABI::execution {

// f(part, x) for every finite value that is not null, a part for each of some ranges of chunks; the parts.
template <class Part, class F>
std::vector<Part> for_finite_values(column_data const& c, read_options const& o, Part const& empty, F f) {
  std::size_t const chunks = o.chunks_of(c.rows), ranges = std::max<std::size_t>(1, std::min(chunks, o.threads));
  std::vector<Part> parts(ranges, empty);
  auto const* const v = c.values.as<double>();
  execution::run_tasks(ranges, o.threads, [&](std::size_t r) {
    for (std::size_t k = r * chunks / ranges; k < (r + 1) * chunks / ranges; ++k) {
      o.check_stop();
      std::size_t const end = std::min(c.rows, (k + 1) * o.chunk_rows);
      for (std::size_t i = k * o.chunk_rows; i < end; ++i)
        if (std::isfinite(v[i]) && (c.nulls == 0 || bit_at(c.validity.data(), i))) f(parts[r], v[i]);
    }
  });
  return parts;
}

// Columns start, end (Number, which is double) and count (int64). No row where no two values differ. A template, so that nothing of it is
// instantiated for programs that ask for no histogram.
template <class Number>
std::shared_ptr<table_data const> histogram_of(column_data const& c, std::uint64_t bins, read_options const& o) {
  struct extent {
    Number low = std::numeric_limits<Number>::infinity(), high = -std::numeric_limits<Number>::infinity();
  } all;
  for (extent const& e : execution::for_finite_values(c, o, extent{}, [](extent& e, Number x) { e = {std::min(e.low, x), std::max(e.high, x)}; }))
    all = {std::min(all.low, e.low), std::max(all.high, e.high)};
  column_builder<Number> start, end;
  column_builder<std::int64_t> count;
  if (all.low < all.high) {
    auto const n = static_cast<std::size_t>(bins);
    std::vector<Number> edges(n + 1);
    double const width = all.high - all.low, parts = static_cast<double>(n);
    for (std::size_t k = 0; k < n; ++k) {
      double const at = static_cast<double>(k);
      edges[k] = std::isfinite(width * parts) ? std::min(all.low + width * at / parts, all.high) : std::lerp(all.low, all.high, at / parts);
    }
    edges[n] = all.high;
    // Halved, because the difference of two numbers may be more than a double holds.
    double const scale = parts / (all.high / 2 - all.low / 2);
    auto const counts = execution::for_finite_values(c, o, std::vector<std::int64_t>(n), [&](std::vector<std::int64_t>& to, Number x) {
      double const guess = (x / 2 - all.low / 2) * scale;
      std::size_t k = guess < static_cast<double>(n - 1) ? static_cast<std::size_t>(guess) : n - 1;  // also of NaN
      // Edges are rounded, and they are what is told.
      if (x < edges[k] || (k + 1 < n && x >= edges[k + 1]))
        k = std::min(n, static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), x) - edges.begin())) - 1;
      ++to[k];
    });
    for (std::size_t k = 0; k < n; ++k) {
      std::int64_t sum = 0;
      for (auto const& part : counts) sum += part[k];
      start.append(edges[k]), end.append(edges[k + 1]), count.append(sum);
    }
  }
  return quern::make_table_data({start.finish_shared(), end.finish_shared(), count.finish_shared()});
}

}  // namespace quern::execution
