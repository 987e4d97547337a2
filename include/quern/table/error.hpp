// SPDX-License-Identifier: BSL-1.0
// What can go wrong at run time. Everything derives from quern::error.
#pragma once
#include <stdexcept>
#include <string>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

struct error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// An integer, decimal, date or sum left the range of its type; the text names the operation and the operands.
struct overflow_error : error {
  using error::error;
};
struct division_by_zero : error {
  using error::error;
};
// A value cannot be what a cast asks for.
struct cast_error : error {
  using error::error;
};
// Input data that do not fit the schema: columns of different lengths, a null where none is allowed, a text too long.
struct data_error : error {
  using error::error;
};
// A run that was asked to stop, through exec{.stop = token}, has ended without a result.
struct cancelled : error {
  using error::error;
};

}  // namespace quern
