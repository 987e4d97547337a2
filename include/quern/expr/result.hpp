// SPDX-License-Identifier: BSL-1.0
// The type of an expression over a schema. A mistake is a type too (mistake), which travels up to the verb that reports it.
#pragma once
#include <quern/expr/node.hpp>

namespace quern::inline QUERN_ABI::expr {

// Base of every type that stands for a mistake.
struct mistake {};
template <class T>
inline constexpr bool is_mistake = std::is_base_of_v<mistake, T>;

template <fixed_string Name>
struct nearest {};
template <fixed_string... Names>
struct columns {};

template <fixed_string Name, class Columns, class Nearest>
struct no_such_column : mistake {};
// Op does not take operands of these types.
template <class Op, class... Types>
struct type_mismatch : mistake {};
template <class Aggregate>
struct aggregate_outside_agg : mistake {};
template <class Op, int Digits>
struct decimal_too_wide : mistake {};
template <class Function, class... Types>
struct function_does_not_fit : mistake {};
// It can only be called through a reference that is not const.
template <class Function>
struct function_has_state : mistake {};
template <fixed_string Pattern>
struct pattern_ends_in_an_escape : mistake {};
// A static_assert where the expression was written has said it.
struct told_already : mistake {};

// Levenshtein distance, for "did you mean".
constexpr std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::size_t row[64]{};
  if (b.size() >= 63) return 64;
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const keep = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      std::size_t const shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      row[j] = keep < shift ? keep : shift;
    }
  }
  return row[b.size()];
}

template <fixed_string Name, class List>
struct missing;
template <fixed_string Name, class... F>
struct missing<Name, meta::list<F...>> {
  static constexpr std::size_t best() {
    std::size_t const d[] = {expr::edit_distance(Name, F::name)..., 1000};
    std::size_t k = 0;
    for (std::size_t i = 1; i < sizeof...(F); ++i)
      if (d[i] < d[k]) k = i;
    return k;
  }
  using type = no_such_column<Name, columns<F::name...>, nearest<meta::at<best(), meta::list<F...>>::name>>;
};
template <fixed_string Name>
struct missing<Name, meta::list<>> {
  using type = no_such_column<Name, columns<>, nearest<"">>;
};

// The column type of a literal's value.
template <class V>
struct literal_type {
  using type = V;
};
template <>
struct literal_type<meta::owned_text> {
  using type = string;
};

template <class E, class S>
struct type_in;
template <fixed_string Name, class S>
struct type_in<column<Name>, S> {
  static constexpr auto find() {
    if constexpr (schemas::has<S, Name>)
      return meta::type_box<schemas::type_of<S, Name>>{};
    else
      return missing<Name, typename S::fields>{};
  }
  using type = typename decltype(find())::type;
};
template <class T, class S>
struct type_in<literal<T>, S> : literal_type<T> {};
template <fixed_string N, class T, class S>
struct type_in<param<N, T>, S> : literal_type<T> {};
template <class T, class S>
struct type_in<null_literal<T>, S> {
  using type = nullable<T>;
};
template <class S>
struct type_in<refused, S> {
  using type = told_already;
};
template <auto V, class S>
struct type_in<constant<V>, S> {
  using type = standard<std::remove_const_t<decltype(V)>>;
};
template <std::size_t N, fixed_string<N> V, class S>
struct type_in<constant<V>, S> {
  using type = string;
};

template <class... T>
struct first_mistake {
  using type = void;
};
template <class T, class... Rest>
struct first_mistake<T, Rest...> : std::conditional_t<is_mistake<T>, meta::type_box<T>, first_mistake<Rest...>> {};

// How a result becomes null: most operations, when an operand is.
enum class nulls { propagate, never, always, own };

template <class Op, bool Bad, class... T>
struct op_result : first_mistake<T...> {};
// An aggregate over a plain schema; agg() gives a schema of its own (plan/group.hpp).
template <class Op, class... T>
  requires(Op::is_aggregate)
struct op_result<Op, false, T...> {
  using type = aggregate_outside_agg<Op>;
};
template <class Op, class... T>
  requires(!Op::is_aggregate)
struct op_result<Op, false, T...> {
  static constexpr auto find() {
    if constexpr (Op::null_rule == nulls::own) {
      return meta::type_box<typename Op::template of<T...>>{};
    } else {
      using B = typename Op::template of<bare<T>...>;
      constexpr bool null = Op::null_rule == nulls::always || (Op::null_rule == nulls::propagate && (is_nullable<T> || ...));
      if constexpr (is_mistake<B>)
        return meta::type_box<B>{};
      else
        return meta::type_box<nullable_if<B, null>>{};
    }
  }
  using type = typename decltype(find())::type;
};

template <class Op, class... Args, class S>
struct type_in<apply<Op, Args...>, S>
    : op_result<Op, (is_mistake<typename type_in<Args, S>::type> || ... || false), typename type_in<Args, S>::type...> {};

// The column type E has over schema S, or the mistake in it.
template <class E, class S>
using type_of = typename type_in<E, S>::type;

// Whether an aggregate stands anywhere in E.
template <class E>
inline constexpr bool has_aggregate = false;
template <class Op, class... A>
inline constexpr bool has_aggregate<apply<Op, A...>> = Op::is_aggregate || (has_aggregate<A> || ...);

}  // namespace quern::expr
