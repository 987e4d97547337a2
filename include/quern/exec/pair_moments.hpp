// SPDX-License-Identifier: BSL-1.0
// Second moments of the pairs of two columns of doubles, in two passes: means, then sums of products of what lies beside them.
// Sums are kept for each chunk in eight lanes, and put together in row order: the same bits on any number of threads.
#pragma once
#include <cmath>

#include <quern/exec/parallel.hpp>
#include <quern/table/column.hpp>

namespace quern::inline QUERN_ABI::execution {

// Of the rows in which neither value is null.
struct pair_moments {
  double n = 0, xx = 0, yy = 0, xy = 0;

  // Sample covariance (n - 1); NaN for fewer than two pairs.
  double covariance() const { return n < 2 ? std::numeric_limits<double>::quiet_NaN() : xy / (n - 1); }
  // Pearson's; NaN for fewer than two pairs, and where a column does not vary.
  double correlation() const {
    if (n < 2 || xx == 0 || yy == 0) return std::numeric_limits<double>::quiet_NaN();
    double const r = xy / (std::isnormal(xx * yy) ? std::sqrt(xx * yy) : std::sqrt(xx) * std::sqrt(yy));
    return r > 1 ? 1 : r < -1 ? -1 : r;  // rounding may step over
  }
};

// add(lane, x, y) for the pairs of rows first .. first + rows; first is a multiple of 8.
template <class Add>
void for_each_pair(column_data const& x, column_data const& y, std::size_t first, std::size_t rows, Add add) {
  auto const* const v = x.values.as<double>() + first;
  auto const* const w = y.values.as<double>() + first;
  if (x.nulls == 0 && y.nulls == 0) {
    std::size_t i = 0;
    for (; i + 8 <= rows; i += 8)
      for (std::size_t k = 0; k < 8; ++k) add(k, v[i + k], w[i + k]);
    for (; i < rows; ++i) add(i % 8, v[i], w[i]);
    return;
  }
  auto const there = [&](column_data const& c, std::size_t i) { return c.nulls == 0 || bit_at(c.validity.data(), i); };
  for (std::size_t i = 0; i < rows; ++i)
    if (there(x, first + i) && there(y, first + i)) add(i % 8, v[i], w[i]);
}

// Eight lanes of N sums.
template <std::size_t N>
struct lane_sums {
  double lanes[N][8] = {};
  double n[8] = {};

  void merge(lane_sums const& o) {
    for (std::size_t k = 0; k < 8; ++k) {
      n[k] += o.n[k];
      for (std::size_t s = 0; s < N; ++s) lanes[s][k] += o.lanes[s][k];
    }
  }
  static double total(double const (&l)[8]) { return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7])); }
};
template <std::size_t N, class F>
lane_sums<N> sum_chunks(std::size_t rows, read_options const& o, F f) {
  std::size_t const chunks = o.chunks_of(rows);
  std::vector<lane_sums<N>> parts(chunks == 0 ? 1 : chunks);
  execution::run_tasks(chunks, o, [&](std::size_t k) {
    std::size_t const first = k * o.chunk_rows, left = rows - first;
    f(parts[k], first, left < o.chunk_rows ? left : o.chunk_rows);
  });
  for (std::size_t k = 1; k < chunks; ++k) parts[0].merge(parts[k]);
  return parts[0];
}

// Number: what the columns hold, double. A template, so that nothing of it is instantiated for programs that ask for no moments.
template <class Number>
pair_moments moments_of_pairs(column_data const& x, column_data const& y, read_options const& o) {
  // Counted from the first pair, so that a column that does not vary has a mean that is just its value.
  Number x0 = 0, y0 = 0;
  bool found = false;
  for (std::size_t i = 0; i < x.rows && !found; i += 8)
    execution::for_each_pair(x, y, i, x.rows - i < 8 ? x.rows - i : 8, [&](std::size_t, Number a, Number b) {
      if (!found) x0 = a, y0 = b, found = true;
    });
  auto const sums = execution::sum_chunks<2>(x.rows, o, [&](auto& s, std::size_t first, std::size_t rows) {
    execution::for_each_pair(x, y, first, rows, [&](std::size_t k, Number a, Number b) { s.lanes[0][k] += a - x0, s.lanes[1][k] += b - y0, s.n[k] += 1; });
  });
  pair_moments m;
  m.n = sums.total(sums.n);
  if (m.n == 0) return m;
  double const mean_x = x0 + sums.total(sums.lanes[0]) / m.n, mean_y = y0 + sums.total(sums.lanes[1]) / m.n;
  auto const products = execution::sum_chunks<3>(x.rows, o, [&](auto& s, std::size_t first, std::size_t rows) {
    execution::for_each_pair(x, y, first, rows, [&](std::size_t k, Number a, Number b) {
      double const dx = a - mean_x, dy = b - mean_y;
      s.lanes[0][k] += dx * dx, s.lanes[1][k] += dy * dy, s.lanes[2][k] += dx * dy;
    });
  });
  m.xx = products.total(products.lanes[0]), m.yy = products.total(products.lanes[1]), m.xy = products.total(products.lanes[2]);
  return m;
}

}  // namespace quern::execution
