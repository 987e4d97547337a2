// SPDX-License-Identifier: BSL-1.0
// What is wrong with a CSV file, where, and in which words.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include <quern/table/error.hpp>

namespace quern::inline QUERN_ABI {

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
  static std::string message(std::string_view file, std::uint64_t line, std::string_view column, std::string_view text,
                             std::string_view reason) {
    std::string m(file);
    if (line != 0) m += ':', m += std::to_string(line);
    m += ": ";
    if (!column.empty()) m += "column '", m += column, m += "': ";
    if (!text.empty()) {
      constexpr std::size_t most = 80;  // of a text that may be megabytes
      m += '"', m += text.substr(0, most), m += text.size() > most ? "...\" " : "\" ";
    }
    return m += reason;
  }
};

}  // namespace quern
