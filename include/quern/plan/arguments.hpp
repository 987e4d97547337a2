// SPDX-License-Identifier: BSL-1.0
// What verbs and actions take, and the mistake of an argument of another kind. A verb takes anything and asks here: a
// constraint would make the compiler answer "no matching function".
#pragma once
#include <quern/plan/drop.hpp>
#include <quern/plan/order.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <class Argument>
struct not_a_column : expr::mistake {};
template <class Argument>
struct not_a_renaming : expr::mistake {};
template <class Argument>
struct not_a_sort_key : expr::mistake {};
template <class Argument>
struct not_a_number_of_rows : expr::mistake {};
template <class Argument>
struct not_a_predicate : expr::mistake {};
template <class... Arguments>
struct not_one_predicate : expr::mistake {};
template <fixed_string Name, class T, class Argument>
struct not_a_value_of : expr::mistake {};
template <class... Keys>
struct group_without_agg : expr::mistake {};
template <class Argument>
struct not_options : expr::mistake {};
template <class Argument>
struct not_a_function_of_rows : expr::mistake {};
template <class Argument>
struct not_a_table : expr::mistake {};

template <class Argument>
inline constexpr bool is_renaming = false;
template <fixed_string New, fixed_string Old>
inline constexpr bool is_renaming<expr::named<New, expr::column<Old>>> = true;
// A constant is no key: order_by("price") would order by a text that is the same in every row.
template <class Argument>
inline constexpr bool is_sort_key = expr::Expression<Argument> || expr::is_order_key<Argument>;
template <class Argument>
inline constexpr bool is_number_of_rows =
    std::is_convertible_v<Argument const&, std::uint64_t> && !std::is_floating_point_v<Argument> && !std::is_same_v<Argument, bool>;

// Whether a param of type T takes a value of type V. A fraction is not cut off, a text not read, and bool is no number.
template <class T, class V>
inline constexpr bool param_takes = std::is_same_v<T, V> || std::is_convertible_v<V const&, T>;
template <class V>
inline constexpr bool param_takes<meta::owned_text, V> = expr::TextLike<V>;
template <class T, class V>
  requires std::is_arithmetic_v<T>
inline constexpr bool param_takes<T, V> =
    std::is_same_v<T, bool> ? std::is_same_v<V, bool> : family_of<V> == family::integer || (std::is_floating_point_v<T> && family_of<V> == family::floating);

// The first argument that is not what it should be.
template <class... Found>
using first_wrong = typename mistake_in<Found...>::type;

template <class S, class... Columns>
constexpr auto find_drop_mistake() {
  if constexpr ((is_column<Columns> && ...))
    return check_columns<S, Columns...>{};
  else
    return first_wrong<std::conditional_t<is_column<Columns>, ok, not_a_column<Columns>>...>{};
}
template <class S, class... Columns>
using check_drop = decltype(plan::find_drop_mistake<S, Columns...>());

template <class S, class... Pairs>
constexpr auto find_renaming_mistake() {
  if constexpr ((is_renaming<Pairs> && ...))
    return check_rename<S, Pairs...>{};
  else
    return first_wrong<std::conditional_t<is_renaming<Pairs>, ok, not_a_renaming<Pairs>>...>{};
}
template <class S, class... Pairs>
using check_renaming = decltype(plan::find_renaming_mistake<S, Pairs...>());

template <class S, class... Keys>
constexpr auto find_order_mistake() {
  if constexpr ((is_sort_key<Keys> && ...))
    return check_columns<S, decltype(expr::as_order_key(std::declval<Keys const&>()).value)...>{};
  else
    return first_wrong<std::conditional_t<is_sort_key<Keys>, ok, not_a_sort_key<Keys>>...>{};
}
template <class S, class... Keys>
using check_order = decltype(plan::find_order_mistake<S, Keys...>());

template <class S, class Column>
constexpr auto find_row_index_mistake() {
  if constexpr (is_column<Column>)
    return check_new_name<S, Column::name>{};
  else
    return not_a_column<Column>{};
}
template <class S, class Column>
using check_row_index = decltype(plan::find_row_index_mistake<S, Column>());
template <class N>
using check_number_of_rows = std::conditional_t<is_number_of_rows<N>, ok, not_a_number_of_rows<N>>;
}  // namespace plan

// The facts, as in mistakes.hpp.
template <class Argument>
inline constexpr bool is_a_column = false;
template <class Argument>
inline constexpr bool names_an_old_column = false;
template <class Argument>
inline constexpr bool is_a_sort_key = false;
template <class Argument>
inline constexpr bool is_a_number_of_rows = false;
template <class Argument>
inline constexpr bool is_a_predicate = false;
template <class... Arguments>
inline constexpr bool is_one_predicate = false;
template <fixed_string Name, class T, class Argument>
inline constexpr bool is_a_value_of_param = false;
template <class... Keys>
inline constexpr bool is_followed_by_agg = false;
template <class Argument>
inline constexpr bool is_an_option = false;
template <class Argument>
inline constexpr bool is_a_function_of_rows = false;
template <class Argument>
inline constexpr bool is_a_table = false;

template <class A>
struct report<plan::not_a_column<A>> {
  static constexpr bool holds() {
    static_assert(is_a_column<A>, "quern: drop(...) and with_row_index(...) take columns by name, such as \"name\"_c, and no expressions");
    return false;
  }
};
template <class A>
struct report<plan::not_a_renaming<A>> {
  static constexpr bool holds() {
    static_assert(names_an_old_column<A>, "quern: rename(...) takes \"new\"_c = \"old\"_c; update(...) computes columns");
    return false;
  }
};
template <class A>
struct report<plan::not_a_sort_key<A>> {
  static constexpr bool holds() {
    static_assert(is_a_sort_key<A>, "quern: order_by(...) takes columns and expressions, or asc(x) and desc(x) of them; a column is written \"name\"_c");
    return false;
  }
};
template <class A>
struct report<plan::not_a_number_of_rows<A>> {
  static constexpr bool holds() {
    static_assert(is_a_number_of_rows<A>, "quern: a number of rows is an integer that is known when the plan is written");
    return false;
  }
};
template <class A>
struct report<plan::not_a_predicate<A>> {
  static constexpr bool holds() {
    static_assert(is_a_predicate<A>, "quern: where(...) takes a predicate; \"name\"_c = value names a column, a comparison is written ==");
    return false;
  }
};
template <class... A>
struct report<plan::not_one_predicate<A...>> {
  static constexpr bool holds() {
    static_assert(is_one_predicate<A...>, "quern: where(...) takes one predicate; several are joined by && or ||");
    return false;
  }
};
template <fixed_string Name, class T, class A>
struct report<plan::not_a_value_of<Name, T, A>> {
  static constexpr bool holds() {
    static_assert(is_a_value_of_param<Name, T, A>,
                  "quern: with<\"name\">(value): the value does not fit the param; its name, its type and the value's stand in is_a_value_of_param<...>");
    return false;
  }
};
template <class... Keys>
struct report<plan::group_without_agg<Keys...>> {
  static constexpr bool holds() {
    static_assert(is_followed_by_agg<Keys...>, "quern: group_by(...) is followed by agg(...); distinct() gives each combination of values once");
    return false;
  }
};
template <class A>
struct report<plan::not_options<A>> {
  static constexpr bool holds() {
    static_assert(is_an_option<A>, "quern: this action takes options alone, such as {.threads = 4}; head(n) gives n rows, and aggregates stand in agg(...)");
    return false;
  }
};
template <class A>
struct report<plan::not_a_function_of_rows<A>> {
  static constexpr bool holds() {
    static_assert(is_a_function_of_rows<A>, "quern: for_each(f) calls f(row) for each row; row[\"name\"_c] reads a value");
    return false;
  }
};
template <class A>
struct report<plan::not_a_table<A>> {
  static constexpr bool holds() {
    static_assert(is_a_table<A>, "quern: from(...) takes a table; make_table(\"name\"_c = container, ...) makes one");
    return false;
  }
};

}  // namespace quern
