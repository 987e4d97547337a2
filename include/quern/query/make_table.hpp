// SPDX-License-Identifier: BSL-1.0
// Tables from containers: make_table copies values; borrow() lets a table stand on memory that its owner keeps alive.
#pragma once
#include <span>

#include <quern/query/query.hpp>

namespace quern::inline QUERN_ABI {

// Memory of somebody else under column type T. Made by borrow().
template <class T>
struct borrowed {
  using column_type = T;
  void const* data;
  std::size_t rows;
};

// What borrow() gives after a mistake; make_table says nothing more about it.
struct refused_borrow {};

// The facts that borrow() asks for; their arguments are what the compiler prints.
template <class Container>
inline constexpr bool outlives_the_table = false;
template <class T>
inline constexpr bool can_be_borrowed = false;
template <class Element, class T>
inline constexpr bool is_stored_as = false;

// "x"_c = borrow(vector): no copy; the vector must live, and stay unchanged, as long as any table or result made of it.
// borrow<T>(vector) reads the elements as T, whose stored number they must be: borrow<decimal<15, 2>>(cents).
template <class T = void, class Container>
constexpr auto borrow(Container&& c) {
  using V = std::remove_cvref_t<decltype(*std::data(c))>;
  using B = standard<std::conditional_t<std::is_void_v<T>, V, T>>;
  // A span, or anything else that itself only borrows, may be a temporary.
  constexpr bool stays = std::is_lvalue_reference_v<Container> || std::ranges::enable_borrowed_range<std::remove_cvref_t<Container>>;
  constexpr bool borrowable =
      family_of<B> != family::none && !std::is_same_v<B, string> && !std::is_same_v<B, category> && !std::is_same_v<B, bool> && !is_nullable<B>;
  static_assert(stays || outlives_the_table<Container>,
                "quern: borrow() of a temporary: the memory would be gone before the table; keep the container in a variable");
  // One sentence for one mistake: each asks only when the ones before it hold.
  static_assert(!stays || borrowable || can_be_borrowed<B>,
                "quern: borrow() takes numbers, dates, times, decimals and fixed_strings; other types are copied by make_table");
  static_assert(!stays || !borrowable || (sizeof(V) == sizeof(storage_of<B>) && std::is_trivially_copyable_v<V>) || is_stored_as<V, B>,
                "quern: borrow<T>() needs elements of the size in which T is stored; the elements and T stand in is_stored_as<...>");
  if constexpr (stays && borrowable)
    return borrowed<B>{std::data(c), std::size(c)};
  else
    return refused_borrow{};
}

// The column type of what stands behind "name"_c = in make_table.
template <class V>
struct element_type {
  using type = std::conditional_t<expr::TextLike<V> && !is_fixed_string<V>, string, standard<V>>;
};
template <class V>
struct element_type<std::optional<V>> {
  using type = nullable<typename element_type<V>::type>;
};
template <class Container>
struct container_type {
  using type = void;
};
template <class Container>
  requires requires { typename Container::value_type; }
struct container_type<Container> {
  using type = typename element_type<typename Container::value_type>::type;
};
template <class T>
struct container_type<borrowed<T>> {
  using type = T;
};

template <class T, class Container>
std::shared_ptr<column_data const> column_from(Container const& values) {
  column_builder<T> b;
  b.reserve(values.size());
  for (auto const& v : values) b.append(value_of<T>(v));
  return b.finish_shared();
}
template <class T>
std::shared_ptr<column_data const> column_from(borrowed<T> const& b) {
  column_data c;
  c.values = buffer::borrow(b.data, b.rows * sizeof(storage_of<T>));
  c.rows = b.rows;
  return std::make_shared<column_data>(std::move(c));
}

// The facts that make_table asks for.
template <class Given>
inline constexpr bool makes_a_column = false;
template <fixed_string Name, class Container>
inline constexpr bool makes_a_column<expr::named<Name, Container>> =
    ColumnType<typename container_type<Container>::type> && !is_nullable<bare<typename container_type<Container>::type>>;
template <class Given>
inline constexpr bool is_refused = false;
template <fixed_string Name>
inline constexpr bool is_refused<expr::named<Name, refused_borrow>> = true;
template <class... Given>
constexpr bool all_make_columns() {
  static_assert(((makes_a_column<Given> || is_refused<Given>)&&...),
                "quern: make_table takes \"name\"_c = a container of numbers, bools, texts, dates, times or decimals, or of std::optional of them; "
                "what was given stands in makes_a_column<...>");
  return (makes_a_column<Given> && ...);
}
template <class... Named>
constexpr bool names_differ() {
  static_assert(plan::names_are_unique<Named...>(), "quern: two columns of make_table have the same name");
  return plan::names_are_unique<Named...>();
}

// make_table("id"_c = ids, "name"_c = names): containers of values, of optionals (nullable) or of texts, copied; or
// borrow(...). Types follow the elements. Throws data_error where the lengths differ. Linear in the values.
template <class... Named>
auto make_table(Named const&... columns) {
  if constexpr (!all_make_columns<Named...>()) {
    return ill_formed{};
  } else if constexpr (!names_differ<Named...>()) {
    return ill_formed{};
  } else {
    using S = schema<field<Named::name, typename container_type<decltype(columns.value)>::type>...>;
    return table<S>({quern::column_from<typename container_type<decltype(columns.value)>::type>(columns.value)...});
  }
}
constexpr ill_formed from(ill_formed const&) { return {}; }

}  // namespace quern
