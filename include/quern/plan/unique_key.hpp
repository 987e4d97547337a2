// SPDX-License-Identifier: BSL-1.0
// Which columns of a plan's rows are unique together, as far as its type says so: the keys of groups, the columns of distinct rows,
// a row index, and what a schema promises:  struct nations : schema<...> { using unique = unique_columns<"id">; };
#pragma once
#include <quern/plan/cache.hpp>
#include <quern/plan/fence.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/join.hpp>
#include <quern/plan/order.hpp>
#include <quern/plan/policy.hpp>
#include <quern/plan/sample.hpp>
#include <quern/plan/sets.hpp>
#include <quern/plan/shared.hpp>

namespace quern::inline QUERN_ABI::plan {

// The sets of columns that are unique, a list of expr::columns<...>. Of a node that is not named here nothing is known.
template <class Node>
struct unique_keys_impl {
  using type = meta::list<>;
};
template <class Node>
using unique_keys_of = typename unique_keys_impl<Node>::type;

template <class S, class Unique>
inline constexpr bool promise_fits = false;
template <class S, fixed_string... N>
inline constexpr bool promise_fits<S, unique_columns<N...>> = [] {
  constexpr bool fits = sizeof...(N) > 0 && (schemas::has<S, N> && ... && true);
  static_assert(fits, "quern: unique_columns<...> in a schema names columns of that schema, which are unique together");
  return fits;
}();
template <class S, class Unique>
struct promised_by_schema {
  using type = meta::list<>;
};
template <class S, fixed_string... N>
  requires promise_fits<S, unique_columns<N...>>
struct promised_by_schema<S, unique_columns<N...>> {
  using type = meta::list<expr::columns<N...>>;
};
template <class Source>
  requires requires { typename Source::schema::unique; }
struct unique_keys_impl<scan<Source>> : promised_by_schema<typename Source::schema, typename Source::schema::unique> {};

template <class In, class... K, class... N>
  requires(sizeof...(K) > 0)
struct unique_keys_impl<group<In, keys<K...>, N...>> {
  using type = meta::list<expr::columns<K::name...>>;
};
template <class In>
struct unique_keys_impl<distinct<In>> {
  template <class... F>
  static auto all(meta::list<F...>) -> expr::columns<F::name...>;
  using type = meta::concat<unique_keys_of<In>, meta::list<decltype(all(typename schema_of<In>::fields{}))>>;
};
template <class In, bool... Descending, bool... NullsLast, fixed_string... N>
struct unique_keys_impl<distinct_on<In, expr::order_key<expr::column<N>, Descending, NullsLast>...>> {
  using type = meta::concat<unique_keys_of<In>, meta::list<expr::columns<N...>>>;
};
template <class In, fixed_string Name>
struct unique_keys_impl<row_index<In, Name>> {
  using type = meta::concat<unique_keys_of<In>, meta::list<expr::columns<Name>>>;
};

// Verbs that leave out rows, or bring them in another order.
template <class In, class P>
struct unique_keys_impl<filter<In, P>> : unique_keys_impl<In> {};
template <class In, class... K>
struct unique_keys_impl<sort<In, K...>> : unique_keys_impl<In> {};
template <class In>
struct unique_keys_impl<slice<In>> : unique_keys_impl<In> {};
template <class In>
struct unique_keys_impl<sample<In>> : unique_keys_impl<In> {};
template <class In, class P>
struct unique_keys_impl<policy<In, P>> : unique_keys_impl<In> {};
template <class In, class Kept>
struct unique_keys_impl<cache<In, Kept>> : unique_keys_impl<In> {};
template <class In>
struct unique_keys_impl<fence<In>> : unique_keys_impl<In> {};
template <class In, class Part>
struct unique_keys_impl<shared<In, Part>> : unique_keys_impl<In> {};
template <class In, class Other, join_kind Kind, class Suffix, class By, class... T>
  requires(Kind == join_kind::semi || Kind == join_kind::anti || Kind == join_kind::not_in)
struct unique_keys_impl<join<In, Other, Kind, Suffix, By, T...>> : unique_keys_impl<In> {};

// Verbs about columns. Renaming<Name>: list<name_is<new name>>, or list<> where the column is gone.
template <fixed_string Name>
struct name_is {};
template <template <fixed_string> class Renaming, class Set>
struct renamed_set;
template <template <fixed_string> class Renaming, fixed_string... N>
struct renamed_set<Renaming, expr::columns<N...>> {
  template <fixed_string... New>
  static auto columns(meta::list<name_is<New>...>) -> expr::columns<New...>;
  using names = meta::concat<typename Renaming<N>::type...>;
  using type = typename decltype([] {
    if constexpr (names::size == sizeof...(N))
      return meta::type_box<meta::list<decltype(columns(names{}))>>{};
    else
      return meta::type_box<meta::list<>>{};
  }())::type;
};
template <template <fixed_string> class Renaming, class List>
struct renamed_sets;
template <template <fixed_string> class Renaming, class... Set>
struct renamed_sets<Renaming, meta::list<Set...>> {
  using type = meta::concat<meta::list<>, typename renamed_set<Renaming, Set>::type...>;
};
// The first of some definitions that is the column Name and nothing else.
template <fixed_string Name, class... Named>
struct passed_on {
  using type = meta::list<>;
};
template <fixed_string Name, class First, class... More>
struct passed_on<Name, First, More...> : std::conditional_t<std::is_same_v<decltype(First::value), expr::column<Name>>, meta::type_box<meta::list<name_is<First::name>>>, passed_on<Name, More...>> {};

template <class In, class... Named>
struct unique_keys_impl<project<In, Named...>> {
  template <fixed_string Name>
  using renaming = passed_on<Name, Named...>;
  using type = typename renamed_sets<renaming, unique_keys_of<In>>::type;
};
template <class In, class... Pairs>
struct unique_keys_impl<rename<In, Pairs...>> {
  template <fixed_string Name>
  using renaming = std::conditional_t<passed_on<Name, Pairs...>::type::size == 1, passed_on<Name, Pairs...>, meta::type_box<meta::list<name_is<Name>>>>;
  using type = typename renamed_sets<renaming, unique_keys_of<In>>::type;
};
template <class In, class... Named>
struct unique_keys_impl<extend<In, Named...>> {
  template <fixed_string Name>
  using renaming = meta::type_box<std::conditional_t<((Named::name == Name) || ...), meta::list<>, meta::list<name_is<Name>>>>;
  using type = typename renamed_sets<renaming, unique_keys_of<In>>::type;
};
template <class In, fixed_string... Names>
struct unique_keys_impl<drop<In, Names...>> {
  template <fixed_string Name>
  using renaming = meta::type_box<std::conditional_t<((Names == Name) || ...), meta::list<>, meta::list<name_is<Name>>>>;
  using type = typename renamed_sets<renaming, unique_keys_of<In>>::type;
};

// Whether a term of a join's condition is an equality with the column Name of a side (0 or 1).
template <int Side, fixed_string Name, class Term, class L, class R>
constexpr bool equates() {
  if constexpr (is_key_term<Term, L, R>)
    return std::is_same_v<typename key_operands<Term, L, R>::template of<Side>, expr::column<Name>>;
  else
    return false;
}
// Whether all columns of a set stand in keys of a side.
template <int Side, class Set, class L, class R, class... Terms>
inline constexpr bool is_key_of_join = false;
template <int Side, fixed_string... N, class L, class R, class... Terms>
inline constexpr bool is_key_of_join<Side, expr::columns<N...>, L, R, Terms...> = ([]<fixed_string Name>(name_is<Name>) { return (plan::equates<Side, Name, Terms, L, R>() || ... || false); }(name_is<N>{}) && ...);
// Whether they do for one of these sets: then no two rows of that side have the same keys.
template <int Side, class Sets, class L, class R, class... Terms>
inline constexpr bool one_is_key_of_join = false;
template <int Side, class... Set, class L, class R, class... Terms>
inline constexpr bool one_is_key_of_join<Side, meta::list<Set...>, L, R, Terms...> = (is_key_of_join<Side, Set, L, R, Terms...> || ... || false);

}  // namespace quern::plan
