// SPDX-License-Identifier: BSL-1.0
// Sort keys: asc(x) puts nulls first, desc(x) last; each can say otherwise.
#pragma once
#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {
template <class E, bool Descending, bool NullsLast>
struct order_key {
  E value;
  static constexpr bool descending = Descending;
  static constexpr bool is_nulls_last = NullsLast;
  constexpr order_key<E, Descending, false> nulls_first() const { return {value}; }
  constexpr order_key<E, Descending, true> nulls_last() const { return {value}; }
};
template <class T>
inline constexpr bool is_order_key = false;
template <class E, bool D, bool N>
inline constexpr bool is_order_key<order_key<E, D, N>> = true;

template <class V>
constexpr auto as_order_key(V const& v) {
  if constexpr (is_order_key<V>)
    return v;
  else
    return order_key<as_expr_t<V>, false, false>{expr::as_expr(v)};
}
}  // namespace expr

template <expr::Expression E>
constexpr auto asc(E const& e) {
  return expr::order_key<expr::as_expr_t<E>, false, false>{expr::as_expr(e)};
}
template <expr::Expression E>
constexpr auto desc(E const& e) {
  return expr::order_key<expr::as_expr_t<E>, true, true>{expr::as_expr(e)};
}
template <expr::PlainValue V>
constexpr auto asc(V const&) {
  return expr::order_key<expr::refused, false, false>{expr::refuse_value<V>()};
}
template <expr::PlainValue V>
constexpr auto desc(V const&) {
  return expr::order_key<expr::refused, true, true>{expr::refuse_value<V>()};
}

}  // namespace quern
