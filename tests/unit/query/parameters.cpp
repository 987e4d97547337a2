// SPDX-License-Identifier: BSL-1.0
// Literals and parameters: values that ride with a plan, and the same plan run again with others.
#include "laws/columns.hpp"

using namespace reference;

namespace {
auto const data = quern::make_table("x"_c = std::vector<int>{1, 2, 3, 4}, "s"_c = std::vector<std::string>{"a", "b", "c", "a"}, "d"_c = std::vector<double>{0.5, 1.5, 2.5, 3.5},
                                    "day"_c = std::vector<quern::date>{quern::date(1994, 1, 1), quern::date(1995, 1, 1), quern::date(1996, 1, 1), quern::date(1997, 1, 1)});
}

TEST_CASE("a parameter has its first value until with() gives another", "[query][param]") {
  auto const q = quern::from(data).where("x"_c > quern::param<"cutoff">(2));
  CHECK(q.count() == 2);
  CHECK(q.with<"cutoff">(3).count() == 1);
  CHECK(q.with<"cutoff">(0).count() == 4);
  CHECK(q.with<"cutoff">(3).with<"cutoff">(1).count() == 3);
  CHECK(q.count() == 2);
  static_assert(std::is_same_v<decltype(q), std::remove_const_t<decltype(q.with<"cutoff">(3))> const>);
}

TEST_CASE("a parameter may stand anywhere, more than once, under aggregates and below other verbs", "[query][param]") {
  auto const q = quern::from(data)
                     .update("y"_c = "x"_c * quern::param<"factor">(10))
                     .group_by("big"_c = "y"_c > quern::param<"cutoff">(25))
                     .agg("total"_c = quern::sum("y"_c + quern::param<"factor">(10)), "n"_c = quern::count() + quern::param<"more">(0))
                     .order_by("big"_c);
  auto const a = q.collect();
  CHECK(a.rows() == 2);
  CHECK(a["total"_c][0] == 10 + 20 + 2 * 10);
  CHECK(a["total"_c][1] == 30 + 40 + 2 * 10);
  auto const b = q.with<"factor">(100).with<"more">(7).collect();
  REQUIRE(b.rows() == 1);
  CHECK(b["big"_c][0] == true);
  CHECK(b["total"_c][0] == 1000 + 4 * 100);
  CHECK(b["n"_c][0] == 11);
}

TEST_CASE("two parameters of one type and two literals keep their own values", "[query][param]") {
  auto const q = quern::from(data).agg("a"_c = quern::sum("x"_c * quern::param<"p">(1)), "b"_c = quern::sum("x"_c * quern::param<"q">(2)), "c"_c = quern::sum("x"_c * 3), "d"_c = quern::sum("x"_c * 4));
  auto const t = q.with<"q">(5).collect();
  CHECK(t["a"_c][0] == 10);
  CHECK(t["b"_c][0] == 50);
  CHECK(t["c"_c][0] == 30);
  CHECK(t["d"_c][0] == 40);
}

TEST_CASE("parameters of texts, dates and decimals", "[query][param]") {
  auto const q = quern::from(data).where("s"_c == quern::param<"name">("a"));
  CHECK(q.count() == 2);
  CHECK(q.with<"name">("b").count() == 1);
  CHECK(q.with<"name">(std::string("none of these, and longer than any small buffer")).count() == 0);
  auto const days = quern::from(data).where("day"_c >= quern::param<"from">("1995-06-01"_date));
  CHECK(days.count() == 2);
  CHECK(days.with<"from">(quern::date(1990, 1, 1)).count() == 4);
  auto const rate = quern::from(data).select("r"_c = "x"_c * quern::param<"rate">(0.50_dec));
  CHECK(rate.collect()["r"_c][3] == quern::decimal<13, 2>::from_units(200));
}

TEST_CASE("a parameter refuses an integer that its type does not hold", "[query][param]") {
  auto const q = quern::from(data).where("x"_c > quern::param<"cutoff">(2));
  CHECK(q.with<"cutoff">(std::int64_t{3}).count() == 1);
  CHECK(q.with<"cutoff">(std::size_t{3}).count() == 1);
  CHECK_THROWS_AS(q.with<"cutoff">(std::int64_t{1} << 32), quern::data_error);
  CHECK_THROWS_AS(quern::from(data).where("x"_c > quern::param<"cutoff">(2u)).with<"cutoff">(-1), quern::data_error);
  CHECK(quern::from(data).where("d"_c > quern::param<"cutoff">(0.0)).with<"cutoff">(2).count() == 2);
}

TEST_CASE("a text literal outlives the string it was made from", "[query][param]") {
  auto const q = [] {
    std::string const gone(100, 'z');
    return quern::from(data).select("s"_c = quern::concat("s"_c, gone));
  }();
  CHECK(q.collect()["s"_c][0] == "a" + std::string(100, 'z'));
}

TEST_CASE("constants known to the compiler, and null of a type", "[query][param]") {
  auto const t = quern::from(data)
                     .select("one"_c = "x"_c + quern::lit<1>, "yes"_c = quern::lit<true>, "text"_c = quern::lit<quern::fixed_string("word")>, "none"_c = quern::null<double>, "no_text"_c = quern::null<quern::string>,
                             "half"_c = 0.5, "date"_c = "2000-02-29"_date)
                     .collect();
  check_rows(t["one"_c], 4, "one", [](auto r) { return static_cast<std::int64_t>(r) + 2; });
  check_rows(t["yes"_c], 4, "yes", [](auto) { return true; });
  check_rows(t["text"_c], 4, "text", [](auto) { return std::string("word"); });
  check_rows(t["none"_c], 4, "none", [](auto) { return std::optional<double>(); });
  check_rows(t["no_text"_c], 4, "no_text", [](auto) { return std::optional<std::string>(); });
  check_rows(t["half"_c], 4, "half", [](auto) { return 0.5; });
  check_rows(t["date"_c], 4, "date", [](auto) { return quern::date(2000, 2, 29); });
}

TEST_CASE("a text literal is a column like any other value", "[query][param]") {
  auto const t = quern::from(data).update("t"_c = "text", "u"_c = std::string("owned")).collect();
  check_rows(t["t"_c], 4, "t", [](auto) { return std::string("text"); });
  check_rows(t["u"_c], 4, "u", [](auto) { return std::string("owned"); });
}
