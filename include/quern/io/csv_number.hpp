// SPDX-License-Identifier: BSL-1.0
// Bools and numbers of CSV fields.
#pragma once
#include <quern/table/parse_number.hpp>

namespace quern::inline QUERN_ABI::csv {

using texts::is_digit, texts::parsed, texts::take_sign, texts::trimmed;
using texts::magnitude, texts::parse_bool, texts::parse_decimal, texts::parse_float, texts::parse_integer, texts::parse_magnitude;

}  // namespace quern::inline QUERN_ABI::csv
