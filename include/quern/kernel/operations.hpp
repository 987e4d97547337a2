// SPDX-License-Identifier: BSL-1.0
// All operations a kernel knows.
#pragma once
#include <quern/kernel/arithmetic.hpp>
#include <quern/kernel/calendar.hpp>
#include <quern/kernel/cast.hpp>
#include <quern/kernel/compare.hpp>
#include <quern/kernel/logic.hpp>
#include <quern/kernel/map.hpp>
#include <quern/kernel/text.hpp>
