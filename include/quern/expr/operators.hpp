// SPDX-License-Identifier: BSL-1.0
// + - * / %, comparisons and three-valued logic: their tags, result types and C++ operators.
#pragma once
#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI::expr {

// What most operations are: not an aggregate, null when an operand is null.
struct scalar_op {
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::propagate;
};

// Decimal digits that hold every value of an integer type.
template <class T>
inline constexpr int digits_of = sizeof(T) == 1 ? 3 : sizeof(T) == 2 ? 5 : sizeof(T) == 4 ? 10 : std::is_signed_v<T> ? 19 : 20;
template <class T>
struct as_decimal {
  static constexpr int precision = digits_of<T>, scale = 0;
};
template <int P, int S>
struct as_decimal<decimal<P, S>> {
  static constexpr int precision = P, scale = S;
};

template <class Op, int P, int S>
constexpr auto decimal_or_mistake() {
  if constexpr (P > 38)
    return decimal_too_wide<Op, P>{};
  else
    return decimal<P, S>{};
}

// float stays float beside float; every other mix with a floating operand is double.
template <class A, class B>
using floating_result = std::conditional_t<std::is_same_v<A, float> && std::is_same_v<B, float>, float, double>;
template <class A, class B>
using integer_result = std::conditional_t<std::is_unsigned_v<A> && std::is_unsigned_v<B> && (sizeof(A) == 8 || sizeof(B) == 8), std::uint64_t, std::int64_t>;

template <class U, class V>
using finer_unit = std::conditional_t<(U::per_day >= V::per_day), U, V>;

template <class Op, class A, class B>
struct arithmetic {
  static constexpr bool numbers = is_numeric<A> && is_numeric<B>;
  static constexpr auto find() {
    constexpr family f = family_of<A>, g = family_of<B>;
    if constexpr (numbers && (f == family::floating || g == family::floating)) {
      return floating_result<A, B>{};
    } else if constexpr (numbers && f == family::integer && g == family::integer) {
      return integer_result<A, B>{};
    } else if constexpr (numbers) {
      using D = as_decimal<A>;
      using E = as_decimal<B>;
      if constexpr (Op::multiplies) {
        return expr::decimal_or_mistake<Op, D::precision + E::precision, D::scale + E::scale>();
      } else {
        constexpr int s = D::scale > E::scale ? D::scale : E::scale;
        constexpr int whole = D::precision - D::scale > E::precision - E::scale ? D::precision - D::scale : E::precision - E::scale;
        return expr::decimal_or_mistake<Op, whole + s + 1, s>();
      }
    } else {
      return Op::template times<A, B>();
    }
  }
  using type = decltype(find());
};

// Whether the type of this arithmetic holds every result: a decimal's digits grow with its operands', and 64 bits hold what comes of
// integers of 32 bits and less, but for the product of two unsigned ones.
template <class Op, class A, class B>
inline constexpr bool holds_every_result = [] {
  if constexpr (family_of<A> == family::integer && family_of<B> == family::integer)
    return sizeof(A) < 8 && sizeof(B) < 8 && !(Op::multiplies && std::is_unsigned_v<A> && std::is_unsigned_v<B> && sizeof(A) + sizeof(B) == 8);
  else
    return family_of<typename arithmetic<Op, A, B>::type> == family::decimal;
}();

namespace op {

struct add : scalar_op {
  static constexpr std::string_view symbol = "+";
  static constexpr bool multiplies = false;
  template <class A, class B>
  static constexpr auto times() {
    constexpr family f = family_of<A>, g = family_of<B>;
    if constexpr (g == family::duration && f == family::duration)
      return duration<finer_unit<typename A::unit, typename B::unit>>{};
    else if constexpr (g == family::duration && f == family::timestamp)
      return timestamp<finer_unit<typename A::unit, typename B::unit>>{};
    else if constexpr (f == family::date && std::is_same_v<B, days>)
      return date{};
    else if constexpr (f == family::date && g == family::duration)
      return timestamp<typename B::unit>{};
    else
      return type_mismatch<add, A, B>{};
  }
  template <class A, class B>
  using of = typename arithmetic<add, A, B>::type;
  template <class A, class B>
  static constexpr bool never_raises = holds_every_result<add, A, B>;
};
struct sub : scalar_op {
  static constexpr std::string_view symbol = "-";
  static constexpr bool multiplies = false;
  template <class A, class B>
  static constexpr auto times() {
    constexpr family f = family_of<A>, g = family_of<B>;
    if constexpr (f == family::date && g == family::date)
      return days{};
    else if constexpr (f == family::timestamp && g == family::timestamp)
      return duration<finer_unit<typename A::unit, typename B::unit>>{};
    else if constexpr (std::is_same_v<decltype(add::times<A, B>()), type_mismatch<add, A, B>>)
      return type_mismatch<sub, A, B>{};
    else
      return add::times<A, B>();
  }
  template <class A, class B>
  using of = typename arithmetic<sub, A, B>::type;
  template <class A, class B>
  static constexpr bool never_raises = holds_every_result<sub, A, B>;
};
struct mul : scalar_op {
  static constexpr std::string_view symbol = "*";
  static constexpr bool multiplies = true;
  template <class A, class B>
  static constexpr auto times() {
    if constexpr (family_of<A> == family::duration && family_of<B> == family::integer)
      return A{};
    else
      return type_mismatch<mul, A, B>{};
  }
  template <class A, class B>
  using of = typename arithmetic<mul, A, B>::type;
  template <class A, class B>
  static constexpr bool never_raises = holds_every_result<mul, A, B>;
};
// Always floating, by IEEE rules.
struct div : scalar_op {
  static constexpr std::string_view symbol = "/";
  template <class A, class B>
  using of = std::conditional_t<is_numeric<A> && is_numeric<B>, floating_result<A, B>,
                                std::conditional_t<family_of<A> == family::duration && std::is_same_v<A, B>, double, type_mismatch<div, A, B>>>;
};
template <class Op, class A, class B>
using integers_only = std::conditional_t<family_of<A> == family::integer && family_of<B> == family::integer, integer_result<A, B>,
                                         type_mismatch<Op, A, B>>;
struct mod : scalar_op {
  static constexpr int cost = 20;  // of a filter: in comparisons
  static constexpr std::string_view symbol = "%";
  template <class A, class B>
  using of = integers_only<mod, A, B>;
};
struct neg : scalar_op {
  static constexpr std::string_view symbol = "-";
  template <class A>
  using of = std::conditional_t<family_of<A> == family::integer, std::int64_t,
                                std::conditional_t<is_numeric<A> || family_of<A> == family::duration, A, type_mismatch<neg, A>>>;
  template <class A>
  static constexpr bool never_raises = family_of<A> == family::decimal || (family_of<A> == family::integer && sizeof(A) < 8);
};

template <class A, class B>
inline constexpr bool comparable = (is_numeric<A> && is_numeric<B>) || (family_of<A> == family_of<B> && family_of<A> != family::none);

template <class Op>
struct comparison : scalar_op {
  template <class A, class B>
  using of = std::conditional_t<comparable<A, B>, bool, type_mismatch<Op, A, B>>;
};
struct eq : comparison<eq> {
  static constexpr std::string_view symbol = "==";
};
struct ne : comparison<ne> {
  static constexpr std::string_view symbol = "!=";
};
struct lt : comparison<lt> {
  static constexpr std::string_view symbol = "<";
};
struct le : comparison<le> {
  static constexpr std::string_view symbol = "<=";
};
struct gt : comparison<gt> {
  static constexpr std::string_view symbol = ">";
};
struct ge : comparison<ge> {
  static constexpr std::string_view symbol = ">=";
};

struct and_ : scalar_op {
  static constexpr std::string_view symbol = "&&";
  template <class A, class B>
  using of = std::conditional_t<std::is_same_v<A, bool> && std::is_same_v<B, bool>, bool, type_mismatch<and_, A, B>>;
};
struct or_ : scalar_op {
  static constexpr std::string_view symbol = "||";
  template <class A, class B>
  using of = std::conditional_t<std::is_same_v<A, bool> && std::is_same_v<B, bool>, bool, type_mismatch<or_, A, B>>;
};
struct not_ : scalar_op {
  static constexpr std::string_view symbol = "!";
  template <class A>
  using of = std::conditional_t<std::is_same_v<A, bool>, bool, type_mismatch<not_, A>>;
};

}  // namespace op

#define QUERN_BINARY(sign, tag)                          \
  template <class A, class B>                            \
    requires Operands<A, B>                              \
  constexpr auto operator sign(A const& a, B const& b) { \
    return expr::make<op::tag>(a, b);                    \
  }
QUERN_BINARY(+, add)
QUERN_BINARY(-, sub)
QUERN_BINARY(*, mul)
QUERN_BINARY(/, div)
QUERN_BINARY(%, mod)
QUERN_BINARY(==, eq)
QUERN_BINARY(!=, ne)
QUERN_BINARY(<, lt)
QUERN_BINARY(<=, le)
QUERN_BINARY(>, gt)
QUERN_BINARY(>=, ge)
QUERN_BINARY(&&, and_)
QUERN_BINARY(||, or_)
#undef QUERN_BINARY

template <Expression A>
constexpr auto operator-(A const& a) {
  return expr::make<op::neg>(a);
}
template <Expression A>
constexpr auto operator!(A const& a) {
  return expr::make<op::not_>(a);
}

}  // namespace quern::expr
