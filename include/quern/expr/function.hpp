// SPDX-License-Identifier: BSL-1.0
// What most functions are: operands of given kinds, one result type, null when an operand is; computed row by row.
#pragma once
#include <quern/expr/operators.hpp>

namespace quern::inline QUERN_ABI::expr {

// integer: any but uint64, which not every signed count or position could hold; it is cast where it is meant.
enum class operand { text, integer, number, floating, time };

template <operand K, class A>
constexpr bool accepts() {
  constexpr family f = family_of<A>;
  switch (K) {
    case operand::text:
      return f == family::text;
    case operand::integer:
      return f == family::integer && !std::is_same_v<A, std::uint64_t>;
    case operand::number:
      return is_numeric<A>;
    case operand::floating:
      return f == family::floating;
    default:
      return f == family::date || f == family::timestamp;
  }
}

template <class Op, class Result, operand... K>
struct function : scalar_op {
  static constexpr bool runs_row_by_row = true;
  template <class... A>
  static constexpr bool fits() {
    if constexpr (sizeof...(A) == sizeof...(K))
      return (expr::accepts<K, A>() && ...);
    else
      return false;
  }
  template <class... A>
  using of = std::conditional_t<fits<A...>(), Result, type_mismatch<Op, A...>>;
};
// Null also for some operands that are there.
template <class Op, class Result, operand... K>
struct partial_function : function<Op, Result, K...> {
  static constexpr nulls null_rule = nulls::always;
};
// The result has the type of the first operand.
template <class Op, operand... K>
struct same_type_function : function<Op, void, K...> {
  template <class A, class... B>
  using of = std::conditional_t<function<Op, void, K...>::template fits<A, B...>(), A, type_mismatch<Op, A, B...>>;
};

template <class Op>
inline constexpr bool runs_row_by_row = requires { Op::runs_row_by_row; };

}  // namespace quern::inline QUERN_ABI::expr
