// SPDX-License-Identifier: BSL-1.0
// Where records and fields begin and end: the same rows for every size of pieces and number of threads, also for text that
// is hard to cut, held against a reader that looks at one character after another.
#include <dirent.h>
#include <cstdlib>

#include "csv_rows.hpp"

using namespace quern;
using csv_test::error_of;
using csv_test::how;
using csv_test::row_texts;
using csv_test::rows_of;

namespace {

struct abc : schema<field<"a", string>, field<"b", nullable<string>>, field<"c", nullable<std::int32_t>>> {};
struct texts : schema<field<"a", string>, field<"b", string>> {};
struct one_text : schema<field<"a", string>> {};
struct one_nullable : schema<field<"a", nullable<string>>> {};

// Rows or the error, as one text.
template <class S>
std::string outcome(std::string const& path, csv_options const& options, how const& h) {
  std::string all;
  try {
    for (auto const& r : csv_test::rows_at<S>(path, options, h)) all += r + "\n";
  } catch (csv_error const& e) {
    return std::string(e.what()).substr(path.size());
  }
  return all;
}

// The definition of two-column rows, in the plainest way; "error" where a row is ragged or a quote not closed.
std::string reference(std::string t, csv_options const& o) {
  if (!t.empty() && t.back() != '\n') t += '\n';
  std::string out;
  std::size_t i = 0;
  while (i < t.size()) {
    if (t[i] == '\n' || t.compare(i, 2, "\r\n") == 0 || (o.comment != '\0' && t[i] == o.comment)) {
      i = t.find('\n', i) + 1;
      continue;
    }
    std::vector<std::string> fields(1);
    bool quoted = false, junk = false, closed = false;
    for (bool start = true;; ++i) {
      if (i >= t.size()) return "error";  // in quotes
      char const c = t[i];
      if (quoted) {
        if (c != o.quote)
          fields.back() += c;
        else if (t[i + 1] == o.quote)
          fields.back() += c, ++i;
        else
          quoted = false, closed = true;
      } else if (start && c == o.quote) {
        quoted = true, start = false;
      } else if (c == o.separator) {
        fields.emplace_back(), start = true, closed = false;
      } else if (c == '\n') {
        break;
      } else if (c == '\r' && t[i + 1] == '\n') {
      } else {
        start = false, fields.back() += c, junk |= closed;
      }
    }
    ++i;
    if (fields.size() != 2 || junk) return "error";
    out += fields[0] + "|" + fields[1] + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("the last line may lack its end, and lines may end in CRLF", "[csv]") {
  row_texts const expected{"x|y|1", "z|<null>|<null>"};
  for (std::string end : {"\n", "\r\n"})
    for (std::string last : {"", "\n", "\r\n", "\n\n", "\r\n\r\n"})
      CHECK(rows_of<abc>("a,b,c" + end + "x,y,1" + end + "z,," + last) == expected);
  CHECK(rows_of<abc>("a,b,c\r\nx,y,1\nz,,\r\n") == expected);
  CHECK(rows_of<abc>("a,b,c\n\"x\",\"y\",\"1\"\r\nz,,\r") == expected);
}

TEST_CASE("a carriage return elsewhere is data", "[csv]") {
  CHECK(rows_of<texts>("a,b\nx\ry,\rz\n\r,\r\r\n") == row_texts{"x\ry|\rz", "\r|\r"});
}

TEST_CASE("a byte order mark is no data", "[csv]") {
  CHECK(rows_of<abc>("\xEF\xBB\xBF"
                     "a,b,c\nx,y,1\n") == row_texts{"x|y|1"});
  CHECK(rows_of<abc>("\xEF\xBB\xBF"
                     "x,y,1\n",
                     {.header = false}) == row_texts{"x|y|1"});
  CHECK(rows_of<texts>("\xEF\xBB\xBF"
                       "\"x\",y\n",
                       {.header = false}, {1, 1}) == row_texts{"x|y"});
  CHECK(rows_of<abc>("\xEF\xBB\xBF", {.header = false}).empty());
  CHECK(error_of<abc>("\xFF\xFE"
                      "a\0b\0",
                      {}) == ": is UTF-16; only UTF-8 is read");
}

TEST_CASE("quoted fields hold separators, line ends and doubled quotes", "[csv]") {
  CHECK(rows_of<abc>("a,b,c\n\"x,\n\"\"y\"\"\r\n\",\"\",\"3\"\n") == row_texts{"x,\n\"y\"\r\n||3"});
  CHECK(rows_of<texts>("a;b\n'it''s; ';'\n'\n", {.separator = ';', .quote = '\''}) == row_texts{"it's; |\n"});
  CHECK(rows_of<texts>("a,b\n\"x,y\n", {.quote = '\0'}) == row_texts{"\"x|y"});
}

TEST_CASE("a quote inside an unquoted field is data", "[csv]") {
  CHECK(rows_of<texts>("a,b\n5\" disk,x\"\ny,\"z\nw\"\n") == row_texts{"5\" disk|x\"", "y|z\nw"});
  CHECK(rows_of<texts>("a,b\n \"x\", y\n") == row_texts{" \"x\"| y"});
}

TEST_CASE("characters behind a closing quote are an error", "[csv]") {
  CHECK(error_of<texts>("a,b\nx,y\n\"x\"y,z\n") == ":3: column 'a': \"\"x\"y\" has characters behind its closing quote");
  CHECK(error_of<texts>("a,b\nx,y\n\"x\"\"\" ,z\n") == ":3: column 'a': \"\"x\"\"\" \" has characters behind its closing quote");
}

TEST_CASE("a quote that is not closed is an error where it opens", "[csv]") {
  for (std::size_t piece : {0, 1, 3, 100}) {
    CHECK(error_of<texts>("a,b\nx,y\nx,\"y\nz,w\n", {}, {piece, 1}) == ":3: the row has a quoted field that is not closed");
    CHECK(error_of<texts>("a,b\n\"", {}, {piece, 1}) == ":2: the row has a quoted field that is not closed");
    CHECK(error_of<texts>("a,b\nx,\"\"\"", {}, {piece, 1}) == ":2: the row has a quoted field that is not closed");
  }
  CHECK(error_of<texts>("a,\"b\n1,2\n") == ":1: a quoted name in the header is not closed");
}

TEST_CASE("blank lines and comments are no rows", "[csv]") {
  CHECK(rows_of<texts>("\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n") == row_texts{"1|2", "3|4"});
  CHECK(rows_of<texts>("# \"what\na,b\n#x\n1,#2\n#,\"\n3,\"\n#4\"\n#", {.comment = '#'}) == row_texts{"1|#2", "3|\n#4"});
  CHECK(rows_of<one_text>("a\n\n1\n\n\"\"\n\n") == row_texts{"1", ""});
}

TEST_CASE("a blank line is a null in a file of one nullable column", "[csv]") {
  CHECK(rows_of<one_nullable>("a\n\n1\n\n") == row_texts{"<null>", "1", "<null>"});
  CHECK(rows_of<one_nullable>("a\r\n\r\n1\r\n\r\n") == row_texts{"<null>", "1", "<null>"});
  CHECK(rows_of<one_nullable>("a,b\n\n1,2\n\n") == row_texts{"1"});
}

TEST_CASE("lines before the header can be skipped", "[csv]") {
  CHECK(rows_of<texts>("made by \"x\n\na,b\n1,2\n", {.skip_rows = 2}) == row_texts{"1|2"});
  CHECK(rows_of<texts>("made by x\n1,2\n", {.header = false, .skip_rows = 1}) == row_texts{"1|2"});
  CHECK(rows_of<texts>("1,2\n", {.header = false, .skip_rows = 9}).empty());
}

TEST_CASE("rows may end with a separator where the options say so", "[csv]") {
  csv_options const tbl{.separator = '|', .header = false, .trailing_separator = true};
  CHECK(rows_of<abc>("x|y|1|\nz||2|\n", tbl) == row_texts{"x|y|1", "z|<null>|2"});
  CHECK(rows_of<abc>("x|y|1|\r\nz||2|\r\n", tbl) == row_texts{"x|y|1", "z|<null>|2"});
  CHECK(rows_of<abc>("x|y|1\nz||2|\nw|w|\n", tbl) == row_texts{"x|y|1", "z|<null>|2", "w|w|<null>"});
  CHECK(rows_of<one_text>("x|\ny|\n", tbl) == row_texts{"x", "y"});
  CHECK(rows_of<texts>("a,b,\n1,2,\n", {.trailing_separator = true}) == row_texts{"1|2"});
  CHECK(error_of<abc>("x|y|1|\nz||2|3|\n", tbl) == ":2: the row has 5 fields, 3 are expected");
}

TEST_CASE("a file without rows has none", "[csv]") {
  CHECK(rows_of<texts>("a,b").empty());
  CHECK(rows_of<texts>("a,b\n").empty());
  CHECK(rows_of<texts>("", {.header = false}).empty());
  CHECK(error_of<texts>("") == ": has no header line: it is empty");
  CHECK(error_of<texts>("\n\n") == ": has no header line: it is empty");
}

TEST_CASE("every size of pieces and number of threads gives the same rows or the same error", "[csv]") {
  std::vector<std::pair<std::string, csv_options>> corpus;
  std::vector<std::string> const bodies{"x,y,1\n\"a\nb\",\"c,d\",2\n,,\n\"\"\"\",\"\"\"\n\",3\n",
                                        "\"\n\n\n\n\n\n\n\n\n\",\"\r\n\r\n\",\n\r\nz,z,9\r\n",
                                        "a\"b,c\"\"d,1\n\"x\ny\",\"\"\"\n,\n\"\"\",2\n\"q\",r\",3\n",
                                        "x,y,1\nx,y\nz,z,3\n",
                                        "x,y,1\n\"x\"y,\"\n,\",2\nz,z,bad\n",
                                        "\"x\n,1\n\"\"\n",
                                        "\r,\r,\r\n\"\r\n\",\r\n\",1\n",
                                        "\xEF\xBB\xBF,\"\xC3\xA9\",1\n\n\n \n",
                                        "\"\",\"\",\n\"\"\"\"\"\",\"\"\"\"\"\",\n",
                                        std::string("\0,\0,1\n\"\0\n\0\",,\n", 15),
                                        "," + std::string(300, 'x') + ",1\n\"" + std::string(300, '\n') + "\",,2\n",
                                        "a,b,999999999999\n",
                                        "\"a,b,1\nc,d,2\ne,f,3\n",
                                        "\"a\",b,1\n\"c,d,2\ne,f,3\n"};
  for (auto const& b : bodies) {
    corpus.push_back({"a,b,c\n" + b, {}});
    corpus.push_back({"\xEF\xBB\xBF" + b, {.header = false}});
    corpus.push_back({"a,b,c\n" + b + "#\",\"\n#,\"\n# x\ny,y,7\n", {.comment = '#'}});
    corpus.push_back({"a,b,c\n" + b, {.bad_rows = on_bad_row::skip}});
    corpus.push_back({"a,b,c\n" + b, {.bad_rows = on_bad_row::null}});
    corpus.push_back({b, {.header = false, .quote = '\0'}});
  }
  for (auto const& [content, options] : corpus) {
    csv_test::file const f(content);
    std::string const whole = outcome<abc>(f.path(), options, {});
    INFO(content);
    for (std::size_t piece = 1; piece <= 256; ++piece)
      for (std::size_t threads : {1, 2, 4}) {
        if (threads != 1 && piece % 16 > 3) continue;
        INFO("piece " << piece << " threads " << threads);
        REQUIRE(outcome<abc>(f.path(), options, {piece, threads}) == whole);
      }
  }
}

TEST_CASE("random text is cut as its definition says", "[csv]") {
  std::uint64_t seed = 42;
  auto const random = [&](std::size_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>((seed >> 33) % n);
  };
  csv_test::file f("");
  int read = 0;
  for (int round = 0; round < 4000; ++round) {
    csv_options const options{.header = false, .comment = round % 4 == 0 ? '#' : '\0'};
    std::string text;
    std::size_t const parts = random(random(8) == 0 ? 150 : 12);
    for (std::size_t i = 0; i < parts; ++i) {
      // Mostly rows of two fields, so that not all ends in an error.
      static constexpr std::string_view odd[] = {"\"", "\n", "\r\n", "\r", ",", "#", "\"\"", "x", "\",\"", "# \"\n", ",y\n"};
      static constexpr std::string_view fields[] = {"x",    "\"\"", "\"a\"", "\"\n\"",  "\"\"\"\"", "\"a\"\"\r\nb\"",
                                                    "a\"b", "",     "\",\"", "5\" x\"", "#z",       "\"\n#\""};
      if (random(40) == 0)
        text += odd[random(std::size(odd))];
      else
        text += std::string(fields[random(std::size(fields))]) + "," + std::string(fields[random(std::size(fields))]) +
                (random(5) == 0 ? "\r\n" : "\n");
    }
    f.write(text);
    std::string const expected = reference(text, options);
    INFO(text);
    for (int i = 0; i < 6; ++i) {
      how const h{i == 0 ? 0 : 1 + random(i == 1 ? 3 : 90), i == 5 ? 2u : 1u};
      INFO("piece " << h.piece_bytes);
      std::string got = outcome<texts>(f.path(), options, h);
      if (!got.empty() && got[0] == ':') got = "error";
      REQUIRE(got == expected);
    }
    read += expected != "error" && !expected.empty();
  }
  CHECK(read > 1000);
}

TEST_CASE("texts longer than a block are read whole", "[csv]") {
  std::string const wide(100'000, 'w'), lines(70'000, '\n'), quoted(3'000'000, ',');
  row_texts const got = rows_of<texts>("a,b\n" + wide + ",\"" + lines + "\"\n\"" + quoted + "\"," + wide + "\nx,y\n");
  REQUIRE(got.size() == 3);
  CHECK((got[0] == wide + "|" + lines));
  CHECK((got[1] == quoted + "|" + wide));
  CHECK(got[2] == "x|y");
}

TEST_CASE("many rows make many chunks, each with the number of its first row", "[csv]") {
  std::string content = "a,b,c\n";
  row_texts expected;
  for (int i = 0; i < 60'000; ++i) {
    std::string const n = std::to_string(i);
    content += i % 7 == 0 ? "\"text, " + n + "\",," + n + "\r\n" : "text " + n + ",b," + n + "\n";
    expected.push_back(i % 7 == 0 ? "text, " + n + "|<null>|" + n : "text " + n + "|b|" + n);
  }
  csv_test::file const f(content);
  for (how h : {how{}, how{1000, 1}, how{4096, 4}, how{std::size_t{1} << 30, 1}})
    CHECK((csv_test::rows_at<abc>(f.path(), {}, h) == expected));
}

TEST_CASE("a pipe is read like a file", "[csv]") {
  csv_test::file const f("a,b\n1,2\n3,4");
  std::string const pipe = f.path() + ".fifo";
  REQUIRE(std::system(("mkfifo " + pipe + " && (cat " + f.path() + " > " + pipe + " &)").c_str()) == 0);
  CHECK(csv_test::rows_at<texts>(pipe) == row_texts{"1|2", "3|4"});
  std::remove(pipe.c_str());
}

TEST_CASE("the files of the corpus neither crash nor depend on the size of pieces", "[csv]") {
  std::string const folder = "tests/data/csv/";
  DIR* const dir = ::opendir(folder.c_str());
  if (dir == nullptr) {
    WARN("not run from the root of the repository: " << folder << " is not there");
    return;
  }
  int files = 0;
  while (dirent const* entry = ::readdir(dir)) {
    if (entry->d_name[0] == '.') continue;
    ++files;
    std::string const path = folder + entry->d_name;
    INFO(path);
    for (csv_options const& o : {csv_options{}, csv_options{.header = false}, csv_options{.comment = '#', .bad_rows = on_bad_row::skip}}) {
      std::string const whole = outcome<abc>(path, o, {}), pair = outcome<texts>(path, o, {});
      for (std::size_t piece : {1, 2, 3, 5, 17, 64, 65, 100}) {
        CHECK(outcome<abc>(path, o, {piece, 1 + piece % 2}) == whole);
        CHECK(outcome<texts>(path, o, {piece, 1}) == pair);
      }
    }
  }
  ::closedir(dir);
  CHECK(files > 5);
}
