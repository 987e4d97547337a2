// SPDX-License-Identifier: BSL-1.0
// Numbers: cast, abs, sqrt, exp, log, pow, rounding, least and greatest, integer division, and the checks on nulls.
#pragma once
#include <quern/expr/operators.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

// What cast<To> takes: numbers and bool to each other, dates to timestamps and back, and any type to string and back.
template <class To>
struct cast : scalar_op {
  static constexpr std::string_view symbol = "cast";
  using target = To;
  template <class A>
  static constexpr bool allowed() {
    constexpr family f = family_of<A>, g = family_of<To>;
    if constexpr (std::is_same_v<A, To>) return !std::is_same_v<To, category>;
    if constexpr (is_numeric<A> && (is_numeric<To> || g == family::boolean)) return true;
    if constexpr (f == family::boolean && is_numeric<To>) return true;
    if constexpr ((f == family::date || f == family::timestamp) && (g == family::date || g == family::timestamp)) return true;
    if constexpr (f == family::duration && (g == family::duration || g == family::integer)) return true;
    if constexpr (std::is_same_v<To, string>) return true;
    if constexpr (f == family::text) return g != family::text && g != family::duration;
    return false;
  }
  template <class A>
  using of = std::conditional_t<allowed<A>(), To, type_mismatch<cast, A, To>>;
};
template <class To>
struct try_cast : scalar_op {
  static constexpr std::string_view symbol = "try_cast";
  static constexpr bool runs_row_by_row = true;
  static constexpr nulls null_rule = nulls::always;
  using target = To;
  template <class A>
  using of = std::conditional_t<cast<To>::template allowed<A>(), To, type_mismatch<try_cast, A, To>>;
};

template <class Op>
struct floating_function : scalar_op {
  static constexpr int cost = 20;  // of a filter: in comparisons
  template <class A>
  using of = std::conditional_t<std::is_same_v<A, float>, float, std::conditional_t<is_numeric<A>, double, type_mismatch<Op, A>>>;
};
struct sqrt : floating_function<sqrt> {
  static constexpr int cost = 5;
  static constexpr std::string_view symbol = "sqrt";
};
struct exp : floating_function<exp> {
  static constexpr std::string_view symbol = "exp";
};
struct log : floating_function<log> {
  static constexpr std::string_view symbol = "log";
};
struct pow : scalar_op {
  static constexpr int cost = 40;
  static constexpr std::string_view symbol = "pow";
  template <class A, class B>
  using of = std::conditional_t<is_numeric<A> && is_numeric<B>, floating_result<A, B>, type_mismatch<pow, A, B>>;
};
struct abs : scalar_op {
  static constexpr std::string_view symbol = "abs";
  template <class A>
  using of = typename neg::template of<A>;
};
// floor, ceil, round keep the type: floats stay floats, integers are themselves, decimals keep their scale.
template <class Op>
struct rounding : scalar_op {
  template <class A>
  using of = std::conditional_t<is_numeric<A>, A, type_mismatch<Op, A>>;
};
struct floor : rounding<floor> {
  static constexpr std::string_view symbol = "floor";
};
struct ceil : rounding<ceil> {
  static constexpr std::string_view symbol = "ceil";
};
// Half away from zero, at Digits behind the point.
template <int Digits>
struct round : rounding<round<Digits>> {
  static constexpr std::string_view symbol = "round";
  static constexpr int digits = Digits;
};

// The common type of values that stand in for each other (least, coalesce, when).
template <class Op, class A, class B>
constexpr auto unify() {
  constexpr family f = family_of<A>, g = family_of<B>;
  if constexpr (f == family::text && g == family::text)
    return meta::type_box<string>{};  // also of one type: two categories need not share a dictionary
  else if constexpr (std::is_same_v<A, B>)
    return meta::type_box<A>{};
  else if constexpr (is_numeric<A> && is_numeric<B>) {
    if constexpr (f == family::floating || g == family::floating)
      return meta::type_box<floating_result<A, B>>{};
    else if constexpr (f == family::integer && g == family::integer)
      return meta::type_box<std::conditional_t<std::is_signed_v<A> == std::is_signed_v<B>, std::conditional_t<(sizeof(A) > sizeof(B)), A, B>, integer_result<A, B>>>{};
    else {
      using D = as_decimal<A>;
      using E = as_decimal<B>;
      constexpr int s = D::scale > E::scale ? D::scale : E::scale;
      constexpr int whole = D::precision - D::scale > E::precision - E::scale ? D::precision - D::scale : E::precision - E::scale;
      return meta::type_box<decltype(expr::decimal_or_mistake<Op, whole + s, s>())>{};
    }
  } else if constexpr (f == family::timestamp && g == family::timestamp)
    return meta::type_box<timestamp<finer_unit<typename A::unit, typename B::unit>>>{};
  else if constexpr (f == family::duration && g == family::duration)
    return meta::type_box<duration<finer_unit<typename A::unit, typename B::unit>>>{};
  else
    return meta::type_box<type_mismatch<Op, A, B>>{};
}
template <class Op, class A, class B>
using unified = typename decltype(op::unify<Op, A, B>())::type;

struct least : scalar_op {
  static constexpr std::string_view symbol = "least";
  template <class A, class B>
  using of = unified<least, A, B>;
};
struct greatest : scalar_op {
  static constexpr std::string_view symbol = "greatest";
  template <class A, class B>
  using of = unified<greatest, A, B>;
};

struct idiv : scalar_op {
  static constexpr int cost = 20;
  static constexpr std::string_view symbol = "div";
  template <class A, class B>
  using of = integers_only<idiv, A, B>;
};
struct try_idiv : idiv {
  static constexpr std::string_view symbol = "try_div";
  static constexpr nulls null_rule = nulls::always;
};
struct try_divide : div {
  static constexpr std::string_view symbol = "try_divide";
  static constexpr nulls null_rule = nulls::always;
};
// Two's complement arithmetic on 64-bit integers: never raises.
template <class Op>
struct wrapping : Op {
  static constexpr bool wraps = true;
  template <class A, class B>
  static constexpr bool never_raises = true;
};

struct is_null : scalar_op {
  static constexpr std::string_view symbol = "is_null";
  static constexpr nulls null_rule = nulls::never;
  template <class A>
  using of = bool;
};
struct coalesce : scalar_op {
  static constexpr std::string_view symbol = "coalesce";
  static constexpr nulls null_rule = nulls::own;
  template <class A, class B>
  static constexpr auto find() {
    using U = unified<coalesce, bare<A>, bare<B>>;
    if constexpr (is_mistake<U>)
      return meta::type_box<U>{};
    else
      return meta::type_box<nullable_if<U, is_nullable<A> && is_nullable<B>>>{};
  }
  template <class A, class B>
  using of = typename decltype(find<A, B>())::type;
};
// if_else(condition, a, b): a null condition takes b.
struct if_else : scalar_op {
  static constexpr std::string_view symbol = "when";
  static constexpr nulls null_rule = nulls::own;
  template <class C, class A, class B>
  static constexpr auto find() {
    using U = unified<if_else, bare<A>, bare<B>>;
    if constexpr (!std::is_same_v<bare<C>, bool>)
      return meta::type_box<type_mismatch<if_else, C, A, B>>{};
    else if constexpr (is_mistake<U>)
      return meta::type_box<U>{};
    else
      return meta::type_box<nullable_if<U, is_nullable<A> || is_nullable<B>>>{};
  }
  template <class C, class A, class B>
  using of = typename decltype(find<C, A, B>())::type;
};
// if_only(condition, a): null where the condition is not true.
struct if_only : scalar_op {
  static constexpr std::string_view symbol = "when";
  static constexpr nulls null_rule = nulls::own;
  template <class C, class A>
  using of = std::conditional_t<std::is_same_v<bare<C>, bool>, nullable_if<std::conditional_t<family_of<A> == family::text, string, A>, true>,
                                type_mismatch<if_only, C, A>>;
};

}  // namespace expr::op

// cast<T>(x): raises cast_error where the value does not fit T, or the text does not say one. Texts are read as in CSV
// files: numbers, true and false, ISO dates and times, spaces around them; and written as show() and CSV write them.
template <class T, class A>
constexpr auto cast(A const& a) {
  return expr::make<expr::op::cast<bare<T>>>(a);
}
// The same, with null where cast raises.
template <class T, class A>
constexpr auto try_cast(A const& a) {
  return expr::make<expr::op::try_cast<bare<T>>>(a);
}

#define QUERN_FUNCTION(name)                  \
  template <class A>                          \
    requires expr::Expression<A>              \
  constexpr auto name(A const& a) {           \
    return expr::make<expr::op::name>(a);     \
  }
QUERN_FUNCTION(abs)
QUERN_FUNCTION(sqrt)
QUERN_FUNCTION(exp)
QUERN_FUNCTION(log)
QUERN_FUNCTION(floor)
QUERN_FUNCTION(ceil)
QUERN_FUNCTION(is_null)
#undef QUERN_FUNCTION

template <int Digits = 0, expr::Expression A>
constexpr auto round(A const& a) {
  return expr::make<expr::op::round<Digits>>(a);
}
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto pow(A const& a, B const& b) {
  return expr::make<expr::op::pow>(a, b);
}
template <expr::Expression A>
constexpr auto is_not_null(A const& a) {
  return !quern::is_null(a);
}

// Integer quotient towards zero; raises division_by_zero. try_div gives null instead, try_divide the same for "/".
template <class A, class B>
constexpr auto div(A const& a, B const& b) {
  return expr::make<expr::op::idiv>(a, b);
}
template <class A, class B>
constexpr auto try_div(A const& a, B const& b) {
  return expr::make<expr::op::try_idiv>(a, b);
}
template <class A, class B>
constexpr auto try_divide(A const& a, B const& b) {
  return expr::make<expr::op::try_divide>(a, b);
}
// wrapping(a + b): 64-bit two's complement for the outermost + - *, instead of overflow_error.
template <class Op, class... A>
constexpr auto wrapping(expr::apply<Op, A...> const& e) {
  return expr::apply<expr::op::wrapping<Op>, A...>{{}, e.args};
}

// The smallest (largest) of several values; null if one is null.
template <class A, class B, class... Rest>
constexpr auto least(A const& a, B const& b, Rest const&... rest) {
  if constexpr (sizeof...(Rest) == 0)
    return expr::make<expr::op::least>(a, b);
  else
    return quern::least(expr::make<expr::op::least>(a, b), rest...);
}
template <class A, class B, class... Rest>
constexpr auto greatest(A const& a, B const& b, Rest const&... rest) {
  if constexpr (sizeof...(Rest) == 0)
    return expr::make<expr::op::greatest>(a, b);
  else
    return quern::greatest(expr::make<expr::op::greatest>(a, b), rest...);
}
// The first value that is not null.
template <class A, class B, class... Rest>
constexpr auto coalesce(A const& a, B const& b, Rest const&... rest) {
  if constexpr (sizeof...(Rest) == 0)
    return expr::make<expr::op::coalesce>(a, b);
  else
    return expr::make<expr::op::coalesce>(a, quern::coalesce(b, rest...));
}

// low <= x && x <= high
template <expr::Expression X, class A, class B>
constexpr auto between(X const& x, A const& low, B const& high) {
  return x >= low && x <= high;
}
// x == a || x == b || ...; no values: false.
template <expr::Expression X, class A, class... Rest>
constexpr auto is_in(X const& x, A const& a, Rest const&... rest) {
  return ((x == a) || ... || (x == rest));
}

}  // namespace quern
