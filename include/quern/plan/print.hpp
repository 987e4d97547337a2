// SPDX-License-Identifier: BSL-1.0
// Expressions and plans as text, into any sink with << for texts and numbers.
#pragma once
#include <quern/expr/calendar.hpp>
#include <quern/expr/functions.hpp>
#include <quern/expr/map.hpp>
#include <quern/expr/marker.hpp>
#include <quern/expr/shift.hpp>
#include <quern/expr/text.hpp>
#include <quern/plan/drop.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/formulas.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/order.hpp>
#include <quern/plan/policy.hpp>
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
    if (s == "==" || s == "!=") return 2;
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

template <class Out, class Op, class... A>
void print(Out& out, expr::apply<Op, A...> const& e, int outer = -9) {
  constexpr int mine = precedence<Op>();
  if constexpr (expr::is_marked<Op>) {
    using M = typename Op::marks;
    if (M::serial) out << "serial(";
    plan::print_barriers(out, "declares", typename M::declares{});
    plan::print_barriers(out, "respects", typename M::respects{});
    if (M::cost != expr::no_cost) out << "cost<" << static_cast<long long>(M::cost) << ">(";
    plan::print(out, meta::get<0>(e.args), -9);
    for (int n = M::serial + (M::declares::size != 0) + (M::respects::size != 0) + (M::cost != expr::no_cost); n > 0; --n) out << ")";
    return;
  }
  if constexpr (sizeof...(A) == 2 && mine != 0) {
    bool const brackets = mine < outer;
    if (brackets) out << "(";
    plan::print(out, meta::get<0>(e.args), mine);
    out << " " << Op::symbol << " ";
    plan::print(out, meta::get<1>(e.args), mine + 1);
    if (brackets) out << ")";
  } else if constexpr (sizeof...(A) == 1 && (std::is_same_v<Op, expr::op::neg> || std::is_same_v<Op, expr::op::not_>)) {
    out << Op::symbol;
    plan::print(out, meta::get<0>(e.args), 9);
  } else if constexpr (requires { e.op.known; }) {
    plan::print(out, meta::get<0>(e.args), outer);  // lazy_update says it
  } else if constexpr (std::is_same_v<Op, expr::op::shift>) {
    out << "shift(";
    plan::print(out, meta::get<0>(e.args), -9);
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
      plan::print(out, a, -9);
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

// One node without its input: the verb and what it says.
template <class Out, class Source>
void print_node(Out& out, scan<Source> const& p) {
  out << "scan " << Source::kind;
  if constexpr (requires { p.source.path(); }) out << " " << std::string_view(p.source.path());
}
template <class Out, class In, class P>
void print_node(Out& out, policy<In, P> const&) {
  out << "with_policy " << (P::stateful ? "stateful_by_default" : "stateless_by_default") << (P::implicit ? ", implicit barriers" : "");
}
template <class Out, class In, class Pred>
void print_node(Out& out, filter<In, Pred> const& p) {
  out << "where ";
  plan::print(out, p.pred);
}
template <class Out, class In, class... N>
void print_node(Out& out, project<In, N...> const& p) {
  out << "select ";
  plan::print_named(out, p.columns);
}
template <class Out, class In, class... N>
void print_node(Out& out, extend<In, N...> const& p) {
  out << "update ";
  plan::print_named(out, p.columns);
}
template <class Out, class In, class... N>
void print_node(Out& out, view<In, N...> const& p) {
  out << "view ";
  plan::print_named(out, p.columns);
}
template <class Out, class In, class... N>
void print_node(Out& out, lazy_extend<In, N...> const& p) {
  out << "lazy_update ";
  plan::print_named(out, p.columns);
}
template <class Out, class In, fixed_string... N>
void print_node(Out& out, drop<In, N...> const&) {
  out << "drop";
  ((out << " " << std::string_view(N)), ...);
}
template <class Out, class In, class... P>
void print_node(Out& out, rename<In, P...> const&) {
  out << "rename ";
  plan::print_named(out, meta::tuple<P...>{});
}
template <class Out, class In, class... K, class... N>
void print_node(Out& out, group<In, keys<K...>, N...> const& p) {
  if constexpr (sizeof...(K) > 0) {
    out << "group_by ";
    plan::print_named(out, p.key_columns);
    out << " ";
  }
  out << "agg ";
  plan::print_named(out, p.columns);
}
template <class Out, class In, class... K>
void print_node(Out& out, sort<In, K...> const& p) {
  out << "order_by ";
  bool first = true;
  meta::for_each(p.order, [&](auto const& k) {
    if (!first) out << ", ";
    first = false;
    using Key = std::remove_cvref_t<decltype(k)>;
    plan::print(out, k.value);
    if (Key::descending) out << " desc";
    if (Key::descending != Key::is_nulls_last) out << (Key::is_nulls_last ? " nulls last" : " nulls first");
  });
}
template <class Out, class In>
void print_node(Out& out, slice<In> const& p) {
  if (p.offset != 0) out << "offset " << static_cast<long long>(p.offset) << (p.limit == no_limit ? "" : " ");
  if (p.limit != no_limit) out << "limit " << static_cast<long long>(p.limit);
}
template <class Out, class In>
void print_node(Out& out, distinct<In> const&) {
  out << "distinct";
}
template <class Out, class In, fixed_string N>
void print_node(Out& out, row_index<In, N> const&) {
  out << "with_row_index " << std::string_view(N);
}

// The plan, its source first, one node a line.
template <class Out, class Node>
void print_plan(Out& out, Node const& n, std::string_view indent) {
  if constexpr (requires { n.in; }) plan::print_plan(out, n.in, indent);
  out << indent;
  plan::print_node(out, n);
  out << "\n";
}

}  // namespace quern::plan
