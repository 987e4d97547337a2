// SPDX-License-Identifier: BSL-1.0
// A part of an expression that a column may hold already. Rules write it where two parts of one type may differ in a run-time value.
#pragma once
#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI::expr::op {

// Of a column, a part, and the part that the column holds: where the two have the same literals and params the column is read, else the
// part is computed.
struct reused {
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::own;
  static constexpr std::string_view symbol = "reused";
  template <class Column, class Part, class Held>
  using of = Part;
};

}  // namespace quern::inline QUERN_ABI::expr::op
