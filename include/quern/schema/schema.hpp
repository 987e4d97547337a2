// SPDX-License-Identifier: BSL-1.0
// field and schema: names and types of columns. A schema may be nominal (struct trades : schema<...> {}), which keeps
// errors and symbols short. Look-up is by inheritance: constant cost, whatever the number of columns.
#pragma once
#include <quern/meta/type_list.hpp>
#include <quern/schema/traits.hpp>

namespace quern::inline QUERN_ABI {

template <fixed_string Name, class T>
struct field {
  static_assert(ColumnType<T>, "quern: this type cannot be a column; see README for the types there are");
  static_assert(!is_nullable<bare<T>>, "quern: nullable<nullable<T>> is nullable<T>; write it once");
  static constexpr auto name = Name;
  using type = standard<T>;
};

template <std::size_t I, class Field>
struct schema_slot {};

template <class Is, class... Fields>
struct schema_base;
template <std::size_t... I, class... Fields>
struct schema_base<std::index_sequence<I...>, Fields...> : schema_slot<I, Fields>... {};

template <class... Fields>
struct schema : schema_base<std::index_sequence_for<Fields...>, Fields...> {
  using fields = meta::list<Fields...>;
  static constexpr std::size_t size = sizeof...(Fields);
};

// In a nominal schema, `using unique = quern::unique_columns<"id">;` promises that no two rows have the same in these columns
// together. Joins that rely on it look, and raise a data_error where two have.
template <fixed_string... Names>
struct unique_columns {};

template <class S>
concept Schema = requires { typename S::fields; };

namespace schemas {

template <fixed_string Name>
struct slot_of {
  template <std::size_t I, class T>
  static std::integral_constant<std::size_t, I> index(schema_slot<I, field<Name, T>> const*);
  template <std::size_t I, class T>
  static meta::type_box<T> type(schema_slot<I, field<Name, T>> const*);
};

template <class S, fixed_string Name>
inline constexpr bool has = requires { slot_of<Name>::index(static_cast<S const*>(nullptr)); };
template <class S, fixed_string Name>
inline constexpr std::size_t index_of = decltype(slot_of<Name>::index(static_cast<S const*>(nullptr)))::value;
template <class S, fixed_string Name>
using type_of = typename decltype(slot_of<Name>::type(static_cast<S const*>(nullptr)))::type;
template <class S, std::size_t I>
using field_at = meta::at<I, typename S::fields>;

template <class List>
struct from_list;
template <class... F>
struct from_list<meta::list<F...>> {
  using type = schema<F...>;
};

// The schema with a field replaced in place, or appended where the name is new.
template <class List, class Field>
struct put_impl;
template <class... F, class Field>
struct put_impl<meta::list<F...>, Field> {
  static constexpr bool known = ((F::name == Field::name) || ...);
  using replaced = meta::list<std::conditional_t<F::name == Field::name, Field, F>...>;
  using type = std::conditional_t<known, replaced, meta::list<F..., Field>>;
};
template <class List, class... Add>
struct put_all {
  using type = List;
};
template <class List, class Field, class... Rest>
struct put_all<List, Field, Rest...> : put_all<typename put_impl<List, Field>::type, Rest...> {};
template <class S, class... Add>
using put = typename from_list<typename put_all<typename S::fields, Add...>::type>::type;

template <class List, fixed_string... Names>
struct drop_impl;
template <class... F, fixed_string... Names>
struct drop_impl<meta::list<F...>, Names...> {
  template <class X>
  static constexpr bool gone = ((X::name == Names) || ...);
  using type = meta::concat<std::conditional_t<gone<F>, meta::list<>, meta::list<F>>...>;
};
template <class S, fixed_string... Names>
using drop = typename from_list<typename drop_impl<typename S::fields, Names...>::type>::type;

}  // namespace schemas

}  // namespace quern
