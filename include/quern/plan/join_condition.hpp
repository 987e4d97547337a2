// SPDX-License-Identifier: BSL-1.0
// The condition of a join, read off its type: which side each name belongs to, which terms are equalities of the two sides (keys),
// and which are left to be looked at pair by pair.
#pragma once
#include <quern/expr/functions.hpp>
#include <quern/expr/shift.hpp>
#include <quern/expr/side.hpp>
#include <quern/plan/drop.hpp>
#include <quern/plan/reads.hpp>

namespace quern::inline QUERN_ABI::plan {

template <fixed_string Name>
struct stands_on_both_sides : expr::mistake {};
template <class Term>
struct not_a_join_term : expr::mistake {};
template <class Op, class T, class U>
struct keys_do_not_compare : expr::mistake {};

// The sides that E reads: bits 1 (left) and 2 (right).
template <class E, class L, class R>
inline constexpr int sides_of = 0;
template <fixed_string Name, class L, class R>
inline constexpr int sides_of<expr::column<Name>, L, R> = (schemas::has<L, Name> ? 1 : 0) + (schemas::has<R, Name> ? 2 : 0);
template <int Side, fixed_string Name, class L, class R>
inline constexpr int sides_of<expr::sided<Side, Name>, L, R> = Side == 0 ? 1 : 2;
template <class Op, class... A, class L, class R>
inline constexpr int sides_of<expr::apply<Op, A...>, L, R> = (sides_of<A, L, R> | ... | 0);

template <class E>
inline constexpr bool is_equality = false;
template <class A, class B>
inline constexpr bool is_equality<expr::apply<expr::op::eq, A, B>> = true;
template <class A, class B>
inline constexpr bool is_equality<expr::apply<expr::op::null_safe_eq, A, B>> = true;
template <class E>
inline constexpr bool is_null_safe = false;
template <class A, class B>
inline constexpr bool is_null_safe<expr::apply<expr::op::null_safe_eq, A, B>> = true;

// A bare column stands for itself on both sides.
template <class Term>
struct as_equality {
  using type = Term;
};
template <fixed_string Name>
struct as_equality<expr::column<Name>> {
  using type = expr::apply<expr::op::eq, expr::column<Name>, expr::column<Name>>;
};
template <class Term>
using as_equality_t = typename as_equality<Term>::type;

// Whether a term says that the columns Name of both sides are equal, so that they are one column of the result.
template <class Term, fixed_string Name>
inline constexpr bool merges = false;
template <fixed_string Name>
inline constexpr bool merges<expr::column<Name>, Name> = true;
template <fixed_string Name>
inline constexpr bool merges<expr::apply<expr::op::eq, expr::column<Name>, expr::column<Name>>, Name> = true;
template <fixed_string Name>
inline constexpr bool merges<expr::apply<expr::op::null_safe_eq, expr::column<Name>, expr::column<Name>>, Name> = true;

// How an equality's operands go to the sides: 1 as written, 2 exchanged, 0 not at all (then it is looked at pair by pair).
template <class A, class B, class L, class R>
constexpr int operand_order() {
  constexpr int a = sides_of<A, L, R>, b = sides_of<B, L, R>;
  if constexpr (is_column<A> && is_column<B>)
    return (a & 1) && (b & 2) ? 1 : (a & 2) && (b & 1) ? 2 : 0;
  else
    return a == 1 && b == 2 ? 1 : a == 2 && b == 1 ? 2 : 0;
}
template <class Term, class L, class R>
inline constexpr int equality_order = 0;
template <class Op, class A, class B, class L, class R>
  requires is_equality<expr::apply<Op, A, B>>
inline constexpr int equality_order<expr::apply<Op, A, B>, L, R> = plan::operand_order<A, B, L, R>();
template <class Term, class L, class R>
inline constexpr bool is_key_term = equality_order<as_equality_t<Term>, L, R> != 0;

// The common type of two keys. uint64 beside a signed integer needs more than 64 bits.
template <class T, class U>
constexpr auto find_key_type() {
  using A = bare<T>;
  using B = bare<U>;
  if constexpr (std::is_same_v<A, B>)
    return meta::type_box<A>{};
  else if constexpr (family_of<A> == family::integer && family_of<B> == family::integer && (std::is_same_v<A, std::uint64_t> || std::is_same_v<B, std::uint64_t>) &&
                     (std::is_signed_v<A> || std::is_signed_v<B>))
    return meta::type_box<decimal<20, 0>>{};
  else
    return meta::type_box<expr::op::unified<expr::op::eq, A, B>>{};
}
template <class T, class U>
using key_type = typename decltype(plan::find_key_type<T, U>())::type;
// A full join's key comes from either side: categories of two dictionaries meet as texts.
template <class T, class U>
using full_key_type = std::conditional_t<std::is_same_v<key_type<T, U>, category>, string, key_type<T, U>>;

// e as an expression over one side.
template <class E>
constexpr auto without_sides(E const& e) {
  return e;
}
template <int Side, fixed_string Name>
constexpr expr::column<Name> without_sides(expr::sided<Side, Name> const&) {
  return {};
}
template <class Op, class... A>
constexpr auto without_sides(expr::apply<Op, A...> const& e) {
  return meta::apply([&](auto const&... a) { return expr::make(e.op, plan::without_sides(a)...); }, e.args);
}
template <class E>
using without_sides_t = decltype(plan::without_sides(std::declval<E const&>()));

// The operands of a key term: of<0> over the left side's columns, of<1> over the right one's.
template <class Term, class L, class R>
struct key_operands {
  using E = as_equality_t<Term>;
  static constexpr int exchanged = equality_order<E, L, R> - 1;
  template <int Side>
  using of = without_sides_t<meta::at<Side ^ exchanged, typename decltype(E::args)::types>>;
};

// e over the columns of both sides by position, the left ones first.
template <class L, class R, class E>
constexpr auto over_pairs(E const& e) {
  return e;
}
template <class L, class R, fixed_string Name>
constexpr auto over_pairs(expr::column<Name> const&) {
  if constexpr (schemas::has<L, Name>)
    return expr::placed<schemas::index_of<L, Name>, schemas::type_of<L, Name>>{};
  else
    return expr::placed<L::fields::size + schemas::index_of<R, Name>, schemas::type_of<R, Name>>{};
}
template <class L, class R, int Side, fixed_string Name>
constexpr auto over_pairs(expr::sided<Side, Name> const&) {
  if constexpr (Side == 0)
    return expr::placed<schemas::index_of<L, Name>, schemas::type_of<L, Name>>{};
  else
    return expr::placed<L::fields::size + schemas::index_of<R, Name>, schemas::type_of<R, Name>>{};
}
template <class L, class R, class Op, class... A>
constexpr auto over_pairs(expr::apply<Op, A...> const& e) {
  return meta::apply([&](auto const&... a) { return expr::make(e.op, plan::over_pairs<L, R>(a)...); }, e.args);
}
template <class L, class R, class E>
using over_pairs_t = decltype(plan::over_pairs<L, R>(std::declval<E const&>()));

// The first name in E that no side has, or that stands on both.
template <class L, class R, class E, bool MayBeBoth>
struct name_mistake {
  using type = ok;
};
template <class L, class R, fixed_string Name, bool MayBeBoth>
struct name_mistake<L, R, expr::column<Name>, MayBeBoth> {
  static constexpr auto find() {
    constexpr int sides = sides_of<expr::column<Name>, L, R>;
    if constexpr (sides == 0)
      return typename expr::missing<Name, meta::concat<typename L::fields, typename R::fields>>::type{};
    else if constexpr (sides == 3 && !MayBeBoth)
      return stands_on_both_sides<Name>{};
    else
      return ok{};
  }
  using type = decltype(find());
};
template <class L, class R, int Side, fixed_string Name, bool MayBeBoth>
struct name_mistake<L, R, expr::sided<Side, Name>, MayBeBoth> {
  using S = std::conditional_t<Side == 0, L, R>;
  static constexpr auto find() {
    if constexpr (schemas::has<S, Name>)
      return ok{};
    else
      return typename expr::missing<Name, typename S::fields>::type{};
  }
  using type = decltype(find());
};
template <class L, class R, class Op, class... A, bool MayBeBoth>
struct name_mistake<L, R, expr::apply<Op, A...>, MayBeBoth> {
  static constexpr auto find() {
    using Bad = typename mistake_in<typename name_mistake<L, R, A, MayBeBoth>::type...>::type;
    if constexpr (std::is_void_v<Bad>)
      return ok{};
    else
      return Bad{};
  }
  using type = decltype(find());
};

}  // namespace quern::plan
