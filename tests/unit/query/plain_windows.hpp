// SPDX-License-Identifier: BSL-1.0
// Windows by their definition: for each row, the rows of its partition in order and those of its frame, found by looking at all.
#pragma once
#include <algorithm>
#include <cmath>

#include "laws/columns.hpp"

namespace reference {

// The total order of keys: NaN equals itself and is greatest, -0.0 equals 0.0.
template <class T>
int compare(T const& a, T const& b) {
  if constexpr (std::is_floating_point_v<T>)
    if (a != a || b != b) return (a != a) - (b != b);
  return (b < a) - (a < b);
}
template <class T>
int compare(std::optional<T> const& a, std::optional<T> const& b) {
  if (!a || !b) return a.has_value() - b.has_value();
  return reference::compare(*a, *b);
}
template <class T>
bool is_special(T const& v) {
  return v != v;
}
template <class T>
bool is_special(std::optional<T> const& v) {
  return !v || *v != *v;
}

using row_list = std::vector<std::size_t>;

// Frames as two optional bounds; none is unbounded.
template <class V>
struct bounds {
  std::optional<V> from, to;
};

struct plain_window {
  std::vector<row_list> partition_of;  // of each row: the rows of its partition, in order
  std::vector<std::size_t> place_of;   // where it stands there
  std::size_t rows() const { return place_of.size(); }

  template <class Same, class Before>
  plain_window(std::size_t n, Same same, Before before) : partition_of(n), place_of(n) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j)
        if (same(i, j)) partition_of[i].push_back(j);
      std::stable_sort(partition_of[i].begin(), partition_of[i].end(), before);
      place_of[i] = static_cast<std::size_t>(std::find(partition_of[i].begin(), partition_of[i].end(), i) - partition_of[i].begin());
    }
  }
  row_list between(std::size_t row, std::int64_t low, std::int64_t high) const {
    auto const& p = partition_of[row];
    auto const n = static_cast<std::int64_t>(p.size());
    low = std::max<std::int64_t>(low, 0), high = std::min(high, n);
    return low < high ? row_list(p.begin() + low, p.begin() + high) : row_list();
  }
  row_list rows_frame(std::size_t row, bounds<std::int64_t> const& b) const {
    auto const at = static_cast<std::int64_t>(place_of[row]);
    return between(row, b.from ? at + *b.from : 0, b.to ? at + *b.to + 1 : static_cast<std::int64_t>(partition_of[row].size()));
  }
  // Rows from `before(j)` no longer true to `upto(j)` still true.
  template <class Before, class Upto>
  row_list where(std::size_t row, Before before, Upto upto) const {
    std::int64_t low = 0, high = 0;
    for (std::size_t j : partition_of[row]) low += before(j), high += upto(j);
    return between(row, low, high);
  }
  // key(j) an optional or plain number, moved(k, by) adds to it.
  template <class Key, class V, class Moved>
  row_list range_frame(std::size_t row, Key key, bool descending, bounds<V> const& b, Moved moved) const {
    auto const special = [&](std::size_t j) { return is_special(key(j)); };
    auto const value = [&](std::size_t j) {
      if constexpr (requires { *key(j); })
        return *key(j);
      else
        return key(j);
    };
    auto const peers = [&](std::size_t j) { return compare(key(j), key(row)) == 0; };
    auto const earlier = [&](std::size_t j) { return place_of[j] < place_of[row]; };
    return where(
        row,
        [&](std::size_t j) {
          if (!b.from) return false;
          if (special(row) || special(j)) return earlier(j) && !peers(j);
          return descending ? value(j) > moved(value(row), -*b.from) : value(j) < moved(value(row), *b.from);
        },
        [&](std::size_t j) {
          if (!b.to) return true;
          if (special(row) || special(j)) return earlier(j) || peers(j);
          return descending ? value(j) >= moved(value(row), -*b.to) : value(j) <= moved(value(row), *b.to);
        });
  }
};

// The values of some rows that are not null.
template <class V>
auto values_of(std::vector<std::optional<V>> const& column, row_list const& rows) {
  std::vector<V> r;
  for (std::size_t j : rows)
    if (column[j]) r.push_back(*column[j]);
  return r;
}
template <class V>
std::vector<V> values_of(std::vector<V> const& column, row_list const& rows) {
  std::vector<V> r;
  for (std::size_t j : rows) r.push_back(column[j]);
  return r;
}

inline std::vector<quern::exec> const ways = {{.threads = 1}, {.threads = 3, .min_rows_per_chunk = 8}};

}  // namespace reference
