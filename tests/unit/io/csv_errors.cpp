// SPDX-License-Identifier: BSL-1.0
// Headers, errors with their places, and what the options let pass.
#include <atomic>

#include "csv_rows.hpp"

using namespace quern;
using csv_test::error_of;
using csv_test::how;
using csv_test::row_texts;
using csv_test::rows_of;

namespace {
struct flights
    : schema<field<"date", date>, field<"delay", nullable<std::int32_t>>, field<"distance", std::int32_t>, field<"origin", category>> {};
std::string const header = "date,delay,distance,origin\n";
std::string const good = "2001-01-14,5,100,SFO\n";
}  // namespace

TEST_CASE("columns are found by name in any order, and surplus ones are ignored", "[csv]") {
  CHECK(rows_of<flights>("origin,\"x\"\"y\",distance,date,,delay\nSFO,junk,7,2001-01-14,,\n") == row_texts{"2001-01-14|<null>|7|SFO"});
  CHECK(rows_of<flights>("\"date\",\"delay\",\"distance\",\"origin\"\n" + good) == row_texts{"2001-01-14|5|100|SFO"});
  CHECK(rows_of<flights>("date,delay,\"dis\ntance\",distance,origin\n2001-01-14,5,,100,SFO\n") == row_texts{"2001-01-14|5|100|SFO"});
}

TEST_CASE("a column the file lacks is named, with those it has", "[csv]") {
  CHECK(error_of<flights>("date,Delay,distance,origin\n" + good) ==
        ":1: column 'delay': is not in the header; the columns there are: date, Delay, distance, origin");
  CHECK(error_of<flights>("\ndate,delay,distance,origin,delay\n" + good) == ":2: column 'delay': stands twice in the header");
}

TEST_CASE("a missing file is an error of the run, not of the plan", "[csv]") {
  csv_source<flights> const source("/nowhere/at all.csv");
  CHECK_THROWS_WITH(source.open(column_set(4), {}), "/nowhere/at all.csv: cannot be opened: No such file or directory");
  CHECK_THROWS_WITH(csv_source<flights>("tests").open(column_set(4), {}), "tests: cannot be read: it is a directory");
}

TEST_CASE("options that contradict each other are refused", "[csv]") {
  CHECK(error_of<flights>(header, {.separator = '"'}) == ": options: separator, quote and comment must differ");
  CHECK(error_of<flights>(header, {.separator = '\n'}) == ": options: a line end cannot be a separator, quote, comment or decimal point");
}

TEST_CASE("an error says file, line, column, text and reason", "[csv]") {
  csv_test::file const f(header + good + "2001-01-15,abc,7,SFO\n");
  try {
    csv_test::rows_at<flights>(f.path());
    FAIL("no error");
  } catch (csv_error const& e) {
    CHECK(e.what() == f.path() + ":3: column 'delay': \"abc\" is not an int32");
    CHECK(e.file == f.path());
    CHECK(e.line == 3);
    CHECK(e.column == "delay");
    CHECK(e.text == "abc");
    CHECK(e.reason == "is not an int32");
  }
  CHECK_THROWS_AS(csv_test::rows_at<flights>("nowhere"), quern::error);
}

TEST_CASE("lines are counted as an editor does", "[csv]") {
  struct with_text : schema<field<"t", string>, field<"n", std::int32_t>> {};
  for (std::size_t piece : {0, 1, 2, 5, 7, 50}) {
    CHECK(error_of<with_text>("#\n\nt,n\n\"a\n\nb\",1\n\n#x\nc,bad\n", {.comment = '#'}, {piece, 1}) ==
          ":9: column 'n': \"bad\" is not an int32");
    CHECK(error_of<with_text>("t,n\r\n\"a\r\n\r\nb\",1\r\nc,bad\r\n", {}, {piece, 1}) == ":5: column 'n': \"bad\" is not an int32");
    CHECK(error_of<with_text>("t,n\n\"a\n\nb\",bad\n", {}, {piece, 1}) == ":4: column 'n': \"bad\" is not an int32");
    CHECK(error_of<with_text>("a,bad\n", {.header = false}, {piece, 1}) == ":1: column 'n': \"bad\" is not an int32");
    CHECK(error_of<with_text>("\xEF\xBB\xBF"
                              "a,1\nb,bad",
                              {.header = false}, {piece, 1}) == ":2: column 'n': \"bad\" is not an int32");
    CHECK(error_of<with_text>("one\ntwo\nt,n\na,bad\n", {.skip_rows = 2}, {piece, 1}) == ":4: column 'n': \"bad\" is not an int32");
    CHECK(error_of<with_text>("t,\"x\ny\",n\na,,bad\n", {}, {piece, 1}) == ":3: column 'n': \"bad\" is not an int32");
  }
}

TEST_CASE("the lowest wrong row is reported, and in it the first column", "[csv]") {
  std::string content = header;
  for (int i = 0; i < 2000; ++i) content += good;
  content += "2001-01-14,5,bad,SFO\nbad,5,100,SFO\nx,y\n";
  CHECK(error_of<flights>(content) == ":2002: column 'distance': \"bad\" is not an int32");
  CHECK(error_of<flights>(header + "bad,bad,bad,SFO\n") == ":2: column 'date': \"bad\" is not a date");
  CHECK(error_of<flights>(header + "x,y\nbad,bad,bad,SFO\n") == ":2: the row has 2 fields, 4 are expected");
  for (how h : {how{1000, 1}, how{1000, 4}, how{64, 2}})
    CHECK(error_of<flights>(content, {}, h) == ":2002: column 'distance': \"bad\" is not an int32");
}

TEST_CASE("a long text is cut in the message and whole in the error", "[csv]") {
  std::string const text(1000, 'x');
  CHECK(error_of<flights>(header + "2001-01-14," + text + ",7,SFO\n") ==
        ":2: column 'delay': \"" + std::string(80, 'x') + "...\" is not an int32");
}

TEST_CASE("ragged rows are errors", "[csv]") {
  CHECK(error_of<flights>(header + good + "2001-01-14,5,100\n") == ":3: the row has 3 fields, 4 are expected");
  CHECK(error_of<flights>(header + "2001-01-14,5,100,SFO,\n") == ":2: the row has 5 fields, 4 are expected");
  struct one : schema<field<"a", string>> {};
  CHECK(error_of<one>("a\nx\ny,z\n") == ":3: the row has 2 fields, 1 is expected");
  CHECK(error_of<flights>("2001-01-14\n", {.header = false}) == ":1: the row has 1 field, 4 are expected");
}

TEST_CASE("what is wrong in a column that is not read does not matter", "[csv]") {
  std::string const content = header + "never,?,12,SFO\n\"what,\"\"\n\",?,13,LAX\n";
  CHECK(rows_of<flights>(content, {}, {}, {2}) == row_texts{"12", "13"});
  CHECK(rows_of<flights>(content, {}, {}, {3, 2}) == row_texts{"12|SFO", "13|LAX"});
  CHECK(rows_of<flights>(content, {.bad_rows = on_bad_row::skip}, {}, {2}) == row_texts{"12", "13"});
  CHECK(error_of<flights>(content, {}, {}, {1, 2}) == ":2: column 'delay': \"?\" is not an int32");
}

TEST_CASE("without columns only rows are counted", "[csv]") {
  csv_test::file const f(header + "x,?\n\n\"a\nb\",\n" + good);
  for (std::size_t piece : {0, 1, 7}) {
    std::size_t n = 0, kept = 0;
    chunk c;
    auto const all = csv_source<flights>(f.path(), {.piece_bytes = piece}).open(column_set(4), {});
    for (std::size_t k = 0; k < all.chunks(); ++k) all.read(k, c), n += c.rows;
    CHECK(n == 3);
    auto const some = csv_source<flights>(f.path(), {.bad_rows = on_bad_row::skip, .piece_bytes = piece}).open(column_set(4), {});
    for (std::size_t k = 0; k < some.chunks(); ++k) some.read(k, c), kept += c.rows;
    CHECK(kept == 1);
  }
}

TEST_CASE("bad values become nulls where the options say so and the column allows it", "[csv]") {
  auto const report = std::make_shared<csv_report>();
  csv_options const options{.bad_rows = on_bad_row::null, .report = report};
  CHECK(rows_of<flights>(header + "2001-01-14,abc,1,SFO\n2001-01-14,,2,SFO\n2001-01-14,99999999999,3,SFO\n" + good, options) ==
        row_texts{"2001-01-14|<null>|1|SFO", "2001-01-14|<null>|2|SFO", "2001-01-14|<null>|3|SFO", "2001-01-14|5|100|SFO"});
  CHECK(report->values_nulled == 2);
  CHECK(report->rows_skipped == 0);
  CHECK(error_of<flights>(header + "2001-01-14,abc,bad,SFO\n", options) == ":2: column 'distance': \"bad\" is not an int32");
}

TEST_CASE("missing fields become nulls where the columns allow it, and surplus ones are ignored", "[csv]") {
  csv_options const options{.bad_rows = on_bad_row::null};
  struct ab : schema<field<"a", string>, field<"b", nullable<std::int32_t>>, field<"c", nullable<string>>> {};
  CHECK(rows_of<ab>("a,b,c\nx\ny,1\nz,2,w\nv,3,u,t,s\n\"q\"\n", options) ==
        row_texts{"x|<null>|<null>", "y|1|<null>", "z|2|w", "v|3|u", "q|<null>|<null>"});
  CHECK(error_of<flights>(header + "2001-01-14,5\n", options) == ":2: the row has 2 fields, 4 are expected");
}

TEST_CASE("bad rows are skipped and counted where the options say so", "[csv]") {
  std::string content = header;
  row_texts expected;
  for (int i = 0; i < 3000; ++i) {
    std::string const n = std::to_string(i);
    switch (i % 10) {
      case 3:
        content += "2001-01-14,x" + n + "," + n + ",SFO\n";
        break;
      case 5:
        content += "2001-01-14,," + n + "\n";
        break;
      case 6:
        content += "2001-01-14,\"1\"2," + n + ",\"a\nb\"\n";
        break;
      case 8:
        content += "bad,bad,bad,bad\n";
        break;
      default:
        content += "2001-01-14," + (i % 2 ? n : "") + "," + n + ",\"a,\n" + n + "\"\n";
        expected.push_back("2001-01-14|" + (i % 2 ? n : "<null>") + "|" + n + "|a,\n" + n);
    }
  }
  for (how h : {how{}, how{1, 1}, how{100, 1}, how{333, 4}, how{5000, 2}}) {
    auto const report = std::make_shared<csv_report>();
    CHECK((rows_of<flights>(content, {.bad_rows = on_bad_row::skip, .report = report}, h) == expected));
    CHECK(report->rows_skipped == 1200);
    CHECK(report->values_nulled == 0);
  }
}

TEST_CASE("skipped rows take every kind of column with them", "[csv]") {
  struct all : schema<field<"a", bool>, field<"b", nullable<bool>>, field<"c", nullable<string>>, field<"d", nullable<fixed_string<3>>>,
                      field<"e", nullable<double>>> {};
  std::string content = "a,b,c,d,e\n";
  row_texts expected;
  for (int i = 0; i < 100; ++i) {
    std::string const a = i % 3 ? "true" : "false", b = i % 4 ? (i % 4 == 1 ? "true" : "false") : "",
                      c = i % 5 ? std::string(static_cast<std::size_t>(i), 'c') : "", d = i % 7 ? "d" + std::to_string(i) : "",
                      e = i % 6 ? "0.5" : "";
    content += a + "," + b + "," + c + "," + d + "," + (i % 11 == 0 ? "bad" : e) + "\n";
    auto const cell = [](std::string const& t) { return t.empty() ? "<null>" : t; };
    if (i % 11 != 0) expected.push_back(a + "|" + cell(b) + "|" + cell(c) + "|" + cell(d) + "|" + cell(e));
  }
  CHECK(rows_of<all>(content, {.bad_rows = on_bad_row::skip}) == expected);
}

TEST_CASE("a reader with one thread reads no further than it is asked to", "[csv]") {
  std::string content = header;
  for (int i = 0; i < 1000; ++i) content += good;
  content += "\"never closed\n";
  csv_test::file const f(content);
  column_set wanted(4);
  wanted.add(2);
  auto const reader = csv_source<flights>(f.path(), {.piece_bytes = 100}).open(wanted, {});
  chunk c;
  REQUIRE_NOTHROW(reader.read(0, c));
  CHECK(c.rows > 0);
  CHECK_THROWS_WITH(reader.read(reader.chunks() - 1, c), f.path() + ":1002: the row has a quoted field that is not closed");
}

TEST_CASE("chunks reuse their buffers", "[csv]") {
  std::string content = header;
  for (int i = 0; i < 5000; ++i) content += good;
  csv_test::file const f(content);
  column_set wanted(4);
  for (std::size_t i = 0; i < 4; ++i) wanted.add(i);
  auto const reader = csv_source<flights>(f.path(), {.piece_bytes = 5000}).open(wanted, {});
  chunk c;
  for (std::size_t k = 0; k < 2; ++k) reader.read(k, c);
  auto const* const values = c.scratch[2].values.data();
  for (std::size_t k = 2; k < reader.chunks(); ++k) {
    reader.read(k, c);
    CHECK(c.scratch[2].values.data() == values);
    CHECK(c.scratch[2].padded());
  }
}
