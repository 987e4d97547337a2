// SPDX-License-Identifier: BSL-1.0
// Verbs about nulls, values and names: fill_null, drop_null, replace, drop_if_exists, to_columns.
#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
using quern::at_least, quern::exec, quern::field, quern::nullable;
template <class Q, class... F>
constexpr bool gives = std::is_same_v<typename Q::schema::fields, quern::meta::list<F...>>;

struct mixed : quern::schema<field<"id", std::int64_t>, field<"n", nullable<std::int16_t>>, field<"x", nullable<double>>, field<"s", nullable<quern::string>>, field<"c", nullable<quern::category>>,
                             field<"m", nullable<quern::decimal<9, 2>>>, field<"b", nullable<bool>>> {};
auto mixed_rows(std::size_t n, int percent) {
  numbers g(n + 1);
  auto some = [&](auto v) { return g.chance(percent) ? std::optional<decltype(v)>() : std::optional(v); };
  quern::table_builder<mixed> b;
  for (std::size_t i = 0; i < n; ++i)
    b.row(std::int64_t(i), some(std::int16_t(i % 5)), some(i % 3 == 0 ? std::numeric_limits<double>::quiet_NaN() : double(i)), some(std::string_view(i % 2 ? "odd" : "even")), some(std::string_view(i % 2 ? "one" : "two")),
          some(quern::decimal<9, 2>::from_units(std::int64_t(i))), some(i % 4 == 0));
  return b.finish();
}
}  // namespace

TEST_CASE("fill_null puts values where nulls are, and the columns are not nullable", "[query][shape]") {
  for (std::size_t n : {0u, 1u, 9u, 1025u})
    for (int percent : {0, 30, 100}) {
      auto const t = mixed_rows(n, percent);
      auto const q = quern::from(t).fill_null("n"_c = 7, "x"_c = 1, "s"_c = "none", "c"_c = "none", "m"_c = 3, "b"_c = true);
      static_assert(gives<decltype(q), field<"id", std::int64_t>, field<"n", std::int16_t>, field<"x", double>, field<"s", quern::string>, field<"c", quern::string>, field<"m", quern::decimal<9, 2>>, field<"b", bool>>);
      auto const r = q.collect({.min_rows_per_chunk = 8});
      check_rows(r["n"_c], n, "n", [&](auto i) { return t["n"_c][i].value_or(std::int16_t{7}); });
      check_rows(r["x"_c], n, "x", [&](auto i) { return t["x"_c][i].value_or(1.0); });
      check_rows(r["s"_c], n, "s", [&](auto i) { return t["s"_c][i].value_or("none"); });
      check_rows(r["c"_c], n, "c", [&](auto i) { return t["c"_c][i].value_or("none"); });
      check_rows(r["m"_c], n, "m", [&](auto i) { return t["m"_c][i].value_or(quern::decimal<9, 2>::from_units(300)); });
      check_rows(r["b"_c], n, "b", [&](auto i) { return t["b"_c][i].value_or(true); });
    }
}

TEST_CASE("fill_null of a value alone fills the columns whose type takes it; with columns, those", "[query][shape]") {
  auto const q = quern::from(mixed_rows(9, 100));
  auto const whole = q.fill_null(5);
  auto const fraction = q.fill_null(0.5);
  auto const text = q.fill_null("t");
  auto const some = q.fill_null(5, "x"_c, "id"_c);
  static_assert(gives<decltype(whole), field<"id", std::int64_t>, field<"n", std::int16_t>, field<"x", double>, field<"s", nullable<quern::string>>, field<"c", nullable<quern::category>>, field<"m", quern::decimal<9, 2>>,
                      field<"b", nullable<bool>>>);
  static_assert(gives<decltype(fraction), field<"id", std::int64_t>, field<"n", nullable<std::int16_t>>, field<"x", double>, field<"s", nullable<quern::string>>, field<"c", nullable<quern::category>>,
                      field<"m", nullable<quern::decimal<9, 2>>>, field<"b", nullable<bool>>>);
  check_rows(whole.collect()["m"_c], 9, "m", [](auto) { return quern::decimal<9, 2>::from_units(500); });
  check_rows(fraction.collect()["x"_c], 9, "x", [](auto) { return 0.5; });
  check_rows(text.collect()["s"_c], 9, "s", [](auto) { return std::string_view("t"); });
  static_assert(std::is_same_v<decltype(some.collect()["n"_c])::value_type, std::optional<std::int16_t>>);
  check_rows(some.collect()["x"_c], 9, "x", [](auto) { return 5.0; });
  // Another column, or a param, where it keeps the type.
  check_rows(q.fill_null("x"_c = "id"_c * 2.0).collect()["x"_c], 9, "x", [](auto i) { return static_cast<double>(i) * 2; });
  check_rows(q.fill_null("x"_c = quern::param<"p">(1.5)).with<"p">(2.5).collect()["x"_c], 9, "x", [](auto) { return 2.5; });
}

TEST_CASE("a number that does not fit the column's type is refused when the plan is written", "[query][shape]") {
  auto const q = quern::from(mixed_rows(3, 50));
  CHECK_THROWS_AS(q.fill_null("n"_c = 32768), quern::data_error);
  CHECK_THROWS_AS(q.fill_null("n"_c = -32769), quern::data_error);
  CHECK_NOTHROW(q.fill_null("n"_c = 32767, "m"_c = 9999999));
  CHECK_THROWS_WITH(q.fill_null("m"_c = 10000000), "quern: column 'm': the value does not fit decimal<9,2>");
  CHECK_THROWS_AS(q.fill_null("m"_c = 10000000.0_dec), quern::data_error);
  CHECK_THROWS_AS(q.replace("n"_c, 1, 40000), quern::data_error);
}

TEST_CASE("drop_null keeps the rows with enough values", "[query][shape]") {
  for (std::size_t n : {0u, 1u, 9u, 130u, 1025u})
    for (int percent : {0, 40, 100}) {
      auto const t = mixed_rows(n, percent);
      auto const q = quern::from(t);
      auto const there = [&](std::size_t i) { return t["n"_c][i].has_value() + t["x"_c][i].has_value() + t["s"_c][i].has_value() + t["c"_c][i].has_value() + t["m"_c][i].has_value() + t["b"_c][i].has_value(); };
      auto const check = [&](auto const& plan, auto keeps) {
        auto const r = plan.collect({.threads = 2, .min_rows_per_chunk = 8});
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < n; ++i)
          if (keeps(i)) rows.push_back(i);
        check_rows(r["id"_c], rows.size(), "id", [&](auto k) { return static_cast<std::int64_t>(rows[k]); });
        return rows;
      };
      auto const whole = q.drop_null();
      static_assert(gives<decltype(whole), field<"id", std::int64_t>, field<"n", std::int16_t>, field<"x", double>, field<"s", quern::string>, field<"c", quern::category>, field<"m", quern::decimal<9, 2>>, field<"b", bool>>);
      auto const rows = check(whole, [&](auto i) { return there(i) == 6; });
      auto const r = whole.collect();
      check_rows(r["c"_c], rows.size(), "c", [&](auto k) { return *t["c"_c][rows[k]]; });
      check_rows(r["m"_c], rows.size(), "m", [&](auto k) { return *t["m"_c][rows[k]]; });
      check_rows(r["b"_c], rows.size(), "b", [&](auto k) { return *t["b"_c][rows[k]]; });
      CHECK(same_bytes(r, q.drop_null(quern::any).collect({.min_rows_per_chunk = 8})));
      // What stands above reads the columns as they are now.
      check_rows(q.drop_null(quern::any, "n"_c, "s"_c).where("n"_c > 1 && "s"_c == "odd").agg("sum"_c = quern::sum("n"_c + 1)).collect()["sum"_c], 1, "sum", [&](auto) {
        std::optional<std::int64_t> sum;
        for (std::size_t i = 0; i < n; ++i)
          if (t["n"_c][i].value_or(0) > 1 && t["s"_c][i] == std::optional<std::string_view>("odd")) sum = sum.value_or(0) + *t["n"_c][i] + 1;
        return sum;
      });
      check(q.drop_null(quern::all, "n"_c, "x"_c), [&](auto i) { return t["n"_c][i] || t["x"_c][i]; });
      check(q.drop_null(at_least<4>), [&](auto i) { return there(i) + 1 >= 4; });
      check(q.drop_null(at_least<2>, "n"_c, "m"_c, "c"_c), [&](auto i) { return t["n"_c][i].has_value() + t["m"_c][i].has_value() + t["c"_c][i].has_value() >= 2; });
      check(q.drop_null(at_least<0>), [](auto) { return true; });
    }
  using Q = decltype(quern::from(mixed_rows(0, 0)));
  // The column "id" is there in every row: nothing can be dropped, and nothing is asked.
  static_assert(std::is_same_v<decltype(std::declval<Q>().drop_null(quern::all)), Q> && std::is_same_v<decltype(std::declval<Q>().drop_null(at_least<1>)), Q>);
  static_assert(std::is_same_v<decltype(std::declval<Q>().drop_null(quern::any, "id"_c)), Q>);
  static_assert(gives<decltype(std::declval<Q>().select("n"_c, "x"_c).drop_null(at_least<2>)), field<"n", std::int16_t>, field<"x", double>>);
}

TEST_CASE("a computed column without nulls is what it was computed to be", "[query][shape]") {
  auto const t = mixed_rows(130, 30);
  auto const r = quern::from(t).update("y"_c = "x"_c + "n"_c, "u"_c = quern::upper("s"_c), "k"_c = "b"_c && "n"_c > 1).drop_null(quern::any, "y"_c, "u"_c, "k"_c).collect();
  static_assert(std::is_same_v<decltype(r["y"_c])::value_type, double> && std::is_same_v<decltype(r["k"_c])::value_type, bool>);
  std::size_t k = 0;
  for (std::size_t i = 0; i < 130; ++i) {
    auto const b = t["b"_c][i];
    auto const n = t["n"_c][i];
    bool const known = (b && n) || (b && !*b) || (n && *n <= 1);
    if (!t["x"_c][i] || !n || !t["s"_c][i] || !known) continue;
    REQUIRE(k < r.rows());
    CHECK(reference::same(r["y"_c][k], *t["x"_c][i] + *n));
    CHECK(r["u"_c][k] == (i % 2 ? "ODD" : "EVEN"));
    CHECK(r["k"_c][k] == (b.value_or(true) && *n > 1));
    ++k;
  }
  CHECK(k == r.rows());
}

TEST_CASE("replace changes equal values only, all pairs at once", "[query][shape]") {
  for (std::size_t n : {0u, 1u, 130u}) {
    auto const t = mixed_rows(n, 30);
    auto const q = quern::from(t).replace("n"_c, 1, 2, 2, 1).replace("s"_c, "odd", "ODD").replace("c"_c, "one", "1").replace("id"_c, 3, quern::null<std::int64_t>).replace("b"_c, true, false).replace("m"_c, 0.03_dec, 7);
    static_assert(gives<decltype(q), field<"id", nullable<std::int64_t>>, field<"n", nullable<std::int16_t>>, field<"x", nullable<double>>, field<"s", nullable<quern::string>>, field<"c", nullable<quern::string>>,
                        field<"m", nullable<quern::decimal<9, 2>>>, field<"b", nullable<bool>>>);
    auto const r = q.collect();
    check_rows(r["n"_c], n, "n", [&](auto i) { return t["n"_c][i] ? std::optional<std::int16_t>(*t["n"_c][i] == 1 ? std::int16_t{2} : *t["n"_c][i] == 2 ? std::int16_t{1} : *t["n"_c][i]) : std::nullopt; });
    check_rows(r["s"_c], n, "s", [&](auto i) { return t["s"_c][i] == std::optional<std::string_view>("odd") ? "ODD" : t["s"_c][i]; });
    check_rows(r["c"_c], n, "c", [&](auto i) { return t["c"_c][i] == std::optional<std::string_view>("one") ? "1" : t["c"_c][i]; });
    check_rows(r["id"_c], n, "id", [&](auto i) { return i == 3 ? std::nullopt : std::optional<std::int64_t>(i); });
    check_rows(r["m"_c], n, "m", [&](auto i) { return t["m"_c][i] && t["m"_c][i]->units == 3 ? quern::decimal<9, 2>::from_units(700) : t["m"_c][i]; });
    check_rows(r["b"_c], n, "b", [&](auto i) { return t["b"_c][i] ? std::optional(false) : std::nullopt; });
  }
}

TEST_CASE("drop_if_exists and to_columns change names alone", "[query][shape]") {
  auto const q = quern::from(mixed_rows(3, 30)).select("id"_c, "n"_c, "x"_c);
  static_assert(gives<decltype(q.drop_if_exists("n"_c, "nothing"_c)), field<"id", std::int64_t>, field<"x", nullable<double>>>);
  static_assert(std::is_same_v<decltype(q.drop_if_exists("nothing"_c)), std::remove_const_t<decltype(q)>>);
  auto const r = q.to_columns("n"_c, "id"_c, "y"_c);  // old names may be given anew
  static_assert(gives<decltype(r), field<"n", std::int64_t>, field<"id", nullable<std::int16_t>>, field<"y", nullable<double>>>);
  check_rows(r.collect()["n"_c], 3, "n", [](auto i) { return static_cast<std::int64_t>(i); });
  auto const kept = q.to_columns("id"_c, "m"_c, "x"_c);
  static_assert(gives<decltype(kept), field<"id", std::int64_t>, field<"m", nullable<std::int16_t>>, field<"x", nullable<double>>>);
}
