// SPDX-License-Identifier: BSL-1.0
// The mistakes of verbs that put two inputs together by their columns, and their sentences.
#pragma once
#include <quern/plan/project.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <fixed_string A, class T, fixed_string B, class U>
struct no_common_type : expr::mistake {};
template <std::size_t Left, std::size_t Right>
struct different_numbers_of_columns : expr::mistake {};
template <fixed_string Name>
struct column_of_one_side : expr::mistake {};
template <class Argument>
struct not_another_query : expr::mistake {};
template <class Argument>
struct not_a_key_expression : expr::mistake {};
}  // namespace plan

// The facts, as in mistakes.hpp.
template <fixed_string A, class T, fixed_string B, class U>
inline constexpr bool have_a_common_type = false;
template <std::size_t Left, std::size_t Right>
inline constexpr bool have_as_many_columns = false;
template <fixed_string Name>
inline constexpr bool is_a_column_of_both = false;
template <class Argument>
inline constexpr bool is_another_query = false;
template <class Argument>
inline constexpr bool is_a_key_expression = false;

template <fixed_string A, class T, fixed_string B, class U>
struct report<plan::no_common_type<A, T, B, U>> {
  static constexpr bool holds() {
    static_assert(have_a_common_type<A, T, B, U>,
                  "quern: these two columns would be one, but no type holds the values of both; the columns and their types stand in have_a_common_type<...>; "
                  "cast<T>(x) converts");
    return false;
  }
};
template <std::size_t L, std::size_t R>
struct report<plan::different_numbers_of_columns<L, R>> {
  static constexpr bool holds() {
    static_assert(have_as_many_columns<L, R>,
                  "quern: the two queries differ in their number of columns, which is in have_as_many_columns<left, right>; union_by_name(other, allow_missing) fills up with nulls");
    return false;
  }
};
template <fixed_string Name>
struct report<plan::column_of_one_side<Name>> {
  static constexpr bool holds() {
    static_assert(is_a_column_of_both<Name>,
                  "quern: union_by_name: only one of the queries has this column; union_by_name(other, allow_missing) gives null for the other's rows");
    return false;
  }
};
template <class A>
struct report<plan::not_another_query<A>> {
  static constexpr bool holds() {
    static_assert(is_another_query<A>, "quern: this verb takes another query; from(table) makes one of a table");
    return false;
  }
};
template <class A>
struct report<plan::not_a_key_expression<A>> {
  static constexpr bool holds() {
    static_assert(is_a_key_expression<A>, "quern: distinct_on(...) takes columns and expressions; a column is written \"name\"_c, and distinct() looks at all columns");
    return false;
  }
};

}  // namespace quern
