// SPDX-License-Identifier: BSL-1.0
// Text to typed values: every type at its extremes, nulls, and what is not a value.
#include "csv_rows.hpp"

using namespace quern;
using csv_test::error_of;
using csv_test::row_texts;
using csv_test::rows_of;

namespace {
template <class T>
struct one : schema<field<"x", T>> {};
// One column from values in lines.
template <class T>
row_texts read(std::string const& lines, csv_options options = {}) {
  return rows_of<one<T>>("x\n" + lines, options);
}
template <class T>
std::string refuses(std::string const& text, csv_options const& options = {}) {
  return error_of<one<T>>("x\n" + text + "\n", options);
}
}  // namespace

TEST_CASE("integers are read at both ends of every width", "[csv]") {
  CHECK(read<std::int8_t>("-128\n127\n0\n+5\n-0\n 7 \n007\n") == row_texts{"-128", "127", "0", "5", "0", "7", "7"});
  CHECK(read<std::uint8_t>("0\n255\n") == row_texts{"0", "255"});
  CHECK(read<std::int16_t>("-32768\n32767\n") == row_texts{"-32768", "32767"});
  CHECK(read<std::uint16_t>("65535\n") == row_texts{"65535"});
  CHECK(read<std::int32_t>("-2147483648\n2147483647\n99999999\n123456789\n") == row_texts{"-2147483648", "2147483647", "99999999", "123456789"});
  CHECK(read<std::uint32_t>("4294967295\n") == row_texts{"4294967295"});
  CHECK(read<std::int64_t>("-9223372036854775808\n9223372036854775807\n1234567890123456\n12345678901234567\n") ==
        row_texts{"-9223372036854775808", "9223372036854775807", "1234567890123456", "12345678901234567"});
  CHECK(read<std::uint64_t>("18446744073709551615\n-0\n00000000000000000000001\n") == row_texts{"18446744073709551615", "0", "1"});
}

TEST_CASE("integers of every number of digits are read", "[csv]") {
  std::string lines;
  row_texts expected;
  for (std::string digits = "9"; digits.size() < 19; digits += static_cast<char>('0' + digits.size() % 10))
    for (std::string sign : {"", "-"}) lines += sign + digits + "\n", expected.push_back(sign + digits);
  CHECK(read<std::int64_t>(lines) == expected);
}

TEST_CASE("an integer out of range says so", "[csv]") {
  CHECK(refuses<std::int8_t>("128") == ":2: column 'x': \"128\" is out of range for int8");
  CHECK(refuses<std::int8_t>("-129") == ":2: column 'x': \"-129\" is out of range for int8");
  CHECK(refuses<std::uint16_t>("-1") == ":2: column 'x': \"-1\" is out of range for uint16");
  CHECK(refuses<std::int32_t>("2147483648") == ":2: column 'x': \"2147483648\" is out of range for int32");
  CHECK(refuses<std::int64_t>("9223372036854775808") == ":2: column 'x': \"9223372036854775808\" is out of range for int64");
  CHECK(refuses<std::uint64_t>("18446744073709551616") == ":2: column 'x': \"18446744073709551616\" is out of range for uint64");
}

TEST_CASE("what is not a number is refused in words", "[csv]") {
  CHECK(refuses<std::int32_t>("abc") == ":2: column 'x': \"abc\" is not an int32");
  for (std::string text :
       {"-", "+", "1.0", "1e3", "1 2", "--1", "+-1", "0x10", "1,", "\x31\x80", "1234567a", "12345678a", "123456789012345a", "1_000", "'1'"})
    CHECK(error_of<one<std::int32_t>>("x;y\n" + text + ";\n", {.separator = ';'}) == ":2: column 'x': \"" + text + "\" is not an int32");
  CHECK(refuses<std::uint8_t>("x") == ":2: column 'x': \"x\" is not a uint8");
  CHECK(refuses<double>("1.2.3") == ":2: column 'x': \"1.2.3\" is not a double");
  CHECK(refuses<double>("1e400") == ":2: column 'x': \"1e400\" is out of range for double");
  CHECK(refuses<float>("1e39") == ":2: column 'x': \"1e39\" is out of range for float");
  for (std::string text : {".", "-", "1.2x", "x", "1e", "1-", "+-1", "- 1"})
    CHECK(refuses<double>(text) == ":2: column 'x': \"" + text + "\" is not a double");
}

TEST_CASE("doubles are read to the last bit", "[csv]") {
  CHECK(read<double>(
            "1\n-0\n0.1\n1.7976931348623157e308\n5e-324\n2.2250738585072014E-308\n123456789012345678\n.5\n5.\n+1.5\n 2 \n1e-400\n") ==
        row_texts{"1", "-0", "0.1", "1.7976931348623157e+308", "5e-324", "2.2250738585072014e-308", "123456789012345680", "0.5", "5", "1.5", "2",
             "0"});
  CHECK(read<double>("inf\n-inf\nnan\nInfinity\n") == row_texts{"inf", "-inf", "nan", "inf"});
  CHECK(read<float>("3.4028235e38\n1e-45\n0.1\n16777217\n-0.0\n") == row_texts{"3.4028235e+38", "1e-45", "0.1", "16777216", "-0"});
  CHECK(read<double>("\"1,5\"\n\"-2,25\"\n", {.decimal_point = ','}) == row_texts{"1.5", "-2.25"});
}

TEST_CASE("decimals are exact, with fewer fraction digits or surplus zeros", "[csv]") {
  CHECK(
      read<decimal<15, 2>>(
          "1.25\n-1.25\n17\n0.1\n-0.05\n.5\n5.\n1.2500\n9999999999999.99\n-9999999999999.99\n+3.00\n 4.5 \n-.50\n00000000000000000001\n") ==
      row_texts{"1.25", "-1.25", "17.00", "0.10", "-0.05", "0.50", "5.00", "1.25", "9999999999999.99", "-9999999999999.99", "3.00", "4.50",
           "-0.50", "1.00"});
  CHECK(read<decimal<38, 10>>("9999999999999999999999999999.9999999999\n-0.0000000001\n") ==
        row_texts{"9999999999999999999999999999.9999999999", "-0.0000000001"});
  CHECK(read<decimal<38, 38>>("0.99999999999999999999999999999999999999\n") == row_texts{"0.99999999999999999999999999999999999999"});
  CHECK(read<decimal<38, 0>>("99999999999999999999999999999999999999\n-12\n") == row_texts{"99999999999999999999999999999999999999", "-12"});
  CHECK(read<decimal<5, 1>>("1234.5\n-9999.9\n1\n0.0\n") == row_texts{"1234.5", "-9999.9", "1.0", "0.0"});
  CHECK(read<decimal<4, 4>>("0.1234\n0\n.5\n") == row_texts{"0.1234", "0.0000", "0.5000"});
  CHECK(read<decimal<15, 2>>("\"1,25\"\n", {.decimal_point = ','}) == row_texts{"1.25"});
}

TEST_CASE("a decimal with too many digits says so", "[csv]") {
  CHECK(refuses<decimal<15, 2>>("1.234") == ":2: column 'x': \"1.234\" has more fraction digits than decimal<15,2> holds");
  CHECK(refuses<decimal<5, 2>>("1000.00") == ":2: column 'x': \"1000.00\" has more digits than decimal<5,2> holds");
  CHECK(refuses<decimal<5, 2>>("1000") == ":2: column 'x': \"1000\" has more digits than decimal<5,2> holds");
  CHECK(refuses<decimal<5, 2>>("-1000.0") == ":2: column 'x': \"-1000.0\" has more digits than decimal<5,2> holds");
  CHECK(refuses<decimal<38, 0>>("100000000000000000000000000000000000000") ==
        ":2: column 'x': \"100000000000000000000000000000000000000\" has more digits than decimal<38,0> holds");
  CHECK(refuses<decimal<2, 2>>("1") == ":2: column 'x': \"1\" has more digits than decimal<2,2> holds");
  for (std::string text : {".", "-", "1e5", "1.2.3", "1..2", "a", "-.", "1.2-", "0-1.00"})
    CHECK(refuses<decimal<15, 2>>(text) == ":2: column 'x': \"" + text + "\" is not a decimal<15,2>");
}

TEST_CASE("dates are ISO by default, for every year there is", "[csv]") {
  CHECK(read<date>("1970-01-01\n2000-02-29\n1900/12/31\n0000-01-01\n9999-12-31\n 2024-07-04 \n-5877641-06-23\n5881580-07-11\n") ==
        row_texts{"1970-01-01", "2000-02-29", "1900-12-31", "0000-01-01", "9999-12-31", "2024-07-04", "-5877641-06-23", "5881580-07-11"});
  for (std::string text : {"2023-02-29", "1900-02-29", "2023-13-01", "2023-00-01", "2023-01-00", "2023-04-31", "2023-1-1", "2023-01/01",
                           "23-01-01", "2023-01-0a", "2023-01-01x", "20230101", "2023-99-01", "2023_01_01"})
    CHECK(refuses<date>(text) == ":2: column 'x': \"" + text + "\" is not a date");
  CHECK(refuses<date>("5881580-07-12") == ":2: column 'x': \"5881580-07-12\" is out of range for date");
}

TEST_CASE("each day of eight centuries is read as the calendar has it", "[csv]") {
  std::string lines;
  row_texts expected;
  for (std::int32_t d = days_from_civil(1595, 1, 1); d < days_from_civil(2405, 1, 1); d += 1) {
    expected.emplace_back();
    format_value(expected.back(), date(d));
    lines += expected.back() + "\n";
  }
  CHECK((read<date>(lines) == expected));
}

TEST_CASE("dates and timestamps follow a format", "[csv]") {
  CHECK(read<date>("4.7.2024\n31.12.1999\n", {.date_format = "%d.%m.%Y"}) == row_texts{"2024-07-04", "1999-12-31"});
  CHECK(read<date>("20240704\n", {.date_format = "%Y%m%d"}) == row_texts{"2024-07-04"});
  CHECK(read<date>("04-JUL-2024\n4-feb-2024\n", {.date_format = "%d-%b-%Y"}) == row_texts{"2024-07-04", "2024-02-04"});
  CHECK(read<timestamp<ms>>("7/4/2024 9:05:06.25\n", {.timestamp_format = "%m/%d/%Y %H:%M:%S.%f"}) == row_texts{"2024-07-04 09:05:06.250"});
  CHECK(read<date>("100% 2024-07-04\n", {.date_format = "100%% %Y-%m-%d"}) == row_texts{"2024-07-04"});
  CHECK(refuses<date>("2024-07-04", {.date_format = "%d.%m.%Y"}) == ":2: column 'x': \"2024-07-04\" is not a date");
  CHECK(refuses<date>("4.xyz.2024", {.date_format = "%d.%b.%Y"}) == ":2: column 'x': \"4.xyz.2024\" is not a date");
  CHECK(refuses<date>("1", {.date_format = "%q"}) == ": options: '%q' in the format \"%q\" is not known");
}

TEST_CASE("timestamps are read with and without seconds and fractions", "[csv]") {
  CHECK(read<timestamp<us>>("2001-01-14 21:55\n2001/01/14T21:55:07\n2001-01-14 21:55:07.5\n2001-01-14 "
                            "21:55:07.123456000Z\n2001-01-14\n1969-12-31 23:59:59.999999\n") ==
        row_texts{"2001-01-14 21:55:00", "2001-01-14 21:55:07", "2001-01-14 21:55:07.500000", "2001-01-14 21:55:07.123456",
             "2001-01-14 00:00:00", "1969-12-31 23:59:59.999999"});
  CHECK(read<timestamp<s>>("-292277022657-01-27 08:29:52\n292277026596-12-04 15:30:07\n") ==
        row_texts{"-292277022657-01-27 08:29:52", "292277026596-12-04 15:30:07"});
  CHECK(read<timestamp<ns>>("1677-09-21 00:12:43.145224192\n2262-04-11 23:47:16.854775807\n") ==
        row_texts{"1677-09-21 00:12:43.145224192", "2262-04-11 23:47:16.854775807"});
  CHECK(refuses<timestamp<ns>>("2262-04-11 23:47:16.854775808") ==
        ":2: column 'x': \"2262-04-11 23:47:16.854775808\" is out of range for timestamp<ns>");
  CHECK(refuses<timestamp<ns>>("2300-01-01 00:00:00") == ":2: column 'x': \"2300-01-01 00:00:00\" is out of range for timestamp<ns>");
  CHECK(refuses<timestamp<ms>>("2001-01-14 21:55:07.1234") ==
        ":2: column 'x': \"2001-01-14 21:55:07.1234\" has more fraction digits than timestamp<ms> holds");
  for (std::string text : {"2001-01-14 24:00", "2001-01-14 23:60", "2001-01-14 23:59:60", "2001-01-14 2:55", "2001-01-14x21:55",
                           "2001-01-14 21:55:", "2001-01-14 21-55", "2001-01-14 21:55-07", "2001-01-14 21:5a:07", "2001-02-30 21:55:07",
                           "2001-01-14 21:55:07."})
    CHECK(refuses<timestamp<us>>(text) == ":2: column 'x': \"" + text + "\" is not a timestamp<us>");
}

TEST_CASE("bools have several spellings", "[csv]") {
  CHECK(read<bool>("true\nFALSE\n1\n0\nt\nF\nYes\nno\n y \nN\n") ==
        row_texts{"true", "false", "true", "false", "true", "false", "true", "false", "true", "false"});
  CHECK(refuses<bool>("2") == ":2: column 'x': \"2\" is not a bool");
  CHECK(refuses<bool>("truest") == ":2: column 'x': \"truest\" is not a bool");
}

TEST_CASE("durations are numbers of ticks", "[csv]") { CHECK(read<duration<ms>>("-5\n1500\n") == row_texts{"-5", "1500"}); }

TEST_CASE("texts keep every byte", "[csv]") {
  std::string const all = std::string("a\0b", 3) + " \xC3\xA9\t'";
  CHECK(read<string>(all + "\n  spaces  \n\"q\"\"q\"\n\"\"\"\"\n\"\"\n") == row_texts{all, "  spaces  ", "q\"q", "\"", ""});
  for (std::size_t n : {31, 32, 33, 63, 64, 65, 100, 5000}) {
    std::string const text(n, 'x');
    CHECK(read<string>(text + "\n\"" + text + "\"\n\"" + text + "\"\"\"\n") == row_texts{text, text, text + "\""});
    CHECK(read<category>(text + "\n\"" + text + "\"\n" + text + "y\n" + text + "\n") == row_texts{text, text, text + "y", text});
  }
}

TEST_CASE("a fixed string holds its length and no more", "[csv]") {
  CHECK(read<fixed_string<1>>("A\n\"B\"\n") == row_texts{"A", "B"});
  CHECK(read<fixed_string<8>>("12345678\n1\n\"a,b\"\n") == row_texts{"12345678", "1", "a,b"});
  CHECK(read<fixed_string<11>>("12345678901\nx\n") == row_texts{"12345678901", "x"});
  CHECK(refuses<fixed_string<2>>("abc") == ":2: column 'x': \"abc\" is longer than fixed_string<2>");
  CHECK(refuses<fixed_string<2>>("\"abc\"") == ":2: column 'x': \"abc\" is longer than fixed_string<2>");
}

namespace {
template <class T>
struct with_null : schema<field<"x", nullable<T>>, field<"y", std::int32_t>> {};
}  // namespace

TEMPLATE_TEST_CASE("an empty field is null where the column allows it", "[csv]", bool, std::int8_t, std::uint64_t, float, double,
                   (decimal<9, 2>), (decimal<30, 2>), date, timestamp<us>, days, string, category, fixed_string<3>) {
  std::string lines = "x,y\n";
  row_texts expected;
  for (int i = 0; i < 40; ++i) lines += "," + std::to_string(i) + "\n", expected.push_back("<null>|" + std::to_string(i));
  CHECK(rows_of<with_null<TestType>>(lines) == expected);
  CHECK(rows_of<with_null<TestType>>("x,y\nNA,1\n", {.null_texts = {"NA"}}) == row_texts{"<null>|1"});
}

TEST_CASE("an empty field where null is not allowed is an error, or an empty text", "[csv]") {
  CHECK(error_of<with_null<bool>>("x,y\n1,\n") == ":2: column 'y': empty, and the column is not nullable");
  CHECK(error_of<with_null<bool>>("x,y\n1,NA\n", {.null_texts = {"NA"}}) ==
        ":2: column 'y': \"NA\" means null, and the column is not nullable");
  struct text : schema<field<"x", string>, field<"y", category>, field<"z", fixed_string<2>>> {};
  CHECK(rows_of<text>("x,y,z\n,,\n") == row_texts{"||"});
}

TEST_CASE("a null text may look like a number", "[csv]") {
  CHECK(rows_of<with_null<std::int32_t>>("x,y\n-999,1\n-998,2\n\"-999\",3\n", {.null_texts = {"-999", "?"}}) ==
        row_texts{"<null>|1", "-998|2", "<null>|3"});
}

TEST_CASE("quotes keep a text from being null, and nothing else", "[csv]") {
  CHECK(rows_of<with_null<string>>("x,y\n\"\",1\n\"NA\",2\nNA,3\n,4\n", {.null_texts = {"NA"}}) ==
        row_texts{"|1", "NA|2", "<null>|3", "<null>|4"});
  CHECK(rows_of<with_null<category>>("x,y\n\"\",1\n\"NA\",2\nNA,3\n,4\n", {.null_texts = {"NA"}}) ==
        row_texts{"|1", "NA|2", "<null>|3", "<null>|4"});
  CHECK(rows_of<with_null<double>>("x,y\n\"\",1\n\"2.5\",\"2\"\n") == row_texts{"<null>|1", "2.5|2"});
}

TEST_CASE("category columns share one dictionary for the whole scan", "[csv]") {
  std::string lines = "x\n";
  for (int i = 0; i < 5000; ++i) lines += "text " + std::to_string(i % 3000) + "\n";
  csv_test::file const f(lines);
  csv_source<one<category>> const source(f.path(), {.piece_bytes = 1000});
  column_set wanted(1);
  wanted.add(0);
  auto const reader = source.open(wanted, {});
  chunk a, b;
  reader.read(0, a);
  reader.read(reader.chunks() - 1, b);
  CHECK(a.scratch[0].dict == b.scratch[0].dict);
  CHECK((*a.scratch[0].dict)[reader.intern(0, "text 0")] == "text 0");
  CHECK(reader.intern(0, "text 0") == value_at<std::int32_t>(a.columns[0], 0));
}
