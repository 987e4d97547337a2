// SPDX-License-Identifier: BSL-1.0
// Operations on literals, params and scalar sub-queries alone are done once a run: with the values, nulls and exceptions that they have row by row.
#include "laws/columns.hpp"

using namespace reference;
using quern::param;

namespace {
auto const data = quern::from(quern::make_table("x"_c = std::vector<int>{1, 2, 3, 4}, "s"_c = std::vector<std::string>{"a", "ab", "abc", ""},
                                                "day"_c = std::vector<quern::date>{quern::date(1994, 1, 1), quern::date(1994, 6, 30), quern::date(1995, 1, 1), quern::date(1996, 1, 1)}));
template <class E>
using bound = decltype(quern::execution::bind(std::declval<E const&>(), quern::execution::scope<quern::schema<quern::field<"x", int>>>{}));
template <class E>
constexpr bool is_folded(E const&) {
  return quern::kernel::is_known<bound<E>>;
}
}  // namespace

TEST_CASE("what reads no column is folded; what does, and functions of users, are not", "[exec][folded]") {
  CHECK(is_folded(param<"p">(1) + 2));
  CHECK(is_folded(quern::add_months(param<"from">("1994-01-01"_date), 12)));
  CHECK(is_folded(quern::concat(param<"p">("a"), "b")));
  CHECK(!is_folded("x"_c + param<"p">(1)));
  CHECK(!is_folded(quern::map([](int v) { return v; }, param<"p">(1))));
  CHECK(!is_folded("x"_c + (param<"p">(1) + 2)));
}

TEST_CASE("folded values of every kind", "[exec][folded]") {
  auto const from = param<"from">("1994-01-31"_date);
  auto const t = data.update("i"_c = param<"p">(3) * 2 - 1, "f"_c = param<"p">(3) / 2, "d"_c = param<"rate">(0.06_dec) - 0.01_dec, "to"_c = quern::add_months(from, 1), "b"_c = param<"p">(3) > 2,
                             "t"_c = quern::upper(quern::concat(param<"s">("a"), "b")), "none"_c = quern::try_div(param<"p">(3), 0), "y"_c = quern::year(from),
                             "n"_c = quern::null_safe_equal(quern::try_div(param<"p">(3), 0), quern::try_div(1, param<"zero">(0))))
                     .collect();
  check_rows(t["i"_c], 4, "i", [](auto) { return std::int64_t{5}; });
  check_rows(t["f"_c], 4, "f", [](auto) { return 1.5; });
  check_rows(t["to"_c], 4, "to", [](auto) { return quern::date(1994, 2, 28); });
  check_rows(t["b"_c], 4, "b", [](auto) { return true; });
  check_rows(t["t"_c], 4, "t", [](auto) { return std::string("AB"); });
  check_rows(t["none"_c], 4, "none", [](auto) { return std::optional<std::int64_t>(); });
  check_rows(t["n"_c], 4, "n", [](auto) { return true; });
  CHECK(t["d"_c][3].units == 5);
  CHECK(t["y"_c][3] == 1994);
}

TEST_CASE("folded values follow their params, in filters, groups and aggregates", "[exec][folded]") {
  auto const q = data.where("day"_c < quern::add_months(param<"from">("1994-01-01"_date), param<"months">(12)));
  CHECK(q.count() == 2);
  CHECK(q.with<"months">(24).count() == 3);
  CHECK(q.with<"from">("1980-01-01"_date).count() == 0);
  CHECK(data.where("s"_c == quern::concat(param<"p">("a"), "b")).count() == 1);
  CHECK(data.where("x"_c < quern::scalar(data.agg("m"_c = quern::max("x"_c))) - 1).count() == 2);
  auto const sums = data.agg("a"_c = quern::sum("x"_c * (param<"p">(1) + 1)), "b"_c = quern::sum("x"_c * (param<"q">(2) + 1)), "c"_c = quern::count() + (param<"p">(1) - 1)).with<"q">(9).collect();
  CHECK(sums["a"_c][0] == 20);
  CHECK(sums["b"_c][0] == 100);
  CHECK(sums["c"_c][0] == 4);
}

TEST_CASE("a folded value raises where a row asks for it, and only there", "[exec][folded]") {
  auto const zero = param<"zero">(0);
  auto const bad = quern::div(1, zero);
  CHECK_THROWS_AS(data.where("x"_c > bad).count(), quern::division_by_zero);
  CHECK(data.where("x"_c > bad).with<"zero">(1).count() == 3);
  CHECK(data.limit(0).where("x"_c > bad).count() == 0);
  CHECK(data.where("x"_c > 9 && "x"_c > bad).count() == 0);
  CHECK(data.select("y"_c = quern::when("x"_c > 9).then(bad).otherwise(7)).collect()["y"_c][3] == 7);
  CHECK_THROWS_AS(data.select("y"_c = quern::when("x"_c > 3).then(bad).otherwise(7)).collect(), quern::division_by_zero);
  CHECK(data.select("y"_c = bad, "x"_c).select("x"_c).count() == 4);
  // Overflow, of which the bounds of columns alone would know nothing.
  auto const most = param<"most">(std::numeric_limits<std::int64_t>::max());
  CHECK_THROWS_AS(data.where("x"_c < most + 1).count({.threads = 2, .min_rows_per_chunk = 1}), quern::overflow_error);
  CHECK(data.where("x"_c > 9).where("x"_c < most + 1).count() == 0);
  CHECK(data.where("x"_c < most + 1).with<"most">(2).count() == 2);
  CHECK_THROWS_AS(data.select("d"_c = quern::date_add("2000-01-01"_date, most)).collect(), quern::overflow_error);
}
