// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include <cmath>
#include <quern/interop/eigen.hpp>

using namespace quern::literals;

TEST_CASE("a column is an Eigen array on the same memory") {
  auto const t = quern::make_table("x"_c = std::vector<double>{1.5, 2.5, 4}, "n"_c = std::vector<int>{1, 2, 3});
  auto const column = t["x"_c];
  auto const x = quern::to_eigen(column);
  CHECK(x.data() == column.values().data());
  CHECK(x.sum() == 8);
  CHECK(quern::to_eigen(t["n"_c]).cast<double>().mean() == 2);
}

TEST_CASE("columns gather into a matrix, nulls as NaN and decimals as their value") {
  using money = quern::decimal<9, 2>;
  auto const t = quern::make_table("x"_c = std::vector<std::optional<int>>{7, std::nullopt}, "m"_c = std::vector<money>{money::from_units(125), money::from_units(-50)});
  auto const m = quern::to_matrix(t, "m"_c, "x"_c);
  REQUIRE(m.rows() == 2);
  CHECK(m(0, 0) == 1.25);
  CHECK(m(1, 0) == -0.5);
  CHECK(m(0, 1) == 7);
  CHECK(std::isnan(m(1, 1)));
}

TEST_CASE("a matrix becomes a table of its columns") {
  Eigen::MatrixXd m(3, 2);
  m << 1, 2, 3, 4, 5, 6;
  auto const t = quern::from_matrix(m, "a"_c, "b"_c);
  REQUIRE(t.rows() == 3);
  CHECK(t["b"_c][2] == 6);
  auto const sum = quern::from(t).agg("s"_c = quern::sum("a"_c)).collect();
  CHECK(*sum["s"_c][0] == 9);
  CHECK_THROWS_AS(quern::from_matrix(m, "a"_c), quern::data_error);
}
