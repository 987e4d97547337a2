// SPDX-License-Identifier: BSL-1.0
// How a CSV file is written: an aggregate for designated initialisers, e.g. {.separator = '|', .header = false}.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

// What happens to a value that is not of its column's type, and to a row with too few or too many fields.
enum class on_bad_row {
  error,  // csv_error
  null,   // the value becomes null, surplus fields are ignored; csv_error still where the column is not nullable
  skip    // the row is left out; only the columns that are read are looked at
};

// Counts what on_bad_row let pass, over all runs of all plans that share it. Any number of threads.
struct csv_report {
  std::atomic<std::uint64_t> rows_skipped{0};
  std::atomic<std::uint64_t> values_nulled{0};
};

// Lines end in LF or CRLF (a CR elsewhere is data). Blank lines are skipped, unless the file has one column and that is
// nullable: then a blank line is a null. Spaces around numbers, dates and bools are ignored, around texts they are data.
struct csv_options {
  char separator = ',';
  bool header = true;  // columns by name, in any order, more than the schema has; without one: by position, exactly the schema's
  bool trailing_separator = false;  // a row may end with a separator, as in TPC-H's .tbl files
  char quote = '"';                 // '\0' = none. Opens a field only as its first character; doubled inside it means itself
  char comment = '\0';              // lines that begin with it are skipped
  std::size_t skip_rows = 0;        // lines to skip before the header
  // Texts that mean null, besides the empty field: an empty field is null in a nullable column, an empty text in a text
  // column that is not, and an error elsewhere. Quoted texts are never null in text columns.
  std::vector<std::string> null_texts{};
  // %Y %m %d %H %M %S %f (fraction of a second) %b (Jan..Dec) %%; all else stands for itself. Empty: YYYY-MM-DD and
  // YYYY-MM-DD[ T]HH:MM[:SS[.fraction]][Z], with '/' for '-' if you like.
  std::string date_format{};
  std::string timestamp_format{};
  char decimal_point = '.';
  on_bad_row bad_rows = on_bad_row::error;
  std::shared_ptr<csv_report> report{};
  // The file is read in pieces of this size, whatever exec::min_rows_per_chunk says; 0 = chosen by the library. The result is
  // the same.
  std::size_t piece_bytes = 0;

  bool operator==(csv_options const&) const = default;
};

}  // namespace quern::inline QUERN_ABI
