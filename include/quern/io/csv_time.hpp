// SPDX-License-Identifier: BSL-1.0
// Dates and times of CSV fields.
#pragma once
#include <quern/io/csv_number.hpp>
#include <quern/table/parse_time.hpp>

namespace quern::inline QUERN_ABI::csv {

using texts::days_of, texts::is_moment, texts::moment, texts::parse_date, texts::parse_timestamp, texts::time_reader, texts::unknown_in_format;

}  // namespace quern::inline QUERN_ABI::csv
