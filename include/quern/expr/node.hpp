// SPDX-License-Identifier: BSL-1.0
// Expression nodes: a column by name, a literal, a parameter, an operation. Plain aggregates without behaviour; what is
// known about them (type, text, kernel) stands in traits beside them.
#pragma once
#include <type_traits>

#include <quern/meta/owned_text.hpp>
#include <quern/meta/tuple.hpp>
#include <quern/schema/schema.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

template <class E>
concept Expression = requires { typename std::remove_cvref_t<E>::quern_expression; };

// "name"_c = value: a column under a new name, everywhere.
template <fixed_string Name, class V>
struct named {
  static constexpr auto name = Name;
  V value;
};

template <fixed_string Name>
struct column {
  using quern_expression = column;
  static constexpr auto name = Name;

  template <class V>
  constexpr auto operator=(V&& v) const {
    // A text literal is an array, which a struct cannot hold by copying.
    if constexpr (std::is_array_v<std::remove_reference_t<V>> && std::is_convertible_v<V&&, std::string_view>)
      return named<Name, meta::owned_text>{std::string_view(v)};
    else
      return named<Name, std::remove_cvref_t<V>>{static_cast<V&&>(v)};
  }
};

// A run-time value that rides along with the plan. T is a column type's value, or owned_text.
template <class T>
struct literal {
  using quern_expression = literal;
  T value;
};

// A value that the compiler knows and rules may fold.
template <auto V>
struct constant {
  using quern_expression = constant;
};

template <class T>
struct null_literal {
  using quern_expression = null_literal;
};

// A literal with a name, by which a plan can be given another value: query.with<"cutoff">(20).
template <fixed_string Name, class T>
struct param {
  using quern_expression = param;
  T value;
};

// An operation on expressions. Op is an empty tag, or holds a user's function.
template <class Op, class... Args>
struct apply {
  using quern_expression = apply;
  Op op;
  meta::tuple<Args...> args;

  // Of an aggregate or window function: .over(partition_by(...), order_by(...), frame), each of them or none (expr/over.hpp).
  template <class... Part>
  constexpr auto over(Part const&... parts) const {
    return over_window(*this, parts...);
  }
};

// nullptr converts to a std::string_view, which then reads through it.
template <class T>
concept TextLike = !Expression<T> && !std::is_same_v<T, std::nullptr_t> && std::is_convertible_v<T const&, std::string_view>;

// In the place of a value that a static_assert has refused already; nothing more is said about it.
struct refused {
  using quern_expression = refused;
};

// sum("price") and desc("price"): a value where only a column or an expression makes sense.
template <class V>
concept PlainValue = std::is_arithmetic_v<V> || TextLike<V>;
template <class V>
inline constexpr bool is_an_expression = false;
template <class V>
constexpr refused refuse_value() {
  static_assert(is_an_expression<V>, "quern: aggregates, asc and desc take a column or an expression; a column is written \"name\"_c");
  return {};
}

template <class V>
constexpr auto as_expr(V const& v) {
  if constexpr (requires { v.as_expression(); })
    return v.as_expression();  // an expression still open, such as when() without otherwise()
  else if constexpr (Expression<V>)
    return v;
  else if constexpr (is_fixed_string<V>)
    return literal<meta::owned_text>{std::string_view(v)};
  else if constexpr (TextLike<V>)
    return literal<meta::owned_text>{std::string_view(v)};
  else {
    static_assert(ColumnType<V>, "quern: this value cannot stand in an expression; use a number, bool, text, date, timestamp, duration or decimal");
    if constexpr (ColumnType<V>)
      return literal<standard<V>>{static_cast<standard<V>>(v)};
    else
      return refused{};
  }
}
template <class V>
using as_expr_t = decltype(expr::as_expr(std::declval<V const&>()));

template <class Op, class... A>
constexpr auto make(Op op, A const&... a) {
  return apply<Op, as_expr_t<A>...>{op, {{{expr::as_expr(a)}...}}};
}
template <class Op, class... A>
constexpr auto make(A const&... a) {
  return expr::make(Op{}, a...);
}

// An operator belongs to quern when one side is an expression and the other can be one.
template <class A, class B>
concept Operands = Expression<A> || Expression<B>;

}  // namespace expr

namespace literals {
template <fixed_string Name>
constexpr expr::column<Name> operator""_c() {
  return {};
}

// 0.05_dec is exactly decimal<3,2> 0.05: digits and point are counted by the compiler.
template <char... C>
constexpr auto operator""_dec() {
  constexpr char text[] = {C...};
  constexpr auto count = [text]() {
    struct {
      int digits = 0, scale = 0;
      int128 units = 0;
    } r;
    bool point = false;
    for (char c : text) {
      if (c == '.') {
        point = true;
      } else if (c != '\'') {
        r.units = r.units * 10 + (c - '0');
        ++r.digits;
        r.scale += point;
      }
    }
    return r;
  }();
  return decimal<count.digits, count.scale>::from_units(static_cast<typename decimal<count.digits, count.scale>::rep>(count.units));
}

// "1994-01-01"_date
template <fixed_string Text>
constexpr date operator""_date() {
  constexpr bool written = [] {
    constexpr std::string_view form = "YYYY-MM-DD";
    bool same = Text.size() == form.size();
    for (std::size_t i = 0; same && i < form.size(); ++i) same = form[i] == '-' ? Text.data[i] == '-' : Text.data[i] >= '0' && Text.data[i] <= '9';
    return same;
  }();
  constexpr civil d = [] {
    auto num = [](int at, int n) {
      int v = 0;
      for (int i = at; i < at + n; ++i) v = v * 10 + (Text.data[i] - '0');
      return v;
    };
    if constexpr (written)
      return civil{num(0, 4), num(5, 2), num(8, 2)};
    else
      return civil{1970, 1, 1};
  }();
  static_assert(written, "quern: a date literal is written \"YYYY-MM-DD\"_date");
  constexpr bool is_in_the_calendar = d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in_month(d.year, d.month);
  static_assert(is_in_the_calendar, "quern: there is no such day");
  return date(d.year, d.month, d.day);
}
}  // namespace literals

template <auto V>
inline constexpr expr::constant<V> lit{};
template <class T>
inline constexpr expr::null_literal<T> null{};

// A parameter: param<"cutoff">(15). query.with<"cutoff">(20) gives the same plan with another value.
template <fixed_string Name, class T>
constexpr auto param(T const& v) {
  static_assert(!expr::Expression<T>, "quern: a param is a value, and neither a column nor an expression");
  using L = expr::as_expr_t<T>;
  if constexpr (expr::Expression<T> || std::is_same_v<L, expr::refused>)
    return expr::refused{};
  else
    return expr::param<Name, decltype(L::value)>{expr::as_expr(v).value};
}

}  // namespace quern
