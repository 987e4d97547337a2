// SPDX-License-Identifier: BSL-1.0
// scan_csv<Schema>(path, options): a query over a CSV file.
#pragma once
#include <quern/io/csv_source.hpp>
#include <quern/query/query.hpp>

namespace quern::inline QUERN_ABI {

// Nothing is opened before an action runs. Only the columns that the plan uses are parsed. Throws csv_error, which names
// file, line, column, text and reason, where the file cannot be read or does not fit the schema (see csv_options::bad_rows).
template <Schema S>
auto scan_csv(std::string path, csv_options options = {}) {
  return quern::make_query(plan::scan<csv_source<S>>{csv_source<S>(std::move(path), std::move(options))});
}

}  // namespace quern
