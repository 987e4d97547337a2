// SPDX-License-Identifier: BSL-1.0
// Columns and Eigen: columns seen as Eigen vectors without a copy, numeric columns gathered into a matrix, Eigen
// vectors and matrices as columns.
#pragma once
#include <Eigen/Core>
#include <quern.hpp>

namespace quern::inline QUERN_ABI {

template <class T>
using eigen_map = Eigen::Map<Eigen::Array<storage_of<T>, Eigen::Dynamic, 1> const>;

// The stored numbers of a column, no copy; the table must outlive the map. Null rows hold zeros. decimal and date columns
// show their units and days.
template <class T>
eigen_map<T> to_eigen(column_view<T> const& c) {
  static_assert(family_of<T> != family::text && family_of<T> != family::boolean, "quern: to_eigen() takes columns of numbers, dates and times");
  static_assert(sizeof(storage_of<T>) <= 8, "quern: to_eigen() has no 128-bit numbers; cast<double> first");
  auto const v = c.values();
  return eigen_map<T>(v.data(), static_cast<Eigen::Index>(v.size()));
}

// The named columns as the columns of a matrix of doubles; nulls are NaN, decimals their value. Copies.
template <class S, fixed_string... Names>
Eigen::MatrixXd to_matrix(table<S> const& t, expr::column<Names> const&... names) {
  Eigen::MatrixXd m(static_cast<Eigen::Index>(t.rows()), static_cast<Eigen::Index>(sizeof...(Names)));
  Eigen::Index at = 0;
  auto const fill = [&]<class T>(column_view<T> const& c) {
    static_assert(is_numeric<bare<T>>, "quern: to_matrix() takes columns of numbers");
    for (std::size_t i = 0; i < c.size(); ++i) {
      double v;
      if constexpr (is_nullable<T>)
        v = c[i] ? static_cast<double>(*c[i]) : std::numeric_limits<double>::quiet_NaN();
      else
        v = static_cast<double>(c[i]);
      m(static_cast<Eigen::Index>(i), at) = v;
    }
    ++at;
  };
  (fill(t[names]), ...);
  return m;
}

// Of a query's rows.
template <class Plan, fixed_string... Names>
Eigen::MatrixXd to_matrix(query<Plan> const& q, expr::column<Names> const&... names) {
  return quern::to_matrix(q.select(names...).collect(), names...);
}

// A table with column i of the matrix under name i: from_matrix(m, "x"_c, "y"_c). Copies.
template <class Derived, fixed_string... Names>
auto from_matrix(Eigen::MatrixBase<Derived> const& m, expr::column<Names> const&...) {
  using V = typename Derived::Scalar;
  if (static_cast<std::size_t>(m.cols()) != sizeof...(Names))
    throw data_error("quern: from_matrix: the matrix has " + std::to_string(m.cols()) + " columns, and " + std::to_string(sizeof...(Names)) + " names are given");
  column_list columns;
  for (Eigen::Index c = 0; c < m.cols(); ++c) {
    column_data d;
    d.rows = static_cast<std::size_t>(m.rows());
    d.values.resize(d.rows * sizeof(V));
    Eigen::Map<Eigen::Matrix<V, Eigen::Dynamic, 1>>(d.values.as<V>(), m.rows()) = m.col(c);
    columns.push_back(std::make_shared<column_data>(std::move(d)));
  }
  return table<schema<field<Names, V>...>>(std::move(columns));
}

}  // namespace quern
