// SPDX-License-Identifier: BSL-1.0
// A plan as text: the words of each node. Nodes of joins, sets and windows have theirs in headers of their own, found by
// their namespace.
#pragma once
#include <quern/plan/drop.hpp>
#include <quern/plan/fence.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/formulas.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/order.hpp>
#include <quern/plan/policy.hpp>
#include <quern/plan/print.hpp>

namespace quern::inline QUERN_ABI::plan {

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
    if constexpr (sizeof...(N) > 0) out << " ";
  }
  if constexpr (sizeof...(N) > 0) out << "agg ";
  plan::print_named(out, p.columns);
}
template <class Out, class In, std::uint32_t... Masks, class... K, class... N>
void print_node(Out& out, group<In, key_sets<sets<Masks...>, K...>, N...> const& p) {
  out << "group_by ";
  plan::print_named(out, p.key_columns);
  out << " in sets";
  std::string_view const names[] = {K::name..., ""};
  std::string_view before = " (";
  for (std::uint32_t const set : {Masks...}) {
    out << before;
    before = "";
    for (std::size_t k = 0; k < sizeof...(K); ++k)
      if ((set >> k) & 1) out << before << names[k], before = ", ";
    out << ")";
    before = ", (";
  }
  out << " agg ";
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
    plan::print_direction<Key>(out);
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

template <class Out, class In>
void print_node(Out& out, fence<In> const&) {
  out << "made once";
}

// The plan, its source first, one node a line; a second input stands below its node, further in.
template <class Out, class Node>
void print_plan(Out& out, Node const& n, std::string_view indent, int depth = 0) {
  if constexpr (requires { n.in; }) plan::print_plan(out, n.in, indent, depth);
  out << indent;
  for (int k = 0; k < depth; ++k) out << "    ";
  print_node(out, n);
  out << "\n";
  if constexpr (requires { n.other; }) plan::print_plan(out, n.other, indent, depth + 1);
}

}  // namespace quern::plan
