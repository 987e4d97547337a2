// SPDX-License-Identifier: BSL-1.0
// Numbers beyond arithmetic: roots, logarithms, trigonometry, signs, pmod, factorial, half-even rounding, width_bucket.
#pragma once
#include <quern/expr/function.hpp>
#include <quern/expr/functions.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

// float of a float, double of any other number; null where x is.
#define QUERN_ELEMENTARY(name)                        \
  struct name : floating_function<name> {             \
    static constexpr std::string_view symbol = #name; \
  };
QUERN_ELEMENTARY(cbrt)
QUERN_ELEMENTARY(log2)
QUERN_ELEMENTARY(log10)
QUERN_ELEMENTARY(log1p)
QUERN_ELEMENTARY(expm1)
QUERN_ELEMENTARY(sin)
QUERN_ELEMENTARY(cos)
QUERN_ELEMENTARY(tan)
QUERN_ELEMENTARY(asin)
QUERN_ELEMENTARY(acos)
QUERN_ELEMENTARY(atan)
QUERN_ELEMENTARY(sinh)
QUERN_ELEMENTARY(cosh)
QUERN_ELEMENTARY(tanh)
QUERN_ELEMENTARY(asinh)
QUERN_ELEMENTARY(acosh)
QUERN_ELEMENTARY(atanh)
QUERN_ELEMENTARY(degrees)
QUERN_ELEMENTARY(radians)
QUERN_ELEMENTARY(rint)
QUERN_ELEMENTARY(sign)
#undef QUERN_ELEMENTARY

template <class Op>
struct floating_pair : scalar_op {
  static constexpr int cost = 20;
  template <class A, class B>
  using of = std::conditional_t<is_numeric<A> && is_numeric<B>, floating_result<A, B>, type_mismatch<Op, A, B>>;
};
struct atan2 : floating_pair<atan2> {
  static constexpr std::string_view symbol = "atan2";
};
struct hypot : floating_pair<hypot> {
  static constexpr std::string_view symbol = "hypot";
};
struct pmod : scalar_op {
  static constexpr std::string_view symbol = "pmod";
  template <class A, class B>
  using of = std::conditional_t<(family_of<A> == family::floating && is_numeric<B>) || (is_numeric<A> && family_of<B> == family::floating), floating_result<A, B>,
                                integers_only<pmod, A, B>>;
};
template <int Digits>
struct bround : rounding<bround<Digits>> {
  static constexpr std::string_view symbol = "bround";
  static constexpr int digits = Digits;
};
struct factorial : partial_function<factorial, std::int64_t, operand::integer> {
  static constexpr std::string_view symbol = "factorial";
};
struct width_bucket : partial_function<width_bucket, std::int64_t, operand::number, operand::number, operand::number, operand::integer> {
  static constexpr std::string_view symbol = "width_bucket";
};

}  // namespace expr::op

// sign: -1, 0 or 1. rint: to the nearest integer, halves to the even one. NaN gives NaN everywhere.
#define QUERN_FUNCTION(name)              \
  template <expr::Expression A>           \
  constexpr auto name(A const& a) {       \
    return expr::make<expr::op::name>(a); \
  }
QUERN_FUNCTION(cbrt)
QUERN_FUNCTION(log2)
QUERN_FUNCTION(log10)
QUERN_FUNCTION(log1p)
QUERN_FUNCTION(expm1)
QUERN_FUNCTION(sin)
QUERN_FUNCTION(cos)
QUERN_FUNCTION(tan)
QUERN_FUNCTION(asin)
QUERN_FUNCTION(acos)
QUERN_FUNCTION(atan)
QUERN_FUNCTION(sinh)
QUERN_FUNCTION(cosh)
QUERN_FUNCTION(tanh)
QUERN_FUNCTION(asinh)
QUERN_FUNCTION(acosh)
QUERN_FUNCTION(atanh)
QUERN_FUNCTION(degrees)
QUERN_FUNCTION(radians)
QUERN_FUNCTION(rint)
QUERN_FUNCTION(sign)
// n!; null outside 0..20, where 64 bits do not hold it.
QUERN_FUNCTION(factorial)
#undef QUERN_FUNCTION

// The angle of the point (x, y), in (-pi, pi].
template <class Y, class X>
  requires expr::Operands<Y, X>
constexpr auto atan2(Y const& y, X const& x) {
  return expr::make<expr::op::atan2>(y, x);
}
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto hypot(A const& a, B const& b) {
  return expr::make<expr::op::hypot>(a, b);
}
// The logarithm of x to a base.
template <class Base, class X>
  requires expr::Operands<Base, X>
constexpr auto log(Base const& base, X const& x) {
  return expr::make<expr::op::log>(x) / expr::make<expr::op::log>(base);
}
// The remainder, which is never negative for a positive divisor: pmod(-10, 3) is 2. A divisor of zero: integers raise division_by_zero; floats give NaN.
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto pmod(A const& a, B const& b) {
  return expr::make<expr::op::pmod>(a, b);
}
// To Digits behind the point, halves to the even neighbour ("banker's rounding"); keeps the type, as round does.
template <int Digits = 0, expr::Expression A>
constexpr auto bround(A const& a) {
  return expr::make<expr::op::bround<Digits>>(a);
}
// In which of `count` equal parts of [low, high) x lies: 1..count, 0 below, count + 1 above; low > high counts downwards.
// Null where count < 1, low == high, x is NaN, or a bound is not finite.
template <class X, class Low, class High, class Count>
constexpr auto width_bucket(X const& x, Low const& low, High const& high, Count const& count) {
  return expr::make<expr::op::width_bucket>(x, low, high, count);
}

}  // namespace quern::inline QUERN_ABI
