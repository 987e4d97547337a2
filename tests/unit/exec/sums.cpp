// SPDX-License-Identifier: BSL-1.0
// count, sum and mean over every numeric type, of all rows: exact past 64 bits inside, null of nothing.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t, std::uint64_t;
using quern::count, quern::mean, quern::sum;

template <class T>
std::optional<int128> exact_sum(std::vector<std::optional<T>> const& v) {
  std::optional<int128> s;
  for (auto const& x : v)
    if (x) s = s.value_or(0) + static_cast<int128>(*x);
  return s;
}
template <class T>
int64_t values_in(std::vector<std::optional<T>> const& v) {
  return std::count_if(v.begin(), v.end(), [](auto const& x) { return x.has_value(); });
}
// Columns of each integer type, nullable; `percent` of the rows null.
template <class T, class Result>
void check_sum(std::size_t n, int64_t low, int64_t high, int percent) {
  auto const v = sprinkle_nulls(integers<T>(n, 1, low, high), 2, percent);
  auto const want = exact_sum(v);
  auto const q = quern::from(quern::make_table("x"_c = v));
  if (want && (*want < std::numeric_limits<Result>::min() || *want > static_cast<int128>(std::numeric_limits<Result>::max()))) {
    CHECK_THROWS_AS(q.agg("s"_c = sum("x"_c)).collect(), quern::overflow_error);
    return;
  }
  auto const t = q.agg("s"_c = sum("x"_c), "m"_c = mean("x"_c), "n"_c = count("x"_c), "rows"_c = count()).collect();
  static_assert(std::is_same_v<typename decltype(t["s"_c])::value_type, std::optional<Result>>);
  INFO(quern::type_name<T>() << " x " << n << ", " << percent << "% null");
  REQUIRE(t.rows() == 1);
  CHECK(same(t["s"_c][0], want ? std::optional<Result>(static_cast<Result>(*want)) : std::nullopt));
  CHECK(same(t["m"_c][0], want ? std::optional<double>(static_cast<double>(*want) / static_cast<double>(values_in(v))) : std::nullopt));
  CHECK(t["n"_c][0] == values_in(v));
  CHECK(t["rows"_c][0] == static_cast<int64_t>(n));
}
}  // namespace

TEST_CASE("sums and means of integers are exact at every length", "[exec][aggregate]") {
  for (std::size_t n : lengths)
    for (int percent : {0, 30, 100}) {
      check_sum<std::int8_t, int64_t>(n, -128, 127, percent);
      check_sum<std::uint16_t, uint64_t>(n, 0, 65535, percent);
      check_sum<std::int32_t, int64_t>(n, INT32_MIN, INT32_MAX, percent);
      check_sum<std::uint32_t, uint64_t>(n, 0, UINT32_MAX, percent);
      check_sum<int64_t, int64_t>(n, -1000, 1000, percent);                            // proven
      check_sum<int64_t, int64_t>(n, -(int64_t{1} << 60), int64_t{1} << 60, percent);  // checked, and past 64 bits on the way
      check_sum<uint64_t, uint64_t>(n, 0, int64_t{1} << 46, percent);
    }
}

TEST_CASE("a sum raises only where the final value does not fit, a mean never", "[exec][aggregate]") {
  for (std::size_t n : {2u, 8u, 1024u, 65537u}) {
    std::vector<int64_t> v(n, 0);
    v[0] = INT64_MAX, v[n - 1] = INT64_MAX;
    auto q = quern::from(quern::make_table("x"_c = v));
    CHECK_THROWS_AS(q.agg("s"_c = sum("x"_c)).collect(), quern::overflow_error);
    CHECK(*q.agg("m"_c = mean("x"_c)).collect()["m"_c][0] == static_cast<double>(int128{INT64_MAX} * 2) / static_cast<double>(n));
    v.push_back(-INT64_MAX);
    v.push_back(-INT64_MAX);
    v.push_back(INT64_MIN);
    CHECK(quern::from(quern::make_table("x"_c = v)).agg("s"_c = sum("x"_c)).collect()["s"_c][0] == INT64_MIN);
    std::vector<uint64_t> u(n, 0);
    u[0] = UINT64_MAX;
    CHECK(quern::from(quern::make_table("x"_c = u)).agg("s"_c = sum("x"_c)).collect()["s"_c][0] == UINT64_MAX);
    u[n - 1] = 1;
    CHECK_THROWS_AS(quern::from(quern::make_table("x"_c = u)).agg("s"_c = sum("x"_c)).collect(), quern::overflow_error);
  }
}

TEST_CASE("only the groups whose sum does not fit raise", "[exec][aggregate]") {
  auto const q = quern::from(quern::make_table("k"_c = std::vector<int>{1, 2, 1, 2}, "x"_c = std::vector<int64_t>{INT64_MAX, 5, 1, 6})).group_by("k"_c).agg("s"_c = sum("x"_c), "m"_c = mean("x"_c));
  CHECK_THROWS_AS(q.collect(), quern::overflow_error);
  CHECK(q.where("k"_c == 2).collect()["s"_c][0] == 11);
  CHECK(q.select("m"_c).collect().rows() == 2);
}

TEST_CASE("decimals sum to 38 digits exactly, and past them raise", "[exec][aggregate]") {
  using quern::decimal;
  for (bool huge : {false, true})
    for (std::size_t n : lengths) {
      auto const a = make_values(n, 3, [&](numbers& g) { return decimal<15, 2>::from_units(huge ? g.between(-999'999'999'999'999, 999'999'999'999'999) : g.between(-99999, 99999)); });
      auto const b = sprinkle_nulls(make_values(n, 4, [&](numbers& g) { return decimal<30, 4>::from_units(huge ? g.between(-INT64_MAX, INT64_MAX) * quern::power_of_ten(10) : int128{g.between(-99999, 99999)}); }), 5);
      auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b)).agg("a"_c = sum("a"_c), "b"_c = sum("b"_c), "p"_c = sum("a"_c * "a"_c), "m"_c = mean("a"_c)).collect();
      int128 sa = 0, sb = 0, sp = 0;
      bool any = false;
      for (std::size_t i = 0; i < n; ++i) sa += a[i].units, sp += int128{a[i].units} * a[i].units, sb += b[i] ? b[i]->units : 0, any |= b[i].has_value();
      INFO("n = " << n << (huge ? ", full" : ", small"));
      CHECK(same(t["a"_c][0], n ? std::optional(decimal<38, 2>::from_units(sa)) : std::nullopt));
      CHECK(same(t["b"_c][0], any ? std::optional(decimal<38, 4>::from_units(sb)) : std::nullopt));
      CHECK(same(t["p"_c][0], n ? std::optional(decimal<38, 4>::from_units(sp)) : std::nullopt));
      CHECK(same(t["m"_c][0], n ? std::optional(static_cast<double>(sa) / 100.0 / static_cast<double>(n)) : std::nullopt));
    }
  using D = decimal<38, 0>;
  auto const most = D::from_units(quern::power_of_ten(38) - 1);
  for (std::size_t n : {2u, 3u, 20u}) {
    INFO(n << " times the largest decimal");
    CHECK_THROWS_AS(quern::from(quern::make_table("x"_c = std::vector<D>(n, most))).agg("s"_c = sum("x"_c)).collect(), quern::overflow_error);
  }
  auto const back = quern::from(quern::make_table("x"_c = std::vector<D>{most, D::from_units(-most.units), most})).agg("s"_c = sum("x"_c)).collect();
  CHECK(back["s"_c][0] == most);
}

TEST_CASE("floats and durations sum; a NaN stays", "[exec][aggregate]") {
  for (std::size_t n : lengths) {
    auto const x = make_values(n, 6, [](numbers& g) { return static_cast<double>(g.between(-1000, 1000)) / 8; });
    auto const f = sprinkle_nulls(make_values(n, 7, [](numbers& g) { return static_cast<float>(g.between(-1000, 1000)) / 4; }), 8);
    auto const d = make_values(n, 9, [](numbers& g) { return quern::duration<quern::ms>(g.between(-1000, 1000)); });
    auto const t = quern::from(quern::make_table("x"_c = x, "f"_c = f, "d"_c = d)).agg("x"_c = sum("x"_c), "f"_c = sum("f"_c), "d"_c = sum("d"_c), "m"_c = mean("f"_c), "n"_c = count("f"_c)).collect();
    double sx = 0, sf = 0;
    int64_t sd = 0;
    for (std::size_t i = 0; i < n; ++i) sx += x[i], sf += f[i].value_or(0), sd += d[i].ticks;
    CHECK(same(t["x"_c][0], n ? std::optional(sx) : std::nullopt));  // eighths: exact in any order
    CHECK(same(t["f"_c][0], t["n"_c][0] ? std::optional(sf) : std::nullopt));
    CHECK(same(t["d"_c][0], n ? std::optional(quern::duration<quern::ms>(sd)) : std::nullopt));
    CHECK(same(t["m"_c][0], t["n"_c][0] ? std::optional(sf / static_cast<double>(t["n"_c][0])) : std::nullopt));
  }
  double const nan = std::numeric_limits<double>::quiet_NaN();
  auto const t = quern::from(quern::make_table("x"_c = std::vector<double>{1, nan, 2})).agg("s"_c = sum("x"_c)).collect();
  CHECK(std::isnan(*t["s"_c][0]));
}
