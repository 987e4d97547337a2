// SPDX-License-Identifier: BSL-1.0
// Nulls and NaN: nullif, nvl2, is_nan, nanvl, and the equality for which a null equals a null.
#pragma once
#include <quern/expr/when.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

struct is_nan : scalar_op {
  static constexpr std::string_view symbol = "is_nan";
  template <class A>
  using of = std::conditional_t<is_numeric<A>, bool, type_mismatch<is_nan, A>>;
};
struct nanvl : scalar_op {
  static constexpr std::string_view symbol = "nanvl";
  static constexpr nulls null_rule = nulls::own;
  template <class A, class B>
  using of = std::conditional_t<family_of<A> == family::floating && is_numeric<B>, nullable_if<floating_result<bare<A>, bare<B>>, is_nullable<A> || is_nullable<B>>,
                                type_mismatch<nanvl, A, B>>;
};
struct null_safe_equal : scalar_op {
  static constexpr std::string_view symbol = "null_safe_equal";
  static constexpr nulls null_rule = nulls::never;
  template <class A, class B>
  using of = std::conditional_t<comparable<A, B>, bool, type_mismatch<null_safe_equal, A, B>>;
};

}  // namespace expr::op

// Null where a == b, else a.
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto nullif(A const& a, B const& b) {
  return expr::make<expr::op::if_only>(quern::coalesce(a != b, true), a);
}
// b where a is there, c where it is null.
template <expr::Expression A, class B, class C>
constexpr auto nvl2(A const& a, B const& b, C const& c) {
  return expr::make<expr::op::if_else>(quern::is_null(a), c, b);
}
// False for every number that is no float; null where x is.
template <expr::Expression A>
constexpr auto is_nan(A const& a) {
  return expr::make<expr::op::is_nan>(a);
}
// b where a is NaN, else a; null where a is.
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto nanvl(A const& a, B const& b) {
  return expr::make<expr::op::nanvl>(a, b);
}
// SQL's IS NOT DISTINCT FROM: never null; true for two nulls, and for two NaNs, as for keys.
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto null_safe_equal(A const& a, B const& b) {
  return expr::make<expr::op::null_safe_equal>(a, b);
}

}  // namespace quern::inline QUERN_ABI
