// SPDX-License-Identifier: BSL-1.0
// Covariances and least squares against values worked out by hand and the normal equations in long double.
#include <cmath>
#include <quern/interop/eigen.hpp>

#include "laws/columns.hpp"

using namespace reference;

TEST_CASE("the covariance matrix is of all columns of numbers, over the rows without a null", "[interop][eigen]") {
  using money = quern::decimal<9, 2>;
  auto const t = quern::make_table("s"_c = std::vector<std::string>{"a", "b", "c", "d", "e"}, "x"_c = std::vector<std::optional<int>>{1, 2, std::nullopt, 3, 4},
                                   "y"_c = std::vector<std::optional<double>>{2, 4, 7, 5, std::nullopt}, "b"_c = std::vector<bool>(5),
                                   "m"_c = std::vector<money>{money::from_units(100), money::from_units(100), money::from_units(900), money::from_units(400), money::from_units(0)},
                                   "c"_c = std::vector<double>(5, 0.1));
  // x: 1 2 3, y: 2 4 5 with mean 11/3, m: 1 1 4 with mean 2, c does not vary.
  Eigen::Matrix4d expected;
  expected << 1, 1.5, 1.5, 0, 1.5, 7.0 / 3, 2, 0, 1.5, 2, 3, 0, 0, 0, 0, 0;
  auto const m = quern::covariance_matrix(t);
  REQUIRE(m.rows() == 4);
  REQUIRE(m.cols() == 4);
  CHECK((m - expected).cwiseAbs().maxCoeff() < 1e-14);
  CHECK(m(3, 3) == 0);
  CHECK(m == quern::covariance_matrix(quern::from(t), {.threads = 2, .min_rows_per_chunk = 8}));
  CHECK(m(0, 1) == Approx(quern::from(t).cov("x"_c, "y"_c)));
  CHECK(quern::covariance_matrix(quern::from(t).where("x"_c == 1)).array().isNaN().all());
  CHECK(quern::covariance_matrix(quern::from(t).where("x"_c == 9)).array().isNaN().all());
  CHECK(quern::covariance_matrix(quern::from(t).select("s"_c)).size() == 0);
  CHECK(quern::to_matrix(quern::from(t).where("x"_c > 2), "y"_c, "x"_c)(0, 1) == 3);
}

TEST_CASE("least squares through points on a plane gives the plane", "[interop][eigen]") {
  // y = 3 + 2 a - 0.5 b
  auto const q = quern::from(quern::make_table("y"_c = std::vector<std::optional<double>>{3, 5, 2.5, 4.5, std::nullopt}, "a"_c = std::vector<int>{0, 1, 0, 1, 5}, "b"_c = std::vector<std::int8_t>{0, 0, 1, 1, 100}));
  auto const f = quern::least_squares(q, "y"_c, "a"_c, "b"_c);
  CHECK(f.coefficients[0] == Approx(2).epsilon(1e-14));
  CHECK(f.coefficients[1] == Approx(-0.5).epsilon(1e-14));
  CHECK(f.intercept == Approx(3).epsilon(1e-14));
  CHECK(f.r2 == Approx(1).epsilon(1e-14));
  CHECK(f.rows == 4);
  CHECK(f.rank == 2);
  CHECK(f(Eigen::Vector2d(10, 2)) == Approx(22));
}

TEST_CASE("least squares through points off the line minimises the squares", "[interop][eigen]") {
  // x 0 1 2 3, y 1 3 2 5: means 1.5 and 2.75; xy 5.5, xx 5, yy 8.75; residuals' squares 8.75 - 5.5^2/5 = 2.7.
  auto const q = quern::from(quern::make_table("y"_c = std::vector<double>{1, 3, 2, 5}, "x"_c = std::vector<float>{0, 1, 2, 3}));
  auto const f = quern::least_squares(q.collect(), "y"_c, "x"_c);
  CHECK(f.coefficients[0] == Approx(1.1).epsilon(1e-14));
  CHECK(f.intercept == Approx(1.1).epsilon(1e-14));
  CHECK(f.r2 == Approx(1 - 2.7 / 8.75).epsilon(1e-13));
  // Far from zero, and in other units, where the normal equations would lose all digits.
  auto const far = quern::least_squares(q.update("x"_c = "x"_c * 1e-9 + 1e3, "y"_c = "y"_c * 1e9 - 1e15), "y"_c, "x"_c);
  CHECK(far.r2 == Approx(1 - 2.7 / 8.75).epsilon(1e-3));
  CHECK(quern::least_squares(q.update("x"_c = "x"_c * 1e-200), "y"_c, "x"_c).coefficients[0] == Approx(1.1e200));
}

TEST_CASE("columns that depend on others, that do not vary, too few rows, and values that are no numbers", "[interop][eigen]") {
  double const no_number = std::numeric_limits<double>::quiet_NaN();
  auto const t = quern::make_table("y"_c = std::vector<double>{1, 3, 2, 5}, "x"_c = std::vector<double>{0, 1, 2, 3}, "z"_c = std::vector<double>{1, -1, -3, -5}, "c"_c = std::vector<double>(4, 0.1),
                                   "bad"_c = std::vector<double>{1, 2, no_number, 4});
  auto const q = quern::from(t);
  auto const dependent = quern::least_squares(q, "y"_c, "x"_c, "z"_c, "c"_c);
  CHECK(dependent.rank == 1);
  CHECK(dependent.coefficients[0] - 2 * dependent.coefficients[1] == Approx(1.1).epsilon(1e-13));
  CHECK((dependent.coefficients[0] == 0 || dependent.coefficients[1] == 0));
  CHECK(dependent.coefficients[2] == 0);
  CHECK(dependent.r2 == Approx(1 - 2.7 / 8.75).epsilon(1e-13));
  auto const flat = quern::least_squares(q, "c"_c, "x"_c);
  CHECK(flat.coefficients[0] == 0);
  CHECK(flat.intercept == 0.1);
  CHECK(std::isnan(flat.r2));
  auto const one = quern::least_squares(q.limit(1), "y"_c, "x"_c);
  CHECK(one.rank == 0);
  CHECK(one.intercept == 1);
  for (auto const& none : {quern::least_squares(q.limit(0), "y"_c, "x"_c), quern::least_squares(q, "bad"_c, "x"_c), quern::least_squares(q, "y"_c, "bad"_c)}) {
    CHECK(std::isnan(none.coefficients[0]));
    CHECK(std::isnan(none.intercept));
    CHECK(std::isnan(none.r2));
    CHECK(none.rank == 0);
  }
}
