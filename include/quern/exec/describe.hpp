// SPDX-License-Identifier: BSL-1.0
// A plan's nodes as node_notes: what each says, gives, reads and asks for. Nothing is run.
#pragma once
#include <quern/exec/plan_document.hpp>
#include <quern/exec/text_out.hpp>
#include <quern/exec/type_spelling.hpp>
#include <quern/plan/fence.hpp>
#include <quern/plan/inner_queries.hpp>
#include <quern/plan/print_join.hpp>
#include <quern/plan/unpivot.hpp>

namespace quern::inline QUERN_ABI::execution {

// Each name once, in the order of reading.
inline void add_once(std::vector<std::string>& names, std::string_view name) {
  for (auto const& n : names)
    if (n == name) return;
  names.emplace_back(name);
}

// The columns that an expression reads.
template <class E>
struct reads_of {
  static void add(std::vector<std::string>&) {}
};
template <fixed_string Name>
struct reads_of<expr::column<Name>> {
  static void add(std::vector<std::string>& to) { execution::add_once(to, Name); }
};
template <int Side, fixed_string Name>
struct reads_of<expr::sided<Side, Name>> : reads_of<expr::column<Name>> {};
template <class Op, class... A>
struct reads_of<expr::apply<Op, A...>> {
  static void add(std::vector<std::string>& to) { (reads_of<A>::add(to), ...); }
};
template <class... E>
struct reads_of<meta::list<E...>> {
  static void add(std::vector<std::string>& to) { (reads_of<E>::add(to), ...); }
};

// The columns that a node's own expressions, or its verb, read.
template <class Node>
struct node_reads : reads_of<typename plan::expressions_in<Node>::type> {};
template <class A, class B, plan::join_kind Kind, class Suffix, class By, class... T>
struct node_reads<plan::join<A, B, Kind, Suffix, By, T...>> {
  static void add(std::vector<std::string>& to) {
    reads_of<meta::list<T...>>::add(to);
    order(to, static_cast<By const*>(nullptr));
  }
  static void order(std::vector<std::string>&, void const*) {}
  template <expr::direction D, fixed_string L, fixed_string R, class T1>
  static void order(std::vector<std::string>& to, expr::nearest_row<D, L, R, T1> const*) {
    execution::add_once(to, L);
    execution::add_once(to, R);
  }
};
template <class In, class... K, class... C, fixed_string Name, fixed_string Value>
struct node_reads<plan::unpivot<In, plan::kept<K...>, plan::unpivoted<C...>, Name, Value>> {
  static void add(std::vector<std::string>& to) {
    (execution::add_once(to, K::name), ...);
    (execution::add_once(to, C::name), ...);
  }
};
template <class In, class... P>
struct node_reads<plan::rename<In, P...>> : reads_of<meta::list<decltype(P::value)...>> {};

// Markers as they are written.
template <class... B>
void add_barriers(std::vector<std::string>& to, [[maybe_unused]] std::string_view verb, meta::list<B...>) {
  ((execution::add_once(to, std::string(verb) + "<" + std::string(plan::barrier_name<B>::value) + ">")), ...);
}
template <class... E>
void add_markers(std::vector<std::string>& to, meta::list<E...>) {
  using M = typename expr::merge_all<expr::marks_of<E>...>::type;
  if (M::serial) to.emplace_back("serial");
  execution::add_barriers(to, "declares", typename M::declares{});
  execution::add_barriers(to, "respects", typename M::respects{});
}

// f(query) for each scalar query in an expression, a definition, a sort key or a tuple of these, from left to right.
template <class E, class F>
void for_each_query(E const&, F const&) {}
template <class Plan, class Token, class F>
void for_each_query(expr::scalar_query<Plan, Token> const& e, F const& f) {
  f(e);
}
template <class Op, class... A, class F>
void for_each_query(expr::apply<Op, A...> const& e, F const& f) {
  if constexpr (plan::holds_query<expr::apply<Op, A...>>) meta::for_each(e.args, [&](auto const& a) { execution::for_each_query(a, f); });
}
template <fixed_string Name, class V, class F>
void for_each_query(expr::named<Name, V> const& e, F const& f) {
  execution::for_each_query(e.value, f);
}
template <class E, bool Descending, bool NullsLast, class F>
void for_each_query(expr::order_key<E, Descending, NullsLast> const& e, F const& f) {
  execution::for_each_query(e.value, f);
}
template <class... T, class F>
void for_each_query(meta::tuple<T...> const& t, F const& f) {
  meta::for_each(t, [&](auto const& x) { execution::for_each_query(x, f); });
}

template <class Node, class F>
void for_each_query_of([[maybe_unused]] Node const& n, [[maybe_unused]] F const& f) {
  if constexpr (plan::has_inner_query<Node>) {
    if constexpr (requires { n.pred; }) execution::for_each_query(n.pred, f);
    if constexpr (requires { n.key_columns; }) execution::for_each_query(n.key_columns, f);
    if constexpr (requires { n.columns; }) execution::for_each_query(n.columns, f);
    if constexpr (requires { n.order; }) execution::for_each_query(n.order, f);
    if constexpr (requires { n.on; }) execution::for_each_query(n.on, f);
  }
}

struct described_column {
  std::string_view name, type;
};
template <class Note, class... F>
void add_schema(Note& n, meta::list<F...>) {
  described_column const columns[] = {{F::name, quern::type_name<typename F::type>()}..., {}};
  n.schema.reserve(sizeof...(F));
  for (std::size_t k = 0; k < sizeof...(F); ++k) n.schema.push_back({std::string(columns[k].name), std::string(columns[k].type)});
}

template <class Text = std::string, class Node>
basic_node_note<Text> describe(Node const& n);
// A fence is there for the rules only.
template <class Text = std::string, class In>
basic_node_note<Text> describe(plan::fence<In> const& n) {
  return execution::describe<Text>(n.in);
}
template <class Text, class Node>
basic_node_note<Text> describe(Node const& n) {
  basic_node_note<Text> r;
  r.text = execution::text_of(n);
  r.verb = r.text.substr(0, r.text.find(' '));
  execution::add_schema(r, typename plan::schema_of<Node>::fields{});
  node_reads<Node>::add(r.reads);
  execution::add_markers(r.markers, typename plan::expressions_in<Node>::type{});
  r.type = execution::type_spelling<Node>();
  if constexpr (requires { n.in; }) {
    r.inputs.push_back(execution::describe<Text>(n.in));
    execution::fold(r.type, execution::type_spelling<decltype(n.in)>());
  }
  if constexpr (requires { n.other; }) {
    r.inputs.push_back(execution::describe<Text>(n.other));
    execution::fold(r.type, execution::type_spelling<decltype(n.other)>());
  }
  execution::for_each_query_of(n, [&](auto const& q) {
    r.queries.push_back(execution::describe<Text>(q.plan));
    execution::fold(r.type, execution::type_spelling<decltype(q.plan)>());
  });
  execution::shorten(r.type);
  return r;
}

}  // namespace quern::execution
