// SPDX-License-Identifier: BSL-1.0
// An immutable table: columns of one length under a schema. Copying shares; any number of threads may read.
#pragma once
#include <utility>
#include <vector>

#include <quern/meta/ill_formed.hpp>
#include <quern/meta/tuple.hpp>
#include <quern/schema/type_name.hpp>
#include <quern/table/builder.hpp>
#include <quern/table/chunk.hpp>

namespace quern::inline QUERN_ABI {

template <class V>
inline constexpr bool is_optional = false;
template <class V>
inline constexpr bool is_optional<std::optional<V>> = true;

// What a table owns, without its schema.
using column_list = std::vector<std::shared_ptr<column_data const>>;
struct table_data {
  column_list columns;
  std::size_t rows = 0;
};
// Throws data_error where the columns differ in length; `rows` counts where there are none.
inline std::shared_ptr<table_data const> make_table_data(column_list columns, std::size_t rows = 0) {
  auto d = std::make_shared<table_data>();
  d->rows = columns.empty() ? rows : columns[0]->rows;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i]->rows != d->rows)
      throw data_error("quern: the columns of a table differ in length: column 1 has " + std::to_string(d->rows) + " rows, column " +
                       std::to_string(i + 1) + " has " + std::to_string(columns[i]->rows));
  for (auto const& c : columns)
    if (c->dict != nullptr) c->dict->settle();
  d->columns = std::move(columns);
  return d;
}

template <class S>
class table;

// One row of a table: the columns by name.
template <class S>
class row_view {
 public:
  row_view(table<S> const* t, std::size_t i) : table_(t), i_(i) {}
  template <class Column>
  auto operator[](Column c) const {
    return (*table_)[c][i_];
  }
  std::size_t index() const { return i_; }

 private:
  table<S> const* table_;
  std::size_t i_;
};

template <class S>
class table {
 public:
  using schema = S;

  table() : table(empty()) {}
  // Takes columns in the order of the schema; throws data_error where their lengths differ.
  explicit table(column_list columns, std::size_t rows_without_columns = 0) : data_(quern::make_table_data(std::move(columns), rows_without_columns)) {}
  // Of data that has the schema's columns.
  static table of(std::shared_ptr<table_data const> data) {
    return table(finished{}, std::move(data));
  }

  std::size_t rows() const { return data_->rows; }
  static constexpr std::size_t width = S::fields::size;

  template <std::size_t I>
  auto column() const {
    return column_view<typename schemas::field_at<S, I>::type>(data_->columns[I]);
  }
  // t["price"_c]
  template <class Column>
  auto operator[](Column) const {
    static_assert(schemas::has<S, Column::name>, "quern: this table has no column of this name; its schema stands in table<...>");
    if constexpr (schemas::has<S, Column::name>)
      return column<schemas::index_of<S, Column::name>>();
    else
      return ill_formed{};
  }
  row_view<S> row(std::size_t i) const { return {this, i}; }
  table_data const& data() const { return *data_; }
  std::shared_ptr<table_data const> const& shared() const { return data_; }

  class row_iterator {
   public:
    using value_type = row_view<S>;
    using difference_type = std::ptrdiff_t;
    row_iterator() = default;
    row_iterator(table const* t, std::size_t i) : t_(t), i_(i) {}
    value_type operator*() const { return {t_, i_}; }
    row_iterator& operator++() { return ++i_, *this; }
    row_iterator operator++(int) { return {t_, i_++}; }
    bool operator==(row_iterator const& o) const { return i_ == o.i_; }

   private:
    table const* t_ = nullptr;
    std::size_t i_ = 0;
  };
  row_iterator begin() const { return {this, 0}; }
  row_iterator end() const { return {this, rows()}; }

 private:
  struct finished {};
  table(finished, std::shared_ptr<table_data const> data) : data_(std::move(data)) {}
  static column_list empty() {
    return [&]<class... F>(meta::list<F...>) {
      return column_list{column_builder<typename F::type>().finish_shared()...};
    }(typename S::fields{});
  }
  std::shared_ptr<table_data const> data_;
};

template <class T, class V>
inline constexpr bool is_null_given = !is_nullable<T> && (std::is_same_v<V, std::nullopt_t> || is_optional<V>);
// The facts that row() asks for; their arguments are what the compiler prints.
template <fixed_string Name, class T, class V>
inline constexpr bool may_be_null = !is_null_given<T, V>;
template <fixed_string Name, class T, class V>
inline constexpr bool takes_value = is_null_given<T, V> || std::is_constructible_v<value_of<T>, V const&>;

// Builds a table row by row: builder.row(1, "x", std::nullopt).
template <class S>
class table_builder {
 public:
  template <class... V>
  table_builder& row(V const&... values) {
    static_assert(sizeof...(V) == S::fields::size, "quern: a row needs one value for each column of the schema");
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (add<typename schemas::field_at<S, I>>(meta::get<I>(builders_), values), ...);
    }(std::index_sequence_for<V...>{});
    ++rows_;
    return *this;
  }
  table<S> finish() {
    return meta::apply([&](auto&... b) { return table<S>({b.finish_shared()...}, rows_); }, builders_);
  }

 private:
  template <class Field, class Builder, class V>
  static void add(Builder& b, V const& v) {
    using T = typename Field::type;
    static_assert(may_be_null<Field::name, T, V>,
                  "quern: null where none is allowed: the column is not nullable; the column, its type and the value's stand in may_be_null<...>");
    static_assert(takes_value<Field::name, T, V>,
                  "quern: the value does not fit its column; the column, its type and the value's stand in takes_value<...>");
    if constexpr (may_be_null<Field::name, T, V> && takes_value<Field::name, T, V>) {
      if constexpr (!is_optional<V> && !std::is_same_v<V, std::nullopt_t>)
        if (!fits<bare<T>>(v)) throw data_error("quern: column '" + std::string(std::string_view(Field::name)) + "': the value does not fit " + std::string(type_name<bare<T>>()));
      b.append(value_of<T>(v));
    }
  }
  // Integers that would lose bits, and texts that would be cut.
  template <class B, class V>
  static bool fits(V const& v) {
    if constexpr (is_fixed_string<B> && std::is_convertible_v<V const&, std::string_view>)
      return std::string_view(v).size() <= B::capacity;
    else if constexpr (family_of<B> == family::integer && std::is_integral_v<V> && !std::is_same_v<V, bool> && !std::is_same_v<V, char>)
      return std::in_range<B>(static_cast<standard<V>>(v));
    else
      return true;
  }
  template <class List>
  struct builders_of;
  template <class... F>
  struct builders_of<meta::list<F...>> {
    using type = meta::tuple<column_builder<typename F::type>...>;
  };
  typename builders_of<typename S::fields>::type builders_{};
  std::size_t rows_ = 0;
};

}  // namespace quern
