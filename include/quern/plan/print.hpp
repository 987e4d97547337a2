// SPDX-License-Identifier: BSL-1.0
// Expressions as text, into any sink with << for texts and numbers.
#pragma once
#include <quern/expr/calendar.hpp>
#include <quern/expr/functions.hpp>
#include <quern/expr/map.hpp>
#include <quern/expr/marker.hpp>
#include <quern/expr/reused.hpp>
#include <quern/expr/shift.hpp>
#include <quern/expr/side.hpp>
#include <quern/expr/text.hpp>
#include <quern/expr/window.hpp>
#include <quern/plan/project.hpp>
#include <quern/schema/type_name.hpp>

namespace quern::inline QUERN_ABI::plan {

// How tightly an operator binds, as in C++; 0 for functions.
template <class Op>
constexpr int precedence() {
  if constexpr (requires { Op::symbol; }) {
    std::string_view const s = Op::symbol;
    if (s == "*" || s == "/" || s == "%") return 5;
    if (s == "+" || s == "-") return 4;
    if (s == "<" || s == "<=" || s == ">" || s == ">=") return 3;
    if (s == "==" || s == "!=" || s == "<=>") return 2;
    if (s == "&&") return 1;
    if (s == "||") return -1;
  }
  return 0;
}

template <class Out, class V>
void print_value(Out& out, V const& v) {
  if constexpr (std::is_convertible_v<V const&, std::string_view>)
    out << "\"" << std::string_view(v) << "\"";
  else if constexpr (std::is_same_v<V, bool>)
    out << (v ? "true" : "false");
  else
    out.value(v);
}

template <class Out, fixed_string N>
void print(Out& out, expr::column<N> const&, int = -9) {
  out << std::string_view(N);
}
template <class Out, int Side, fixed_string Name>
void print(Out& out, expr::sided<Side, Name> const&, int = -9) {
  out << (Side == 0 ? "left(" : "right(") << std::string_view(Name) << ")";
}
template <class Out, class T>
void print(Out& out, expr::literal<T> const& e, int = -9) {
  plan::print_value(out, e.value);
}
template <class Out, fixed_string N, class T>
void print(Out& out, expr::param<N, T> const& e, int = -9) {
  out << "$" << std::string_view(N) << "=";
  plan::print_value(out, e.value);
}
template <class Out, auto V>
void print(Out& out, expr::constant<V> const&, int = -9) {
  plan::print_value(out, V);
}
template <class Out, class T>
void print(Out& out, expr::null_literal<T> const&, int = -9) {
  out << "null";
}
// A barrier's name: of its type, without namespaces, which compilers spell differently; or the one in barrier<"...">.
template <class B>
constexpr std::string_view name_of_type() {
  std::string_view const all = __PRETTY_FUNCTION__;
  std::size_t const from = all.find("B = ") + 4;
  std::string_view const name = all.substr(from, all.find_first_of(";]", from) - from);
  std::size_t const scope = name.rfind("::", name.find('<'));
  return scope == name.npos ? name : name.substr(scope + 2);
}
template <class B>
struct barrier_name {
  static constexpr std::string_view value = name_of_type<B>();
};
template <fixed_string Name>
struct barrier_name<literals::barrier<Name>> {
  static constexpr std::string_view value = Name;
};
template <class Out, class... B>
void print_barriers(Out& out, std::string_view verb, meta::list<B...>) {
  if constexpr (sizeof...(B) > 0) {
    out << verb;
    std::string_view before = "<";
    ((out << before << barrier_name<B>::value, before = ", "), ...);
    out << ">(";
  }
}

// Windows: print_window.hpp.
template <class Out, class F, class Shape, class Frame, class... A>
void print(Out& out, expr::apply<expr::op::over<F, Shape, Frame>, A...> const& e, int outer = -9);
// Shared parts: print_nodes.hpp.
template <class Out, class C, class E>
void print(Out& out, expr::apply<expr::op::reused, C, E, E> const& e, int outer = -9);
// How a sort key is ordered, where it is not as a bare one is.
template <class Direction, class Out>
void print_direction(Out& out) {
  if (Direction::descending) out << " desc";
  if (Direction::descending != Direction::is_nulls_last) out << (Direction::is_nulls_last ? " nulls last" : " nulls first");
}

template <class Out, class Op, class... A>
void print(Out& out, expr::apply<Op, A...> const& e, int outer = -9) {
  constexpr int mine = precedence<Op>();
  if constexpr (expr::is_marked<Op>) {
    using M = typename Op::marks;
    if (M::serial) out << "serial(";
    plan::print_barriers(out, "declares", typename M::declares{});
    plan::print_barriers(out, "respects", typename M::respects{});
    if (M::cost != expr::no_cost) out << "cost<" << static_cast<long long>(M::cost) << ">(";
    print(out, meta::get<0>(e.args), -9);
    for (int n = M::serial + (M::declares::size != 0) + (M::respects::size != 0) + (M::cost != expr::no_cost); n > 0; --n) out << ")";
    return;
  }
  if constexpr (sizeof...(A) == 2 && mine != 0) {
    bool const brackets = mine < outer;
    if (brackets) out << "(";
    print(out, meta::get<0>(e.args), mine);
    out << " " << Op::symbol << " ";
    print(out, meta::get<1>(e.args), mine + 1);
    if (brackets) out << ")";
  } else if constexpr (sizeof...(A) == 1 && (std::is_same_v<Op, expr::op::neg> || std::is_same_v<Op, expr::op::not_>)) {
    out << Op::symbol;
    print(out, meta::get<0>(e.args), 9);
  } else if constexpr (requires { e.op.known; }) {
    print(out, meta::get<0>(e.args), outer);  // lazy_update says it
  } else if constexpr (std::is_same_v<Op, expr::op::shift>) {
    out << "shift(";
    print(out, meta::get<0>(e.args), -9);
    out << ", " << static_cast<long long>(e.op.rows) << ")";
  } else {
    out << Op::symbol;
    if constexpr (requires { typename Op::target; }) out << "<" << type_name<typename Op::target>() << ">";
    if constexpr (requires { Op::pattern; }) out << "<\"" << std::string_view(Op::pattern) << "\">";
    out << "(";
    bool first = true;
    meta::for_each(e.args, [&](auto const& a) {
      if (!first) out << ", ";
      first = false;
      print(out, a, -9);
    });
    out << ")";
  }
}

template <class Out, class... N>
void print_named(Out& out, meta::tuple<N...> const& columns) {
  bool first = true;
  meta::for_each(columns, [&](auto const& n) {
    if (!first) out << ", ";
    first = false;
    using V = std::remove_cvref_t<decltype(n.value)>;
    if constexpr (is_column<V>) {
      if (std::string_view(V::name) == std::string_view(n.name)) return void(out << std::string_view(n.name));
    }
    out << std::string_view(n.name) << " = ";
    plan::print(out, n.value);
  });
}

}  // namespace quern::plan
