// SPDX-License-Identifier: BSL-1.0
// The same bits for any size of chunks on any number of threads; sums of floats agree within rounding.
#include <cmath>

#include "laws/chunks.hpp"
#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
std::size_t const chunk_sizes[] = {thread_sanitizer ? 104u : 8u, 104, 1000, chunk_rows, 3 * chunk_rows};
std::size_t const sizes[] = {0, 1, 7, 1000, 2 * chunk_rows + 8928};

// compare(wanted, result), for every way to run the query.
template <class Query, class Compare>
void for_chunk_sizes(char const* name, Query const& q, Compare compare) {
  auto const wanted = q.collect({.threads = 1});
  for (std::size_t rows : chunk_sizes)
    for (int threads : {1, 2, 4}) {
      INFO(name << " in chunks of " << rows << " on " << threads << " threads");
      compare(wanted, q.collect({.threads = threads, .min_rows_per_chunk = rows}));
    }
}
template <class Query>
void check(char const* name, Query const& q) {
  for_chunk_sizes(name, q, [](auto const& a, auto const& b) { CHECK(same_bytes(a, b)); });
}
template <class Query>
void check_nearly(char const* name, Query const& q) {
  for_chunk_sizes(name, q, []<class S>(quern::table<S> const& a, quern::table<S> const& b) {
    REQUIRE(a.rows() == b.rows());
    [&]<class... F>(quern::meta::list<F...>) {
      auto const column = [&](auto const& name_of, char const* text) {
        auto const x = a[name_of], y = b[name_of];
        auto const near = [](double u, double v) { return u == v || std::abs(u - v) <= 1e-9 * (std::abs(u) + std::abs(v)); };
        for (std::size_t r = 0; r < a.rows(); ++r) {
          std::optional<double> const u = x[r], v = y[r];
          if (u.has_value() != v.has_value() || (u && !near(*u, *v))) FAIL_CHECK(text << " in row " << r);
        }
      };
      (column(quern::expr::column<F::name>{}, F::name.data), ...);
    }(typename S::fields{});
  });
}

using D = quern::decimal<15, 2>;
struct rows_of_all_kinds : quern::schema<quern::field<"x", double>, quern::field<"y", quern::nullable<float>>, quern::field<"k", std::int64_t>,
                                         quern::field<"g", quern::nullable<std::int8_t>>, quern::field<"c", quern::nullable<quern::category>>,
                                         quern::field<"s", quern::nullable<quern::string>>, quern::field<"m", D>, quern::field<"b", bool>> {};

auto make(std::size_t n) {
  numbers g(n + 1);
  quern::table_builder<rows_of_all_kinds> t;
  for (std::size_t i = 0; i < n; ++i) {
    auto const maybe = [&g](auto v) { return g.chance(20) ? std::optional<decltype(v)>() : std::optional<decltype(v)>(std::move(v)); };
    double const x = (g.fraction() - 0.5) * 1000;
    auto const y = maybe(static_cast<float>(g.fraction()));
    auto const small = maybe(static_cast<std::int8_t>(g.between(-2, 2)));
    auto const c = maybe("category " + std::to_string(g.next() % 40)), s = maybe("t" + std::to_string(g.next() % 1000));
    t.row(x, y, g.between(0, 3000), small, c, s, D::from_units(g.between(-1'000'000, 1'000'000)), g.chance(30));
  }
  return t.finish();
}
}  // namespace

TEST_CASE("filtered and computed columns have the same bits in chunks of any size", "[laws][chunks]") {
  for (std::size_t n : sizes) {
    auto const q = quern::from(make(n));
    check("where, update", q.where("x"_c > 0.0 && quern::is_not_null("s"_c)).update("z"_c = "x"_c * "x"_c, "u"_c = quern::concat("s"_c, "s"_c), "p"_c = "m"_c * "m"_c));
    check("update", q.update("z"_c = "k"_c * 2, "not_b"_c = !"b"_c, "l"_c = quern::length("s"_c)));
    check("row index", q.with_row_index("i"_c).where("i"_c % 3 == 0).select("i"_c, "c"_c, "b"_c));
    check("limit", q.where("k"_c > 100).offset(5).limit(n / 2));
    check("range", quern::range(5, 5 + 3 * static_cast<std::int64_t>(n), 3).update("z"_c = "id"_c * "id"_c));
  }
}
TEST_CASE("groups come in the same order with the same bits in chunks of any size", "[laws][chunks]") {
  for (std::size_t n : sizes) {
    auto const q = quern::from(make(n));
    check("by category", q.group_by("c"_c).agg("n"_c = quern::count(), "sum"_c = quern::sum("m"_c), "low"_c = quern::min("x"_c), "high"_c = quern::max("s"_c), "first"_c = quern::first("y"_c), "last"_c = quern::last("s"_c)));
    check("by int64", q.group_by("k"_c).agg("n"_c = quern::count("s"_c), "sum"_c = quern::sum("k"_c * "k"_c), "d"_c = quern::count_distinct("c"_c), "any"_c = quern::any("b"_c)));
    check("by small keys", q.where("b"_c).group_by("g"_c).agg("sum"_c = quern::sum("m"_c * "m"_c), "q"_c = quern::median("x"_c), "low"_c = quern::min("m"_c), "last"_c = quern::last("x"_c)));
    check("groups of groups", q.group_by("c"_c, "k"_c).agg("n"_c = quern::count(), "m"_c = quern::sum("m"_c)).where("n"_c > 1).group_by("c"_c).agg("sum"_c = quern::sum("m"_c), "n"_c = quern::count()).order_by("c"_c));
    check("all rows", q.agg("n"_c = quern::count(), "sum"_c = quern::sum("m"_c), "low"_c = quern::min("k"_c), "high"_c = quern::max("y"_c), "first"_c = quern::first("s"_c), "last"_c = quern::last("c"_c), "d"_c = quern::count_distinct("s"_c)));
  }
}
// The signs of zeros and of NaNs: equal in the order, not in their bits.
TEST_CASE("extremes of equal floats have the same bits in chunks of any size", "[laws][chunks]") {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  numbers g(3);
  std::vector<double> zeros, nans;
  for (int i = 0; i < 5000; ++i) zeros.push_back(g.chance(50) ? 0.0 : -0.0), nans.push_back(g.chance(50) ? nan : -nan);
  auto const q = quern::from(quern::make_table("z"_c = zeros, "n"_c = nans, "k"_c = integers<std::int64_t>(5000, 4, 0, 40)));
  check("all rows", q.agg("a"_c = quern::min("z"_c), "b"_c = quern::max("z"_c), "c"_c = quern::min("n"_c), "d"_c = quern::max("n"_c)));
  check("groups", q.group_by("k"_c).agg("a"_c = quern::min("z"_c), "b"_c = quern::max("z"_c), "c"_c = quern::first("z"_c), "d"_c = quern::last("n"_c)));
}
TEST_CASE("sorted and distinct rows are the same in chunks of any size", "[laws][chunks]") {
  for (std::size_t n : sizes) {
    auto const q = quern::from(make(n)).with_row_index("i"_c);
    check("sort", q.where("x"_c < 300.0).order_by("g"_c, quern::desc("s"_c)));
    check("sort, limit", q.order_by(quern::desc("m"_c)).limit(50).update("z"_c = "k"_c + 1));
    check("distinct", q.select("c"_c, "s"_c, "b"_c).distinct());
  }
}
TEST_CASE("sums of floats agree within rounding in chunks of any size", "[laws][chunks]") {
  for (std::size_t n : sizes) {
    auto const q = quern::from(make(n));
    check_nearly("all rows", q.agg("sum"_c = quern::sum("x"_c * "x"_c), "mean"_c = quern::mean("y"_c), "v"_c = quern::variance("x"_c)));
    check_nearly("groups", q.group_by("k"_c).agg("sum"_c = quern::sum("x"_c * "x"_c), "mean"_c = quern::mean("y"_c)));
  }
}

// Bounds that are kept with the columns of a table belong to one size of chunks: were they taken for those of another, 32-bit
// factors would be believed where there are none.
TEST_CASE("bounds found in chunks of one size are not believed in chunks of another", "[laws][chunks]") {
  std::int64_t const large = std::int64_t{1} << 33;
  for (std::size_t first : chunk_sizes) {
    std::vector<std::int64_t> a(140000, 3);
    std::fill(a.begin() + 65536, a.begin() + 131072, large);
    auto const q = quern::from(quern::make_table("a"_c = a)).update("p"_c = "a"_c * 1000);
    auto const right = [&](std::size_t rows) {
      auto const t = q.collect({.threads = 1, .min_rows_per_chunk = rows});
      check_rows(t["p"_c], a.size(), "p", [&](auto r) { return a[r] * 1000; });
      CHECK(q.agg("s"_c = quern::sum("p"_c)).collect({.min_rows_per_chunk = rows})["s"_c][0] == (74464 * std::int64_t{3} + 65536 * large) * 1000);
    };
    right(first);
    for (std::size_t rows : chunk_sizes) right(rows);
  }
}

TEST_CASE("a size of chunks is rounded up to a multiple of 8, and none is too large or too small", "[laws][chunks]") {
  CHECK(quern::execution::context(quern::exec{}).chunk_rows == quern::rows_per_chunk);
  for (auto [said, used] : {std::pair<std::size_t, std::size_t>{0, 8}, {1, 8}, {8, 8}, {9, 16}, {100, 104}, {SIZE_MAX, SIZE_MAX - 7}})
    CHECK(quern::execution::context({.min_rows_per_chunk = said}).chunk_rows == used);
  quern::execution::run_counters c;
  quern::execution::current_counters() = &c;
  CHECK(quern::range(0, 1000).where("id"_c >= 0).count({.min_rows_per_chunk = 100}) == 1000);
  CHECK(quern::range(0, 1000).where("id"_c >= 0).count({.min_rows_per_chunk = SIZE_MAX}) == 1000);
  quern::execution::current_counters() = nullptr;
  CHECK(c.chunks_read == 10 + 1);
}
