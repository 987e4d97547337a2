// SPDX-License-Identifier: BSL-1.0
// Parts of dates and timestamps, and add_months, against a calendar counted day by day.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int32_t, std::int64_t;
using quern::date, quern::timestamp;

// Counts days one by one from a known Saturday: 1600-01-01.
struct counted_day {
  int32_t year = 1600, month = 1, day = 1, of_week = 6, of_year = 1;
  static bool leap(int32_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }
  static int32_t length(int32_t y, int32_t m) { return m == 2 ? (leap(y) ? 29 : 28) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31; }
  void next() {
    of_week = of_week % 7 + 1;
    if (++of_year, ++day > length(year, month)) {
      day = 1;
      if (++month > 12) month = 1, ++year, of_year = 1;
    }
  }
};
std::vector<counted_day> count_days(std::size_t n) {
  std::vector<counted_day> r(n);
  for (std::size_t i = 1; i < n; ++i) r[i] = r[i - 1], r[i].next();
  return r;
}
int32_t const first_day = -135140;  // 1600-01-01
}  // namespace

TEST_CASE("parts of dates are those of the calendar for eight hundred years", "[kernel][calendar]") {
  auto const days = count_days(292195);
  REQUIRE(days.back().year == 2400);
  std::vector<date> d;
  std::vector<timestamp<quern::ns>> t;
  for (std::size_t i = 0; i < days.size(); ++i) d.push_back(date(first_day + static_cast<int32_t>(i)));
  auto const c = quern::from(quern::make_table("d"_c = d))
                     .select("y"_c = quern::year("d"_c), "q"_c = quern::quarter("d"_c), "m"_c = quern::month("d"_c), "dd"_c = quern::day("d"_c), "w"_c = quern::day_of_week("d"_c), "n"_c = quern::day_of_year("d"_c))
                     .collect();
  auto const n = days.size();
  check_rows(c["y"_c], n, "year", [&](auto r) { return days[r].year; });
  check_rows(c["q"_c], n, "quarter", [&](auto r) { return (days[r].month - 1) / 3 + 1; });
  check_rows(c["m"_c], n, "month", [&](auto r) { return days[r].month; });
  check_rows(c["dd"_c], n, "day", [&](auto r) { return days[r].day; });
  check_rows(c["w"_c], n, "day_of_week", [&](auto r) { return days[r].of_week; });
  check_rows(c["n"_c], n, "day_of_year", [&](auto r) { return days[r].of_year; });
}

TEST_CASE("parts of timestamps are right on both sides of 1970, with nulls", "[kernel][calendar]") {
  for (std::size_t n : lengths) {
    auto const days = make_values(n, 1, [](numbers& g) { return g.between(-100000, 100000); });
    auto const rest = make_values(n, 2, [](numbers& g) { return g.chance(20) ? (g.chance(50) ? 0 : 86399) : g.between(0, 86399); });
    std::vector<timestamp<quern::ms>> all;
    for (std::size_t i = 0; i < n; ++i) all.push_back(timestamp<quern::ms>((days[i] * 86400 + rest[i]) * 1000 + 999));
    auto const t = sprinkle_nulls(all, 3);
    auto const c = quern::from(quern::make_table("t"_c = t)).select("h"_c = quern::hour("t"_c), "m"_c = quern::minute("t"_c), "s"_c = quern::second("t"_c), "d"_c = quern::day("t"_c), "w"_c = quern::day_of_week("t"_c)).collect();
    auto const part = [&](auto f) { return [&t, f](std::size_t r) { return t[r] ? std::optional<int32_t>(static_cast<int32_t>(f(r))) : std::nullopt; }; };
    check_rows(c["h"_c], n, "hour", part([&](auto r) { return rest[r] / 3600; }));
    check_rows(c["m"_c], n, "minute", part([&](auto r) { return rest[r] / 60 % 60; }));
    check_rows(c["s"_c], n, "second", part([&](auto r) { return rest[r] % 60; }));
    check_rows(c["d"_c], n, "day", part([&](auto r) { return quern::civil_from_days(days[r]).day; }));
    check_rows(c["w"_c], n, "day_of_week", part([&](auto r) { return ((days[r] + 3) % 7 + 7) % 7 + 1; }));
  }
}

TEST_CASE("add_months keeps the day where the month has it, else takes the last one", "[kernel][calendar]") {
  struct example {
    date from;
    int32_t months;
    date to;
  };
  std::vector<example> const examples = {{date(2024, 1, 31), 1, date(2024, 2, 29)},  {date(2023, 1, 31), 1, date(2023, 2, 28)}, {date(2024, 3, 31), -1, date(2024, 2, 29)},
                                         {date(2023, 12, 15), 1, date(2024, 1, 15)}, {date(2024, 1, 1), -1, date(2023, 12, 1)}, {date(2024, 2, 29), 12, date(2025, 2, 28)},
                                         {date(1900, 1, 31), 1, date(1900, 2, 28)},  {date(1, 1, 1), -12, date(0, 1, 1)},       {date(1970, 1, 1), 0, date(1970, 1, 1)},
                                         {date(2000, 5, 31), -1200, date(1900, 5, 31)}};
  std::vector<date> d;
  std::vector<int32_t> k;
  std::vector<timestamp<quern::s>> t;
  for (auto const& e : examples) d.push_back(e.from), k.push_back(e.months), t.push_back(timestamp<quern::s>(e.from, 23, 59, 59));
  auto const c = quern::from(quern::make_table("d"_c = d, "k"_c = k, "t"_c = t)).select("a"_c = quern::add_months("d"_c, "k"_c), "b"_c = quern::add_months("t"_c, "k"_c), "one"_c = quern::add_months("d"_c, 1)).collect();
  check_rows(c["a"_c], d.size(), "dates", [&](auto r) { return examples[r].to; });
  check_rows(c["b"_c], d.size(), "timestamps", [&](auto r) { return timestamp<quern::s>(examples[r].to, 23, 59, 59); });
  auto const q = quern::from(quern::make_table("d"_c = std::vector<date>{date(0), date(1)}, "k"_c = std::vector<int64_t>{1, INT64_MAX}));
  CHECK_THROWS_AS(q.select("r"_c = quern::add_months("d"_c, "k"_c)).collect(), quern::overflow_error);
  CHECK(q.where("k"_c == 1).select("r"_c = quern::add_months("d"_c, "k"_c)).collect()["r"_c][0] == date(1970, 2, 1));
}
