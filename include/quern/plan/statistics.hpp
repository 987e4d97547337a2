// SPDX-License-Identifier: BSL-1.0
// What corr, cov, histogram, value_counts and least_squares take, and the mistake of anything else.
#pragma once
#include <quern/plan/arguments.hpp>
#include <quern/plan/check_marks.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <class Argument>
struct not_a_statistics_argument : expr::mistake {};
template <class Argument>
struct not_a_statistics_column : expr::mistake {};
template <class T>
struct not_a_number : expr::mistake {};
template <class Argument>
struct not_a_number_of_bins : expr::mistake {};

// Expressions over schema S; of numbers, where Numbers is said.
template <bool Numbers, class S, class... E>
constexpr auto find_statistics_mistake() {
  if constexpr (!(expr::Expression<E> && ...)) {
    return first_wrong<std::conditional_t<expr::Expression<E>, ok, not_a_statistics_argument<E>>...>{};
  } else {
    using Bad = typename mistake_in<expr::type_of<E, S>...>::type;
    if constexpr (!std::is_void_v<Bad>)
      return Bad{};
    else if constexpr (Numbers && !(is_numeric<bare<expr::type_of<E, S>>> && ...))
      return first_wrong<std::conditional_t<is_numeric<bare<expr::type_of<E, S>>>, ok, not_a_number<expr::type_of<E, S>>>...>{};
    else
      return then_unordered<ok, E...>{};
  }
}
template <bool Numbers, class S, class... E>
using check_statistics = decltype(plan::find_statistics_mistake<Numbers, S, E...>());
// Columns by name alone.
template <class S, class... C>
constexpr auto find_statistics_columns_mistake() {
  if constexpr ((is_column<C> && ...))
    return check_statistics<true, S, C...>{};
  else
    return first_wrong<std::conditional_t<is_column<C>, ok, not_a_statistics_column<C>>...>{};
}
template <class S, class... C>
using check_statistics_columns = decltype(plan::find_statistics_columns_mistake<S, C...>());
template <class N>
using check_number_of_bins = std::conditional_t<is_number_of_rows<N>, ok, not_a_number_of_bins<N>>;
}  // namespace plan

// The facts, as in mistakes.hpp.
template <class Argument>
inline constexpr bool is_an_expression = false;
template <class Argument>
inline constexpr bool names_a_statistics_column = false;
template <class T>
inline constexpr bool is_a_number = false;
template <class Argument>
inline constexpr bool is_a_number_of_bins = false;

template <class A>
struct report<plan::not_a_statistics_argument<A>> {
  static constexpr bool holds() {
    static_assert(is_an_expression<A>, "quern: corr(x, y), cov(x, y), histogram(x, bins) and value_counts(x) take columns, such as \"name\"_c, and expressions over them");
    return false;
  }
};
template <class A>
struct report<plan::not_a_statistics_column<A>> {
  static constexpr bool holds() {
    static_assert(names_a_statistics_column<A>, "quern: least_squares(rows, y, x...) takes columns by name, such as \"name\"_c; update(...) computes columns");
    return false;
  }
};
template <class T>
struct report<plan::not_a_number<T>> {
  static constexpr bool holds() {
    static_assert(is_a_number<T>, "quern: corr(x, y), cov(x, y), histogram(x, bins) and least_squares(rows, y, x...) take numbers; the type of what was given stands in is_a_number<...>");
    return false;
  }
};
template <class A>
struct report<plan::not_a_number_of_bins<A>> {
  static constexpr bool holds() {
    static_assert(is_a_number_of_bins<A>, "quern: histogram(x, bins) takes an integer as the number of bins");
    return false;
  }
};

}  // namespace quern
