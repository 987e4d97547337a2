// SPDX-License-Identifier: BSL-1.0
// Values and tables as text for people.
#include <climits>
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

TEST_CASE("a value's text reads as it is written", "[table][text]") {
  using quern::decimal, quern::date, quern::timestamp;
  CHECK(in_words(true) == "true");
  CHECK(in_words(std::int8_t{-5}) == "-5");
  CHECK(in_words(std::uint8_t{65}) == "65");
  CHECK(in_words(UINT64_MAX) == "18446744073709551615");
  CHECK(in_words(0.1) == "0.1");
  CHECK(in_words(1e300) == "1e+300");
  CHECK(in_words(0.1f) == "0.1");
  CHECK(in_words(-std::nan("")) == "nan");
  CHECK(in_words(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(in_words(decimal<15, 2>::from_units(-5)) == "-0.05");
  CHECK(in_words(decimal<15, 0>::from_units(1200)) == "1200");
  CHECK(in_words(decimal<38, 38>::from_units(1)) == "0." + std::string(37, '0') + "1");
  CHECK(in_words(decimal<38, 2>::from_units(quern::power_of_ten(38) - 1)) == std::string(36, '9') + ".99");
  CHECK(in_words(decimal<38, 0>::from_units(quern::power_of_ten(36))) == "1" + std::string(36, '0'));
  CHECK(in_words(date(1994, 1, 31)) == "1994-01-31");
  CHECK(in_words(date(1, 1, 1)) == "0001-01-01");
  CHECK(in_words(date(-1, 12, 31)) == "-0001-12-31");
  CHECK(in_words(timestamp<quern::s>(date(2000, 2, 29), 23, 59, 58)) == "2000-02-29 23:59:58");
  CHECK(in_words(timestamp<quern::ms>(-1)) == "1969-12-31 23:59:59.999");
  CHECK(in_words(timestamp<quern::us>(1'000'001)) == "1970-01-01 00:00:01.000001");
  CHECK(in_words(quern::days(-3)) == "-3");
  CHECK(in_words(std::optional<int>()) == "null");
  CHECK(in_words(std::optional<int>(3)) == "3");
}

TEST_CASE("a table shows names, types, nulls and how many rows there are", "[table][text]") {
  auto const t = quern::make_table("name"_c = std::vector<std::optional<std::string>>{"Zürich", std::nullopt}, "n"_c = std::vector<int>{5, -12}, "x"_c = std::vector<double>{0.5, 1234567890123.0});
  auto const text = quern::to_text(t);
  CHECK_THAT(text, matching::StartsWith(" name"));
  CHECK_THAT(text, matching::ContainsSubstring("nullable<string>"));
  CHECK_THAT(text, matching::ContainsSubstring(" Zürich           │     5 │"));
  CHECK_THAT(text, matching::ContainsSubstring(" null             │   -12 │"));
  CHECK_THAT(text, matching::EndsWith(" 2 rows\n"));
  CHECK_THAT(quern::to_text(t, 1), matching::EndsWith(" first 1 row of 2\n"));
  CHECK_THAT(quern::to_text(quern::from(t).limit(1).collect()), matching::EndsWith(" 1 row\n"));
  CHECK_THAT(quern::to_text(quern::from(t).limit(0).collect()), matching::EndsWith(" 0 rows\n"));
}

TEST_CASE("long texts are cut between code points, line breaks are blanked and wide tables folded", "[table][text]") {
  auto const t = quern::make_table("a"_c = std::vector<std::string>{std::string(30, 'x') + "äöüäöüäöüäöüäöü", "two\nlines\tand a tab"}, "b"_c = std::vector<std::string>(2, std::string(35, 'y')), "c"_c = std::vector<int>{1, 2});
  auto const text = quern::to_text(t);
  CHECK_THAT(text, matching::ContainsSubstring(std::string(30, 'x') + "äöüäöüäöü…"));
  CHECK_THAT(text, matching::ContainsSubstring("two lines and a tab"));
  auto const narrow = quern::to_text(t, 20, 50);
  CHECK_THAT(narrow, matching::ContainsSubstring("2 more columns"));
  CHECK_THAT(quern::to_text(t, 20, 85), matching::ContainsSubstring("1 more column\n"));
}
