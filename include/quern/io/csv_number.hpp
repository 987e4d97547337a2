// SPDX-License-Identifier: BSL-1.0
// Bools and numbers of CSV fields.
#pragma once
#include <quern/table/parse_number.hpp>

namespace quern::inline QUERN_ABI::csv {

using value_text::is_digit, value_text::parsed, value_text::take_sign, value_text::trimmed;
using value_text::magnitude, value_text::parse_bool, value_text::parse_decimal, value_text::parse_float, value_text::parse_integer, value_text::parse_magnitude;

}  // namespace quern::inline QUERN_ABI::csv
