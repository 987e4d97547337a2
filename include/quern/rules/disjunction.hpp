// SPDX-License-Identifier: BSL-1.0
// Predicates that are an OR of ANDs: the conjuncts that all branches have, and what follows from the predicate for one input of a join.
#pragma once
#include <quern/plan/window.hpp>
#include <quern/rules/sink.hpp>

namespace quern::inline QUERN_ABI::rules {

// The branches of an OR, as a tuple.
template <class E>
constexpr auto branches(E const& e) {
  return meta::tuple<E>{{{e}}};
}
template <class A, class B>
constexpr auto branches(expr::apply<expr::op::or_, A, B> const& e) {
  return meta::concat_tuples(rules::branches(meta::get<0>(e.args)), rules::branches(meta::get<1>(e.args)));
}
template <class E>
inline constexpr bool is_disjunction = false;
template <class A, class B>
inline constexpr bool is_disjunction<expr::apply<expr::op::or_, A, B>> = true;

template <class A, class... Rest>
constexpr auto any_of(A const& a, Rest const&... rest) {
  if constexpr (sizeof...(Rest) == 0)
    return a;
  else
    return [&](auto const& first, auto const&... more) { return rules::any_of(expr::make<expr::op::or_>(a, first), more...); }(rest...);
}

// Of conjuncts, those for which Test<C>::value is Wanted.
template <template <class> class Test, bool Wanted, class... C>
constexpr auto those(meta::tuple<C...> const& all) {
  constexpr auto one = []<class X>(X const& x) {
    if constexpr (Test<X>::value == Wanted)
      return meta::make_tuple(x);
    else
      return meta::tuple<>{};
  };
  return meta::apply([&](auto const&... c) { return plan::joined(one(c)...); }, all);
}
// Whether the type of an expression says all of it: no run-time value rides along.
template <class E>
inline constexpr bool is_known = std::is_empty_v<E>;
template <class Op, class... A>
inline constexpr bool is_known<expr::apply<Op, A...>> = std::is_empty_v<Op> && (is_known<A> && ... && true);
// Whether C stands in all of these lists of conjuncts, and is the same in all.
template <class C, class... Lists>
inline constexpr bool is_common = is_known<C> && (meta::contains<C, Lists> && ...);

template <template <class> class IsShared, class B>
constexpr auto rest_of_branch(B const& b) {
  return meta::apply([](auto const&... c) { return rules::all_of(c...); }, rules::those<IsShared, false>(plan::conjuncts(b)));
}

struct factor_disjunctions : plan::filter_rule {
  static constexpr std::string_view name = "factor common conjuncts";
  static constexpr std::string_view reason = "every branch of the OR asks for it";
};
// (a && x) || (a && y) is a && (x || y), in three-valued logic too.
template <class E>
struct factored {
  static constexpr bool applies = false;
};
template <class E>
  requires is_disjunction<E>
struct factored<E> {
  using all = typename decltype(rules::branches(std::declval<E const&>()))::types;
  template <class... B>
  static constexpr auto shared_by(meta::list<B...>) {
    using First = plan::conjuncts_of<meta::at<0, meta::list<B...>>>;
    return []<class... C>(meta::list<C...>) {
      return meta::set_union<meta::list<>, meta::concat<std::conditional_t<is_common<C, plan::conjuncts_of<B>...>, meta::list<C>, meta::list<>>...>>{};
    }(First{});
  }
  using common = decltype(shared_by(all{}));
  static constexpr bool applies = common::size > 0;

  template <class C>
  struct is_shared {
    static constexpr bool value = meta::contains<C, common>;
  };
  // A branch that has nothing else is true where the common ones are: then nothing is left of the OR.
  template <class... B>
  static constexpr bool one_is_bare(meta::list<B...>) {
    return ([]<class... C>(meta::list<C...>) { return (meta::contains<C, common> && ...); }(plan::conjuncts_of<B>{}) || ...);
  }
  static constexpr auto on(E const& e) {
    return []<class... C>(meta::list<C...>, E const& d) {
      auto const first = rules::all_of(C{}...);
      if constexpr (one_is_bare(all{})) {
        return first;
      } else {
        auto const rest = meta::apply([](auto const&... b) { return rules::any_of(rules::rest_of_branch<is_shared>(b)...); }, rules::branches(d));
        return expr::make<expr::op::and_>(first, rest);
      }
    }(common{}, e);
  }
};
template <class E>
constexpr auto factor(E const& e) {
  if constexpr (factored<E>::applies)
    return factored<E>::on(e);
  else
    return e;
}
template <class List>
inline constexpr bool some_factor = false;
template <class... C>
inline constexpr bool some_factor<meta::list<C...>> = (factored<C>::applies || ...);
template <class In, class P>
  requires(some_factor<plan::conjuncts_of<P>> && is_harmless<P, plan::schema_of<In>>)
struct rewrite<factor_disjunctions, plan::filter<In, P>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::filter<In, P> const& n) {
    return meta::apply([&](auto const&... c) { return rules::filtered(n.in, meta::make_tuple(rules::factor(c)...)); }, plan::conjuncts(n.pred));
  }
};

// What follows from a predicate for one side alone: each branch's own conjuncts about that side, joined by OR; nothing where a branch
// has none. OfSide<C>::value: whether C reads that side only.
template <template <class> class OfSide, class E>
inline constexpr bool follows = false;
template <template <class> class OfSide, class E>
  requires is_disjunction<E>
inline constexpr bool follows<OfSide, E> = []<class... B>(meta::list<B...>) {
  return ([]<class... C>(meta::list<C...>) { return (OfSide<C>::value || ...); }(plan::conjuncts_of<B>{}) && ...);
}(typename decltype(rules::branches(std::declval<E const&>()))::types{});
template <template <class> class OfSide, class E>
constexpr auto what_follows(E const& e) {
  return meta::apply(
      [](auto const&... b) { return rules::any_of(meta::apply([](auto const&... c) { return rules::all_of(c...); }, rules::those<OfSide, true>(plan::conjuncts(b)))...); }, rules::branches(e));
}

}  // namespace quern::rules
