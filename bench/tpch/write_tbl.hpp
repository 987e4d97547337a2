// SPDX-License-Identifier: BSL-1.0
// Tables as the .tbl files that dbgen writes, byte by byte in its format: `|` after every field, money with two decimals, dates as
// yyyy-mm-dd.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "../row_text.hpp"
#include "schema.hpp"

namespace tpch {

// A column without its type.
struct tbl_column {
  quern::column_ref ref;
  void (*put)(bench::row_text&, quern::column_ref const&, std::size_t row);
};
void write_rows(std::span<tbl_column const>, std::size_t rows, std::string const& path, int threads);

template <class Field>
void put_field(bench::row_text& out, quern::column_ref const& c, std::size_t row) {
  using T = typename Field::type;
  static_assert(!quern::is_nullable<T>, "TPC-H has no nulls");
  auto const v = quern::value_at<T>(c, row);
  if constexpr (quern::family_of<T> == quern::family::text) {
    std::string_view const t(v);
    out.room(t.size());
    out.put(t);
    return;
  }
  out.room(bench::row_text::longest_number);
  if constexpr (quern::family_of<T> == quern::family::date)
    out.date(v.days);
  else if constexpr (quern::family_of<T> == quern::family::integer)
    out.number(v);
  else if constexpr (std::is_same_v<T, money> && Field::name == quern::fixed_string("l_quantity"))
    out.number(v.units / 100);  // a decimal to SQL, a whole number to dbgen
  else if constexpr (std::is_same_v<T, money>)
    out.hundredths(v.units);
}

// 0 threads is all there are. Throws std::runtime_error where the file cannot be written.
template <class S>
void write_tbl(quern::table<S> const& t, std::string const& path, int threads = 0) {
  [&]<class... F>(quern::meta::list<F...>) {
    std::size_t k = 0;
    std::vector<tbl_column> const columns{{quern::ref_of<typename F::type>(*t.data().columns[k++]), put_field<F>}...};
    write_rows(columns, t.rows(), path, threads);
  }(typename S::fields{});
}
// region.tbl to lineitem.tbl; makes the folder.
void write_tbl(tables const&, std::string const& folder, int threads = 0);

}  // namespace tpch
