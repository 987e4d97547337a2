// SPDX-License-Identifier: BSL-1.0
// Primitives for the shape of a distribution and for pairs of numbers: central moments up to the fourth, co-moments.
#pragma once
#include <quern/expr/aggregate_pairs.hpp>
#include <quern/expr/aggregate_values.hpp>
#include <quern/kernel/statistics.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Skewness (Order 3) or excess kurtosis (4) of the population, by central moments that are updated and merged without
// cancellation: Pébay, Formulas for robust, one-pass parallel computation of covariances and arbitrary-order moments (2008).
template <int Order>
struct central_moments {};
template <int Order, class E>
struct accumulator<central_moments<Order>, E> {
  using B = bare<typename E::type>;
  using result = nullable<double>;
  struct slot {
    double n = 0, mean = 0, m2 = 0, m3 = 0, m4 = 0;
  };
  static constexpr bool has_lanes = false;
  template <class V>
  static void add(slot& s, V const& v) {
    merge(s, slot{1, kernel::to_double_value<B>(v)});
  }
  static void merge(slot& s, slot const& o) {
    if (o.n == 0) return;
    if (s.n == 0) return void(s = o);
    double const a = s.n, b = o.n, n = a + b, d = o.mean - s.mean, d_n = d / n, ab = a * b;
    if constexpr (Order == 4)
      s.m4 += o.m4 + d * d_n * d_n * d_n * ab * (a * a - ab + b * b) + 6 * d_n * d_n * (a * a * o.m2 + b * b * s.m2) + 4 * d_n * (a * o.m3 - b * s.m3);
    s.m3 += o.m3 + d * d_n * d_n * ab * (a - b) + 3 * d_n * (a * o.m2 - b * s.m2);
    s.m2 += o.m2 + d * d_n * ab;
    s.mean += d_n * b;
    s.n = n;
  }
  static void emit(slot const& s, column_builder<result>& b) {
    if (s.n == 0) return b.append_null();
    if constexpr (Order == 3)
      b.append_value(std::sqrt(s.n) * s.m3 / (s.m2 * std::sqrt(s.m2)));
    else
      b.append_value(s.n * s.m4 / (s.m2 * s.m2) - 3);
  }
};

// Welford's recurrence for two columns at once. Arguments of the regression come as y, x.
template <op::pair_statistic Which>
struct co_moments {};
template <op::pair_statistic Which, class E>
struct accumulator<co_moments<Which>, E> {
  using result = nullable<double>;
  struct slot {
    double n = 0, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
  };
  static constexpr bool has_lanes = false;
  template <class Row>
  static void add(slot& s, Row const& row) {
    double const x = kernel::to_double_value<bare<argument_type<E, 0>>>(meta::get<0>(row)), y = kernel::to_double_value<bare<argument_type<E, 1>>>(meta::get<1>(row));
    double const dx = x - s.mean_x, dy = y - s.mean_y;
    s.n += 1;
    s.mean_x += dx / s.n, s.mean_y += dy / s.n;
    s.xx += dx * (x - s.mean_x), s.yy += dy * (y - s.mean_y), s.xy += dx * (y - s.mean_y);
  }
  static void merge(slot& s, slot const& o) {
    if (o.n == 0) return;
    double const n = s.n + o.n, dx = o.mean_x - s.mean_x, dy = o.mean_y - s.mean_y, weight = s.n * o.n / n;
    s.xx += o.xx + dx * dx * weight, s.yy += o.yy + dy * dy * weight, s.xy += o.xy + dx * dy * weight;
    s.mean_x += dx * (o.n / n), s.mean_y += dy * (o.n / n);
    s.n = n;
  }
  static void emit(slot const& s, column_builder<result>& b) {
    using enum op::pair_statistic;
    if (s.n < (Which == covariance_population ? 1 : 2)) return b.append_null();
    if constexpr (Which == covariance) {
      b.append_value(s.xy / (s.n - 1));
    } else if constexpr (Which == covariance_population) {
      b.append_value(s.xy / s.n);
    } else if constexpr (Which == correlation) {
      // Roots apart where the product of the squares leaves a double. Rounding may not lead beyond 1.
      double const squares = s.xx * s.yy;
      double const r = s.xy / (squares > 1e-290 && squares < 1e290 ? std::sqrt(squares) : std::sqrt(s.xx) * std::sqrt(s.yy));
      b.append_value(r > 1 ? 1 : r < -1 ? -1 : r);
    } else {
      if (s.yy == 0) return b.append_null();
      double const slope = s.xy / s.yy;
      b.append_value(Which == op::pair_statistic::slope ? slope : s.mean_x - slope * s.mean_y);
    }
  }
};

template <int Order>
constexpr auto kind_of(op::shape<Order> const&) {
  return central_moments<Order>{};
}
template <op::pair_statistic Which>
constexpr auto kind_of(op::of_pairs<Which> const&) {
  return co_moments<Which>{};
}

}  // namespace quern::kernel
