// SPDX-License-Identifier: BSL-1.0
// div and % towards zero, their errors, and the forms that give null instead.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t, std::uint64_t;
}

TEST_CASE("div and % cut towards zero, as in C++", "[kernel][division]") {
  for (std::size_t n : lengths) {
    auto const a = make_values(n, 1, [](numbers& g) { return g.chance(10) ? INT64_MIN : g.between(-100, 100); });
    auto const b = make_values(n, 2, [](numbers& g) { return static_cast<std::int8_t>(g.chance(50) ? g.between(2, 9) : g.between(-9, -2)); });
    auto const u = make_values(n, 3, [](numbers& g) { return g.chance(50) ? UINT64_MAX : static_cast<uint64_t>(g.between(1, 9)); });
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "u"_c = u))
                       .select("q"_c = quern::div("a"_c, "b"_c), "r"_c = "a"_c % "b"_c, "uq"_c = quern::div("u"_c, "u"_c), "ur"_c = "u"_c % std::uint32_t{7}, "l"_c = quern::div(1000, "b"_c))
                       .collect();
    check_rows(t["q"_c], n, "div", [&](auto r) { return a[r] / b[r]; });
    check_rows(t["r"_c], n, "%", [&](auto r) { return a[r] % b[r]; });
    check_rows(t["uq"_c], n, "u div u", [&](auto) { return uint64_t{1}; });
    check_rows(t["ur"_c], n, "u % 7", [&](auto r) { return u[r] % 7; });
    check_rows(t["l"_c], n, "1000 div b", [&](auto r) { return int64_t{1000} / b[r]; });
  }
}

TEST_CASE("the remainder of the least integer by -1 is 0, and its quotient overflows", "[kernel][division]") {
  auto const q = quern::from(quern::make_table("a"_c = std::vector<int64_t>{7, INT64_MIN}, "b"_c = std::vector<int64_t>{-1, -1}));
  check_rows(q.select("r"_c = "a"_c % "b"_c).collect()["r"_c], 2, "%", [](auto) { return 0; });
  CHECK_THROWS_AS(q.select("r"_c = quern::div("a"_c, "b"_c)).collect(), quern::overflow_error);
  CHECK_THROWS_AS(q.select("r"_c = quern::try_div("a"_c, "b"_c)).collect(), quern::overflow_error);
  CHECK(q.where("a"_c > 0).select("r"_c = quern::div("a"_c, "b"_c)).collect()["r"_c][0] == -7);
}

TEST_CASE("unsigned values above every signed one divide by value or raise", "[kernel][division]") {
  auto const q = quern::from(quern::make_table("u"_c = std::vector<uint64_t>{UINT64_MAX}, "k"_c = std::vector<int64_t>{2}, "m"_c = std::vector<int64_t>{-1}));
  CHECK(q.select("r"_c = quern::div("u"_c, "k"_c)).collect()["r"_c][0] == INT64_MAX);
  CHECK(q.select("r"_c = "u"_c % "k"_c).collect()["r"_c][0] == 1);
  CHECK(q.select("r"_c = quern::div("k"_c, "u"_c)).collect()["r"_c][0] == 0);
  CHECK_THROWS_AS(q.select("r"_c = quern::div("u"_c, "m"_c)).collect(), quern::overflow_error);
}

TEST_CASE("a zero divisor raises for live rows only", "[kernel][division]") {
  for (std::size_t n : {9u, 1025u, 65537u}) {
    auto const a = sprinkle_nulls(integers<int64_t>(n, 4, -100, 100), 5);
    auto b = sprinkle_nulls(integers<std::int32_t>(n, 6, 1, 9), 7);
    for (std::size_t i = 0; i < n; i += 3) b[i] = 0;
    auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b));
    CHECK_THROWS_AS(q.select("r"_c = quern::div("a"_c, "b"_c)).collect(), quern::division_by_zero);
    CHECK_THROWS_AS(q.where("a"_c % "b"_c == 0).count(), quern::division_by_zero);
    auto const none_zero = q.where("b"_c != 0).select("r"_c = quern::div("a"_c, "b"_c)).collect();
    auto const guarded = q.select("r"_c = quern::when("b"_c != 0).then(quern::div("a"_c, "b"_c))).collect();
    auto const tried = q.select("r"_c = quern::try_div("a"_c, "b"_c), "f"_c = quern::try_divide("a"_c, "b"_c)).collect();
    auto const want = [&](std::size_t r) { return b[r] == 0 ? std::optional<int64_t>() : lift([](int64_t x, int64_t y) { return x / y; }, a[r], b[r]); };
    std::vector<std::optional<int64_t>> kept;
    for (std::size_t i = 0; i < n; ++i)
      if (b[i] && *b[i] != 0) kept.push_back(want(i));
    check_rows(none_zero["r"_c], kept.size(), "filtered", [&](auto r) { return kept[r]; });
    check_rows(guarded["r"_c], n, "guarded", want);
    check_rows(tried["r"_c], n, "try_div", want);
    check_rows(tried["f"_c], n, "try_divide", [&](auto r) { return b[r] == 0 ? std::optional<double>() : lift([](double x, double y) { return x / y; }, a[r], b[r]); });
    CHECK(q.where("b"_c != 0 && "a"_c % "b"_c == 0).count() == q.where("b"_c != 0).where("a"_c % "b"_c == 0).count());
  }
}

TEST_CASE("a null dividend or divisor does not raise", "[kernel][division]") {
  std::optional<int64_t> const null;
  std::vector<std::optional<int64_t>> const a = {null, 1, null}, b = {0, null, null};
  auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b)).select("q"_c = quern::div("a"_c, "b"_c), "r"_c = "a"_c % "b"_c).collect();
  check_rows(t["q"_c], 3, "div", [&](auto) { return null; });
  check_rows(t["r"_c], 3, "%", [&](auto) { return null; });
}

TEST_CASE("/ is IEEE division: by zero it gives infinities and NaN", "[kernel][division]") {
  auto const t = quern::from(quern::make_table("a"_c = std::vector<int>{1, -1, 0, 7}, "b"_c = std::vector<int>{0, 0, 0, 2})).select("r"_c = "a"_c / "b"_c, "t"_c = quern::try_divide("a"_c, "b"_c)).collect();
  double const inf = std::numeric_limits<double>::infinity(), want[] = {inf, -inf, std::numeric_limits<double>::quiet_NaN(), 3.5};
  check_rows(t["r"_c], 4, "/", [&](auto r) { return want[r]; });
  check_rows(t["t"_c], 4, "try_divide", [&](auto r) { return r < 3 ? std::optional<double>() : std::optional<double>(3.5); });
}
