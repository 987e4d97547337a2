// SPDX-License-Identifier: BSL-1.0
// Bools and numbers of CSV fields.
#pragma once
#include <quern/table/parse_number.hpp>

namespace quern::inline QUERN_ABI::csv {

using text::is_digit, text::parsed, text::take_sign, text::trimmed;
using text::magnitude, text::parse_bool, text::parse_decimal, text::parse_float, text::parse_integer, text::parse_magnitude;

}  // namespace quern::inline QUERN_ABI::csv
