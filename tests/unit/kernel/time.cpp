// SPDX-License-Identifier: BSL-1.0
// Dates, timestamps and durations: arithmetic in the finer unit, comparison, casts, and errors where 64 bits end.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t;
using quern::cast, quern::date, quern::days, quern::duration, quern::timestamp;
using quern::ms, quern::ns, quern::s, quern::us;

template <class T>
std::vector<T> ticks(std::size_t n, std::uint64_t seed, int64_t most) {
  return make_values(n, seed, [&](numbers& g) { return T(g.between(-most, most)); });
}
}  // namespace

TEST_CASE("dates and days add and subtract", "[kernel][time]") {
  for (std::size_t n : lengths) {
    auto const d = make_values(n, 1, [](numbers& g) { return date(static_cast<std::int32_t>(g.between(-700000, 2900000))); });
    auto const e = sprinkle_nulls(make_values(n, 2, [](numbers& g) { return date(static_cast<std::int32_t>(g.between(-700000, 2900000))); }), 3);
    auto const k = ticks<days>(n, 4, 10000);
    auto const t = quern::from(quern::make_table("d"_c = d, "e"_c = e, "k"_c = k))
                       .select("a"_c = "d"_c + "k"_c, "b"_c = "d"_c - days(3), "c"_c = "d"_c - "e"_c, "f"_c = "d"_c < "e"_c, "g"_c = "d"_c == "1994-01-01"_date, "h"_c = quern::greatest("d"_c, "e"_c),
                               "i"_c = -"k"_c, "j"_c = quern::abs("k"_c), "m"_c = "k"_c * 3, "o"_c = "k"_c / days(7))
                       .collect();
    check_rows(t["a"_c], n, "d + k", [&](auto r) { return date(static_cast<std::int32_t>(d[r].days + k[r].ticks)); });
    check_rows(t["b"_c], n, "d - 3", [&](auto r) { return date(d[r].days - 3); });
    check_rows(t["c"_c], n, "d - e", [&](auto r) { return lift([&](date x) { return days(int64_t{d[r].days} - x.days); }, e[r]); });
    check_rows(t["f"_c], n, "d < e", [&](auto r) { return lift([&](date x) { return d[r] < x; }, e[r]); });
    check_rows(t["g"_c], n, "d == date", [&](auto r) { return d[r] == date(1994, 1, 1); });
    check_rows(t["h"_c], n, "greatest", [&](auto r) { return lift([&](date x) { return std::max(x, d[r]); }, e[r]); });
    check_rows(t["i"_c], n, "-k", [&](auto r) { return days(-k[r].ticks); });
    check_rows(t["j"_c], n, "abs k", [&](auto r) { return days(std::abs(k[r].ticks)); });
    check_rows(t["m"_c], n, "k * 3", [&](auto r) { return days(k[r].ticks * 3); });
    check_rows(t["o"_c], n, "k / 7 days", [&](auto r) { return static_cast<double>(k[r].ticks) / 7; });
  }
}

TEST_CASE("timestamps and durations meet in the finer unit", "[kernel][time]") {
  for (std::size_t n : lengths) {
    auto const a = ticks<timestamp<s>>(n, 5, 4'000'000'000);
    auto const b = ticks<timestamp<us>>(n, 6, 4'000'000'000'000'000);
    auto const x = ticks<duration<ms>>(n, 7, 1'000'000'000);
    auto const y = ticks<duration<s>>(n, 8, 1'000'000);
    auto const d = make_values(n, 9, [](numbers& g) { return date(static_cast<std::int32_t>(g.between(-50000, 50000))); });
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "x"_c = x, "y"_c = y, "d"_c = d))
                       .select("ax"_c = "a"_c + "x"_c, "by"_c = "b"_c - "y"_c, "ab"_c = "b"_c - "a"_c, "xy"_c = "x"_c + "y"_c, "dy"_c = "d"_c + "y"_c, "lt"_c = "a"_c < "b"_c, "ge"_c = "x"_c >= "y"_c,
                               "min"_c = quern::least("a"_c, "b"_c))
                       .collect();
    check_rows(t["ax"_c], n, "s + ms", [&](auto r) { return timestamp<ms>(a[r].ticks * 1000 + x[r].ticks); });
    check_rows(t["by"_c], n, "us - s", [&](auto r) { return timestamp<us>(b[r].ticks - y[r].ticks * 1'000'000); });
    check_rows(t["ab"_c], n, "us - s", [&](auto r) { return duration<us>(b[r].ticks - a[r].ticks * 1'000'000); });
    check_rows(t["xy"_c], n, "ms + s", [&](auto r) { return duration<ms>(x[r].ticks + y[r].ticks * 1000); });
    check_rows(t["dy"_c], n, "date + s", [&](auto r) { return timestamp<s>(int64_t{d[r].days} * 86400 + y[r].ticks); });
    check_rows(t["lt"_c], n, "s < us", [&](auto r) { return a[r].ticks * 1'000'000 < b[r].ticks; });
    check_rows(t["ge"_c], n, "ms >= s", [&](auto r) { return x[r].ticks >= y[r].ticks * 1000; });
    check_rows(t["min"_c], n, "least", [&](auto r) { return timestamp<us>(std::min(a[r].ticks * 1'000'000, b[r].ticks)); });
  }
}

TEST_CASE("casts between times round down, before 1970 too, and durations give their ticks", "[kernel][time]") {
  std::vector<timestamp<ms>> const a = {timestamp<ms>(1999), timestamp<ms>(-1), timestamp<ms>(-86'400'001), timestamp<ms>(86'400'000), timestamp<ms>(0)};
  std::vector<duration<s>> const w(5, duration<s>(90));
  auto const t = quern::from(quern::make_table("a"_c = a, "w"_c = w))
                     .select("s"_c = cast<timestamp<s>>("a"_c), "d"_c = cast<date>("a"_c), "ns"_c = cast<timestamp<ns>>("a"_c), "back"_c = cast<timestamp<s>>(cast<date>("a"_c)),
                             "k"_c = cast<int64_t>("w"_c), "m"_c = cast<duration<ms>>("w"_c))
                     .collect();
  int64_t const s_want[] = {1, -1, -86401, 86400, 0}, d_want[] = {0, -1, -2, 1, 0};
  check_rows(t["s"_c], 5, "s", [&](auto r) { return timestamp<s>(s_want[r]); });
  check_rows(t["d"_c], 5, "date", [&](auto r) { return date(static_cast<std::int32_t>(d_want[r])); });
  check_rows(t["ns"_c], 5, "ns", [&](auto r) { return timestamp<ns>(a[r].ticks * 1'000'000); });
  check_rows(t["back"_c], 5, "midnight", [&](auto r) { return timestamp<s>(d_want[r] * 86400); });
  check_rows(t["k"_c], 5, "ticks", [](auto) { return 90; });
  check_rows(t["m"_c], 5, "ms", [](auto) { return duration<ms>(90000); });
}

TEST_CASE("times that leave 64 bits raise for live rows only", "[kernel][time]") {
  auto const far = quern::from(quern::make_table("a"_c = std::vector<timestamp<s>>{timestamp<s>(0), timestamp<s>(INT64_MAX)}, "d"_c = std::vector<date>{date(0), date(INT32_MAX)},
                                                 "w"_c = std::vector<duration<s>>{duration<s>(1), duration<s>(INT64_MAX)}));
  CHECK_THROWS_AS(far.select("r"_c = "a"_c + duration<s>(1)).collect(), quern::overflow_error);
  CHECK_THROWS_AS(far.select("r"_c = "a"_c + duration<ns>(1)).collect(), quern::overflow_error);
  CHECK_THROWS_AS(far.select("r"_c = "d"_c + days(1)).collect(), quern::overflow_error);
  CHECK_THROWS_AS(far.select("r"_c = cast<timestamp<ns>>("a"_c)).collect(), quern::cast_error);
  CHECK_THROWS_AS(far.select("r"_c = cast<date>("a"_c)).collect(), quern::cast_error);
  CHECK_THROWS_AS(far.select("r"_c = cast<std::int32_t>("w"_c)).collect(), quern::cast_error);
  CHECK_THROWS_AS(far.select("r"_c = cast<std::int8_t>("w"_c * 1)).collect(), quern::cast_error);
  CHECK_THROWS_AS(far.select("r"_c = "w"_c * 2).collect(), quern::overflow_error);
  auto const near = far.where("d"_c == date(0)).select("x"_c = "a"_c + duration<ns>(1), "y"_c = "d"_c + days(1), "z"_c = cast<timestamp<ns>>("a"_c), "w"_c = "w"_c * 2).collect();
  CHECK(near["x"_c][0] == timestamp<ns>(1));
  CHECK(near["y"_c][0] == date(1));
  CHECK(near["w"_c][0] == duration<s>(2));
}
