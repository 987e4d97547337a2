// SPDX-License-Identifier: BSL-1.0
// An expression with something else in the place of each column: what a predicate means below a node that renames or computes.
#pragma once
#include <quern/plan/reads.hpp>

namespace quern::inline QUERN_ABI::rules {

// Map::of<Name>() const is the expression that stands for the column Name.
template <class Map, class E>
constexpr auto with_columns(Map const&, E const& e) {
  return e;
}
template <class Map, fixed_string Name>
constexpr auto with_columns(Map const& m, expr::column<Name> const&) {
  return m.template of<Name>();
}
template <class Map, class Op, class... A>
constexpr auto with_columns(Map const& m, expr::apply<Op, A...> const& e);
template <class Map, class Op, std::size_t... I, class... A>
constexpr auto with_columns_in(Map const& m, Op const& op, meta::tuple_base<std::index_sequence<I...>, A...> const& args) {
  return expr::make(op, rules::with_columns(m, meta::get<I>(args))...);
}
template <class Map, class Op, class... A>
constexpr auto with_columns(Map const& m, expr::apply<Op, A...> const& e) {
  return rules::with_columns_in(m, e.op, e.args);
}

// Whether Test<Name>::value holds for all columns that E reads.
template <class Columns, template <fixed_string> class Test>
inline constexpr bool all_columns_are = true;
template <fixed_string... Name, template <fixed_string> class Test>
inline constexpr bool all_columns_are<meta::list<expr::column<Name>...>, Test> = (Test<Name>::value && ... && true);

// The definitions of a select or of keys, by name.
template <class... Named>
struct definitions {
  meta::tuple<Named...> const& columns;
  template <fixed_string Name>
  static constexpr std::size_t place() {
    bool const hit[] = {Named::name == Name..., true};
    std::size_t i = 0;
    while (!hit[i]) ++i;
    return i;
  }
  template <fixed_string Name>
  constexpr auto of() const {
    return meta::get<place<Name>()>(columns).value;
  }
};

}  // namespace quern::rules
