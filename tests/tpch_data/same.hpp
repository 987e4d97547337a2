// SPDX-License-Identifier: BSL-1.0
// Whether two tables are the same: by values, or byte by byte with the codes of categories.
#pragma once
#include <cstring>
#include <string>

#include "bench/tpch/schema.hpp"

namespace tpch_data {

// The first row and column that differ, or nothing.
template <class S>
std::string difference(quern::table<S> const& a, quern::table<S> const& b) {
  if (a.rows() != b.rows()) return std::to_string(a.rows()) + " rows and " + std::to_string(b.rows());
  std::string found;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    auto const compare = [&](auto const& x, auto const& y, std::string_view name) {
      for (std::size_t i = 0; i < x.size() && found.empty(); ++i)
        if (!(x[i] == y[i])) found = "column " + std::string(name) + ", row " + std::to_string(i + 1);
    };
    (compare(a.template column<I>(), b.template column<I>(), std::string_view(quern::schemas::field_at<S, I>::name)), ...);
  }(std::make_index_sequence<S::fields::size>{});
  return found;
}

inline bool same_bytes(quern::buffer const& a, quern::buffer const& b) {
  return a.size() == b.size() && (a.size() == 0 || std::memcmp(a.data(), b.data(), a.size()) == 0);
}
template <class S>
bool same_bytes(quern::table<S> const& a, quern::table<S> const& b) {
  for (std::size_t k = 0; k < S::fields::size; ++k) {
    auto const &x = *a.data().columns[k], &y = *b.data().columns[k];
    if (x.rows != y.rows || !same_bytes(x.values, y.values) || !same_bytes(x.offsets, y.offsets)) return false;
    if (x.dict == nullptr) continue;
    if (x.dict->size() != y.dict->size()) return false;
    for (std::size_t code = 0; code < x.dict->size(); ++code)
      if ((*x.dict)[static_cast<std::int32_t>(code)] != (*y.dict)[static_cast<std::int32_t>(code)]) return false;
  }
  return true;
}

}  // namespace tpch_data
