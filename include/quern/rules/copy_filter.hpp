// SPDX-License-Identifier: BSL-1.0
// A filter that stands below one input of a join and asks for its keys holds for the partners, too: the other input drops the rows that
// fail it. Tried from the root down, where filters have sunk already and each join is met once.
#pragma once
#include <quern/rules/narrow.hpp>
#include <quern/rules/push_filter_join.hpp>

namespace quern::inline QUERN_ABI::rules {

struct copy_filter_across_join : plan::narrowing_rule {
  static constexpr std::string_view name = "copy filter across join";
  static constexpr std::string_view reason = "a filter of one input reads keys: rows of the other that fail it meet no row";
  static constexpr plan::node_kinds at = plan::kind::join;
};

// Conjuncts that hold for all rows of a plan, over its columns: of the filters in it whose columns are passed on. As a tuple.
template <class Node>
constexpr auto known_filters(Node const&) {
  return meta::tuple<>{};
}
// Nodes that pass rows on as they are, if not all of them.
inline constexpr plan::node_kinds passing_rows = plan::kind::sort | plan::kind::slice | plan::kind::sample | plan::kind::distinct | plan::kind::distinct_on;
template <class Node>
  requires((kind_of<Node> & passing_rows) != 0)
constexpr auto known_filters(Node const& n);
template <class In, class... N>
constexpr auto known_filters(plan::extend<In, N...> const& n);
template <class In, class... N>
constexpr auto known_filters(plan::lazy_extend<In, N...> const& n);
template <class In, class... N>
constexpr auto known_filters(plan::project<In, N...> const& n);
template <class In, fixed_string... Names>
constexpr auto known_filters(plan::drop<In, Names...> const& n);
template <class In, class... Pairs>
constexpr auto known_filters(plan::rename<In, Pairs...> const& n);
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... T>
constexpr auto known_filters(plan::join<In, Other, Kind, Suffix, By, T...> const& n);

template <class In, class P>
constexpr auto known_filters(plan::filter<In, P> const& n) {
  return meta::concat_tuples(rules::known_filters(n.in), plan::conjuncts(n.pred));
}
template <class Node>
  requires((kind_of<Node> & passing_rows) != 0)
constexpr auto known_filters(Node const& n) {
  return rules::known_filters(n.in);
}

// Of those, the ones that read none of the columns Name.
template <fixed_string... Name>
struct without_names {
  template <class C>
  struct test {
    static constexpr bool value = !(plan::mentions<Name, C> || ... || false);
  };
};
template <class In, class... N>
constexpr auto known_filters(plan::extend<In, N...> const& n) {
  return rules::those<without_names<N::name...>::template test, true>(rules::known_filters(n.in));
}
template <class In, class... N>
constexpr auto known_filters(plan::lazy_extend<In, N...> const& n) {
  return rules::those<without_names<N::name...>::template test, true>(rules::known_filters(n.in));
}
template <class In, fixed_string... Names>
constexpr auto known_filters(plan::drop<In, Names...> const& n) {
  return rules::those<without_names<Names...>::template test, true>(rules::known_filters(n.in));
}

// Columns by the first name that a select gives them; a rename passes the others on.
template <bool Others, class... N>
struct new_names {
  template <fixed_string Name>
  static constexpr std::size_t place() {
    bool const hit[] = {std::is_same_v<decltype(N::value), expr::column<Name>>..., true};
    std::size_t k = 0;
    while (!hit[k]) ++k;
    return k;
  }
  template <fixed_string Name>
  static constexpr auto of() {
    constexpr std::size_t k = place<Name>();
    if constexpr (k < sizeof...(N))
      return expr::column<meta::at<k, meta::list<N...>>::name>{};
    else
      return expr::column<Name>{};
  }
  template <fixed_string Name>
  struct is_passed {
    static constexpr bool value = Others || place<Name>() < sizeof...(N);
  };
  template <class C>
  struct test {
    static constexpr bool value = all_columns_are<plan::columns_in<C>, is_passed>;
  };
  template <class Conjuncts>
  static constexpr auto say(Conjuncts const& all) {
    return meta::apply([](auto const&... c) { return meta::make_tuple(rules::with_columns(new_names{}, c)...); }, rules::those<test, true>(all));
  }
};
template <class In, class... N>
constexpr auto known_filters(plan::project<In, N...> const& n) {
  return new_names<false, N...>::say(rules::known_filters(n.in));
}
template <class In, class... Pairs>
constexpr auto known_filters(plan::rename<In, Pairs...> const& n) {
  return new_names<true, Pairs...>::say(rules::known_filters(n.in));
}
// The left input's columns keep their names.
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... T>
constexpr auto known_filters(plan::join<In, Other, Kind, Suffix, By, T...> const& n) {
  using enum plan::join_kind;
  if constexpr (Kind == inner || Kind == cross || Kind == left || Kind == semi || Kind == anti)
    return rules::known_filters(n.in);
  else
    return meta::tuple<>{};
}

// Where the search above ends within a plan: there a filter may have sunk that came from the join's other side before.
template <class Node>
struct hidden_parts {
  using type = meta::list<>;
};
inline constexpr plan::node_kinds searched = passing_rows | plan::kind::filter | plan::kind::extend | plan::kind::lazy_extend | plan::kind::project | plan::kind::drop | plan::kind::rename;
template <class Node>
  requires requires(Node n) { n.in; }
struct hidden_parts<Node> {
  static constexpr auto find() {
    if constexpr ((kind_of<Node> & searched) != 0)
      return typename hidden_parts<decltype(Node::in)>::type{};
    else
      return meta::list<Node>{};
  }
  using type = decltype(find());
};
// What stays of a conjunct however its columns are called or computed further below.
template <class E>
using shape_of_operand = std::conditional_t<plan::columns_in<E>::size == 0, E, void>;
template <class E>
struct shape_of {
  using type = void;
};
template <class Op, class... A>
struct shape_of<expr::apply<Op, A...>> {
  using type = meta::list<Op, shape_of_operand<A>...>;
};
template <class C, class Conjuncts>
inline constexpr bool one_looks_like = false;
template <class C, class... D>
inline constexpr bool one_looks_like<C, meta::list<D...>> = (std::is_same_v<typename shape_of<C>::type, typename shape_of<D>::type> || ...);
template <class C, class Node>
inline constexpr bool may_stand_below = false;
template <class C, class Node>
  requires requires(Node n) { n.in; }
inline constexpr bool may_stand_below<C, Node> = [] {
  bool found = may_stand_below<C, decltype(Node::in)>;
  if constexpr (requires(Node n) { n.other; }) found = found || may_stand_below<C, decltype(Node::other)>;
  if constexpr (requires(Node n) { n.pred; }) found = found || one_looks_like<C, plan::conjuncts_of<decltype(Node::pred)>>;
  return found;
}();

// Filters of input From as those of the other one.
template <int From, class L, class R, class... Terms>
struct filters_across {
  using Mine = std::conditional_t<From == 0, L, R>;
  using Theirs = std::conditional_t<From == 0, R, L>;
  template <fixed_string Name>
  using partner = decltype(rules::find_partner<From, Name, L, R>(meta::list<Terms...>{}));
  template <fixed_string Name>
  struct has_partner {
    static constexpr bool value = partner<Name>::size == 1;
  };
  template <fixed_string Name>
  static constexpr auto of() {
    return meta::at<0, partner<Name>>{};
  }
  // The conjunct as one of the other input, which holds Known.
  template <class Node, class Known, class C>
  static constexpr auto one(C const& c) {
    if constexpr (plan::columns_in<C>::size == 0 || plan::holds_query<C>) {
      return meta::tuple<>{};
    } else if constexpr (!all_columns_are<plan::columns_in<C>, has_partner>) {
      return meta::tuple<>{};
    } else {
      auto const d = rules::with_columns(filters_across{}, c);
      using D = std::remove_const_t<decltype(d)>;
      if constexpr (has_floats<C, Mine> || !is_harmless<D, Theirs> || meta::contains<D, Known> || stands_hidden<D>(typename hidden_parts<Node>::type{}))
        return meta::tuple<>{};
      else
        return meta::tuple<D>{{{d}}};
    }
  }
  template <class Node, class Known, class... C>
  static constexpr auto to(meta::tuple<C...> const& known) {
    return meta::apply([](auto const&... c) { return plan::joined(one<Node, Known>(c)...); }, known);
  }

 private:
  template <class D, class... Hidden>
  static constexpr bool stands_hidden(meta::list<Hidden...>) {
    return (may_stand_below<D, Hidden> || ... || false);
  }
};

// Rows of an input that meet none of the other may go from inner joins, both ways; from others only where left rows decide.
template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms, class D>
  requires(Kind == plan::join_kind::inner || Kind == plan::join_kind::left || Kind == plan::join_kind::semi || Kind == plan::join_kind::anti)
struct narrow<copy_filter_across_join, plan::join<In, Other, Kind, Suffix, By, Terms...>, D> {
  using Node = plan::join<In, Other, Kind, Suffix, By, Terms...>;
  using L = plan::schema_of<In>;
  using R = plan::schema_of<Other>;
  template <class Input>
  using known = typename decltype(rules::known_filters(std::declval<Input const&>()))::types;

  static constexpr auto for_right(Node const& n) { return filters_across<0, L, R, Terms...>::template to<Other, known<Other>>(rules::known_filters(n.in)); }
  static constexpr auto for_left(Node const& n) {
    if constexpr (Kind == plan::join_kind::inner)
      return filters_across<1, L, R, Terms...>::template to<In, known<In>>(rules::known_filters(n.other));
    else
      return meta::tuple<>{};
  }
  static constexpr bool applies = decltype(for_right(std::declval<Node const&>()))::size + decltype(for_left(std::declval<Node const&>()))::size > 0;
  static constexpr auto on(Node const& n) { return with_inputs(n, rules::filtered(n.in, for_left(n)), rules::filtered(n.other, for_right(n))); }
};

}  // namespace quern::rules
