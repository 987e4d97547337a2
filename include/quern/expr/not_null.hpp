// SPDX-License-Identifier: BSL-1.0
// What a filter has proven: the values of an expression where the rows with a null are gone.
#pragma once
#include <quern/expr/functions.hpp>

namespace quern::inline QUERN_ABI::expr::op {

// Only for rows in which the argument is there: verbs make it behind a filter that says so, users do not.
struct not_null : scalar_op {
  static constexpr std::string_view symbol = "not_null";
  static constexpr nulls null_rule = nulls::never;
  template <class A>
  using of = A;
};

}  // namespace quern::expr::op
