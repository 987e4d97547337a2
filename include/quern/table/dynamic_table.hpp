// SPDX-License-Identifier: BSL-1.0
// A table whose columns are known at run time only: found by name, and read as the type they have.
#pragma once
#include <string>

#include <quern/table/text_table.hpp>

namespace quern::inline QUERN_ABI {

// Immutable; copying shares the columns.
class dynamic_table {
 public:
  explicit dynamic_table(std::size_t rows = 0) : rows_(rows) {}

  std::size_t rows() const { return rows_; }
  std::vector<std::string> const& names() const { return names_; }
  bool has(std::string_view name) const { return place_of(name) < names_.size(); }
  // The type of a column as a user writes it: "nullable<double>". data_error where there is no such column.
  std::string_view type(std::string_view name) const { return columns_[required(name)].type; }
  // t.column<nullable<double>>("name"). data_error where there is no such column, or it has another type.
  template <class T>
  column_view<standard<T>> column(std::string_view name) const {
    std::size_t const k = required(name);
    if (columns_[k].type != type_name<standard<T>>())
      throw data_error("quern: column '" + std::string(name) + "' is " + std::string(columns_[k].type) + ", not " + std::string(type_name<standard<T>>()));
    return column_view<standard<T>>(data_[k]);
  }
  // The first rows as text, as of a table<S>.
  std::string to_text(std::size_t rows = 20, std::size_t width = 120) const {
    std::vector<value_text::printing> how = columns_;
    for (std::size_t k = 0; k < how.size(); ++k) how[k].name = names_[k];
    return value_text::to_text(*quern::make_table_data(data_, rows_), how, rows, width, false);
  }
  void show(std::size_t rows = 20) const {
    std::string const s = to_text(rows);
    std::fwrite(s.data(), 1, s.size(), stdout);
  }

  // While it is made: a column of type T. data_error where the name is there already, or the length differs.
  void add(std::string name, value_text::printing const& how, std::shared_ptr<column_data const> data) {
    if (has(name)) throw data_error("quern: two columns would have the name '" + name + "'");
    if (data->rows != rows_) throw data_error("quern: column '" + name + "' has another number of rows than the table");
    names_.push_back(std::move(name)), columns_.push_back(how), data_.push_back(std::move(data));
  }

 private:
  std::size_t place_of(std::string_view name) const {
    std::size_t k = 0;
    while (k < names_.size() && names_[k] != name) ++k;
    return k;
  }
  std::size_t required(std::string_view name) const {
    std::size_t const k = place_of(name);
    if (k < names_.size()) return k;
    std::string all;
    for (auto const& n : names_) all += (all.empty() ? "" : ", ") + n;
    throw data_error("quern: no column '" + std::string(name) + "'; there are: " + all);
  }
  std::size_t rows_;
  std::vector<std::string> names_;
  std::vector<value_text::printing> columns_;
  column_list data_;
};

}  // namespace quern
