// SPDX-License-Identifier: BSL-1.0
// A filter above a join sinks into the inputs. What reads one input goes there, and, where it reads keys only, also to the other one,
// by the join's equalities; of an inner join the rest becomes part of the condition, where an equality is a key.
#pragma once
#include <quern/rules/disjunction.hpp>
#include <quern/rules/join_sides.hpp>
#include <quern/rules/simplify.hpp>

namespace quern::inline QUERN_ABI::rules {

struct copy_filter_by_keys : plan::filter_rule {
  static constexpr std::string_view name = "copy filter by keys";
  static constexpr std::string_view reason = "the predicate reads keys, which are equal on both sides: both inputs drop their rows";
  static constexpr plan::node_kinds above = plan::kind::join;
};
struct push_filter_below_join : plan::filter_rule {
  static constexpr std::string_view name = "push filter below join";
  static constexpr std::string_view reason = "the predicate reads one input, or compares both";
  static constexpr plan::node_kinds above = plan::kind::join;
};

// Which inputs may lose rows that a predicate above the join would drop: 1 left, 2 right.
template <plan::join_kind Kind>
inline constexpr int open_sides = [] {
  using enum plan::join_kind;
  return Kind == inner || Kind == cross ? 3 : Kind == right ? 2 : Kind == full ? 0 : 1;
}();

// The partner of the column Name of a side among the keys: the column of the other side that equals it and has its type.
template <int Side, fixed_string Name, class L, class R>
constexpr auto find_partner(meta::list<>) {
  return meta::list<>{};
}
template <int Side, fixed_string Name, class L, class R, class Term, class... Rest>
constexpr auto find_partner(meta::list<Term, Rest...>) {
  constexpr auto here = [] {
    if constexpr (plan::is_key_term<Term, L, R>) {
      using Mine = typename plan::key_operands<Term, L, R>::template of<Side>;
      using Other = typename plan::key_operands<Term, L, R>::template of<1 - Side>;
      using Other_schema = std::conditional_t<Side == 0, R, L>;
      using My_schema = std::conditional_t<Side == 0, L, R>;
      if constexpr (std::is_same_v<Mine, expr::column<Name>> && plan::is_column<Other>) {
        constexpr bool same = std::is_same_v<bare<expr::type_of<Mine, My_schema>>, bare<expr::type_of<Other, Other_schema>>>;
        return std::conditional_t<same, meta::list<Other>, meta::list<>>{};
      } else {
        return meta::list<>{};
      }
    } else {
      return meta::list<>{};
    }
  }();
  if constexpr (decltype(here)::size == 1)
    return here;
  else
    return rules::find_partner<Side, Name, L, R>(meta::list<Rest...>{});
}

template <class E>
inline constexpr bool is_comparison = false;
template <class Op, class A, class B>
inline constexpr bool is_comparison<expr::apply<Op, A, B>> = !std::is_void_v<typename opposite<Op>::type>;

template <class Join>
struct split_by_sides;
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms>
struct split_by_sides<plan::join<In, Other, Kind, Suffix, By, Terms...>> {
  using Join = plan::join<In, Other, Kind, Suffix, By, Terms...>;
  using Sides = sides_of_join<Join>;
  using L = typename Sides::L;
  using R = typename Sides::R;
  using S = plan::schema_of<Join>;
  static constexpr bool pairs = Kind == plan::join_kind::inner || Kind == plan::join_kind::cross;

  template <class C>
  static constexpr int sides = Sides::template sides<C>;
  template <int Wanted>
  struct reads {
    template <class C>
    struct only {
      static constexpr bool value = sides<C> == Wanted;
    };
  };
  // As a term of the condition. A comparison there is one of keys, which of floats means something else.
  template <class C>
  static constexpr bool is_term() {
    if constexpr (sides<C> == 3 && pairs && !(is_comparison<C> && has_floats<C, S>)) {
      using Term = decltype(rules::with_columns(std::declval<typename Sides::in_the_condition const&>(), std::declval<C const&>()));
      return std::is_same_v<plan::check_join<L, R, plan::join_kind::inner, Suffix, By, Terms..., Term>, ok>;
    } else {
      return false;
    }
  }
  template <class C>
  struct fits {
    static constexpr bool value = (sides<C> == 1 && (open_sides<Kind> & 1)) || (sides<C> == 2 && (open_sides<Kind> & 2)) || is_term<C>();
  };

  // The columns of a side as their partners among the other side's keys.
  template <int Side>
  struct partners {
    template <fixed_string Name>
    using partner = decltype(rules::find_partner<Side, Sides::template origin_of<Name>::name, L, R>(meta::list<Terms...>{}));
    template <fixed_string Name>
    struct test {
      static constexpr bool value = partner<Name>::size == 1;
    };
    template <fixed_string Name>
    static constexpr auto of() {
      return meta::at<0, partner<Name>>{};
    }
  };
  // Rows of the other input that fail would have no partner any more: of which kinds of join they may go.
  static constexpr bool copies(int from) {
    using enum plan::join_kind;
    return pairs || (from == 0 ? Kind == left || Kind == semi || Kind == anti : Kind == right);
  }
  template <class C, int Side>
  static constexpr bool is_copied() {
    if constexpr (copies(Side) && sides<C> == Side + 1)
      return all_columns_are<plan::columns_in<C>, partners<Side>::template test> && !has_floats<C, S>;
    else
      return false;
  }
  template <class C>
  struct fits_both {
    static constexpr bool value = fits<C>::value && (is_copied<C, 0>() || is_copied<C, 1>());
  };

  template <class... C>
  static constexpr auto in_their_input(meta::tuple<C...> const& c) {
    return meta::apply([](auto const&... x) { return meta::make_tuple(rules::with_columns(typename Sides::in_its_input{}, x)...); }, c);
  }
  template <int Side, class... C>
  static constexpr auto in_the_other(meta::tuple<C...> const& c) {
    return meta::apply([](auto const&... x) { return meta::make_tuple(rules::with_columns(partners<Side>{}, x)...); }, c);
  }

  // The conjuncts that fit go below; with Copy into both inputs.
  template <bool Copy, template <class> class Fits, class P, class... C>
  static constexpr auto split(plan::filter<Join, P> const& n, meta::tuple<C...> const& all) {
    constexpr auto const& sinks = sinking<S, false, Fits, C...>;
    auto const down = rules::chosen<sinks, true>(all);
    auto const left = rules::those<reads<1>::template only, true>(down);
    auto const right = rules::those<reads<2>::template only, true>(down);
    auto const both = rules::those<reads<3>::template only, true>(down);
    auto const to = [](auto const& own, [[maybe_unused]] auto const& others, auto side) {
      if constexpr (Copy)
        return meta::concat_tuples(in_their_input(own), in_the_other<decltype(side)::value>(others));
      else
        return in_their_input(own);
    };
    auto const in = rules::filtered(n.in.in, to(left, right, std::integral_constant<int, 1>{}));
    auto const other = rules::filtered(n.in.other, to(right, left, std::integral_constant<int, 0>{}));
    auto const terms = meta::apply([](auto const&... x) { return meta::make_tuple(rules::with_columns(typename Sides::in_the_condition{}, x)...); }, both);
    constexpr auto kind = Kind == plan::join_kind::cross && decltype(both)::size > 0 ? plan::join_kind::inner : Kind;
    auto const join = [&]<class... T>(meta::tuple<T...> const& t) {
      return plan::join<std::remove_const_t<decltype(in)>, std::remove_const_t<decltype(other)>, kind, Suffix, By, T...>{in, other, n.in.by, t};
    }(meta::concat_tuples(n.in.on, terms));
    return rules::filtered(join, rules::chosen<sinks, false>(all));
  }
};

template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms, class P>
struct rewrite<copy_filter_by_keys, plan::filter<plan::join<In, Other, Kind, Suffix, By, Terms...>, P>> {
  using Join = plan::join<In, Other, Kind, Suffix, By, Terms...>;
  using parts = split_by_sides<Join>;
  static constexpr bool applies = some_sink<plan::schema_of<Join>, false, parts::template fits_both, plan::conjuncts_of<P>>;
  static constexpr auto on(plan::filter<Join, P> const& n) { return parts::template split<true, parts::template fits_both>(n, plan::conjuncts(n.pred)); }
};
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms, class P>
struct rewrite<push_filter_below_join, plan::filter<plan::join<In, Other, Kind, Suffix, By, Terms...>, P>> {
  using Join = plan::join<In, Other, Kind, Suffix, By, Terms...>;
  using parts = split_by_sides<Join>;
  static constexpr bool applies = some_sink<plan::schema_of<Join>, false, parts::template fits, plan::conjuncts_of<P>>;
  static constexpr auto on(plan::filter<Join, P> const& n) { return parts::template split<false, parts::template fits>(n, plan::conjuncts(n.pred)); }
};

struct derive_filters : plan::filter_rule {
  static constexpr std::string_view name = "derive filters";
  static constexpr std::string_view reason = "every branch of the OR says something about one input alone";
  static constexpr plan::node_kinds above = plan::kind::join;
};
// (l1 && r1) || (l2 && r2) holds only where l1 || l2 and r1 || r2 do: these go into the inputs, each by itself.
template <class Join, class P>
struct derivation;
template <class Join, class... C>
struct derivation<Join, meta::list<C...>> {
  using parts = split_by_sides<Join>;
  template <int Side>
  using reads = typename parts::template reads<Side>;
  // Nothing that stands there already.
  template <int Side, class X>
  static constexpr auto one(X const& x) {
    if constexpr (parts::template fits<X>::value && parts::template sides<X> == 3 && is_harmless<X, plan::schema_of<Join>> && follows<reads<Side>::template only, X>) {
      auto const d = rules::what_follows<reads<Side>::template only>(x);
      if constexpr (meta::contains<std::remove_const_t<decltype(d)>, meta::list<C...>>)
        return meta::tuple<>{};
      else
        return meta::make_tuple(d);
    } else {
      return meta::tuple<>{};
    }
  }
  static constexpr auto all(meta::tuple<C...> const& conjuncts) {
    return meta::apply([](auto const&... c) { return plan::joined(one<1>(c)..., one<2>(c)...); }, conjuncts);
  }
  static constexpr bool applies = (is_disjunction<C> || ...) && decltype(all(std::declval<meta::tuple<C...> const&>()))::size > 0;
};
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms, class P>
struct rewrite<derive_filters, plan::filter<plan::join<In, Other, Kind, Suffix, By, Terms...>, P>> {
  using Join = plan::join<In, Other, Kind, Suffix, By, Terms...>;
  using derived = derivation<Join, plan::conjuncts_of<P>>;
  static constexpr bool applies = derived::applies;
  static constexpr auto on(plan::filter<Join, P> const& n) {
    auto const conjuncts = plan::conjuncts(n.pred);
    return rules::filtered(n.in, meta::concat_tuples(conjuncts, derived::all(conjuncts)));
  }
};

}  // namespace quern::rules
