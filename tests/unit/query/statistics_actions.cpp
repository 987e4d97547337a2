// SPDX-License-Identifier: BSL-1.0
// describe, summary, corr, cov, value_counts and histogram against values worked out by hand and plain loops.
#include <cmath>
#include <map>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
double const no_number = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
std::optional<double> const null;

// The rows of a table of texts, columns joined by "|".
template <class S>
std::vector<std::string> lines(quern::table<S> const& t) {
  std::vector<std::string> r;
  for (std::size_t i = 0; i < t.rows(); ++i) {
    r.emplace_back();
    auto const add = [&](auto const& v) {
      if (!r[i].empty()) r[i] += "|";
      quern::format_value(r[i], v);
    };
    [&]<std::size_t... C>(std::index_sequence<C...>) { (add(t.template column<C>()[i]), ...); }(std::make_index_sequence<quern::table<S>::width>{});
  }
  return r;
}
using text = std::vector<std::string>;
quern::exec const small{.threads = 2, .min_rows_per_chunk = 8};
}  // namespace

TEST_CASE("describe and summary give texts for columns of numbers and texts", "[query][statistics]") {
  // As recorded from Spark, which shows whole floats with a point and keeps integers as they are.
  auto const q = quern::from(quern::make_table("id"_c = std::vector<std::int64_t>{1, 2, 3}, "v"_c = std::vector<double>{1, 2, 3}));
  auto const d = q.describe();
  static_assert(std::is_same_v<decltype(d), quern::table<quern::schema<quern::field<"summary", quern::string>, quern::field<"id", quern::nullable<quern::string>>,
                                                                       quern::field<"v", quern::nullable<quern::string>>>> const>);
  CHECK(lines(d) == text{"count|3|3", "mean|2.0|2.0", "stddev|1.0|1.0", "min|1|1.0", "max|3|3.0"});
  CHECK(lines(q.summary()) == text{"count|3|3", "mean|2.0|2.0", "stddev|1.0|1.0", "min|1|1.0", "25%|1|1.0", "50%|2|2.0", "75%|3|3.0", "max|3|3.0"});

  // A column that is neither is left out; all null, one value; decimals; NaN is the greatest; texts by bytes.
  auto const t = quern::make_table("b"_c = std::vector<bool>{true, false, true, false, true}, "none"_c = std::vector<std::optional<int>>(5),
                                   "one"_c = std::vector<std::optional<float>>{std::nullopt, 2.5f, std::nullopt, std::nullopt, std::nullopt},
                                   "m"_c = make_values(5, 1, [k = 0](numbers&) mutable { return quern::decimal<9, 2>::from_units(100 * ++k); }),
                                   "odd"_c = std::vector<double>{no_number, -0.0, infinite, 1e300, -1}, "s"_c = std::vector<std::optional<std::string>>{"b", "", std::nullopt, "B", "é"},
                                   "day"_c = std::vector<quern::date>(5));
  CHECK(lines(quern::from(t).summary(small)) == text{"count|0|1|5|5|4", "mean|null|2.5|3.0|nan|null", "stddev|null|null|1.5811388300841898|nan|null", "min|null|2.5|1.00|-1.0|",
                                                     "25%|null|2.5|2.00|-0.0|null", "50%|null|2.5|3.00|1e+300|null", "75%|null|2.5|4.00|inf|null", "max|null|2.5|5.00|nan|é"});
  CHECK(lines(quern::from(t).where(!"b"_c).select("m"_c, "s"_c).describe()) == text{"count|2|2", "mean|3.0|null", "stddev|1.4142135623730951|null", "min|2.00|", "max|4.00|B"});
  CHECK(lines(quern::from(t).where("m"_c > 5).select("m"_c, "day"_c).summary()) == text{"count|0", "mean|null", "stddev|null", "min|null", "25%|null", "50%|null", "75%|null", "max|null"});
  CHECK(lines(quern::from(t).select("b"_c, "day"_c).describe()) == text{"count", "mean", "stddev", "min", "max"});
  // The mean of integers is exact where their sum leaves 64 bits.
  auto const wide = quern::make_table("x"_c = std::vector<std::int64_t>{INT64_MAX, INT64_MAX, INT64_MIN});
  CHECK(lines(quern::from(wide).describe())[3] == "min|-9223372036854775808");
  CHECK(lines(quern::from(wide).describe())[1] == "mean|3074457345618258432.0");
}

TEST_CASE("quartiles are values of the column, for any number of them", "[query][statistics]") {
  for (std::size_t n = 1; n < 130; n += 3) {
    auto const x = integers<std::int64_t>(n, n, -50, 50);
    auto sorted = x;
    std::sort(sorted.begin(), sorted.end());
    auto const t = quern::from(quern::make_table("x"_c = x)).summary(small);
    for (std::size_t q = 1; q <= 3; ++q) {
      std::size_t at = 0;
      while (4 * (at + 1) < q * n) ++at;  // so many values are at most this one
      CHECK(t["x"_c][3 + q] == std::to_string(sorted[at]));
    }
  }
}

TEST_CASE("corr and cov leave out rows with a null, and are NaN where they mean nothing", "[query][statistics]") {
  auto const q = quern::from(quern::make_table("x"_c = std::vector<std::optional<double>>{1, 2, null, 3, 4}, "y"_c = std::vector<std::optional<double>>{2, 4, 7, 5, null},
                                               "n"_c = std::vector<int>{-1, -2, 0, -3, 9}, "c"_c = std::vector<double>{0.1, 0.1, 0.1, 0.1, 0.1}, "m"_c = std::vector<quern::decimal<9, 2>>(5)));
  // (1,2) (2,4) (3,5): means 2 and 11/3; sums of squares 2 and 14/3, of products 3.
  CHECK(q.cov("x"_c, "y"_c) == Approx(1.5).epsilon(1e-15));
  CHECK(q.corr("x"_c, "y"_c) == Approx(3 / std::sqrt(2 * 14.0 / 3)).epsilon(1e-15));
  CHECK(q.corr("y"_c, "x"_c, small) == q.corr("x"_c, "y"_c));
  // n + 1 and 2x in four rows: 0 -1 -2 10 and 2 4 6 8, means 1.75 and 5.
  CHECK(q.cov("n"_c + 1, "x"_c * 2, small) == Approx((-1.75 * -3 + -2.75 * -1 + -3.75 * 1 + 8.25 * 3) / 3).epsilon(1e-15));
  CHECK(q.where("n"_c < 0).corr("n"_c, "x"_c) == -1);
  CHECK(q.cov("x"_c, "x"_c) == Approx(5.0 / 3).epsilon(1e-15));
  CHECK(q.corr("x"_c, "x"_c) == 1);
  CHECK(std::isnan(q.corr("x"_c, "c"_c)));
  CHECK(q.cov("x"_c, "c"_c) == 0);
  CHECK(std::isnan(q.corr("m"_c, "n"_c)));
  for (auto const& few : {q.where("n"_c == -1), q.where("n"_c == 5)}) {
    CHECK(std::isnan(few.cov("x"_c, "y"_c)));
    CHECK(std::isnan(few.corr("x"_c, "y"_c)));
  }
  auto const odd = quern::from(quern::make_table("x"_c = std::vector<double>{1, 2, no_number}, "y"_c = std::vector<double>{1, 2, 3}));
  CHECK(std::isnan(odd.cov("x"_c, "y"_c)));
  CHECK(std::isnan(odd.corr("x"_c, "y"_c)));
  CHECK(std::isnan(odd.update("x"_c = 1.0 / ("x"_c - 1.0)).corr("x"_c, "y"_c)));
}

TEST_CASE("corr and cov agree with a plain computation, at every length, and far from zero; the bits do not depend on threads", "[query][statistics][threads]") {
  for (std::size_t n = 0; n <= 130; n += 5) {
    auto const x = sprinkle_nulls(make_values(n, 1, [](numbers& g) { return 1e6 + g.fraction(); }), 2), y = sprinkle_nulls(make_values(n, 3, [](numbers& g) { return g.fraction() - 5e5; }), 4);
    long double m = 0, sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < n; ++i)
      if (x[i] && y[i]) m += 1, sx += *x[i], sy += *y[i];
    for (std::size_t i = 0; i < n; ++i)
      if (x[i] && y[i]) xx += (*x[i] - sx / m) * (*x[i] - sx / m), yy += (*y[i] - sy / m) * (*y[i] - sy / m), xy += (*x[i] - sx / m) * (*y[i] - sy / m);
    auto const q = quern::from(quern::make_table("x"_c = x, "y"_c = y));
    if (m < 2) continue;
    CHECK(q.cov("x"_c, "y"_c, small) == Approx(static_cast<double>(xy / (m - 1))).margin(1e-12));
    CHECK(q.corr("x"_c, "y"_c, small) == Approx(static_cast<double>(xy / std::sqrt(xx * yy))).margin(1e-9));
  }
  auto const q = quern::from(quern::make_table("x"_c = floats<float>(200'000, 1), "y"_c = make_values(200'000, 2, [](numbers& g) { return g.fraction(); }))).where("x"_c < 1e30 && "x"_c > -1e30);
  double const one = q.corr("x"_c, "y"_c, {.threads = 1, .min_rows_per_chunk = 1000});
  CHECK(one == one);
  for (int threads : {2, 3, 8}) CHECK(q.corr("x"_c, "y"_c, {.threads = threads, .min_rows_per_chunk = 1000}) == one);
}

TEST_CASE("value_counts puts the most frequent first and ties as they first appear", "[query][statistics]") {
  auto const t = quern::make_table("s"_c = std::vector<std::optional<std::string>>{"c", "a", std::nullopt, "b", "a", "b", std::nullopt, "d"}, "x"_c = std::vector<double>{no_number, -0.0, 0.0, -no_number, 1, no_number, 2, 3});
  auto const q = quern::from(t);
  CHECK(lines(q.value_counts("s"_c)) == text{"a|2", "null|2", "b|2", "c|1", "d|1"});
  CHECK(lines(q.value_counts("x"_c, small)) == text{"nan|3", "0|2", "1|1", "2|1", "3|1"});
  CHECK(lines(q.where("x"_c > 0.5).value_counts("s"_c)) == text{"a|1", "null|1", "d|1"});
  CHECK(lines(q.value_counts("x"_c > 1.5)) == text{"false|6", "true|2"});
  CHECK(q.where("x"_c > 5.0).value_counts("s"_c).rows() == 0);
  auto const many = quern::range(0, 20'000).value_counts("id"_c * 7 % 1000, {.threads = 3, .min_rows_per_chunk = 512});
  REQUIRE(many.rows() == 1000);
  for (std::size_t i = 0; i < 1000; ++i) CHECK((many["value"_c][i] == static_cast<std::int64_t>(i * 7 % 1000) && many["count"_c][i] == 20));
}

TEST_CASE("histogram counts in equal bins, open at their end but for the last", "[query][statistics]") {
  auto const q = quern::from(quern::make_table("x"_c = std::vector<std::optional<double>>{0, 1, null, 2, 2.5, no_number, 4, infinite, 3.999, -infinite}, "none"_c = std::vector<std::optional<int>>(10),
                                               "same"_c = std::vector<int>(10, 7), "i"_c = std::vector<std::int8_t>{-128, 127, 0, 1, 2, 3, 4, 5, 6, 7}));
  CHECK(lines(q.histogram("x"_c, 4)) == text{"0|1|1", "1|2|1", "2|3|2", "3|4|2"});
  CHECK(lines(q.histogram("x"_c, 1, small)) == text{"0|4|6"});
  CHECK(lines(q.histogram("i"_c, std::size_t{3}, small)) == text{"-128|-43|1", "-43|42|8", "42|127|1"});
  CHECK(q.histogram("none"_c, 10).rows() == 0);
  CHECK(q.histogram("same"_c, 10).rows() == 0);
  CHECK(q.where("same"_c == 8).histogram("x"_c, 10).rows() == 0);
  CHECK_THROWS_AS(q.histogram("x"_c, 0), quern::data_error);
  CHECK_THROWS_AS(q.histogram("x"_c, -1), quern::data_error);
  // No more bins than there are numbers between the ends, and ends as far apart as there are.
  double const next = std::nextafter(1.0, 2.0), most = std::numeric_limits<double>::max();
  auto const near = quern::from(quern::make_table("x"_c = std::vector<double>{1, next})).histogram("x"_c, 5);
  std::int64_t all = 0;
  for (auto const row : near) all += row["count"_c];
  CHECK(all == 2);
  CHECK(near["count"_c][4] == 1);
  CHECK(lines(quern::from(quern::make_table("x"_c = std::vector<double>{-most, most, 0, 1})).select("x"_c).histogram("x"_c, 2)) == text{"-1.7976931348623157e+308|0|1", "0|1.7976931348623157e+308|3"});
  // Every value lies in the bin that its edges tell, on any number of threads.
  auto const x = make_values(5000, 9, [](numbers& g) { return std::floor(g.fraction() * 100) / 10; });
  auto const values = quern::from(quern::make_table("x"_c = x));
  auto const bins = values.histogram("x"_c, 37, {.threads = 1});
  CHECK(same_bytes(bins, values.histogram("x"_c, 37, {.threads = 3, .min_rows_per_chunk = 64})));
  for (std::size_t k = 0; k < 37; ++k) {
    double const a = bins["start"_c][k], b = bins["end"_c][k];
    CHECK(bins["count"_c][k] == std::count_if(x.begin(), x.end(), [&](double v) { return v >= a && (v < b || (k == 36 && v == b)); }));
    CHECK((k == 0 || bins["end"_c][k - 1] == a));
  }
}
