// SPDX-License-Identifier: BSL-1.0
// Integers as bits, in two's complement.
#pragma once
#include <quern/expr/function.hpp>
#include <quern/expr/functions.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

template <class Op>
struct bitwise : scalar_op {
  template <class A, class B>
  static constexpr auto find() {
    if constexpr (family_of<A> == family::integer && family_of<B> == family::integer)
      return meta::type_box<unified<Op, A, B>>{};
    else
      return meta::type_box<type_mismatch<Op, A, B>>{};
  }
  template <class A, class B>
  using of = typename decltype(find<A, B>())::type;
};
struct bitwise_and : bitwise<bitwise_and> {
  static constexpr std::string_view symbol = "bitwise_and";
};
struct bitwise_or : bitwise<bitwise_or> {
  static constexpr std::string_view symbol = "bitwise_or";
};
struct bitwise_xor : bitwise<bitwise_xor> {
  static constexpr std::string_view symbol = "bitwise_xor";
};
struct bitwise_not : scalar_op {
  static constexpr std::string_view symbol = "bitwise_not";
  template <class A>
  using of = std::conditional_t<family_of<A> == family::integer, A, type_mismatch<bitwise_not, A>>;
};
template <class Op>
struct shift_of_bits : scalar_op {
  template <class A, class N>
  using of = std::conditional_t<family_of<A> == family::integer && family_of<N> == family::integer, A, type_mismatch<Op, A, N>>;
};
struct shift_left : shift_of_bits<shift_left> {
  static constexpr std::string_view symbol = "shift_left";
};
struct shift_right : shift_of_bits<shift_right> {
  static constexpr std::string_view symbol = "shift_right";
};
struct shift_right_unsigned : shift_of_bits<shift_right_unsigned> {
  static constexpr std::string_view symbol = "shift_right_unsigned";
};
struct bit_count : scalar_op {
  static constexpr std::string_view symbol = "bit_count";
  template <class A>
  using of = std::conditional_t<family_of<A> == family::integer, std::int32_t, type_mismatch<bit_count, A>>;
};

}  // namespace expr::op

// The result's type is the wider one; of a signed and an unsigned type it is int64, beyond whose range a value raises.
#define QUERN_FUNCTION(name)                    \
  template <class A, class B>                   \
    requires expr::Operands<A, B>               \
  constexpr auto name(A const& a, B const& b) { \
    return expr::make<expr::op::name>(a, b);    \
  }
QUERN_FUNCTION(bitwise_and)
QUERN_FUNCTION(bitwise_or)
QUERN_FUNCTION(bitwise_xor)
// Shifts within a's own width. The count is taken modulo that width, so a negative one is one from the other end.
// shift_right repeats the sign, shift_right_unsigned shifts in zeros.
QUERN_FUNCTION(shift_left)
QUERN_FUNCTION(shift_right)
QUERN_FUNCTION(shift_right_unsigned)
#undef QUERN_FUNCTION

template <expr::Expression A>
constexpr auto bitwise_not(A const& a) {
  return expr::make<expr::op::bitwise_not>(a);
}
// How many bits are set, in a's own width.
template <expr::Expression A>
constexpr auto bit_count(A const& a) {
  return expr::make<expr::op::bit_count>(a);
}

}  // namespace quern::inline QUERN_ABI
