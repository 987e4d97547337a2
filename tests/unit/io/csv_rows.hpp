// SPDX-License-Identifier: BSL-1.0
// Reads CSV text through csv_source, chunk by chunk, into rows of text that tests can compare: fields between '|', null as
// <null>. Checks on the way what every chunk promises.
#pragma once
#include <unistd.h>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <quern/io/csv_source.hpp>
#include <quern/table/text_format.hpp>

#include "../../catch.hpp"

namespace csv_test {

// A file of its own, gone at the end of the scope.
class file {
 public:
  explicit file(std::string const& content) {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path().string() + "/quern_csv_" + std::to_string(::getpid()) + "_" + std::to_string(count++) + ".csv";
    write(content);
  }
  ~file() { std::remove(path_.c_str()); }
  file(file const&) = delete;
  void write(std::string const& content) {
    std::FILE* f = std::fopen(path_.c_str(), "wb");
    REQUIRE(f != nullptr);
    REQUIRE(std::fwrite(content.data(), 1, content.size(), f) == content.size());
    std::fclose(f);
  }
  std::string const& path() const { return path_; }

 private:
  std::string path_;
};

template <class T>
void append_cell(std::string& to, quern::column_ref const& c, std::size_t r) {
  if (quern::valid_at(c, r)) return quern::format_value(to, quern::value_at<quern::bare<T>>(c, r));
  // A kernel computes with null rows before it masks them.
  using B = quern::bare<T>;
  bool zero;
  if constexpr (std::is_same_v<B, quern::string>) {
    zero = c.offsets[r] == c.offsets[r + 1];
  } else if constexpr (std::is_same_v<B, bool>) {
    zero = !quern::bit_at(c.values, r);
  } else {
    quern::storage_of<B> const none{};
    zero = std::memcmp(c.values + r * sizeof none, &none, sizeof none) == 0;
  }
  to += zero ? "<null>" : "<null with a value>";  // no CHECK: this runs in tasks
}

struct how {
  std::size_t piece_bytes = 0, threads = 1;
};

template <class S>
std::vector<std::string> rows_at(std::string const& path, quern::csv_options options = {}, how const& h = {},
                                 std::vector<std::size_t> columns = {}) {
  options.piece_bytes = h.piece_bytes;
  quern::csv_source<S> const source(path, options);
  quern::column_set wanted(S::fields::size);
  if (columns.empty())
    for (std::size_t i = 0; i < S::fields::size; ++i) columns.push_back(i);
  for (std::size_t c : columns) wanted.add(c);
  auto const reader = source.open(wanted, {.threads = h.threads});
  std::vector<std::vector<std::string>> parts(reader.chunks());
  std::vector<std::uint64_t> first(reader.chunks());
  std::vector<quern::chunk> chunks(h.threads);
  auto const read = [&](std::size_t k, quern::chunk& c) {
    reader.read(k, c);
    first[k] = c.first_row;
    for (std::size_t r = 0; r < c.rows; ++r) {
      std::string row;
      bool begun = false;
      [&]<class... F, std::size_t... I>(quern::meta::list<F...>, std::index_sequence<I...>) {
        ((wanted.has(I) ? void((row += begun ? "|" : "", begun = true, append_cell<typename F::type>(row, c.columns[I], r))) : void()),
         ...);
      }(typename S::fields{}, std::make_index_sequence<S::fields::size>{});
      parts[k].push_back(row);
    }
  };
  if (h.threads == 1)
    for (std::size_t k = 0; k < parts.size(); ++k) read(k, chunks[0]);
  else
    quern::execution::run_tasks(parts.size(), h.threads, [&](std::size_t k) {
      quern::chunk mine;
      read(k, mine);
    });
  std::vector<std::string> all;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (options.bad_rows != quern::on_bad_row::skip) CHECK(first[k] == all.size());
    for (auto& r : parts[k]) all.push_back(std::move(r));
  }
  return all;
}
template <class S>
std::vector<std::string> rows_of(std::string const& content, quern::csv_options const& options = {}, how const& h = {},
                                 std::vector<std::size_t> columns = {}) {
  return rows_at<S>(file(content).path(), options, h, std::move(columns));
}

// The message, from the number of the line on; "no error" where there is none.
template <class S>
std::string error_of(std::string const& content, quern::csv_options const& options = {}, how const& h = {},
                     std::vector<std::size_t> columns = {}) {
  file const f(content);
  try {
    rows_at<S>(f.path(), options, h, std::move(columns));
  } catch (quern::csv_error const& e) {
    CHECK(e.file == f.path());
    std::string const what = e.what();
    REQUIRE(what.substr(0, f.path().size()) == f.path());
    return what.substr(f.path().size());
  }
  return "no error";
}

using row_texts = std::vector<std::string>;

}  // namespace csv_test
