// SPDX-License-Identifier: BSL-1.0
// What is wrong with a CSV file, where, and in which words.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include <quern/table/error.hpp>

namespace quern::inline QUERN_ABI {

namespace csv {

// One function for what operator+ of strings would make many of.
[[gnu::cold]] inline std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (std::string_view p : parts) all.append(p.data(), p.size());
  return all;
}

}  // namespace csv

// what(): flights.csv:17: column 'delay': "abc" is not an int32
struct csv_error : error {
  csv_error(std::string_view file_, std::uint64_t line_, std::string_view column_, std::string_view text_, std::string_view reason_)
      : error(message(file_, line_, column_, text_, reason_)), file(file_), line(line_), column(column_), text(text_), reason(reason_) {}

  std::string file;
  std::uint64_t line;  // as an editor counts, from 1; 0 where no line is to blame
  std::string column;  // empty where no column is to blame
  std::string text;    // what stands in the file, without its quotes
  std::string reason;

 private:
  [[gnu::cold]] static std::string message(std::string_view file, std::uint64_t line, std::string_view column, std::string_view text,
                                           std::string_view reason) {
    constexpr std::size_t most = 80;  // of a text that may be megabytes
    std::string const number = line != 0 ? std::to_string(line) : std::string();
    bool const on_column = !column.empty(), on_text = !text.empty();
    return csv::joined({file, line != 0 ? ":" : "", number, ": ", on_column ? "column '" : "", column, on_column ? "': " : "",
                        on_text ? "\"" : "", text.substr(0, most), on_text ? (text.size() > most ? "...\" " : "\" ") : "", reason});
  }
};

}  // namespace quern::inline QUERN_ABI
