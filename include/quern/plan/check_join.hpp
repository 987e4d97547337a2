// SPDX-License-Identifier: BSL-1.0
// The mistakes of joins and their sentences.
#pragma once
#include <quern/expr/marker.hpp>
#include <quern/plan/join.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <fixed_string Name>
struct name_of_both : expr::mistake {};
template <class Argument>
struct not_a_query : expr::mistake {};
template <class Argument>
struct not_a_condition : expr::mistake {};
template <class Argument>
struct not_a_nearest_row : expr::mistake {};
template <class T, class Tolerance>
struct not_a_distance : expr::mistake {};
template <class Term>
struct ordered_join_term : expr::mistake {};

template <class T>
inline constexpr bool is_orderable_key = family_of<T> != family::text && family_of<T> != family::boolean && sizeof(storage_of<bare<T>>) <= 8;

// Whether rows of type T can be so far apart.
template <class T, class Tolerance>
constexpr bool takes_distance() {
  constexpr family f = family_of<T>, g = family_of<Tolerance>;
  if constexpr (std::is_same_v<Tolerance, expr::any_distance>)
    return true;
  else if constexpr (f == family::floating)
    return g == family::floating || g == family::integer;
  else if constexpr (f == family::integer)
    return g == family::integer;
  else if constexpr (f == family::date)
    return std::is_same_v<Tolerance, days>;
  else if constexpr (f == family::timestamp || f == family::duration)
    return g == family::duration && bare<T>::unit::per_day % Tolerance::unit::per_day == 0;
  else
    return false;
}

template <class L, class R, class Term>
constexpr auto find_term_mistake() {
  using Names = typename name_mistake<L, R, as_equality_t<Term>, is_key_term<Term, L, R> && (is_column<Term> || equality_order<as_equality_t<Term>, L, R> != 0)>::type;
  if constexpr (!std::is_same_v<Names, ok>) {
    return Names{};
  } else if constexpr (is_ordered<Term>) {
    return ordered_join_term<Term>{};
  } else if constexpr (is_key_term<Term, L, R>) {
    using Operands = key_operands<Term, L, R>;
    using T = expr::type_of<typename Operands::template of<0>, L>;
    using U = expr::type_of<typename Operands::template of<1>, R>;
    if constexpr (expr::is_mistake<T>)
      return T{};
    else if constexpr (expr::is_mistake<U>)
      return U{};
    else if constexpr (expr::is_mistake<key_type<T, U>>)
      return key_type<T, U>{};
    else
      return ok{};
  } else {
    using T = expr::type_of<over_pairs_t<L, R, Term>, schema<>>;
    if constexpr (expr::is_mistake<T>)
      return T{};
    else if constexpr (!std::is_same_v<bare<T>, bool>)
      return predicate_type<T>{};
    else
      return ok{};
  }
}

template <class L, class R, class By>
constexpr auto find_order_column_mistake() {
  if constexpr (std::is_same_v<By, no_order>) {
    return ok{};
  } else {
    using T = expr::type_of<expr::column<By::left>, L>;
    using U = expr::type_of<expr::column<By::right>, R>;
    if constexpr (expr::is_mistake<T>) {
      return T{};
    } else if constexpr (expr::is_mistake<U>) {
      return U{};
    } else {
      using K = key_type<T, U>;
      if constexpr (expr::is_mistake<K>)
        return K{};
      else if constexpr (!is_orderable_key<K> || !takes_distance<K, typename By::tolerance_type>())
        return not_a_distance<K, typename By::tolerance_type>{};
      else
        return ok{};
    }
  }
}

template <class L, class R, join_kind Kind, class Suffix, class By, class... Terms>
constexpr auto find_join_mistake() {
  using Term = typename mistake_in<decltype(plan::find_term_mistake<L, R, Terms>())..., decltype(plan::find_order_column_mistake<L, R, By>())>::type;
  if constexpr (!std::is_void_v<Term>) {
    return Term{};
  } else {
    return []<class... F>(meta::list<F...>) {
      if constexpr (plan::names_are_unique<F...>())
        return ok{};
      else
        return name_of_both<meta::at<plan::first_duplicate<F...>(), meta::list<F...>>::name>{};
    }(typename join_columns<L, R, Kind, Suffix, By, Terms...>::fields{});
  }
}
template <class L, class R, join_kind Kind, class Suffix, class By, class... Terms>
using check_join = decltype(plan::find_join_mistake<L, R, Kind, Suffix, By, Terms...>());
}  // namespace plan

// The facts, as in mistakes.hpp.
template <fixed_string Name>
inline constexpr bool names_one_column_of_a_join = false;
template <fixed_string Name>
inline constexpr bool stands_on_one_side = false;
template <class Argument>
inline constexpr bool is_a_query = false;
template <class Argument>
inline constexpr bool is_a_join_condition = false;
template <class Argument>
inline constexpr bool says_the_nearest_row = false;
template <class T, class Tolerance>
inline constexpr bool can_be_so_far_apart = false;
template <class Term>
inline constexpr bool has_no_order = false;

template <fixed_string Name>
struct report<plan::name_of_both<Name>> {
  static constexpr bool holds() {
    static_assert(names_one_column_of_a_join<Name>,
                  "quern: both inputs of this join have a column of this name, which is no key; rename one, or give join(...) a suffix<\"_right\">");
    return false;
  }
};
template <fixed_string Name>
struct report<plan::stands_on_both_sides<Name>> {
  static constexpr bool holds() {
    static_assert(stands_on_one_side<Name>, "quern: both inputs of this join have a column of this name; the condition says left(\"x\"_c) or right(\"x\"_c)");
    return false;
  }
};
template <class A>
struct report<plan::not_a_query<A>> {
  static constexpr bool holds() {
    static_assert(is_a_query<A>, "quern: the second input of a join or of a union is a query; from(table) makes one");
    return false;
  }
};
template <class A>
struct report<plan::not_a_condition<A>> {
  static constexpr bool holds() {
    static_assert(is_a_join_condition<A>,
                  "quern: a join takes on(\"key\"_c), on(\"a\"_c == \"b\"_c && ...), and after it suffix<\"_right\">; cross_join(other) is without a condition");
    return false;
  }
};
template <class A>
struct report<plan::not_a_nearest_row<A>> {
  static constexpr bool holds() {
    static_assert(says_the_nearest_row<A>,
                  "quern: asof_join(other, backward(\"time\"_c), on(\"key\"_c)) says which row is meant: backward, forward or nearest, of a column");
    return false;
  }
};
template <class T, class Tolerance>
struct report<plan::not_a_distance<T, Tolerance>> {
  static constexpr bool holds() {
    static_assert(can_be_so_far_apart<T, Tolerance>,
                  "quern: asof_join orders by a number, date or timestamp of at most 64 bits, within a distance of its kind: a number, days, or a duration as fine as "
                  "the timestamp or coarser; the types stand in can_be_so_far_apart<...>");
    return false;
  }
};
template <class Term>
struct report<plan::ordered_join_term<Term>> {
  static constexpr bool holds() {
    static_assert(has_no_order<Term>, "quern: a join has no order in which pairs are looked at: no serial, declares, respects, shift or prev in its condition");
    return false;
  }
};

}  // namespace quern
