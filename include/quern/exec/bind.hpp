// SPDX-License-Identifier: BSL-1.0
// Names become positions: an expression over a scope becomes a bound expression. A scope is a source and the columns
// defined on the way from it; a definition that costs no more than its operands is put in place wherever it is used.
#pragma once
#include <quern/kernel/facts.hpp>
#include <quern/expr/not_null.hpp>
#include <quern/expr/reused.hpp>
#include <quern/expr/shift.hpp>
#include <quern/kernel/folded_value.hpp>
#include <quern/kernel/reuse.hpp>
#include <quern/plan/cut.hpp>
#include <quern/plan/extend.hpp>
#include <quern/plan/same.hpp>
#include <quern/plan/subquery.hpp>

namespace quern::inline QUERN_ABI::execution {

namespace op = expr::op;

// Name stands for bound expression E.
template <fixed_string Name, class E>
struct entry {
  static constexpr auto name = Name;
  E value;
};

// Names are looked up among the entries, the latest first, and then in the schema of the source.
template <class S, class... Entries>
struct scope {
  using source_schema = S;
  meta::tuple<Entries...> entries;
};

template <fixed_string Name, class... Entries>
constexpr std::size_t find_entry() {
  std::size_t i = 0;
  bool found = false;
  ((found = found || Entries::name == Name, i += !found), ...);
  return i;
}

template <fixed_string Name, class S, class... Entries>
constexpr auto resolve(scope<S, Entries...> const& s) {
  constexpr std::size_t i = execution::find_entry<Name, Entries...>();
  if constexpr (i < sizeof...(Entries))
    return meta::get<i>(s.entries).value;
  else
    return kernel::input<schemas::index_of<S, Name>, schemas::type_of<S, Name>>{};
}

template <class S, class... Entries, class... Add>
constexpr auto define(scope<S, Entries...> const& s, Add const&... add) {
  return scope<S, Add..., Entries...>{meta::concat_tuples(meta::tuple<Add...>{{{add}...}}, s.entries)};
}

template <class E>
inline constexpr bool is_text_value = false;
template <>
inline constexpr bool is_text_value<kernel::value<string>> = true;
template <class E>
inline constexpr bool is_category_input = false;
template <std::size_t I, class T>
inline constexpr bool is_category_input<kernel::input<I, T>> = std::is_same_v<bare<T>, category>;

// Categories go into most operations as their texts.
template <class Op, class E>
constexpr auto as_operand(E const& e) {
  if constexpr (is_category_input<E> && !std::is_same_v<Op, op::is_null>) {
    using T = nullable_if<string, is_nullable<typename E::type>>;
    return kernel::call<kernel::decode, T, E>{{}, {{{e}}}};
  } else {
    return e;
  }
}

template <class Op, class... A>
constexpr auto make_call(Op const& o, A const&... a) {
  using T = typename expr::op_result<Op, false, typename A::type...>::type;
  return kernel::call<Op, T, A...>{o, {{{a}...}}};
}

template <std::size_t I, class T>
constexpr auto code_for(kernel::input<I, T> const&, kernel::value<string> const& v) {
  return kernel::code_of<I>{v.v};
}

// A column that has no nulls in the rows at hand is read without them; of anything else, nulls are taken for some value.
template <std::size_t I, class T>
constexpr auto without_nulls(kernel::input<I, nullable<T>> const&) {
  return kernel::input<I, T>{};
}
template <class E>
constexpr auto without_nulls(E const& e) {
  using B = bare<typename E::type>;
  if constexpr (is_nullable<typename E::type>)
    return execution::make_call(op::coalesce{}, e, kernel::value<B>{});
  else
    return e;
}

template <class Op, class... A>
constexpr auto bind_call(Op const& o, A const&... a) {
  if constexpr (std::is_same_v<Op, op::not_null>) {
    return execution::without_nulls(a...);
  } else if constexpr (kernel::is_foldable<Op, A...>) {
    return kernel::fold(execution::make_call(o, a...));
  } else if constexpr (sizeof...(A) == 2 && (std::is_same_v<Op, op::eq> || std::is_same_v<Op, op::ne>)) {
    using First = meta::at<0, meta::list<A...>>;
    using Second = meta::at<1, meta::list<A...>>;
    // A category against a literal compares codes.
    if constexpr ((is_category_input<First> && is_text_value<Second>) || (is_text_value<First> && is_category_input<Second>)) {
      return [&](auto const& x, auto const& y) {
        auto const codes = [&](auto const& c, auto const& t) {
          using C = std::remove_cvref_t<decltype(c)>;
          auto const code = execution::code_for(c, t);
          return kernel::call<Op, nullable_if<bool, is_nullable<typename C::type>>, C, std::remove_cvref_t<decltype(code)>>{o, {{{c}, {code}}}};
        };
        if constexpr (is_category_input<First>)
          return codes(x, y);
        else
          return codes(y, x);
      }(a...);
    } else {
      return execution::make_call(o, execution::as_operand<Op>(a)...);
    }
  } else {
    return execution::make_call(o, execution::as_operand<Op>(a)...);
  }
}

// Defined in bind_subquery.hpp: it runs a plan.
template <class Plan, class Token, class Scope>
kernel::known_value<bare<expr::type_of<expr::scalar_query<Plan, Token>, schema<>>>> bind(expr::scalar_query<Plan, Token> const& e, Scope const&);

template <fixed_string Name, class Scope>
constexpr auto bind(expr::column<Name> const&, Scope const& s) {
  return execution::resolve<Name>(s);
}
template <class V>
constexpr auto bind_value(V const& v) {
  if constexpr (std::is_same_v<V, meta::owned_text>)
    return kernel::value<string>{v};
  else
    return kernel::value<V>{v};
}
template <class T, class Scope>
constexpr auto bind(expr::literal<T> const& e, Scope const&) {
  return execution::bind_value(e.value);
}
template <fixed_string N, class T, class Scope>
constexpr auto bind(expr::param<N, T> const& e, Scope const&) {
  return execution::bind_value(e.value);
}
template <auto V, class Scope>
constexpr auto bind(expr::constant<V> const&, Scope const&) {
  using T = typename expr::type_in<expr::constant<V>, Scope>::type;
  if constexpr (std::is_same_v<T, string>)
    return kernel::value<string>{meta::owned_text(V)};
  else
    return kernel::value<T>{V};
}
template <class T, class Scope>
constexpr auto bind(expr::null_literal<T> const&, Scope const&) {
  return kernel::no_value<T>{};
}
template <std::size_t I, class T, class Scope>
constexpr auto bind(expr::placed<I, T> const&, Scope const&) {
  return kernel::input<I, T>{};
}
template <class C, class E, class Scope>
constexpr auto bind(expr::apply<op::reused, C, E, E> const& e, Scope const& s);
template <class Op, class... A, class Scope>
constexpr auto bind(expr::apply<Op, A...> const& e, Scope const& s) {
  return meta::apply([&](auto const&... a) { return execution::bind_call(e.op, execution::bind(a, s)...); }, e.args);
}
template <class C, class E, class Scope>
constexpr auto bind(expr::apply<op::reused, C, E, E> const& e, Scope const& s) {
  auto const column = execution::bind(meta::get<0>(e.args), s);
  auto const part = execution::bind(meta::get<1>(e.args), s);
  return kernel::call<kernel::reuse, typename decltype(part)::type, std::remove_const_t<decltype(column)>, std::remove_const_t<decltype(part)>>{
      {plan::same(meta::get<1>(e.args), meta::get<2>(e.args))}, {{{column}, {part}}}};
}

// What a bound expression costs a row, in comparisons; and from what on storing a value for a tile costs less than to compute it again.
template <class E>
inline constexpr int cost_of = 0;
template <class Op, class T, class... A>
inline constexpr int cost_of<kernel::call<Op, T, A...>> = (cost_of<A> + ... + plan::cost_of_operation<Op>);
template <class T, class Column, class Part>
inline constexpr int cost_of<kernel::call<kernel::reuse, T, Column, Part>> = 1;  // the part is mostly there
inline constexpr int worth_keeping = 20;
// Floats and what is asked of them never raise: what is kept is computed also where nobody reads it.
template <class E>
inline constexpr bool is_safe_to_keep = true;
template <class Op, class T, class... A>
inline constexpr bool is_safe_to_keep<kernel::call<Op, T, A...>> = family_of<bare<T>> == family::floating && (is_safe_to_keep<A> && ... && true);

// A definition that runs a user's function, makes texts, or takes long is computed once a row and kept for its tile.
template <class E>
inline constexpr bool is_kept = false;
template <class Op, class T, class... A>
inline constexpr bool is_kept<kernel::call<Op, T, A...>> =
    kernel::facts<kernel::call<Op, T, A...>>::user_code || (std::is_same_v<bare<T>, string> && !std::is_same_v<Op, kernel::decode>) ||
    (cost_of<kernel::call<Op, T, A...>> >= worth_keeping && is_safe_to_keep<kernel::call<Op, T, A...>>);

}  // namespace quern::execution
