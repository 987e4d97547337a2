// SPDX-License-Identifier: BSL-1.0
// Pages of a file leave memory when their rows were read: who reads them again reads the same, also where a line end was put behind the last
// line or before the first.
#include "csv_rows.hpp"

namespace {
using quern::field;
using row = quern::schema<field<"n", std::int64_t>, field<"text", quern::string>>;

// Lines of 16 bytes, so many bytes in all, the last line without its end where `open`.
std::string lines_of(std::size_t bytes, bool open) {
  std::string s;
  for (std::size_t i = 0; s.size() + 16 <= bytes; ++i) {
    std::string const n = std::to_string(1000000 + i);
    s += n + "," + n + "\n";
  }
  if (open) s.back() = 'x';
  return s;
}
std::vector<std::string> read_all(auto const& reader) {
  std::vector<std::string> rows;
  quern::chunk c;
  for (std::size_t k = 0; k < reader.chunks(); ++k) {
    reader.read(k, c);
    for (std::size_t r = 0; r < c.rows; ++r)
      rows.push_back(std::to_string(quern::value_at<std::int64_t>(c.columns[0], r)) + " " + std::string(quern::value_at<quern::string>(c.columns[1], r)));
  }
  return rows;
}
}  // namespace

TEST_CASE("pieces that were read can be read again", "[csv]") {
  for (std::size_t const bytes : {std::size_t{4096}, std::size_t{3 * 4096}, std::size_t{64 * 4096}, std::size_t{64 * 4096 + 16}})
    for (bool const open : {false, true})
      for (std::size_t const piece : {std::size_t{4096}, std::size_t{10000}, std::size_t{1} << 20}) {
        csv_test::file const f(lines_of(bytes, open));
        quern::csv_source<row> const source(f.path(), {.header = false, .piece_bytes = piece});
        quern::column_set all(2);
        all.add(0), all.add(1);
        auto const reader = source.open(all, {});
        auto const first = read_all(reader);
        CHECK(first.size() == bytes / 16);
        CHECK(first.back() == std::to_string(1000000 + bytes / 16 - 1) + " " + std::to_string(1000000 + bytes / 16 - 1) + (open ? "x" : ""));
        CHECK(read_all(reader) == first);
      }
}
TEST_CASE("a line end before the first row stays, wherever the row begins", "[csv]") {
  for (std::size_t const skipped : {std::size_t{1}, std::size_t{255}, std::size_t{256}, std::size_t{257}, std::size_t{512}}) {
    csv_test::file const f(lines_of(16 * 4096, true));
    quern::csv_source<row> const source(f.path(), {.header = false, .skip_rows = skipped, .piece_bytes = 4096});
    quern::column_set all(2);
    all.add(0), all.add(1);
    auto const reader = source.open(all, {});
    auto const first = read_all(reader);
    CHECK(first.size() == 4096 - skipped);
    CHECK(first.front().substr(0, 7) == std::to_string(1000000 + skipped));
    CHECK(read_all(reader) == first);
  }
}
