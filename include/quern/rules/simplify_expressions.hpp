// SPDX-License-Identifier: BSL-1.0
// Simpler expressions in where, update, select, view and agg; a filter that is always true is none, one that is never true leaves no row.
#pragma once
#include <quern/rules/rule.hpp>
#include <quern/rules/simplify.hpp>

namespace quern::inline QUERN_ABI::rules {

struct simplify_expressions : plan::rule {
  static constexpr std::string_view name = "simplify expressions";
  static constexpr std::string_view reason = "constants, types and logic say it in fewer operations";
  static constexpr plan::node_kinds at = plan::kind::filter | plan::kind::extend | plan::kind::project | plan::kind::view | plan::kind::group;
};
struct remove_filters : plan::filter_rule {
  static constexpr std::string_view name = "remove filters";
  static constexpr std::string_view reason = "the predicate is the same for all rows";
};

// Whether anything in E could be simpler: asked first, because it costs next to nothing.
template <class Op>
inline constexpr bool is_promising = std::is_same_v<Op, op::not_> || std::is_same_v<Op, op::is_null> || std::is_same_v<Op, op::coalesce>;
template <class T>
inline constexpr bool is_promising<op::cast<T>> = true;
template <class E>
inline constexpr bool is_fixed = false;
template <auto V>
inline constexpr bool is_fixed<expr::constant<V>> = true;
template <class E>
inline constexpr bool could_be_simpler = false;
template <class Op, class... A>
inline constexpr bool could_be_simpler<expr::apply<Op, A...>> = is_promising<Op> || (is_fixed<A> || ... || false) || (could_be_simpler<A> || ... || false);
template <class Op, class T>
inline constexpr bool could_be_simpler<expr::apply<Op, expr::literal<T>, expr::literal<T>>> = true;
template <class A>
inline constexpr bool could_be_simpler<expr::apply<op::neg, expr::apply<op::neg, A>>> = true;

// Whether anything in E is simpler over rows of S: without that, operands first, nothing would be.
template <class S, class E>
inline constexpr bool is_simpler = false;
template <class S, class Op, class... A>
  requires could_be_simpler<expr::apply<Op, A...>>
inline constexpr bool is_simpler<S, expr::apply<Op, A...>> = simpler<S, expr::apply<Op, A...>>::applies || (is_simpler<S, A> || ...);

// e in its simplest form; operands first.
template <class S, class E>
constexpr auto simplified(E const& e) {
  return e;
}
template <class S, class Op, class... A>
constexpr auto simplified(expr::apply<Op, A...> const& e);
template <class S, class E>
constexpr auto simplest(E const& e) {
  if constexpr (simpler<S, E>::applies)
    return rules::simplified<S>(simpler<S, E>::on(e));
  else
    return e;
}
template <class S, class Op, class... A>
constexpr auto simplified(expr::apply<Op, A...> const& e) {
  if constexpr (!is_simpler<S, expr::apply<Op, A...>>)
    return e;
  else
    return rules::simplest<S>(meta::apply([&](auto const&... a) { return expr::make(e.op, rules::simplified<S>(a)...); }, e.args));
}

template <class In, class P>
  requires could_be_simpler<P>
struct rewrite<simplify_expressions, plan::filter<In, P>> {
  using S = plan::schema_of<In>;
  static constexpr bool applies = is_simpler<S, P>;
  static constexpr auto on(plan::filter<In, P> const& n) {
    auto const p = rules::simplified<S>(n.pred);
    return plan::filter<In, std::remove_const_t<decltype(p)>>{n.in, p};
  }
};

// A definition keeps its type; one that reads what the same verb defines is left alone, since it stands over another schema.
template <class S, class E>
constexpr auto of_one_type(E const& e) {
  if constexpr (!is_simpler<S, E>) {
    return e;
  } else {
    auto const r = rules::simplified<S>(e);
    if constexpr (std::is_same_v<expr::type_of<std::remove_const_t<decltype(r)>, S>, expr::type_of<E, S>>)
      return r;
    else
      return e;
  }
}
// An aggregate's arguments; what is done with its results is left alone.
template <class S, class E>
constexpr auto inside_aggregates(E const& e) {
  return e;
}
template <class S, class Op, class... A>
constexpr auto inside_aggregates(expr::apply<Op, A...> const& e) {
  if constexpr (!could_be_simpler<expr::apply<Op, A...>>)
    return e;
  else if constexpr (Op::is_aggregate && !std::is_same_v<Op, op::grouping>)
    return meta::apply([&](auto const&... a) { return expr::make(e.op, rules::of_one_type<S>(a)...); }, e.args);
  else
    return meta::apply([&](auto const&... a) { return expr::make(e.op, rules::inside_aggregates<S>(a)...); }, e.args);
}
template <class S, bool Aggregates, bool SeesEarlier, class... N>
struct simplified_definitions {
  static constexpr bool may = (could_be_simpler<decltype(N::value)> || ... || false);
  template <fixed_string Name, class V>
  static constexpr auto one(expr::named<Name, V> const& n) {
    if constexpr (SeesEarlier && (plan::mentions<N::name, V> || ...)) {
      return n;
    } else {
      auto const v = [&] {
        if constexpr (Aggregates)
          return rules::inside_aggregates<S>(n.value);
        else
          return rules::of_one_type<S>(n.value);
      }();
      return expr::named<Name, std::remove_const_t<decltype(v)>>{v};
    }
  }
  static constexpr auto all(meta::tuple<N...> const& t) {
    if constexpr (may)
      return meta::apply([](auto const&... n) { return meta::make_tuple(one(n)...); }, t);
    else
      return t;
  }
  static constexpr bool applies = may && !std::is_same_v<decltype(all(std::declval<meta::tuple<N...> const&>())), meta::tuple<N...>>;
};
#define QUERN_SIMPLIFIES(node, sees_earlier)                                                                                                             \
  template <class In, class... N>                                                                                                                        \
    requires(could_be_simpler<decltype(N::value)> || ...)                                                                                                \
  struct rewrite<simplify_expressions, plan::node<In, N...>> {                                                                                           \
    using parts = simplified_definitions<plan::schema_of<In>, false, sees_earlier, N...>;                                                                \
    static constexpr bool applies = parts::applies;                                                                                                      \
    static constexpr auto on(plan::node<In, N...> const& n) {                                                                                            \
      return [&]<class... M>(meta::tuple<M...> const& c) { return plan::node<In, M...>{n.in, c}; }(parts::all(n.columns));                               \
    }                                                                                                                                                    \
  };
QUERN_SIMPLIFIES(extend, true)
QUERN_SIMPLIFIES(project, false)
QUERN_SIMPLIFIES(view, false)
#undef QUERN_SIMPLIFIES
template <class In, class Keys, class... N>
  requires(could_be_simpler<decltype(N::value)> || ...)
struct rewrite<simplify_expressions, plan::group<In, Keys, N...>> {
  using parts = simplified_definitions<plan::schema_of<In>, true, false, N...>;
  static constexpr bool applies = parts::applies;
  static constexpr auto on(plan::group<In, Keys, N...> const& n) {
    return [&]<class... M>(meta::tuple<M...> const& c) { return plan::group<In, Keys, M...>{n.in, n.key_columns, c}; }(parts::all(n.columns));
  }
};

template <class In>
struct rewrite<remove_filters, plan::filter<In, yes>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::filter<In, yes> const& n) { return n.in; }
};
template <class In>
struct rewrite<remove_filters, plan::filter<In, no>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::filter<In, no> const& n) { return plan::slice<In>{n.in, 0, 0}; }
};

}  // namespace quern::rules
