// SPDX-License-Identifier: BSL-1.0
// Statistics of several columns at once, by Eigen: covariance matrix and linear least squares.
#pragma once
#include <Eigen/QR>

#include <quern/interop/eigen_columns.hpp>

namespace quern::inline QUERN_ABI {

// The named columns as the columns of a matrix of doubles, without the rows in which one of them is null. Copies.
template <class S, fixed_string... Names>
Eigen::MatrixXd complete_rows(table<S> const& t, expr::column<Names> const&... names) {
  std::vector<bool> dropped(t.rows(), false);
  std::size_t rows = t.rows();
  auto const look = [&](column_data const& c) {
    if (c.nulls == 0) return;
    for (std::size_t i = 0; i < c.rows; ++i)
      if (!bit_at(c.validity.data(), i) && !dropped[i]) dropped[i] = true, --rows;
  };
  (look(*t[names].data()), ...);
  Eigen::MatrixXd m(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(sizeof...(Names)));
  double* to = m.data();
  auto const fill = [&]<class T>(column_view<T> const& c) {
    for (std::size_t i = 0; i < c.size(); ++i)
      if (!dropped[i]) *to++ = static_cast<double>(value_at<bare<T>>(c.ref(), i));
  };
  (fill(t[names]), ...);
  return m;
}

// Less each column's mean, which is returned; a column that does not vary becomes exactly zero.
inline Eigen::RowVectorXd center_columns(Eigen::MatrixXd& m) {
  if (m.rows() == 0) return Eigen::RowVectorXd::Constant(m.cols(), std::numeric_limits<double>::quiet_NaN());
  Eigen::RowVectorXd const first = m.row(0);
  m.rowwise() -= first;
  Eigen::RowVectorXd const rest = m.colwise().mean();
  m.rowwise() -= rest;
  return first + rest;
}

template <class List>
struct numeric_columns;
template <class... F>
struct numeric_columns<meta::list<F...>> {
  using type = meta::concat<meta::list<>, std::conditional_t<is_numeric<bare<typename F::type>>, meta::list<expr::column<F::name>>, meta::list<>>...>;
};

// The sample covariances (n - 1) of all columns of numbers, in the order of the schema, over the rows in which none of them is null;
// NaN for fewer than two such rows. In doubles, two passes; the columns are copied.
template <class S>
Eigen::MatrixXd covariance_matrix(table<S> const& t) {
  return [&]<class... Column>(meta::list<Column...>) {
    Eigen::MatrixXd m = quern::complete_rows(t, Column{}...);
    if (m.rows() < 2) return Eigen::MatrixXd(Eigen::MatrixXd::Constant(m.cols(), m.cols(), std::numeric_limits<double>::quiet_NaN()));
    quern::center_columns(m);
    return Eigen::MatrixXd(m.transpose() * m / static_cast<double>(m.rows() - 1));
  }(typename numeric_columns<typename S::fields>::type{});
}
template <class Plan>
Eigen::MatrixXd covariance_matrix(query<Plan> const& q, exec const& o = {}) {
  return [&]<class... Column>(meta::list<Column...>) {
    if constexpr (sizeof...(Column) == 0)
      return Eigen::MatrixXd();
    else
      return quern::covariance_matrix(q.select(Column{}...).collect(o));
  }(typename numeric_columns<typename plan::schema_of<Plan>::fields>::type{});
}

// y = intercept + coefficients . x
struct linear_fit {
  Eigen::VectorXd coefficients;
  double intercept;
  double r2;             // 1 - residuals' sum of squares / y's around its mean; NaN where y does not vary
  std::size_t rows;      // with no null
  Eigen::Index rank;     // how many of the columns do not depend on others; a dependent one may have the coefficient 0

  double operator()(Eigen::VectorXd const& x) const { return intercept + coefficients.dot(x); }
};

// y and the columns x as they are in m: fits by ordinary least squares. The columns are centred and scaled to length 1, so that neither
// their place nor their unit matters, and solved by Householder QR with column pivoting (Eigen's ColPivHouseholderQR, whose threshold
// decides the rank): the normal equations, which would square the condition number, are never formed. Of the solutions of a system of
// lower rank, one with zeros for the columns left over. All NaN where a value is NaN or infinite, and for no rows.
inline linear_fit fit_columns(Eigen::MatrixXd m) {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  Eigen::Index const width = m.cols() - 1;
  linear_fit r{Eigen::VectorXd::Constant(width, nan), nan, nan, static_cast<std::size_t>(m.rows()), 0};
  if (m.rows() == 0 || !m.allFinite()) return r;
  Eigen::RowVectorXd const means = quern::center_columns(m);
  Eigen::VectorXd const y = m.col(0);
  Eigen::MatrixXd x = m.rightCols(width);
  Eigen::VectorXd lengths(width);
  for (Eigen::Index k = 0; k < width; ++k) {
    lengths[k] = x.col(k).stableNorm();
    if (!(lengths[k] > 0)) lengths[k] = 1;
    x.col(k) /= lengths[k];
  }
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> const qr(x);
  Eigen::VectorXd const scaled = qr.solve(y);
  r.coefficients = scaled.cwiseQuotient(lengths);
  r.intercept = means[0] - means.tail(width).dot(r.coefficients);
  r.rank = qr.rank();
  double const all = y.squaredNorm();
  if (all > 0) r.r2 = 1 - (y - x * scaled).squaredNorm() / all;
  return r;
}

// least_squares(rows, "y"_c, "x1"_c, "x2"_c): the line (plane...) of least squares through columns of numbers of a table or a query, over
// the rows in which none of them is null; method: see fit_columns. In doubles; the columns are copied. (Options of a run: q.collect(o).)
template <class S, class Y, class... X>
auto least_squares(table<S> const& t, Y const& y, X const&... x) {
  static_assert(sizeof...(X) > 0, "quern: least_squares(rows, y, x...) takes the column to explain and at least one to explain it by");
  if constexpr (sizeof...(X) == 0)
    return ill_formed{};
  else if constexpr (!well_formed<plan::check_statistics_columns<S, Y, X...>>())
    return ill_formed{};
  else
    return quern::fit_columns(quern::complete_rows(t, y, x...));
}
template <class Plan, class Y, class... X>
auto least_squares(query<Plan> const& q, Y const& y, X const&... x) {
  if constexpr (!well_formed<plan::check_statistics_columns<plan::schema_of<Plan>, Y, X...>>())
    return ill_formed{};
  else
    return quern::least_squares(q.select(y, x...).collect(), y, x...);
}

// Of what a mistake has left.
inline ill_formed covariance_matrix(ill_formed const&) { return {}; }
template <class... X>
ill_formed least_squares(ill_formed const&, X const&...) {
  return {};
}

}  // namespace quern
