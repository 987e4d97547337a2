// SPDX-License-Identifier: BSL-1.0
// Writing a table as CSV, and reading the same table back.
#include <limits>
#include <sstream>

#include <quern/io/csv_write.hpp>

#include "csv_rows.hpp"

using namespace quern;
using csv_test::row_texts;

namespace {

template <class S>
std::string written(table<S> const& t, csv_options const& o = {}) {
  std::ostringstream out;
  write_csv(out, t, o);
  return out.str();
}
// The rows of a table as the reader's tests show rows.
template <class S>
row_texts rows_in(table<S> const& t) {
  row_texts all;
  for (std::size_t r = 0; r < t.rows(); ++r) {
    std::string row;
    [&]<class... F, std::size_t... I>(meta::list<F...>, std::index_sequence<I...>) {
      ((row += I > 0 ? "|" : "", csv_test::append_cell<typename F::type>(row, ref_of<typename F::type>(*t.data().columns[I]), r)), ...);
    }(typename S::fields{}, std::make_index_sequence<S::fields::size>{});
    all.push_back(row);
  }
  return all;
}

struct pairs : schema<field<"a", nullable<string>>, field<"b,c", std::int32_t>> {};

struct everything : schema<field<"b", bool>, field<"i8", nullable<std::int8_t>>, field<"u64", std::uint64_t>, field<"i64", std::int64_t>,
                           field<"f", float>, field<"d", nullable<double>>, field<"m", decimal<15, 2>>, field<"w", decimal<38, 10>>,
                           field<"day", date>, field<"t", timestamp<ns>>, field<"ts", nullable<timestamp<s>>>, field<"len", days>,
                           field<"s", nullable<string>>, field<"c", category>, field<"x", fixed_string<3>>> {};

table<everything> every_value() {
  using std::numeric_limits;
  constexpr auto low = numeric_limits<std::int64_t>::min(), high = numeric_limits<std::int64_t>::max();
  using wide = decimal<38, 10>;
  table_builder<everything> b;
  b.row(true, std::int8_t{-128}, numeric_limits<std::uint64_t>::max(), low, numeric_limits<float>::max(),
        numeric_limits<double>::denorm_min(), decimal<15, 2>::from_units(-5), wide::from_units(power_of_ten(38) - 1),
        date(numeric_limits<std::int32_t>::min()), timestamp<ns>(low), timestamp<s>(low), days(low), "", "", fixed_string<3>(""));
  b.row(false, std::nullopt, std::uint64_t{0}, high, -0.0f, std::nullopt, decimal<15, 2>::from_units(999'999'999'999'999),
        wide::from_units(1 - power_of_ten(38)), date(numeric_limits<std::int32_t>::max()), timestamp<ns>(high), timestamp<s>(high),
        days(high), std::nullopt, "x", fixed_string<3>("abc"));
  b.row(true, std::int8_t{0}, std::uint64_t{7}, std::int64_t{0}, 0.1f, 1.0 / 3, decimal<15, 2>::from_units(0), wide::from_units(0),
        date(1970, 1, 1), timestamp<ns>(-1), std::nullopt, days(0), "a \"quoted\", text\r\nwith lines", "\"", fixed_string<3>("\n,\""));
  b.row(true, std::int8_t{0}, std::uint64_t{7}, std::int64_t{0}, std::numeric_limits<float>::infinity(),
        -std::numeric_limits<double>::infinity(), decimal<15, 2>::from_units(1), wide::from_units(-1), date(2024, 2, 29), timestamp<ns>(0),
        timestamp<s>(1), days(-1), " spaces ", std::string_view("\0", 1), fixed_string<3>("#"));
  return b.finish();
}

}  // namespace

TEST_CASE("a table is written with a header, quotes only where needed, and nulls as empty fields", "[csv]") {
  table_builder<pairs> b;
  b.row("x", 1).row("", 2).row(std::nullopt, 3).row("y,z", 4).row("say \"hi\"", 5).row("two\nlines", -6);
  table<pairs> const t = b.finish();
  CHECK(written(t) == "a,\"b,c\"\nx,1\n\"\",2\n,3\n\"y,z\",4\n\"say \"\"hi\"\"\",5\n\"two\nlines\",-6\n");
  CHECK(written(t, {.separator = '|', .header = false, .trailing_separator = true, .quote = '\''}) ==
        "x|1|\n''|2|\n|3|\ny,z|4|\nsay \"hi\"|5|\n'two\nlines'|-6|\n");
}

TEST_CASE("what is written reads back the same, at the extremes of every type", "[csv]") {
  table<everything> const t = every_value();
  for (csv_options const& o :
       {csv_options{}, csv_options{.separator = ';', .decimal_point = ','},
        csv_options{.separator = '|', .header = false, .trailing_separator = true}, csv_options{.quote = '\'', .comment = '#'},
        csv_options{.separator = '-'}, csv_options{.separator = ' '}, csv_options{.separator = '.'}, csv_options{.comment = 't'},
        csv_options{.null_texts = {"x", "", "abc"}}, csv_options{.separator = '1', .header = false}}) {
    std::string const text = written(t, o);
    INFO(text);
    CHECK(csv_test::rows_of<everything>(text, o) == rows_in(t));
    CHECK(csv_test::rows_of<everything>(text, o, {3, 2}) == rows_in(t));
  }
}

TEST_CASE("dates and timestamps are written by the formats they are read by", "[csv]") {
  struct times : schema<field<"d", date>, field<"t", timestamp<ms>>> {};
  table_builder<times> b;
  b.row(date(2024, 2, 29), timestamp<ms>(date(1999, 12, 31), 23, 59, 58)).row(date(1, 1, 1), timestamp<ms>(-1));
  csv_options const o{.date_format = "%d-%b-%Y", .timestamp_format = "%m/%d/%Y at %H:%M:%S.%f"};
  std::string const text = written(b.finish(), o);
  CHECK(text == "d,t\n29-Feb-2024,12/31/1999 at 23:59:58.000\n01-Jan-0001,12/31/1969 at 23:59:59.999\n");
  CHECK(csv_test::rows_of<times>(text, o) == row_texts{"2024-02-29|1999-12-31 23:59:58", "0001-01-01|1969-12-31 23:59:59.999"});
}

TEST_CASE("one nullable column is written and read back", "[csv]") {
  struct one : schema<field<"a", nullable<string>>> {};
  table_builder<one> b;
  b.row(std::nullopt).row("x").row("").row(std::nullopt);
  std::string const text = written(b.finish());
  CHECK(text == "a\n\nx\n\"\"\n\n");
  CHECK(csv_test::rows_of<one>(text) == row_texts{"<null>", "x", "", "<null>"});
}

TEST_CASE("what the options cannot express is an error", "[csv]") {
  table_builder<pairs> b;
  b.row("x,y", 1);
  CHECK_THROWS_WITH(written(b.finish(), {.quote = '\0'}),
                    "stream: column 'b,c': \"b,c\" cannot be written without quotes, and the options have none");
  b = {};
  b.row("x,y", 1);
  CHECK_THROWS_WITH(written(b.finish(), {.header = false, .quote = '\0'}),
                    "stream: column 'a': \"x,y\" cannot be written without quotes, and the options have none");
  b = {};
  b.row("x", -999);
  CHECK_THROWS_WITH(written(b.finish(), {.null_texts = {"-999"}}),
                    "stream: column 'b,c': \"-999\" means null, and cannot be written as a value");
}

TEST_CASE("a table is written to a file, and a file that cannot be written is an error", "[csv]") {
  csv_test::file const f("");
  write_csv(f.path(), every_value());
  CHECK(csv_test::rows_at<everything>(f.path()) == rows_in(every_value()));
  CHECK_THROWS_WITH(write_csv("/nowhere/x.csv", every_value()), "/nowhere/x.csv: cannot be written: No such file or directory");
}

TEST_CASE("single values have a text", "[text]") {
  auto const text = [](auto const& v) {
    std::string out;
    format_value(out, v);
    return out;
  };
  CHECK(text(true) == "true");
  CHECK(text("literal") == "literal");
  CHECK(text(std::int8_t{-5}) == "-5");
  CHECK(text(-power_of_ten(36) - 5) == "-1000000000000000000000000000000000005");
  CHECK(text(decimal<38, 38>::from_units(1)) == "0.00000000000000000000000000000000000001");
  CHECK(text(decimal<5, 0>::from_units(-7)) == "-7");
  CHECK(text(-std::numeric_limits<double>::quiet_NaN()) == "nan");
  CHECK(text(timestamp<us>(-1)) == "1969-12-31 23:59:59.999999");
  CHECK(text(date(-1, 3, 1)) == "-0001-03-01");
  CHECK(text(std::optional<int>()) == "null");
  CHECK(text(std::optional<date>(date(1, 2, 3))) == "0001-02-03");
  CHECK(text(fixed_string<3>("ab")) == "ab");
}
