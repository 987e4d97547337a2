// SPDX-License-Identifier: BSL-1.0
// Columns of a quern table from a function of the row, filled in place by several threads. Only texts cost two calls a row: one to
// learn where each begins, one to write it.
#pragma once
#include <algorithm>
#include <cstring>
#include <memory>
#include <quern/table/table.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "../threads.hpp"

namespace tpch {

using shared_column = std::shared_ptr<quern::column_data const>;

// f(begin, end) on pieces of 0..rows; the pieces do not depend on the number of threads.
template <class F>
void over_rows(std::size_t rows, int threads, F const& f) {
  constexpr std::size_t piece = 1 << 14;
  bench::for_each_index((rows + piece - 1) / piece, threads, [&](std::size_t k) { f(k * piece, std::min((k + 1) * piece, rows)); });
}

// Memory of a column that is stored as one number a row, to be filled in any order.
template <class T>
class open_column {
 public:
  using stored = quern::storage_of<T>;

  explicit open_column(std::size_t rows) {
    data_.values.resize(rows * sizeof(stored));
    data_.rows = rows;
  }
  stored& operator[](std::size_t row) { return data_.values.as<stored>()[row]; }
  stored const& operator[](std::size_t row) const { return data_.values.as<stored>()[row]; }
  shared_column finish() { return std::make_shared<quern::column_data>(std::move(data_)); }

 private:
  quern::column_data data_;
};

// value(row) is the stored number: cents for money, days since 1970 for dates.
template <class T, class F>
shared_column make_numbers(std::size_t rows, int threads, F const& value) {
  open_column<T> c(rows);
  over_rows(rows, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) c[i] = static_cast<quern::storage_of<T>>(value(i));
  });
  return c.finish();
}

// code(row) counts in `texts`.
template <class Texts, class F>
shared_column make_categories(Texts const& texts, std::size_t rows, int threads, F const& code) {
  auto dict = std::make_shared<quern::dictionary>();
  for (std::string_view const t : texts) dict->intern(t);
  quern::column_data c;
  c.values.resize(rows * sizeof(std::int32_t));
  c.rows = rows;
  c.dict = std::move(dict);
  over_rows(rows, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) c.values.as<std::int32_t>()[i] = static_cast<std::int32_t>(code(i));
  });
  return std::make_shared<quern::column_data>(std::move(c));
}

// text(row) is anything that converts to std::string_view, the same at both calls.
template <class F>
shared_column make_texts(std::size_t rows, int threads, F const& text) {
  constexpr std::size_t piece = 1 << 14;
  std::size_t const pieces = (rows + piece - 1) / piece;
  auto const last = [&](std::size_t k) { return std::min((k + 1) * piece, rows); };
  std::vector<std::size_t> begins(pieces + 1);
  bench::for_each_index(pieces, threads, [&](std::size_t k) {
    std::size_t bytes = 0;
    for (std::size_t i = k * piece; i < last(k); ++i) {
      auto const made = text(i);
      bytes += std::string_view(made).size();
    }
    begins[k + 1] = bytes;
  });
  for (std::size_t k = 0; k < pieces; ++k) begins[k + 1] += begins[k];

  quern::column_data c;
  c.offsets.resize((rows + 1) * sizeof(std::int64_t));
  c.values.resize(begins[pieces]);
  c.rows = rows;
  c.offsets.as<std::int64_t>()[0] = 0;
  bench::for_each_index(pieces, threads, [&](std::size_t k) {
    std::size_t at = begins[k];
    for (std::size_t i = k * piece; i < last(k); ++i) {
      auto const made = text(i);
      std::string_view const t(made);
      std::memcpy(c.values.data() + at, t.data(), t.size());
      at += t.size();
      c.offsets.as<std::int64_t>()[i + 1] = static_cast<std::int64_t>(at);
    }
  });
  return std::make_shared<quern::column_data>(std::move(c));
}

}  // namespace tpch
