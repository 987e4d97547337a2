// SPDX-License-Identifier: BSL-1.0
// How conjuncts sink below a node. passage<Rule, Node> says for a rule and a node which may, and what they mean below it; what must
// hold for every node stands here: nothing that is ordered moves, what may raise passes only nodes that leave each row alone, and
// nothing overtakes a conjunct that stays and that may raise or is ordered.
#pragma once
#include <array>

#include <quern/plan/cut.hpp>
#include <quern/rules/rule.hpp>
#include <quern/rules/with_columns.hpp>

namespace quern::inline QUERN_ABI::rules {

// Where it is open:
//   same_rows              whether the node gives just the rows it gets, so that the conjunct sees the same ones below
//   fits<Conjunct>         whether it can be said of the input's columns
//   below(node, conjunct)  the conjunct over the input's columns
template <class Rule, class Node>
struct passage {
  static constexpr bool open = false;
};
struct closed_passage {
  static constexpr bool open = false;
};

// Whether E gives a value, and the same, for whatever row it is given.
template <class E, class S>
inline constexpr bool is_harmless = !plan::is_ordered<E> && !expr::calls_user_code<E> && !plan::may_raise<E, S>;

// Whether there is a float in E: NaN and zero have more than one form, equal as keys, which an expression can tell apart (1 / x), and
// NaN equals itself as a key but not in a comparison.
template <class E, class S>
inline constexpr bool has_floats = family_of<bare<expr::type_of<E, S>>> == family::floating;
template <class Op, class... A, class S>
inline constexpr bool has_floats<expr::apply<Op, A...>, S> = family_of<bare<expr::type_of<expr::apply<Op, A...>, S>>> == family::floating || (has_floats<A, S> || ... || false);

// Of conjuncts C over rows of schema S: which sink.
template <class S, bool SameRows, template <class> class Fits, class... C>
inline constexpr auto sinking = [] {
  std::array<bool, sizeof...(C) + 1> sinks{};
  bool const fits[] = {Fits<C>::value..., false}, ordered[] = {plan::is_ordered<C>..., false}, raises[] = {plan::may_raise<C, S>..., false}, harmless[] = {is_harmless<C, S>..., false};
  bool one_stays = false, fence = false;
  for (std::size_t k = 0; k < sizeof...(C); ++k) {
    sinks[k] = fits[k] && !ordered[k] && !fence && (harmless[k] || (SameRows && !(raises[k] && one_stays)));
    one_stays = one_stays || !sinks[k];
    fence = fence || (!sinks[k] && (ordered[k] || raises[k]));
  }
  return sinks;
}();
template <class S, bool SameRows, template <class> class Fits, class Conjuncts>
inline constexpr bool some_sink = false;
template <class S, bool SameRows, template <class> class Fits, class... C>
inline constexpr bool some_sink<S, SameRows, Fits, meta::list<C...>> = [] {
  for (bool const b : sinking<S, SameRows, Fits, C...>)
    if (b) return true;
  return false;
}();

// The conjuncts whose bit is Wanted.
template <auto const& Bits, bool Wanted, class... C>
constexpr auto chosen(meta::tuple<C...> const& all) {
  constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (std::size_t k = 0; k < sizeof...(C); ++k) n += Bits[k] == Wanted;
    return n;
  }();
  constexpr auto at = [] {
    std::array<std::size_t, sizeof...(C) + 1> r{};
    std::size_t n = 0;
    for (std::size_t k = 0; k < sizeof...(C); ++k)
      if (Bits[k] == Wanted) r[n++] = k;
    return r;
  }();
  return [&]<std::size_t... I>(std::index_sequence<I...>) { return meta::make_tuple(meta::get<at[I]>(all)...); }(std::make_index_sequence<count>{});
}
// Conjuncts joined by AND, as written.
template <class First>
constexpr auto all_of(First const& a) {
  return a;
}
template <class A, class B, class... Rest>
constexpr auto all_of(A const& a, B const& b, Rest const&... rest) {
  return rules::all_of(expr::make<expr::op::and_>(a, b), rest...);
}
// The input with these conjuncts as a filter; none is no filter.
template <class In, class... C>
constexpr auto filtered(In const& in, meta::tuple<C...> const& conjuncts) {
  if constexpr (sizeof...(C) == 0) {
    return in;
  } else {
    auto const pred = meta::apply([](auto const&... c) { return rules::all_of(c...); }, conjuncts);
    return plan::filter<In, std::remove_const_t<decltype(pred)>>{in, pred};
  }
}

template <class Passage, class P>
struct sinks_through {
  template <class C>
  struct fits {
    static constexpr bool value = Passage::template fits<C>;
  };
};
template <class Rule, class Node, class P>
  requires(passage<Rule, Node>::open)
struct rewrite<Rule, plan::filter<Node, P>> {
  using through = passage<Rule, Node>;
  using S = plan::schema_of<Node>;
  template <class C>
  using fits = typename sinks_through<through, P>::template fits<C>;
  static constexpr bool applies = some_sink<S, through::same_rows, fits, plan::conjuncts_of<P>>;

  static constexpr auto on(plan::filter<Node, P> const& n) {
    return split(n, plan::conjuncts(n.pred));
  }

 private:
  template <class... C>
  static constexpr auto split(plan::filter<Node, P> const& n, meta::tuple<C...> const& all) {
    constexpr auto const& sinks = sinking<S, through::same_rows, fits, C...>;
    auto const down = meta::apply([&](auto const&... c) { return meta::make_tuple(through::below(n.in, c)...); }, rules::chosen<sinks, true>(all));
    return rules::filtered(with_input(n.in, rules::filtered(n.in.in, down)), rules::chosen<sinks, false>(all));
  }
};

}  // namespace quern::rules
