// SPDX-License-Identifier: BSL-1.0
// The mistakes of verbs about the shape of a table, and their sentences.
#pragma once
#include <quern/plan/project.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <class Argument>
struct not_columns_by_name : expr::mistake {};
template <fixed_string Name, class T, class Value>
struct value_does_not_fit : expr::mistake {};
template <class Value>
struct no_column_takes : expr::mistake {};
template <class Argument>
struct not_a_filling : expr::mistake {};
template <class... Values>
struct not_pairs_of_values : expr::mistake {};
template <std::size_t Wanted, std::size_t Columns>
struct more_than_the_columns : expr::mistake {};
template <std::size_t Names, std::size_t Columns>
struct another_number_of_names : expr::mistake {};
template <class... Arguments>
struct not_an_unpivot : expr::mistake {};
template <class... Argument>
struct not_a_pivot_column : expr::mistake {};
template <class Aggregate>
struct aggregate_keeps_nulls : expr::mistake {};
}  // namespace plan

// The facts, as in mistakes.hpp.
template <class Argument>
inline constexpr bool is_a_column_by_name = false;
template <fixed_string Name, class T, class Value>
inline constexpr bool takes_the_value = false;
template <class Value>
inline constexpr bool some_column_takes = false;
template <class Argument>
inline constexpr bool says_what_to_fill = false;
template <class... Values>
inline constexpr bool are_pairs_of_old_and_new = false;
template <std::size_t Wanted, std::size_t Columns>
inline constexpr bool are_at_most = false;
template <std::size_t Names, std::size_t Columns>
inline constexpr bool are_as_many = false;
template <class... Arguments>
inline constexpr bool say_what_to_unpivot = false;
template <class... Argument>
inline constexpr bool is_a_pivot_column = false;
template <class Aggregate>
inline constexpr bool skips_the_nulls = false;

template <class A>
struct report<plan::not_columns_by_name<A>> {
  static constexpr bool holds() {
    static_assert(is_a_column_by_name<A>, "quern: this verb takes columns by name, such as \"name\"_c; what was given stands in is_a_column_by_name<...>");
    return false;
  }
};
template <fixed_string Name, class T, class V>
struct report<plan::value_does_not_fit<Name, T, V>> {
  static constexpr bool holds() {
    static_assert(takes_the_value<Name, T, V>,
                  "quern: the value cannot stand in this column without changing its type; the column, its type and the value's stand in takes_the_value<...>");
    return false;
  }
};
template <class V>
struct report<plan::no_column_takes<V>> {
  static constexpr bool holds() {
    static_assert(some_column_takes<V>, "quern: fill_null(value): no column is of a type that takes this value; its type stands in some_column_takes<...>");
    return false;
  }
};
template <class A>
struct report<plan::not_a_filling<A>> {
  static constexpr bool holds() {
    static_assert(says_what_to_fill<A>, "quern: fill_null(...) takes a value, a value and columns, or \"name\"_c = value for each column");
    return false;
  }
};
template <class... V>
struct report<plan::not_pairs_of_values<V...>> {
  static constexpr bool holds() {
    static_assert(are_pairs_of_old_and_new<V...>, "quern: replace(\"name\"_c, old, new, ...) takes pairs of values, an old one and the new one for it");
    return false;
  }
};
template <std::size_t N, std::size_t C>
struct report<plan::more_than_the_columns<N, C>> {
  static constexpr bool holds() {
    static_assert(are_at_most<N, C>, "quern: drop_null(at_least<n>) asks for more values than there are columns; both stand in are_at_most<...>");
    return false;
  }
};
template <std::size_t N, std::size_t C>
struct report<plan::another_number_of_names<N, C>> {
  static constexpr bool holds() {
    static_assert(are_as_many<N, C>, "quern: to_columns(...) takes one name for each column; how many of each there are stands in are_as_many<...>");
    return false;
  }
};
template <class... A>
struct report<plan::not_an_unpivot<A...>> {
  static constexpr bool holds() {
    static_assert(say_what_to_unpivot<A...>,
                  "quern: unpivot takes keep(\"id\"_c, ...), a column for the names, a column for the values, and columns(\"a\"_c, ...) to be unpivoted");
    return false;
  }
};
template <class... A>
struct report<plan::not_a_pivot_column<A...>> {
  static constexpr bool holds() {
    static_assert(is_a_pivot_column<A...>, "quern: pivot(...) takes one column by name, whose values become columns: pivot<\"a\", \"b\">(\"name\"_c)");
    return false;
  }
};

template <class A>
struct report<plan::aggregate_keeps_nulls<A>> {
  static constexpr bool holds() {
    static_assert(skips_the_nulls<A>, "quern: this aggregate does not skip nulls, so pivot<...> cannot take it over the rows of one value; pivot_dynamic can");
    return false;
  }
};

}  // namespace quern
