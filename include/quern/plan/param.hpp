// SPDX-License-Identifier: BSL-1.0
// Finds params in a plan and gives them other values. The plan's type, and so its compiled code, stays the same.
#pragma once
#include <utility>

#include <quern/plan/arguments.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/group.hpp>

namespace quern::inline QUERN_ABI::plan {

// f(param) for every param in a node's expressions, and in its inputs.
template <class E, class F>
constexpr void for_each_param(E&, F&) {}
template <fixed_string N, class T, class F>
constexpr void for_each_param(expr::param<N, T>& p, F& f) {
  f(p);
}
template <class Op, class... A, class F>
constexpr void for_each_param(expr::apply<Op, A...>& e, F& f) {
  meta::for_each(e.args, [&](auto& a) { for_each_param(a, f); });
}
template <class... N, class F>
constexpr void for_each_param_of(meta::tuple<N...>& t, F& f) {
  meta::for_each(t, [&](auto& n) { for_each_param(n.value, f); });
}
template <class Node, class F>
constexpr void walk_params(Node& n, F& f) {
  if constexpr (requires { n.pred; }) for_each_param(n.pred, f);
  if constexpr (requires { n.columns; }) plan::for_each_param_of(n.columns, f);
  if constexpr (requires { n.key_columns; }) plan::for_each_param_of(n.key_columns, f);
  if constexpr (requires { n.order; }) plan::for_each_param_of(n.order, f);
  if constexpr (requires { n.on; }) meta::for_each(n.on, [&](auto& term) { for_each_param(term, f); });
  if constexpr (requires { n.in; }) plan::walk_params(n.in, f);
  if constexpr (requires { n.other; }) plan::walk_params(n.other, f);
}

template <fixed_string Name, class T>
inline constexpr bool has_param_in = false;
template <fixed_string Name, class T>
inline constexpr bool has_param_in<Name, expr::param<Name, T>> = true;
template <fixed_string Name, class Op, class... A>
inline constexpr bool has_param_in<Name, expr::apply<Op, A...>> = (has_param_in<Name, A> || ...);
template <fixed_string Name, class... N>
inline constexpr bool has_param_in<Name, meta::tuple<N...>> = (has_param_in<Name, decltype(N::value)> || ...);

template <fixed_string Name, class... Terms>
constexpr bool has_param_in_terms(meta::tuple<Terms...> const*) {
  return (has_param_in<Name, Terms> || ... || false);
}
template <fixed_string Name, class Node>
constexpr bool find_param() {
  bool found = false;
  if constexpr (requires(Node n) { n.pred; }) found = found || has_param_in<Name, decltype(Node::pred)>;
  if constexpr (requires(Node n) { n.columns; }) found = found || has_param_in<Name, decltype(Node::columns)>;
  if constexpr (requires(Node n) { n.key_columns; }) found = found || has_param_in<Name, decltype(Node::key_columns)>;
  if constexpr (requires(Node n) { n.order; }) found = found || has_param_in<Name, decltype(Node::order)>;
  if constexpr (requires(Node n) { n.on; }) found = found || plan::has_param_in_terms<Name>(static_cast<decltype(Node::on) const*>(nullptr));
  if constexpr (requires(Node n) { n.in; }) found = found || plan::find_param<Name, decltype(Node::in)>();
  if constexpr (requires(Node n) { n.other; }) found = found || plan::find_param<Name, decltype(Node::other)>();
  return found;
}
template <fixed_string Name, class Plan>
inline constexpr bool has_param = plan::find_param<Name, Plan>();

template <class T, class V>
constexpr bool in_range(V const& v) {
  if constexpr (family_of<T> == family::integer)
    return std::in_range<T>(static_cast<standard<V>>(v));
  else
    return true;
}
// What a node keeps of earlier runs (cache) holds rows of the old value.
template <fixed_string Name, class Node>
constexpr void renew_above([[maybe_unused]] Node& n, [[maybe_unused]] std::uint64_t& number) {
  if constexpr (has_param<Name, Node>) {
    if constexpr (requires { n.renew(number); }) n.renew(number);
    if constexpr (requires { n.in; }) plan::renew_above<Name>(n.in, number);
    if constexpr (requires { n.other; }) plan::renew_above<Name>(n.other, number);
  }
}
// False where the value is an integer that the param's type does not hold.
template <fixed_string Name, class Plan, class V>
constexpr bool set_param(Plan& p, V const& v) {
  bool fits = true;
  auto set = [&]<fixed_string N, class T>(expr::param<N, T>& x) {
    if constexpr (N == Name) {
      if constexpr (well_formed<std::conditional_t<param_takes<T, V>, ok, not_a_value_of<N, T, V>>>()) {
        fits = fits && plan::in_range<T>(v);
        x.value = static_cast<T>(v);
      }
    }
  };
  plan::walk_params(p, set);
  std::uint64_t number = 0;
  plan::renew_above<Name>(p, number);
  return fits;
}

}  // namespace quern::plan
