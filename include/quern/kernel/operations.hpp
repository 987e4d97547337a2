// SPDX-License-Identifier: BSL-1.0
// All operations a kernel knows.
#pragma once
#include <quern/kernel/arithmetic.hpp>
#include <quern/kernel/bits.hpp>
#include <quern/kernel/calendar.hpp>
#include <quern/kernel/cast.hpp>
#include <quern/kernel/compare.hpp>
#include <quern/kernel/date_format.hpp>
#include <quern/kernel/dates.hpp>
#include <quern/kernel/elementary.hpp>
#include <quern/kernel/find_in_rows.hpp>
#include <quern/kernel/known_text.hpp>
#include <quern/kernel/logic.hpp>
#include <quern/kernel/format_string.hpp>
#include <quern/kernel/map.hpp>
#include <quern/kernel/nulls.hpp>
#include <quern/kernel/numbers.hpp>
#include <quern/kernel/reuse.hpp>
#include <quern/kernel/short_text.hpp>
#include <quern/kernel/text.hpp>
#include <quern/kernel/text_codes.hpp>
#include <quern/kernel/text_edit.hpp>
#include <quern/kernel/text_search.hpp>
