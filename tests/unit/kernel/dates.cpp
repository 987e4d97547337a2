// SPDX-License-Identifier: BSL-1.0
// Days, months and units added and counted, dates cut off and written by patterns, Unix time, parts made into dates.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using quern::date;
using stamp = quern::timestamp<quern::us>;
using day = std::optional<date>;
using when = std::optional<stamp>;
template <class T, class V>
void check_values(quern::column_view<T> const& c, char const* name, std::vector<V> const& want) {
  check_rows(c, want.size(), name, [&](auto r) { return want[r]; });
}
stamp at(date d, int hour, int minute, int second, int micros = 0) { return stamp(stamp(d, hour, minute, second).ticks + micros); }
}  // namespace

TEST_CASE("days are added, counted and found, on both sides of 1970", "[kernel][calendar]") {
  std::vector<day> const d = {date(2024, 1, 31), date(2024, 2, 29), date(1969, 12, 31), day{}, date(2000, 12, 25), date(-1, 3, 1)};
  std::vector<when> const t = {at(date(2024, 2, 1), 0, 0, 0), at(date(2023, 2, 28), 23, 59, 59), at(date(1969, 12, 31), 23, 59, 59, 999999), at(date(1970, 1, 1), 0, 0, 0), when{}, at(date(-1, 2, 28), 12, 0, 0)};
  std::vector<std::int32_t> const n = {1, -366, 1, 5, 0, 365};
  auto const q = quern::from(quern::make_table("d"_c = d, "t"_c = t, "n"_c = n));
  auto const r = q.select("add"_c = quern::date_add("d"_c, "n"_c), "sub"_c = quern::date_sub("t"_c, "n"_c), "diff"_c = quern::date_diff("d"_c, "t"_c), "last"_c = quern::last_day("t"_c), "mon"_c = quern::next_day<"Mon">("d"_c),
                          "sun"_c = quern::next_day<"sunday">("t"_c), "months"_c = quern::months_between("d"_c, "t"_c), "week"_c = quern::week_of_year("d"_c), "of"_c = quern::year_of_week("d"_c), "unix"_c = quern::unix_date("d"_c),
                          "back"_c = quern::date_from_unix_date(quern::unix_date("t"_c)), "name"_c = quern::day_name("d"_c), "month"_c = quern::month_name("t"_c), "x"_c = quern::extract<"week">("t"_c))
                     .collect();
  using I = std::optional<std::int32_t>;
  using T = std::optional<std::string>;
  check_values(r["add"_c], "date_add", std::vector<day>{date(2024, 2, 1), date(2023, 2, 28), date(1970, 1, 1), {}, date(2000, 12, 25), date(0, 2, 29)});
  check_values(r["sub"_c], "date_sub", std::vector<day>{date(2024, 1, 31), date(2024, 2, 29), date(1969, 12, 30), date(1969, 12, 27), {}, date(-2, 2, 28)});
  check_values(r["diff"_c], "date_diff", std::vector<I>{-1, 366, 0, {}, {}, 1});
  check_values(r["last"_c], "last_day", std::vector<day>{date(2024, 2, 29), date(2023, 2, 28), date(1969, 12, 31), date(1970, 1, 31), {}, date(-1, 2, 28)});
  check_values(r["mon"_c], "next monday", std::vector<day>{date(2024, 2, 5), date(2024, 3, 4), date(1970, 1, 5), {}, date(2001, 1, 1), date(-1, 3, 8)});
  check_values(r["sun"_c], "next sunday", std::vector<day>{date(2024, 2, 4), date(2023, 3, 5), date(1970, 1, 4), date(1970, 1, 4), {}, date(-1, 3, 7)});
  // Both the last of their months: whole months. Else 31sts.
  check_rows(r["months"_c], 6, "months_between", [](auto k) { return std::vector<std::optional<double>>{-0.03225806, 12.0, 0.0, {}, {}, 0.11290323}[k]; });
  check_values(r["week"_c], "week_of_year", std::vector<I>{5, 9, 1, {}, 52, 9});
  check_values(r["of"_c], "year_of_week", std::vector<I>{2024, 2024, 1970, {}, 2000, -1});
  check_values(r["x"_c], "week", std::vector<I>{5, 9, 1, 1, {}, 8});
  check_values(r["unix"_c], "unix_date", std::vector<I>{19753, 19782, -1, {}, 11316, date(-1, 3, 1).days});
  check_values(r["back"_c], "date_from_unix_date", std::vector<day>{date(2024, 2, 1), date(2023, 2, 28), date(1969, 12, 31), date(1970, 1, 1), {}, date(-1, 2, 28)});
  check_values(r["name"_c], "day_name", std::vector<T>{"Wed", "Thu", "Wed", {}, "Mon", "Mon"});
  check_values(r["month"_c], "month_name", std::vector<T>{"Feb", "Feb", "Dec", "Jan", {}, "Feb"});
  auto const edge = quern::from(quern::make_table("d"_c = std::vector<date>{date(0), date(INT32_MAX)}));
  CHECK_THROWS_AS(edge.select("d"_c = quern::date_add("d"_c, 1)).collect(), quern::overflow_error);
  CHECK(edge.where("d"_c < date(1)).select("d"_c = quern::date_add("d"_c, 1)).collect()["d"_c][0] == date(1));
}

TEST_CASE("ISO weeks of a whole cycle of 400 years, counted from Mondays", "[kernel][calendar]") {
  std::vector<date> d;
  for (std::int32_t k = 0; k < 146097; ++k) d.push_back(date(-135140 + k));  // from 1600-01-01
  auto const t = quern::from(quern::make_table("d"_c = d)).select("w"_c = quern::week_of_year("d"_c), "y"_c = quern::year_of_week("d"_c)).collect();
  // 1600-01-01 was a Saturday, so the week of 1600 with number 1 began on Monday, January 3.
  std::int32_t week = 52, year = 1599, of_week = 6;
  check_rows(t["w"_c], d.size(), "week", [&](std::size_t r) {
    if (r > 0 && ++of_week > 7) {
      of_week = 1, ++week;
      auto const thursday = quern::civil_from_days(d[r].days + 3);  // of this week
      if (thursday.year != year) week = 1, year = thursday.year;
    }
    if (t["y"_c][r] != year) FAIL("year of row " << r);
    return week;
  });
}

TEST_CASE("times are cut off at units, units are added and counted", "[kernel][calendar]") {
  std::vector<when> const t = {at(date(2024, 8, 15), 14, 30, 59, 123456), at(date(1969, 11, 30), 23, 59, 59, 999999), when{}, at(date(2000, 1, 1), 0, 0, 0)};
  std::vector<std::int64_t> const n = {5, -1, 3, 1000};
  auto const q = quern::from(quern::make_table("t"_c = t, "n"_c = n, "d"_c = std::vector<date>{date(2024, 8, 15), date(1969, 11, 30), date(0), date(2000, 1, 1)}));
  auto const r = q.select("y"_c = quern::date_trunc<"year">("t"_c), "q"_c = quern::date_trunc<"quarter">("t"_c), "m"_c = quern::date_trunc<"month">("d"_c), "w"_c = quern::date_trunc<"week">("d"_c), "h"_c = quern::date_trunc<"hour">("t"_c),
                          "s"_c = quern::date_trunc<"second">("t"_c), "ms"_c = quern::date_trunc<"millisecond">("t"_c), "ad"_c = quern::timestamp_add<"day">("n"_c, "t"_c), "am"_c = quern::timestamp_add<"month">("n"_c, "t"_c),
                          "aw"_c = quern::timestamp_add<"week">("n"_c, "t"_c), "as"_c = quern::timestamp_add<"second">(1, "t"_c), "dh"_c = quern::timestamp_diff<"hour">("d"_c, "t"_c), "dy"_c = quern::timestamp_diff<"year">("t"_c, date(2023, 8, 16)),
                          "dw"_c = quern::timestamp_diff<"week">("t"_c, date(2024, 8, 1)), "us"_c = quern::timestamp_diff<"microsecond">("d"_c, "t"_c))
                     .collect();
  using N = std::optional<std::int64_t>;
  check_values(r["y"_c], "year", std::vector<when>{at(date(2024, 1, 1), 0, 0, 0), at(date(1969, 1, 1), 0, 0, 0), {}, at(date(2000, 1, 1), 0, 0, 0)});
  check_values(r["q"_c], "quarter", std::vector<when>{at(date(2024, 7, 1), 0, 0, 0), at(date(1969, 10, 1), 0, 0, 0), {}, at(date(2000, 1, 1), 0, 0, 0)});
  check_values(r["m"_c], "month", std::vector<date>{date(2024, 8, 1), date(1969, 11, 1), date(0), date(2000, 1, 1)});
  check_values(r["w"_c], "week", std::vector<date>{date(2024, 8, 12), date(1969, 11, 24), date(1969, 12, 29), date(1999, 12, 27)});
  check_values(r["h"_c], "hour", std::vector<when>{at(date(2024, 8, 15), 14, 0, 0), at(date(1969, 11, 30), 23, 0, 0), {}, at(date(2000, 1, 1), 0, 0, 0)});
  check_values(r["s"_c], "second", std::vector<when>{at(date(2024, 8, 15), 14, 30, 59), at(date(1969, 11, 30), 23, 59, 59), {}, at(date(2000, 1, 1), 0, 0, 0)});
  check_values(r["ms"_c], "millisecond", std::vector<when>{at(date(2024, 8, 15), 14, 30, 59, 123000), at(date(1969, 11, 30), 23, 59, 59, 999000), {}, at(date(2000, 1, 1), 0, 0, 0)});
  check_values(r["ad"_c], "days", std::vector<when>{at(date(2024, 8, 20), 14, 30, 59, 123456), at(date(1969, 11, 29), 23, 59, 59, 999999), {}, at(date(2002, 9, 27), 0, 0, 0)});
  check_values(r["am"_c], "months", std::vector<when>{at(date(2025, 1, 15), 14, 30, 59, 123456), at(date(1969, 10, 30), 23, 59, 59, 999999), {}, at(date(2083, 5, 1), 0, 0, 0)});
  check_values(r["aw"_c], "weeks", std::vector<when>{at(date(2024, 9, 19), 14, 30, 59, 123456), at(date(1969, 11, 23), 23, 59, 59, 999999), {}, at(date(2019, 3, 2), 0, 0, 0)});
  check_values(r["as"_c], "seconds", std::vector<when>{at(date(2024, 8, 15), 14, 31, 0, 123456), at(date(1969, 12, 1), 0, 0, 0, 999999), {}, at(date(2000, 1, 1), 0, 0, 1)});
  check_values(r["dh"_c], "hours", std::vector<N>{14, 23, {}, 0});
  check_values(r["dy"_c], "years", std::vector<N>{0, 53, {}, 23});
  check_values(r["dw"_c], "weeks", std::vector<N>{-2, 2852, {}, 1282});
  check_values(r["us"_c], "microseconds", std::vector<N>{52259123456, 86399999999, {}, 0});
  auto const far = quern::from(quern::make_table("n"_c = std::vector<std::int64_t>{INT64_MAX}));
  CHECK_THROWS_AS(far.select("t"_c = quern::timestamp_add<"week">("n"_c, stamp(0))).collect(), quern::overflow_error);
  CHECK_THROWS_AS(far.select("t"_c = quern::timestamp_seconds("n"_c)).collect(), quern::overflow_error);
}

TEST_CASE("dates and times from parts and Unix time, and back; what is no day is null", "[kernel][calendar]") {
  using I = std::optional<std::int32_t>;
  std::vector<I> const y = {2024, 2023, 2000, {}, 2024, 1969}, m = {2, 2, 13, 1, 12, 12}, d = {29, 29, 1, 1, 31, 31};
  std::vector<std::int32_t> const h = {14, 0, 0, 0, 23, 24};
  std::vector<double> const s = {59.25, 0, 0, 0, 60, 0};
  std::vector<std::int64_t> const n = {1428495132123456, 0, -1, 86400, -86400000001, 5};
  auto const r = quern::from(quern::make_table("y"_c = y, "m"_c = m, "d"_c = d, "h"_c = h, "s"_c = s, "n"_c = n))
                     .select("date"_c = quern::make_date("y"_c, "m"_c, "d"_c), "at"_c = quern::make_timestamp("y"_c, "m"_c, "d"_c, "h"_c, 59, "s"_c), "us"_c = quern::timestamp_micros("n"_c), "ms"_c = quern::timestamp_millis("n"_c % 1000000),
                             "secs"_c = quern::unix_seconds(quern::timestamp_micros("n"_c)), "millis"_c = quern::unix_millis(quern::timestamp_micros("n"_c)), "micros"_c = quern::unix_micros(quern::cast<date>(quern::timestamp_micros("n"_c))),
                             "text"_c = quern::from_unixtime("n"_c % 1000000), "day"_c = quern::from_unixtime<"yyyy-MM-dd">("n"_c % 1000000))
                     .collect();
  check_values(r["date"_c], "make_date", std::vector<day>{date(2024, 2, 29), {}, {}, {}, date(2024, 12, 31), date(1969, 12, 31)});
  check_values(r["at"_c], "make_timestamp", std::vector<when>{at(date(2024, 2, 29), 14, 59, 59, 250000), {}, {}, {}, at(date(2025, 1, 1), 0, 0, 0), {}});
  check_values(r["us"_c], "timestamp_micros", std::vector<stamp>{at(date(2015, 4, 8), 12, 12, 12, 123456), stamp(0), stamp(-1), stamp(86400), stamp(-86400000001), stamp(5)});
  check_values(r["ms"_c], "timestamp_millis", std::vector<stamp>{stamp(123456000), stamp(0), stamp(-1000), stamp(86400000), stamp(-1000), stamp(5000)});
  check_values(r["secs"_c], "unix_seconds", std::vector<std::int64_t>{1428495132, 0, -1, 0, -86401, 0});
  check_values(r["millis"_c], "unix_millis", std::vector<std::int64_t>{1428495132123, 0, -1, 86, -86400001, 0});
  check_values(r["micros"_c], "unix_micros", std::vector<std::int64_t>{1428451200000000, 0, -86400000000, 0, -172800000000, 0});
  check_values(r["text"_c], "from_unixtime", std::vector<std::string>{"1970-01-02 10:17:36", "1970-01-01 00:00:00", "1969-12-31 23:59:59", "1970-01-02 00:00:00", "1969-12-31 23:59:59", "1970-01-01 00:00:05"});
  check_values(r["day"_c], "from_unixtime", std::vector<std::string>{"1970-01-02", "1970-01-01", "1969-12-31", "1970-01-02", "1969-12-31", "1970-01-01"});
}

TEST_CASE("date_format writes every letter of a pattern", "[kernel][calendar]") {
  std::vector<when> const t = {at(date(2024, 3, 5), 0, 4, 9, 7000), at(date(1969, 12, 31), 23, 59, 59, 999999), when{}, at(date(987, 10, 25), 12, 0, 0)};
  auto const r = quern::from(quern::make_table("t"_c = t))
                     .select("a"_c = quern::date_format<"yyyy-MM-dd'T'HH:mm:ss.SSSSSS">("t"_c), "b"_c = quern::date_format<"y/M/d h:m:s a">("t"_c), "c"_c = quern::date_format<"EEEE, d MMMM yy (DDD, 'Q'Q) 'o''clock'">("t"_c),
                             "d"_c = quern::date_format<"E MMM hh D SSS''">(quern::cast<date>("t"_c)))
                     .collect();
  using T = std::optional<std::string>;
  check_values(r["a"_c], "ISO", std::vector<T>{"2024-03-05T00:04:09.007000", "1969-12-31T23:59:59.999999", {}, "0987-10-25T12:00:00.000000"});
  check_values(r["b"_c], "short", std::vector<T>{"2024/3/5 12:4:9 AM", "1969/12/31 11:59:59 PM", {}, "987/10/25 12:0:0 PM"});
  check_values(r["c"_c], "long", std::vector<T>{"Tuesday, 5 March 24 (065, Q1) o'clock", "Wednesday, 31 December 69 (365, Q4) o'clock", {}, "Thursday, 25 October 87 (298, Q4) o'clock"});
  check_values(r["d"_c], "of a date", std::vector<T>{"Tue Mar 12 65 000'", "Wed Dec 12 365 000'", {}, "Thu Oct 12 298 000'"});
}
