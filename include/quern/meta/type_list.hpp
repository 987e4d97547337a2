// SPDX-License-Identifier: BSL-1.0
// Lists of types and indexed access to them, by overload on inheritance: constant depth, no recursion.
#pragma once
#include <cstddef>
#include <type_traits>
#include <utility>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::meta {

template <class T>
struct type_box {
  using type = T;
};

template <class... T>
struct list {
  static constexpr std::size_t size = sizeof...(T);
};

template <std::size_t I, class T>
struct indexed {
  using type = T;
};
template <class Is, class... T>
struct indexer;
template <std::size_t... I, class... T>
struct indexer<std::index_sequence<I...>, T...> : indexed<I, T>... {};

template <std::size_t I, class T>
type_box<T> at_index(indexed<I, T> const*);

template <std::size_t I, class List>
struct at_impl;
template <std::size_t I, class... T>
struct at_impl<I, list<T...>> {
  using type = typename decltype(at_index<I>(static_cast<indexer<std::index_sequence_for<T...>, T...>*>(nullptr)))::type;
};
template <std::size_t I, class List>
using at = typename at_impl<I, List>::type;

template <class... L>
struct concat_impl {
  using type = list<>;
};
template <class... A>
struct concat_impl<list<A...>> {
  using type = list<A...>;
};
template <class... A, class... B, class... Rest>
struct concat_impl<list<A...>, list<B...>, Rest...> : concat_impl<list<A..., B...>, Rest...> {};
template <class... A, class... B, class... C, class... D, class... E, class... Rest>  // five at once: a quarter of the steps
struct concat_impl<list<A...>, list<B...>, list<C...>, list<D...>, list<E...>, Rest...> : concat_impl<list<A..., B..., C..., D..., E...>, Rest...> {};
template <class... L>
using concat = typename concat_impl<L...>::type;

template <class T, class List>
inline constexpr bool contains = false;
template <class T, class... U>
inline constexpr bool contains<T, list<U...>> = (std::is_same_v<T, U> || ...);

template <class T, class... U>
constexpr std::size_t index_of(list<U...>) {
  constexpr bool hit[] = {std::is_same_v<T, U>..., true};
  std::size_t i = 0;
  while (!hit[i]) ++i;
  return i;
}

// Appends T unless the list has it.
template <class List, class T>
struct add_impl;
template <class... U, class T>
struct add_impl<list<U...>, T> {
  using type = std::conditional_t<contains<T, list<U...>>, list<U...>, list<U..., T>>;
};
template <class List, class Add>
struct union_impl {
  using type = List;
};
template <class List, class T, class... Rest>
struct union_impl<List, list<T, Rest...>> : union_impl<typename add_impl<List, T>::type, list<Rest...>> {};
template <class A, class B>
using set_union = typename union_impl<A, B>::type;

}  // namespace quern::meta
