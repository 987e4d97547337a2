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

// Rules that are made of passages.
struct sinking_rule : plan::filter_rule {};

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

// Of conjuncts C over rows of schema S: which sink. What they read of S is looked at only where that decides.
template <std::size_t N>
struct conjunct_facts {
  bool fits[N], ordered[N], raises[N], harmless[N];
};
template <std::size_t N>
constexpr std::array<bool, N> find_sinking(conjunct_facts<N> const& is, bool same_rows) {
  std::array<bool, N> sinks{};
  bool one_stays = false, fence = false;
  for (std::size_t k = 0; k < N; ++k) {
    sinks[k] = is.fits[k] && !is.ordered[k] && !fence && (is.harmless[k] || (same_rows && !(is.raises[k] && one_stays)));
    one_stays = one_stays || !sinks[k];
    fence = fence || (!sinks[k] && (is.ordered[k] || is.raises[k]));
  }
  return sinks;
}
template <class S, bool SameRows, template <class> class Fits, class... C>
constexpr std::array<bool, sizeof...(C)> find_sinking() {
  if constexpr (!(Fits<C>::value || ...) || (SameRows && ((Fits<C>::value && !plan::is_ordered<C>) && ...)))
    return {Fits<C>::value...};
  else
    return rules::find_sinking<sizeof...(C)>({{Fits<C>::value...}, {plan::is_ordered<C>...}, {plan::may_raise<C, S>...}, {is_harmless<C, S>...}}, SameRows);
}
template <class S, bool SameRows, template <class> class Fits, class... C>
inline constexpr auto sinking = rules::find_sinking<S, SameRows, Fits, C...>();

template <std::size_t N, class Bits>
constexpr std::size_t count_of(Bits const& bits, bool wanted) {
  std::size_t n = 0;
  for (std::size_t k = 0; k < N; ++k) n += bits[k] == wanted;
  return n;
}
template <std::size_t N, class Bits>
constexpr std::array<std::size_t, N + 1> places_of(Bits const& bits, bool wanted) {
  std::array<std::size_t, N + 1> places{};
  std::size_t n = 0;
  for (std::size_t k = 0; k < N; ++k)
    if (bits[k] == wanted) places[n++] = k;
  return places;
}
template <class S, bool SameRows, template <class> class Fits, class Conjuncts>
inline constexpr std::size_t sinking_count = 0;
template <class S, bool SameRows, template <class> class Fits, class... C>
inline constexpr std::size_t sinking_count<S, SameRows, Fits, meta::list<C...>> = rules::count_of<sizeof...(C)>(sinking<S, SameRows, Fits, C...>, true);
template <class S, bool SameRows, template <class> class Fits, class Conjuncts>
inline constexpr bool some_sink = sinking_count<S, SameRows, Fits, Conjuncts> > 0;

// The conjuncts whose bit is Wanted.
template <auto const& Bits, bool Wanted, class... C, std::size_t... I>
constexpr auto chosen_at(meta::tuple<C...> const& all, std::index_sequence<I...>) {
  constexpr auto places = rules::places_of<sizeof...(C)>(Bits, Wanted);
  return meta::make_tuple(meta::get<places[I]>(all)...);
}
template <auto const& Bits, bool Wanted, class... C>
constexpr auto chosen(meta::tuple<C...> const& all) {
  constexpr std::size_t count = rules::count_of<sizeof...(C)>(Bits, Wanted);
  if constexpr (count == sizeof...(C))
    return all;
  else if constexpr (count == 0)
    return meta::tuple<>{};
  else
    return rules::chosen_at<Bits, Wanted>(all, std::make_index_sequence<count>{});
}
// Conjuncts joined by AND, as written.
template <class First>
constexpr auto all_of(First const& a) {
  return a;
}
template <class A, class B, class... Rest>
constexpr auto all_of(A const& a, B const& b, Rest const&... rest) {
  return rules::all_of(expr::apply<expr::op::and_, A, B>{{}, {{{a}, {b}}}}, rest...);
}
// The conjuncts of a predicate behind those of another.
template <class P, class E>
constexpr auto and_also(P const& p, E const& e) {
  return expr::apply<expr::op::and_, P, E>{{}, {{{p}, {e}}}};
}
template <class P, class A, class B>
constexpr auto and_also(P const& p, expr::apply<expr::op::and_, A, B> const& e) {
  return rules::and_also(rules::and_also(p, meta::get<0>(e.args)), meta::get<1>(e.args));
}
constexpr std::size_t count_between(bool const* bits, std::size_t from, std::size_t to, bool wanted) {
  std::size_t n = 0;
  for (std::size_t k = from; k < to; ++k) n += bits[k] == wanted;
  return n;
}
// Those conjuncts of a predicate whose bit is Wanted, of which there is one at least; the first one's bit is at From. Built of the
// predicate itself: to lay out a list of them, and to join them again, took four functions a conjunct.
template <auto const& Bits, bool Wanted, std::size_t From = 0, class E>
constexpr auto conjuncts_chosen(E const& e) {
  return e;
}
template <auto const& Bits, bool Wanted, std::size_t From = 0, class A, class B>
constexpr auto conjuncts_chosen(expr::apply<expr::op::and_, A, B> const& e) {
  constexpr std::size_t middle = From + plan::conjuncts_of<A>::size, end = middle + plan::conjuncts_of<B>::size;
  constexpr std::size_t left = rules::count_between(Bits.data(), From, middle, Wanted), right = rules::count_between(Bits.data(), middle, end, Wanted);
  if constexpr (left + right == end - From)
    return e;
  else if constexpr (left == 0)
    return rules::conjuncts_chosen<Bits, Wanted, middle>(meta::get<1>(e.args));
  else if constexpr (right == 0)
    return rules::conjuncts_chosen<Bits, Wanted, From>(meta::get<0>(e.args));
  else
    return rules::and_also(rules::conjuncts_chosen<Bits, Wanted, From>(meta::get<0>(e.args)), rules::conjuncts_chosen<Bits, Wanted, middle>(meta::get<1>(e.args)));
}
template <std::size_t... I, class... C>
constexpr auto all_of_leaves(meta::tuple_base<std::index_sequence<I...>, C...> const& t) {
  return rules::all_of(meta::get<I>(t)...);
}
// The input with this predicate, or with these conjuncts, as a filter; none is no filter.
template <class In, class P>
constexpr plan::filter<In, P> filtered(In const& in, P const& pred) {
  return {in, pred};
}
template <class In, class... C>
constexpr auto filtered(In const& in, meta::tuple<C...> const& conjuncts) {
  if constexpr (sizeof...(C) == 0)
    return in;
  else
    return rules::filtered(in, rules::all_of_leaves(conjuncts));
}

template <class Passage>
struct sinks_through {
  template <class C>
  struct fits {
    static constexpr bool value = Passage::template fits<C>;
  };
};
template <class Passage, class Node, class... C>
constexpr auto const* sinking_through(meta::list<C...>) {
  return &sinking<plan::schema_of<Node>, Passage::same_rows, sinks_through<Passage>::template fits, C...>;
}
// How many sink: mostly all or none, which is seen without a look at the schema.
template <class Passage, class Node, class... C>
constexpr std::size_t count_sinking(meta::list<C...> all) {
  if constexpr (!(Passage::template fits<C> || ...))
    return 0;
  else if constexpr (Passage::same_rows && ((Passage::template fits<C> && !plan::is_ordered<C>) && ...))
    return sizeof...(C);
  else
    return rules::count_of<sizeof...(C)>(*rules::sinking_through<Passage, Node>(all), true);
}
template <class Rule, class Node, class P>
  requires(std::is_base_of_v<sinking_rule, Rule> && passage<Rule, Node>::open)
struct rewrite<Rule, plan::filter<Node, P>> {
  using through = passage<Rule, Node>;
  static constexpr std::size_t count = rules::count_sinking<through, Node>(plan::conjuncts_of<P>{});
  static constexpr bool applies = count > 0;

  static constexpr auto on(plan::filter<Node, P> const& n) {
    if constexpr (count == plan::conjuncts_of<P>::size) {
      return with_input(n.in, rules::filtered(n.in.in, through::below(n.in, n.pred)));
    } else {
      constexpr auto const& sinks = *rules::sinking_through<through, Node>(plan::conjuncts_of<P>{});
      return rules::filtered(with_input(n.in, rules::filtered(n.in.in, through::below(n.in, rules::conjuncts_chosen<sinks, true>(n.pred)))), rules::conjuncts_chosen<sinks, false>(n.pred));
    }
  }
};

}  // namespace quern::rules
