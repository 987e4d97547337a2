// SPDX-License-Identifier: BSL-1.0
// Tables in files from which they are mapped, so that a benchmark need not make or parse them each time. For any schema without
// nullable columns; one file a table.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cache_format.hpp"
#include "schema.hpp"

namespace tpch::cache {

// Where the columns of an opened table lie. Mapped numbers, dates and categories are there at once and are read when they are first
// touched, in small pages; copies take longer and have the huge pages that quern's own memory has. Texts are always copied.
enum class memory { mapped, copied };

struct opening {
  std::string label = {};  // what save() was told; empty: any
  memory where = memory::mapped;
  int threads = 0;  // for copies; 0 is all there are
};

// A column of a schema without its C++ type.
struct column_shape {
  std::string_view name, type;
  quern::column_layout layout;
};
using column_list = quern::column_list;

void save_columns(std::string const& path, std::string const& label, std::vector<column_shape> const&, quern::table_data const&);
std::pair<column_list, std::size_t> open_columns(std::string const& path, std::vector<column_shape> const&, opening const&);

template <class S>
std::vector<column_shape> shapes_of() {
  return []<class... F>(quern::meta::list<F...>) {
    static_assert(!(quern::is_nullable<typename F::type> || ...), "the cache has no bitmaps of nulls");
    return std::vector<column_shape>{{F::name, quern::type_name<typename F::type>(), quern::layout_of<typename F::type>}...};
  }(typename S::fields{});
}

// `label` says what the table is made of, as label_of(generation) does; open() can ask for it. Throws std::runtime_error.
template <class S>
void save(quern::table<S> const& t, std::string const& path, std::string const& label = {}) {
  cache::save_columns(path, label, shapes_of<S>(), t.data());
}
// Throws cache::error where the file is not there or does not fit. The bytes of columns are not looked at: damage inside them stays.
template <class S>
quern::table<S> open(std::string const& path, opening const& o = {}) {
  auto [columns, rows] = cache::open_columns(path, shapes_of<S>(), o);
  return quern::table<S>(std::move(columns), rows);
}

// A folder with one file for each table, region.columns to lineitem.columns.
void save(tables const&, std::string const& folder, std::string const& label = {});
tables open_tables(std::string const& folder, opening const& = {});

}  // namespace tpch::cache
