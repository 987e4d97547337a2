// SPDX-License-Identifier: BSL-1.0
// Whether two tables are the same bit by bit.
#pragma once
#include <cstring>

#include "laws/columns.hpp"

namespace reference {

inline bool same_bytes(quern::buffer const& a, quern::buffer const& b) { return a.size() == b.size() && (a.size() == 0 || std::memcmp(a.data(), b.data(), a.size()) == 0); }
template <class S>
bool same_bytes(quern::table<S> const& a, quern::table<S> const& b) {
  auto const &x = a.data(), &y = b.data();
  bool same = x.rows == y.rows && x.columns.size() == y.columns.size();
  for (std::size_t c = 0; same && c < x.columns.size(); ++c)
    same = x.columns[c]->nulls == y.columns[c]->nulls && same_bytes(x.columns[c]->values, y.columns[c]->values) && same_bytes(x.columns[c]->offsets, y.columns[c]->offsets) &&
           same_bytes(x.columns[c]->validity, y.columns[c]->validity);
  return same;
}

}  // namespace reference
