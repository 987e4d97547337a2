// SPDX-License-Identifier: BSL-1.0
// New texts from texts: cut, padded, repeated, reversed, replaced, translated, joined. Positions and lengths count code
// points; case is that of ASCII letters. Each is linear in the texts; a result of 2^31 bytes or more raises overflow_error.
#pragma once
#include <quern/expr/function.hpp>
#include <quern/expr/text.hpp>
#include <quern/expr/when.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

enum class side { both, left, right };
template <side S>
struct trim_of : function<trim_of<S>, string, operand::text, operand::text> {
  static constexpr std::string_view symbol = S == side::left ? "ltrim" : S == side::right ? "rtrim" : "trim";
};
template <side S>
struct pad : function<pad<S>, string, operand::text, operand::integer, operand::text> {
  static constexpr std::string_view symbol = S == side::left ? "lpad" : "rpad";
  static constexpr bool raises = true;
};
struct left : function<left, string, operand::text, operand::integer> {
  static constexpr std::string_view symbol = "left";
};
struct right : function<right, string, operand::text, operand::integer> {
  static constexpr std::string_view symbol = "right";
};
struct repeat : function<repeat, string, operand::text, operand::integer> {
  static constexpr std::string_view symbol = "repeat";
  static constexpr bool raises = true;
};
struct reverse : function<reverse, string, operand::text> {
  static constexpr std::string_view symbol = "reverse";
};
struct replace : function<replace, string, operand::text, operand::text, operand::text> {
  static constexpr std::string_view symbol = "replace";
};
struct translate : function<translate, string, operand::text, operand::text, operand::text> {
  static constexpr std::string_view symbol = "translate";
};
struct overlay : function<overlay, string, operand::text, operand::text, operand::integer, operand::integer> {
  static constexpr std::string_view symbol = "overlay";
};
struct initcap : function<initcap, string, operand::text> {
  static constexpr std::string_view symbol = "initcap";
};
template <char Upper, char Lower, char Digit>
struct mask_with : function<mask_with<Upper, Lower, Digit>, string, operand::text> {
  static constexpr std::string_view symbol = "mask";
};
// Null operands behind the separator are left out.
struct concat_ws : scalar_op {
  static constexpr std::string_view symbol = "concat_ws";
  static constexpr nulls null_rule = nulls::own;
  template <class Separator, class... A>
  using of = std::conditional_t<family_of<Separator> == family::text && (... && (family_of<A> == family::text)), nullable_if<string, is_nullable<Separator>>,
                                type_mismatch<concat_ws, Separator, A...>>;
};

}  // namespace expr::op

// Spaces, or all code points that stand in `characters`, taken away from both ends or one.
template <class A, class C>
  requires expr::Operands<A, C>
constexpr auto trim(A const& a, C const& characters) {
  return expr::make<expr::op::trim_of<expr::op::side::both>>(a, characters);
}
template <expr::Expression A, class C = char const*>
constexpr auto ltrim(A const& a, C const& characters = " ") {
  return expr::make<expr::op::trim_of<expr::op::side::left>>(a, characters);
}
template <expr::Expression A, class C = char const*>
constexpr auto rtrim(A const& a, C const& characters = " ") {
  return expr::make<expr::op::trim_of<expr::op::side::right>>(a, characters);
}
// Exactly n code points: filled up with `with` again and again, on the left or the right, or cut at the end.
template <expr::Expression A, class N, class C = char const*>
constexpr auto lpad(A const& a, N const& n, C const& with = " ") {
  return expr::make<expr::op::pad<expr::op::side::left>>(a, n, with);
}
template <expr::Expression A, class N, class C = char const*>
constexpr auto rpad(A const& a, N const& n, C const& with = " ") {
  return expr::make<expr::op::pad<expr::op::side::right>>(a, n, with);
}
// The first, or last, n code points; none for n < 1.
template <expr::Expression A, class N>
constexpr auto left(A const& a, N const& n) {
  return expr::make<expr::op::left>(a, n);
}
template <expr::Expression A, class N>
constexpr auto right(A const& a, N const& n) {
  return expr::make<expr::op::right>(a, n);
}
template <class A, class N>
  requires expr::Operands<A, N>
constexpr auto repeat(A const& a, N const& n) {
  return expr::make<expr::op::repeat>(a, n);
}
// n spaces.
template <expr::Expression N>
constexpr auto space(N const& n) {
  return expr::make<expr::op::repeat>(" ", n);
}
template <expr::Expression A>
constexpr auto reverse(A const& a) {
  return expr::make<expr::op::reverse>(a);
}
// Every `from`, found from left to right, becomes `to`; an empty `from` is found nowhere.
template <expr::Expression A, class B, class C>
constexpr auto replace(A const& a, B const& from, C const& to) {
  return expr::make<expr::op::replace>(a, from, to);
}
// Code points that stand in `from` become those at the same place of `to`, or nothing where `to` is shorter.
template <expr::Expression A, class B, class C>
constexpr auto translate(A const& a, B const& from, C const& to) {
  return expr::make<expr::op::translate>(a, from, to);
}
// `by` in place of `count` code points (as many as `by` has) from position `start` on.
template <expr::Expression A, class B, class S, class N>
constexpr auto overlay(A const& a, B const& by, S const& start, N const& count) {
  return expr::make<expr::op::overlay>(a, by, start, count);
}
template <expr::Expression A, class B, class S>
constexpr auto overlay(A const& a, B const& by, S const& start) {
  return expr::make<expr::op::overlay>(a, by, start, expr::make<expr::op::length>(by));
}
// The first letter of each word, which are parted by spaces, upper case, and the others lower.
template <expr::Expression A>
constexpr auto initcap(A const& a) {
  return expr::make<expr::op::initcap>(a);
}
// ASCII letters and digits replaced: "Ab-1" is "Xx-n".
template <char Upper = 'X', char Lower = 'x', char Digit = 'n', expr::Expression A>
constexpr auto mask(A const& a) {
  return expr::make<expr::op::mask_with<Upper, Lower, Digit>>(a);
}
// The texts that are not null, with the separator between them; null where the separator is.
template <class Separator, class... A>
constexpr auto concat_ws(Separator const& separator, A const&... a) {
  return expr::make<expr::op::concat_ws>(separator, a...);
}
// The n-th of the values, from 1 on; null for any other n.
template <class N, class A, class... Rest>
constexpr auto elt_from(N const& n, std::int64_t k, A const& a, Rest const&... rest) {
  if constexpr (sizeof...(Rest) == 0)
    return expr::make<expr::op::if_only>(n == k, a);
  else
    return expr::make<expr::op::if_else>(n == k, a, quern::elt_from(n, k + 1, rest...));
}
template <expr::Expression N, class A, class... Rest>
constexpr auto elt(N const& n, A const& a, Rest const&... rest) {
  return quern::elt_from(n, 1, a, rest...);
}

}  // namespace quern::inline QUERN_ABI
