// SPDX-License-Identifier: BSL-1.0
// Dates and times of CSV fields.
#pragma once
#include <quern/io/csv_number.hpp>
#include <quern/table/parse_time.hpp>

namespace quern::inline QUERN_ABI::csv {

using value_text::days_of, value_text::is_moment, value_text::moment, value_text::parse_date, value_text::parse_timestamp, value_text::time_reader, value_text::unknown_in_format;

}  // namespace quern::inline QUERN_ABI::csv
