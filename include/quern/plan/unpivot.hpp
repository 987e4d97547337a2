// SPDX-License-Identifier: BSL-1.0
// unpivot: columns become rows. Each row of the input gives one row for each of the columns: the columns kept, the name, the value.
#pragma once
#include <quern/plan/sets.hpp>
#include <quern/plan/shape_mistakes.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class... C>
struct kept {};
template <class... C>
struct unpivoted {};

// The type of a column of values of all these types. Categories of different columns have different codes: they become strings.
template <class T, class... More>
struct common_type {
  using type = std::conditional_t<std::is_same_v<bare<T>, category>, nullable_if<string, is_nullable<T>>, T>;
};
template <class T, class U, class... More>
struct common_type<T, U, More...> : common_type<widened<T, U>, More...> {};

template <class In, class Keep, class Columns, fixed_string Name, fixed_string Value>
struct unpivot {
  In in;
};
template <class S, class Keep, class Columns, fixed_string Name, fixed_string Value>
struct unpivoted_fields;
template <class S, class... K, class... C, fixed_string Name, fixed_string Value>
struct unpivoted_fields<S, kept<K...>, unpivoted<C...>, Name, Value> {
  using value = typename common_type<schemas::type_of<S, C::name>...>::type;
  using list = meta::list<field<K::name, schemas::type_of<S, K::name>>..., field<Name, category>, field<Value, value>>;
  using type = typename schemas::from_list<list>::type;
};
template <class In, class Keep, class Columns, fixed_string Name, fixed_string Value>
struct schema_of_impl<unpivot<In, Keep, Columns, Name, Value>> : unpivoted_fields<schema_of<In>, Keep, Columns, Name, Value> {};
template <class Old, class Keep, class Columns, fixed_string Name, fixed_string Value, class In>
constexpr auto with_input(unpivot<Old, Keep, Columns, Name, Value> const&, In const& in) {
  return unpivot<In, Keep, Columns, Name, Value>{in};
}

// The first column that has no type in common with those before it.
template <class S, class First, class T>
constexpr auto find_common_mistake() {
  return ok{};
}
template <class S, class First, class T, class C, class... More>
constexpr auto find_common_mistake() {
  using U = schemas::type_of<S, C::name>;
  if constexpr (expr::is_mistake<widened<T, U>>)
    return no_common_type<First::name, T, C::name, U>{};
  else
    return plan::find_common_mistake<S, First, widened<T, U>, More...>();
}
template <class S, class... Arguments>
struct unpivot_mistake {
  using type = not_an_unpivot<Arguments...>;
};
template <class S, class... K, class Name, class Value, class First, class... C>
struct unpivot_mistake<S, kept<K...>, Name, Value, unpivoted<First, C...>> {
  static constexpr auto find() {
    if constexpr (!(is_column<K> && ... && true) || !is_column<Name> || !is_column<Value> || !is_column<First> || !(is_column<C> && ... && true)) {
      return not_an_unpivot<kept<K...>, Name, Value, unpivoted<First, C...>>{};
    } else {
      using Missing = check_columns<S, K..., First, C...>;
      if constexpr (!std::is_same_v<Missing, ok>) {
        return Missing{};
      } else {
        using Common = decltype(plan::find_common_mistake<S, First, schemas::type_of<S, First::name>, C...>());
        if constexpr (!std::is_same_v<Common, ok>)
          return Common{};
        else
          return plan::find_schema_mistake<meta::list<K..., Name, Value>>();
      }
    }
  }
  using type = decltype(find());
};

}  // namespace quern::plan

namespace quern::inline QUERN_ABI {

// For unpivot: the columns that every row keeps, and those that become rows.
template <class... Columns>
constexpr plan::kept<Columns...> keep(Columns const&...) {
  return {};
}
template <class... Columns>
constexpr plan::unpivoted<Columns...> columns(Columns const&...) {
  return {};
}

}  // namespace quern
