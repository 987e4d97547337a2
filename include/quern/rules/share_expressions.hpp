// SPDX-License-Identifier: BSL-1.0
// A part that the expressions of a select, an update or a group_by have more than once, or have in common with the filter below, is
// computed once a tile: as a column of its own, named shared#1, shared#2, ..., which no reader of the verb sees. Two parts of one type may
// differ in a literal or a param when it runs: all but the first then ask, once a run, whether they are the same (expr/reused.hpp).
#pragma once
#include <quern/expr/reused.hpp>
#include <quern/plan/inner_queries.hpp>
#include <quern/rules/disjunction.hpp>

namespace quern::inline QUERN_ABI::rules {

struct share_expressions : plan::rule {
  static constexpr std::string_view name = "share expressions";
  static constexpr std::string_view reason = "it is computed once for all who use it";
  static constexpr plan::node_kinds at = plan::kind::extend | plan::kind::project | plan::kind::group;
};

// Whether two expressions of type E are the same, or can be compared when it runs: what they hold are literals and params.
template <class E>
inline constexpr bool can_be_compared = std::is_empty_v<E>;
template <class T>
inline constexpr bool can_be_compared<expr::literal<T>> = true;
template <fixed_string Name, class T>
inline constexpr bool can_be_compared<expr::param<Name, T>> = true;
template <class Op, class... A>
inline constexpr bool can_be_compared<expr::apply<Op, A...>> = std::is_empty_v<Op> && (can_be_compared<A> && ... && true);

// Parts of expressions that might be shared, in order; each as often as it stands there.
template <class E>
struct shareable_parts {
  using type = meta::list<>;
};
template <class Op, class... A>
struct shareable_parts<expr::apply<Op, A...>> {
  using E = expr::apply<Op, A...>;
  static constexpr bool is = can_be_compared<E> && !Op::is_aggregate && !plan::is_ordered<E> && plan::columns_in<E>::size > 0;
  using type = meta::concat<std::conditional_t<is, meta::list<E>, meta::list<>>, typename shareable_parts<A>::type...>;
};
// What is shared already.
template <class C, class E>
struct shareable_parts<expr::apply<expr::op::reused, C, E, E>> {
  using type = meta::list<>;
};
// Those that a list has twice, each once.
template <class List>
struct twice;
template <class... E>
struct twice<meta::list<E...>> {
  template <class X>
  static constexpr bool is = ((std::is_same_v<X, E> ? 1 : 0) + ... + 0) > 1;
  using type = meta::set_union<meta::list<>, meta::concat<meta::list<>, std::conditional_t<is<E>, meta::list<E>, meta::list<>>...>>;
};
// Worth keeping over rows of schema S, and does not raise where it was not computed.
inline constexpr int worth_sharing = 20;
template <class E, class S>
inline constexpr int worth = [] {
  if constexpr (expr::is_mistake<expr::type_of<E, S>>)
    return 0;
  else
    return is_harmless<E, S> && plan::cost_of<E, S> >= worth_sharing ? plan::cost_of<E, S> : 0;
}();
// The costliest of a list, in a list of one; of equals the first. Parts of it cost less, so they are not taken before.
template <class S, class... E>
constexpr auto costliest(meta::list<E...>) {
  constexpr std::size_t best = [] {
    int const costs[] = {worth<E, S>..., 0};
    std::size_t found = sizeof...(E);
    for (std::size_t k = 0; k < sizeof...(E); ++k)
      if (costs[k] > costs[found]) found = k;
    return found;
  }();
  if constexpr (best == sizeof...(E))
    return meta::list<>{};
  else
    return meta::list<meta::at<best, meta::list<E...>>>{};
}

inline constexpr std::string_view shared_prefix = "shared#";
template <std::size_t N>
inline constexpr auto shared_name = [] {
  fixed_string<shared_prefix.size() + 1> s;
  for (std::size_t i = 0; i < shared_prefix.size(); ++i) s.data[i] = shared_prefix[i];
  s.data[shared_prefix.size()] = static_cast<char>('0' + N);
  return s;
}();
// The first number that is free in S; 10 where none is.
template <class S, std::size_t N = 1>
constexpr std::size_t free_number() {
  if constexpr (N == 10)
    return N;
  else if constexpr (schemas::has<S, shared_name<N>>)
    return rules::free_number<S, N + 1>();
  else
    return N;
}

template <class Part, class E>
inline constexpr bool stands_in = std::is_same_v<Part, E>;
template <class Part, class Op, class... A>
inline constexpr bool stands_in<Part, expr::apply<Op, A...>> = std::is_same_v<Part, expr::apply<Op, A...>> || (stands_in<Part, A> || ... || false);
// The first part of type Part in these expressions, with its values.
template <class Part, class First, class... Rest>
constexpr Part find_part(First const& e, Rest const&... rest) {
  if constexpr (std::is_same_v<Part, First>)
    return e;
  else if constexpr (stands_in<Part, First>)
    return meta::apply([](auto const&... a) { return rules::find_part<Part>(a...); }, e.args);
  else
    return rules::find_part<Part>(rest...);
}

// e with the column Name, which holds `first`, in the place of what is of its type.
template <fixed_string Name, class Part, class E>
constexpr auto with_shared(Part const&, E const& e) {
  return e;
}
template <fixed_string Name, class Part, class C, class E>
constexpr auto with_shared(Part const&, expr::apply<expr::op::reused, C, E, E> const& e) {
  return e;
}
template <fixed_string Name, class Part, class Op, class... A>
constexpr auto with_shared(Part const& first, expr::apply<Op, A...> const& e) {
  if constexpr (!std::is_same_v<expr::apply<Op, A...>, Part>)
    return meta::apply([&](auto const&... a) { return expr::make(e.op, rules::with_shared<Name>(first, a)...); }, e.args);
  else if constexpr (is_known<Part>)
    return expr::column<Name>{};
  else
    return expr::make<expr::op::reused>(expr::column<Name>{}, e, first);
}
template <fixed_string Name, class Part, fixed_string Of, class V>
constexpr auto with_shared(Part const& first, expr::named<Of, V> const& e) {
  auto const v = rules::with_shared<Name>(first, e.value);
  return expr::named<Of, std::remove_const_t<decltype(v)>>{v};
}
template <fixed_string Name, class Part, class... N>
constexpr auto with_shared(Part const& first, meta::tuple<N...> const& t) {
  return meta::apply([&](auto const&... n) { return meta::make_tuple(rules::with_shared<Name>(first, n)...); }, t);
}

// The input with the part as a column; below a filter that has it, too.
template <class Part, fixed_string Name>
struct shared_below {
  Part part;

  template <class In>
  constexpr auto column(In const& in) const {
    return plan::extend<In, expr::named<Name, Part>>{in, {{{{part}}}}};
  }
  template <class In>
  constexpr auto of(In const& in) const {
    return column(in);
  }
  // The conjuncts before the first that has the part still spare it rows.
  template <class In, class P>
  constexpr auto of(plan::filter<In, P> const& n) const {
    return split(n, plan::conjuncts(n.pred));
  }
  template <class In, class P, class... C>
  constexpr auto split(plan::filter<In, P> const& n, meta::tuple<C...> const& all) const {
    if constexpr (!(stands_in<Part, C> || ...)) {
      return column(n);
    } else {
      auto const below = column(rules::filtered(n.in, rules::chosen<before<C...>, true>(all)));
      return rules::filtered(below, rules::with_shared<Name>(part, rules::chosen<before<C...>, false>(all)));
    }
  }
  template <class... C>
  static constexpr auto before = [] {
    std::array<bool, sizeof...(C) + 1> b{};
    bool const has[] = {stands_in<Part, C>..., true};
    for (std::size_t k = 0; k < sizeof...(C) && !has[k]; ++k) b[k] = true;
    return b;
  }();
};

// What the filter below has, where it is not ordered: then the part may be computed before it.
template <class In>
struct parts_of_filter {
  using type = meta::list<>;
};
template <class In, class P>
  requires(!plan::is_ordered<P>)
struct parts_of_filter<plan::filter<In, P>> : shareable_parts<P> {};
template <class S, class... E>
constexpr bool one_is_worth(meta::list<E...>) {
  return ((worth<E, S> > 0) || ...);
}
// The part to share, of expressions E over input In; list<> where there is none, or only the filter has some.
template <class In, class... E>
constexpr auto find_shared(meta::list<E...>) {
  using Own = meta::concat<meta::list<>, typename shareable_parts<E>::type...>;
  if constexpr (Own::size == 0) {
    return meta::list<>{};
  } else {
    using Repeated = typename twice<meta::concat<Own, typename parts_of_filter<In>::type>>::type;
    if constexpr (Repeated::size == 0)
      return meta::list<>{};
    else if constexpr (rules::free_number<plan::schema_of<In>>() == 10 || !rules::one_is_worth<plan::schema_of<In>>(Own{}))
      return meta::list<>{};
    else
      return rules::costliest<plan::schema_of<In>>(Repeated{});
  }
}

// The first part of this type in these definitions, or in the filter below.
template <class Part, class In, class... N>
constexpr Part first_part(In const& in, N const&... n) {
  if constexpr (requires { in.pred; })
    return rules::find_part<Part>(n.value..., in.pred);
  else
    return rules::find_part<Part>(n.value...);
}

template <class In, class... N>
  requires(!(plan::is_ordered<decltype(N::value)> || ... || false))
struct rewrite<share_expressions, plan::project<In, N...>> {
  using shared = decltype(rules::find_shared<In>(plan::values_of<N...>{}));
  static constexpr bool applies = shared::size > 0;
  static constexpr auto on(plan::project<In, N...> const& n) {
    using Part = meta::at<0, shared>;
    constexpr auto name = shared_name<rules::free_number<plan::schema_of<In>>()>;
    auto const part = meta::apply([&](auto const&... c) { return rules::first_part<Part>(n.in, c...); }, n.columns);
    auto const in = shared_below<Part, name>{part}.of(n.in);
    return [&]<class... M>(meta::tuple<M...> const& t) { return plan::project<std::remove_const_t<decltype(in)>, M...>{in, t}; }(rules::with_shared<name>(part, n.columns));
  }
};
template <class In, class... K, class... N>
struct rewrite<share_expressions, plan::group<In, plan::keys<K...>, N...>> {
  using shared = decltype(rules::find_shared<In>(plan::values_of<K..., N...>{}));
  static constexpr bool applies = shared::size > 0;
  static constexpr auto on(plan::group<In, plan::keys<K...>, N...> const& n) {
    using Part = meta::at<0, shared>;
    constexpr auto name = shared_name<rules::free_number<plan::schema_of<In>>()>;
    auto const part = meta::apply([&](auto const&... c) { return rules::first_part<Part>(n.in, c...); }, meta::concat_tuples(n.key_columns, n.columns));
    auto const in = shared_below<Part, name>{part}.of(n.in);
    return [&]<class... J, class... M>(meta::tuple<J...> const& k, meta::tuple<M...> const& t) {
      return plan::group<std::remove_const_t<decltype(in)>, plan::keys<J...>, M...>{in, k, t};
    }(rules::with_shared<name>(part, n.key_columns), rules::with_shared<name>(part, n.columns));
  }
};
// An update passes all columns on, so the shared one is dropped behind it. Not of what it defines itself.
template <class In, class... N>
  requires(!(plan::is_ordered<decltype(N::value)> || ...))
struct rewrite<share_expressions, plan::extend<In, N...>> {
  template <class E>
  static constexpr bool reads_own = (plan::mentions<N::name, E> || ...);
  template <class... E>
  static auto of_input(meta::list<E...>) -> meta::concat<meta::list<>, std::conditional_t<reads_own<E>, meta::list<>, meta::list<E>>...>;
  using shared = decltype(rules::find_shared<In>(decltype(of_input(plan::values_of<N...>{})){}));
  static constexpr bool applies = shared::size > 0;
  static constexpr auto on(plan::extend<In, N...> const& n) {
    using Part = meta::at<0, shared>;
    constexpr auto name = shared_name<rules::free_number<plan::schema_of<In>>()>;
    auto const part = meta::apply([&](auto const&... c) { return rules::first_part<Part>(n.in, c...); }, n.columns);
    auto const in = shared_below<Part, name>{part}.of(n.in);
    return [&]<class... M>(meta::tuple<M...> const& t) {
      using Wide = plan::extend<std::remove_const_t<decltype(in)>, M...>;
      return plan::drop<Wide, name>{Wide{in, t}};
    }(rules::with_shared<name>(part, n.columns));
  }
};

}  // namespace quern::rules
