// SPDX-License-Identifier: BSL-1.0
// Groups that a join looks up by their keys, where the other input has few: rows of other keys need not be grouped. A semi-join with the
// other input's keys stands before the grouping.
#pragma once
#include <quern/rules/push_filter_join.hpp>

namespace quern::inline QUERN_ABI::rules {

struct reduce_groups : plan::rule {
  static constexpr std::string_view name = "reduce groups";
  static constexpr std::string_view reason = "only groups whose keys the other input has are looked up";
  static constexpr plan::node_kinds at = plan::kind::join;
};

// Whether a plan leaves few rows, and can be read twice for little: rows of one table, of which a filter asks that something be equal.
template <class P>
inline constexpr bool asks_equality = false;
template <class A, class B>
inline constexpr bool asks_equality<expr::apply<expr::op::eq, A, B>> = plan::columns_in<A>::size == 0 || plan::columns_in<B>::size == 0;
template <class A, class B>
inline constexpr bool asks_equality<expr::apply<expr::op::and_, A, B>> = asks_equality<A> || asks_equality<B>;
template <class Node, bool Equal = false>
inline constexpr bool leaves_few = false;
template <class Source>
inline constexpr bool leaves_few<plan::scan<Source>, true> = std::string_view(Source::kind) == "table";
template <class In, class P, bool Equal>
  requires(!plan::is_ordered<P> && !expr::calls_user_code<P>)
inline constexpr bool leaves_few<plan::filter<In, P>, Equal> = leaves_few<In, Equal || asks_equality<P>>;
template <class In, class... N, bool Equal>
  requires((plan::is_column<decltype(N::value)> && ...))
inline constexpr bool leaves_few<plan::project<In, N...>, Equal> = leaves_few<In, Equal>;
template <class In, class... Pairs, bool Equal>
inline constexpr bool leaves_few<plan::rename<In, Pairs...>, Equal> = leaves_few<In, Equal>;
template <class In, fixed_string... Names, bool Equal>
inline constexpr bool leaves_few<plan::drop<In, Names...>, Equal> = leaves_few<In, Equal>;

template <class Node>
inline constexpr bool is_semi_join = false;
template <class In, class Other, class Suffix, class By, class... T>
inline constexpr bool is_semi_join<plan::join<In, Other, plan::join_kind::semi, Suffix, By, T...>> = true;
template <class Node>
inline constexpr bool is_reduced = is_semi_join<Node>;
template <class In, class... N>
inline constexpr bool is_reduced<plan::project<In, N...>> = is_reduced<In>;

// An equality between a column of the left input and a key of the groups, which is a column of their input and of the left one's type.
template <class L, class Group, class Term>
struct key_of_groups {
  using type = meta::list<>;
};
template <class L, class In, class... K, class... N, class Term>
struct key_of_groups<L, plan::group<In, plan::keys<K...>, N...>, Term> {
  using R = plan::schema_of<plan::group<In, plan::keys<K...>, N...>>;
  static constexpr auto find() {
    if constexpr (plan::is_key_term<Term, L, R>) {
      using Mine = typename plan::key_operands<Term, L, R>::template of<0>;
      using Key = typename plan::key_operands<Term, L, R>::template of<1>;
      if constexpr (plan::is_column<Mine> && plan::is_column<Key> && !plan::is_null_safe<plan::as_equality_t<Term>>) {
        constexpr std::size_t k = definitions<K...>::template place<Key::name>();
        if constexpr (k < sizeof...(K)) {
          using Column = decltype(meta::at<k, meta::list<K...>>::value);
          if constexpr (plan::is_column<Column> && std::is_same_v<bare<expr::type_of<Mine, L>>, bare<expr::type_of<Column, plan::schema_of<In>>>>)
            return meta::list<expr::apply<expr::op::eq, expr::sided<0, Column::name>, expr::sided<1, Mine::name>>>{};
          else
            return meta::list<>{};
        } else {
          return meta::list<>{};
        }
      } else {
        return meta::list<>{};
      }
    } else {
      return meta::list<>{};
    }
  }
  using type = decltype(find());
};

template <class L, class In, class... K, class... N, plan::join_kind Kind, class Suffix, class... Terms>
  requires((Kind == plan::join_kind::inner || Kind == plan::join_kind::left || Kind == plan::join_kind::semi) && leaves_few<L> && !is_reduced<In> && sizeof...(K) > 0)
struct rewrite<reduce_groups, plan::join<L, plan::group<In, plan::keys<K...>, N...>, Kind, Suffix, plan::no_order, Terms...>> {
  using Group = plan::group<In, plan::keys<K...>, N...>;
  using Join = plan::join<L, Group, Kind, Suffix, plan::no_order, Terms...>;
  using keys = meta::concat<meta::list<>, typename key_of_groups<plan::schema_of<L>, Group, Terms>::type...>;
  static constexpr bool applies = keys::size > 0;
  static constexpr auto on(Join const& n) {
    return [&]<class... T>(meta::list<T...>) {
      using Semi = plan::join<In, L, plan::join_kind::semi, void, plan::no_order, T...>;
      return with_inputs(n, n.in, with_input(n.other, Semi{n.other.in, n.in, {}, {}}));
    }(keys{});
  }
};

}  // namespace quern::rules
