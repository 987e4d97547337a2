// SPDX-License-Identifier: BSL-1.0
// Expressions made simpler: what the compiler knows of constants (lit<5>), of types and of logic. Values stay what they are, to the bit,
// and so does the type of every column. Run-time literals ride along: only what their types decide is done, and params are left alone.
#pragma once
#include <limits>

#include <quern/plan/cut.hpp>
#include <quern/expr/functions.hpp>

namespace quern::inline QUERN_ABI::rules {

namespace op = expr::op;
using yes = expr::constant<true>;
using no = expr::constant<false>;

// simpler<S, E>: what an operation is, whose operands are simple already, over rows of schema S.
template <class S, class E>
struct simpler {
  static constexpr bool applies = false;
};
template <class E, class S>
inline constexpr bool may_be_dropped = !plan::is_ordered<E> && !expr::calls_user_code<E> && !plan::may_raise<E, S>;
template <class E, class S>
inline constexpr bool has_type = !expr::is_mistake<expr::type_of<E, S>>;
template <class E, class S, class T>
inline constexpr bool is_of_type = std::is_same_v<expr::type_of<E, S>, T>;

template <std::size_t I>
struct operand {
  static constexpr bool applies = true;
  template <class E>
  static constexpr auto on(E const& e) {
    return meta::get<I>(e.args);
  }
};
template <class Result>
struct always {
  static constexpr bool applies = true;
  template <class E>
  static constexpr Result on(E const&) {
    return {};
  }
};

// Logic.
template <class S, class A>
struct simpler<S, expr::apply<op::and_, A, yes>> : operand<0> {};
template <class S, class A>
  requires(!std::is_same_v<A, yes>)
struct simpler<S, expr::apply<op::and_, yes, A>> : operand<1> {};
template <class S, class A>
  requires(may_be_dropped<A, S> && !std::is_same_v<A, yes>)
struct simpler<S, expr::apply<op::and_, A, no>> : always<no> {};
template <class S, class A>
  requires(!std::is_same_v<A, yes> && !std::is_same_v<A, no>)
struct simpler<S, expr::apply<op::and_, no, A>> : always<no> {};
template <class S, class A>
struct simpler<S, expr::apply<op::or_, A, no>> : operand<0> {};
template <class S, class A>
  requires(!std::is_same_v<A, no>)
struct simpler<S, expr::apply<op::or_, no, A>> : operand<1> {};
template <class S, class A>
  requires(may_be_dropped<A, S> && !std::is_same_v<A, no>)
struct simpler<S, expr::apply<op::or_, A, yes>> : always<yes> {};
template <class S, class A>
  requires(!std::is_same_v<A, yes> && !std::is_same_v<A, no>)
struct simpler<S, expr::apply<op::or_, yes, A>> : always<yes> {};
template <class S, class A>
struct simpler<S, expr::apply<op::not_, expr::apply<op::not_, A>>> {
  static constexpr bool applies = true;
  template <class E>
  static constexpr A on(E const& e) {
    return meta::get<0>(meta::get<0>(e.args).args);
  }
};
template <class S, bool B>
struct simpler<S, expr::apply<op::not_, expr::constant<B>>> : always<expr::constant<!B>> {};

// The negation of a comparison. Of floats only == and !=: neither < nor >= is true of NaN.
op::ne turned(op::eq);
op::eq turned(op::ne);
op::ge turned(op::lt);
op::lt turned(op::ge);
op::le turned(op::gt);
op::gt turned(op::le);
template <class Op>
struct opposite {
  using type = void;
};
template <class Op>
  requires requires(Op o) { rules::turned(o); }
struct opposite<Op> {
  using type = decltype(rules::turned(Op{}));
};
template <class Op>
inline constexpr bool is_equality_of_values = std::is_same_v<Op, op::eq> || std::is_same_v<Op, op::ne>;
template <class E, class S>
inline constexpr bool is_float = family_of<bare<expr::type_of<E, S>>> == family::floating;
template <class S, class Op, class A, class B>
  requires(!std::is_void_v<typename opposite<Op>::type> && has_type<expr::apply<Op, A, B>, S> && (is_equality_of_values<Op> || (!is_float<A, S> && !is_float<B, S>)))
struct simpler<S, expr::apply<op::not_, expr::apply<Op, A, B>>> {
  static constexpr bool applies = true;
  template <class E>
  static constexpr auto on(E const& e) {
    return expr::apply<typename opposite<Op>::type, A, B>{{}, meta::get<0>(e.args).args};
  }
};

// Neutral numbers, where the result keeps the operand's type: x + 0, x - 0, x * 1. Not x + 0.0: -0.0 + 0.0 is 0.0.
template <auto V, int N>
inline constexpr bool is_exactly = false;
template <auto V, int N>
  requires(std::is_integral_v<decltype(V)> && !std::is_same_v<std::remove_const_t<decltype(V)>, bool>)
inline constexpr bool is_exactly<V, N> = V == N;
template <class S, class A, auto V>
  requires(is_exactly<V, 0> && std::is_integral_v<bare<expr::type_of<A, S>>> && is_of_type<expr::apply<op::add, A, expr::constant<V>>, S, expr::type_of<A, S>>)
struct simpler<S, expr::apply<op::add, A, expr::constant<V>>> : operand<0> {};
template <class S, class A, auto V>
  requires(is_exactly<V, 0> && std::is_integral_v<bare<expr::type_of<A, S>>> && is_of_type<expr::apply<op::sub, A, expr::constant<V>>, S, expr::type_of<A, S>>)
struct simpler<S, expr::apply<op::sub, A, expr::constant<V>>> : operand<0> {};
template <class S, class A, auto V>
  requires(is_exactly<V, 1> && is_of_type<expr::apply<op::mul, A, expr::constant<V>>, S, expr::type_of<A, S>>)
struct simpler<S, expr::apply<op::mul, A, expr::constant<V>>> : operand<0> {};
// -(-x) of floats; of integers it raises for the least one.
template <class S, class A>
  requires is_float<A, S>
struct simpler<S, expr::apply<op::neg, expr::apply<op::neg, A>>> {
  static constexpr bool applies = true;
  template <class E>
  static constexpr A on(E const& e) {
    return meta::get<0>(meta::get<0>(e.args).args);
  }
};

// What types prove about nulls, and casts to the type that is there.
template <class S, class A>
  requires(has_type<A, S> && !is_nullable<expr::type_of<A, S>> && may_be_dropped<A, S>)
struct simpler<S, expr::apply<op::is_null, A>> : always<no> {};
template <class S, class A, class B>
  requires(has_type<A, S> && !is_nullable<expr::type_of<A, S>> && is_of_type<expr::apply<op::coalesce, A, B>, S, expr::type_of<A, S>>)
struct simpler<S, expr::apply<op::coalesce, A, B>> : operand<0> {};
template <class S, class T, class A>
  requires is_of_type<expr::apply<op::cast<T>, A>, S, expr::type_of<A, S>>
struct simpler<S, expr::apply<op::cast<T>, A>> : operand<0> {};

// Constants and literals: numbers of one type compared, added, multiplied; integers only where the compiler sees that they fit.
template <class T>
inline constexpr bool is_counting = std::is_integral_v<T> && !std::is_same_v<T, bool>;
template <class Op, class T>
constexpr bool compared(T a, T b) {
  if constexpr (std::is_same_v<Op, op::eq>) return a == b;
  if constexpr (std::is_same_v<Op, op::ne>) return a != b;
  if constexpr (std::is_same_v<Op, op::lt>) return a < b;
  if constexpr (std::is_same_v<Op, op::le>) return a <= b;
  if constexpr (std::is_same_v<Op, op::gt>) return a > b;
  return a >= b;
}
template <class S, class Op, auto A, auto B>
  requires(!std::is_void_v<typename opposite<Op>::type> && is_counting<std::remove_const_t<decltype(A)>> && is_counting<std::remove_const_t<decltype(B)>> &&
           std::is_signed_v<decltype(A)> && std::is_signed_v<decltype(B)>)
struct simpler<S, expr::apply<Op, expr::constant<A>, expr::constant<B>>> : always<expr::constant<rules::compared<Op, std::int64_t>(A, B)>> {};
template <class S, class Op, class T>
  requires(!std::is_void_v<typename opposite<Op>::type> && std::is_arithmetic_v<T>)
struct simpler<S, expr::apply<Op, expr::literal<T>, expr::literal<T>>> {
  static constexpr bool applies = true;
  template <class E>
  static constexpr auto on(E const& e) {
    return expr::literal<bool>{rules::compared<Op, T>(meta::get<0>(e.args).value, meta::get<1>(e.args).value)};
  }
};
// The exact result of integer arithmetic, if it fits.
template <class S, class Op, auto A, auto B>
  requires((std::is_same_v<Op, op::add> || std::is_same_v<Op, op::sub> || std::is_same_v<Op, op::mul>) && is_counting<std::remove_const_t<decltype(A)>> &&
           is_counting<std::remove_const_t<decltype(B)>> && std::is_signed_v<decltype(A)> && std::is_signed_v<decltype(B)>)
struct simpler<S, expr::apply<Op, expr::constant<A>, expr::constant<B>>> {
  static constexpr int128 exact = std::is_same_v<Op, op::add> ? int128{A} + int128{B} : std::is_same_v<Op, op::sub> ? int128{A} - int128{B} : int128{A} * int128{B};
  static constexpr bool applies = exact >= std::numeric_limits<std::int64_t>::min() && exact <= std::numeric_limits<std::int64_t>::max();
  template <class E>
  static constexpr auto on(E const&) {
    return expr::constant<static_cast<std::int64_t>(exact)>{};
  }
};
template <class S, class T, auto V>
  requires((std::is_floating_point_v<T> || is_counting<T>) && is_counting<std::remove_const_t<decltype(V)>> && !std::is_same_v<T, std::remove_const_t<decltype(V)>>)
struct simpler<S, expr::apply<op::cast<T>, expr::constant<V>>> {
  static constexpr bool applies = std::is_floating_point_v<T> || std::in_range<std::conditional_t<is_counting<T>, T, int>>(V);
  template <class E>
  static constexpr auto on(E const&) {
    return expr::literal<T>{static_cast<T>(V)};
  }
};
template <class S, class T, class U>
  requires(std::is_floating_point_v<T> && is_counting<U>)
struct simpler<S, expr::apply<op::cast<T>, expr::literal<U>>> {
  static constexpr bool applies = true;
  template <class E>
  static constexpr auto on(E const& e) {
    return expr::literal<T>{static_cast<T>(meta::get<0>(e.args).value)};
  }
};

}  // namespace quern::rules
