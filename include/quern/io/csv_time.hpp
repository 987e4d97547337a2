// SPDX-License-Identifier: BSL-1.0
// Dates and times of CSV fields.
#pragma once
#include <quern/io/csv_number.hpp>
#include <quern/table/parse_time.hpp>

namespace quern::inline QUERN_ABI::csv {

using text::days_of, text::is_moment, text::moment, text::parse_date, text::parse_timestamp, text::time_reader, text::unknown_in_format;

}  // namespace quern::inline QUERN_ABI::csv
