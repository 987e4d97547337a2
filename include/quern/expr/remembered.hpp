// SPDX-License-Identifier: BSL-1.0
// An expression whose values are remembered by the columns it reads: lazy_update makes its columns of these.
#pragma once
#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI::expr {

namespace op {
// Of an expression and the columns it reads. Memory: a handle on what is known, shared by the copies of a plan.
template <class Memory>
struct remembered {
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::own;
  static constexpr std::string_view symbol = "remembered";
  // A category's value is its text.
  template <class T>
  static constexpr auto find() {
    if constexpr (std::is_same_v<bare<T>, category>)
      return meta::type_box<nullable_if<string, is_nullable<T>>>{};
    else
      return meta::type_box<T>{};
  }
  template <class... T>
  using of = typename decltype(find<meta::at<0, meta::list<T...>>>())::type;
  Memory known;
};
}  // namespace op

}  // namespace quern::inline QUERN_ABI::expr
