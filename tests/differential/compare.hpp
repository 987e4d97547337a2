// SPDX-License-Identifier: BSL-1.0
// Whether two answers are the same: as sets of rows with repetitions, or as lists where the plan ends in an order of all columns.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "plan.hpp"

namespace differential {

inline double number(cell const& c) { return c.is == cell::real ? c.d : static_cast<double>(c.i); }

// Null, numbers, texts.
inline int order(cell const& a, cell const& b) {
  auto const rank = [](cell const& c) { return c.is == cell::null ? 0 : c.is == cell::text ? 2 : 1; };
  if (rank(a) != rank(b)) return rank(a) < rank(b) ? -1 : 1;
  if (a.is == cell::null) return 0;
  if (a.is == cell::text) return a.s.compare(b.s);
  if (a.is == cell::integer && b.is == cell::integer) return a.i < b.i ? -1 : a.i > b.i;
  return number(a) < number(b) ? -1 : number(a) > number(b);
}
// Doubles within 1e-9 of each other, or of what was added up: SQLite adds in another order, and may give 2 where the type says 2.0.
inline bool same(cell const& a, cell const& b) {
  if (order(a, b) == 0) return true;
  if (a.is == cell::null || b.is == cell::null || a.is == cell::text || b.is == cell::text || (a.is == cell::integer && b.is == cell::integer)) return false;
  double const x = number(a), y = number(b);
  return std::isfinite(x) && std::isfinite(y) && std::abs(x - y) <= 1e-9 * std::max({1000.0, std::abs(x), std::abs(y)});
}
inline bool same(row const& a, row const& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](cell const& x, cell const& y) { return differential::same(x, y); });
}
// Columns whose last bits may differ decide last.
inline void sort(answer& rows, std::string_view columns) {
  std::sort(rows.begin(), rows.end(), [&](row const& a, row const& b) {
    for (char const kind : {'=', '~'})
      for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] == kind)
          if (int const o = order(a[i], b[i]); o != 0) return o < 0;
    return false;
  });
}

inline std::string text_of(row const& r) {
  std::string s;
  for (cell const& c : r) {
    char number[40] = "null";
    if (c.is == cell::integer) std::snprintf(number, sizeof number, "%lld", static_cast<long long>(c.i));
    if (c.is == cell::real) std::snprintf(number, sizeof number, "%.17g", c.d);
    s += (s.empty() ? "" : " | ") + (c.is == cell::text ? "'" + c.s + "'" : std::string(number));
  }
  return s;
}

// Empty where they are the same, else the first rows that differ.
inline std::string difference(answer quern, answer sqlite, plan const& p) {
  std::string r;
  for (answer const* side : {&quern, &sqlite})
    if (!side->empty() && side->front().size() != std::string_view(p.columns).size()) return "the number of columns is not what the generator says\n";
  if (!p.ordered) differential::sort(quern, p.columns), differential::sort(sqlite, p.columns);
  std::size_t const n = std::max(quern.size(), sqlite.size());
  for (std::size_t i = 0, shown = 0; i < n && shown < 3; ++i) {
    if (i < quern.size() && i < sqlite.size() && differential::same(quern[i], sqlite[i])) continue;
    r += "  row " + std::to_string(i) + "\n    quern   " + (i < quern.size() ? text_of(quern[i]) : "-") + "\n    SQLite  " + (i < sqlite.size() ? text_of(sqlite[i]) : "-") + "\n";
    ++shown;
  }
  if (!r.empty()) r = "  " + std::to_string(quern.size()) + " rows, SQLite has " + std::to_string(sqlite.size()) + "\n" + r;
  return r;
}

}  // namespace differential
