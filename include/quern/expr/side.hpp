// SPDX-License-Identifier: BSL-1.0
// What stands in the condition of a join: on("k"_c), on("a"_c == "b"_c), any further comparison of both sides. A name that both
// sides have is said with left("x"_c) or right("x"_c). null_safe(...) makes null equal to null.
#pragma once
#include <quern/expr/operators.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {
// Column Name of input Side: 0 is the left one.
template <int Side, fixed_string Name>
struct sided {
  using quern_expression = sided;
  static constexpr auto name = Name;
};
namespace op {
struct null_safe_eq : comparison<null_safe_eq> {
  static constexpr std::string_view symbol = "<=>";
  static constexpr nulls null_rule = nulls::never;
};
}  // namespace op

// The conditions of a join, AND taken apart.
template <class... C>
struct join_condition {
  meta::tuple<C...> terms;
};
template <class E>
constexpr auto join_terms(E const& e) {
  return meta::tuple<E>{{{e}}};
}
template <class A, class B>
constexpr auto join_terms(apply<op::and_, A, B> const& e) {
  return meta::concat_tuples(expr::join_terms(meta::get<0>(e.args)), expr::join_terms(meta::get<1>(e.args)));
}
constexpr auto join_all_terms() { return meta::tuple<>{}; }
template <class A, class... Rest>
constexpr auto join_all_terms(A const& a, Rest const&... rest) {
  return meta::concat_tuples(expr::join_terms(a), expr::join_all_terms(rest...));
}
template <class... C>
constexpr auto make_condition(meta::tuple<C...> const& t) {
  return join_condition<C...>{t};
}
template <class T>
inline constexpr bool is_condition = false;
template <class... C>
inline constexpr bool is_condition<join_condition<C...>> = true;
}  // namespace expr

template <fixed_string Name>
constexpr expr::sided<0, Name> left(expr::column<Name> const&) {
  return {};
}
template <fixed_string Name>
constexpr expr::sided<1, Name> right(expr::column<Name> const&) {
  return {};
}
// null_safe("k"_c), null_safe("a"_c == "b"_c): equal values, or null on both sides.
template <fixed_string Name>
constexpr auto null_safe(expr::column<Name> const& c) {
  return expr::make<expr::op::null_safe_eq>(c, c);
}
template <class A, class B>
constexpr auto null_safe(expr::apply<expr::op::eq, A, B> const& e) {
  return expr::apply<expr::op::null_safe_eq, A, B>{{}, e.args};
}

// on("k"_c, ...): columns that are equal, under one name or as "a"_c == "b"_c (the left input's first), and further conditions;
// several hold together, as with &&.
template <expr::Expression... C>
constexpr auto on(C const&... terms) {
  return expr::make_condition(expr::join_all_terms(terms...));
}
// The names that the right input's columns get where the left one has them: join(other, on("k"_c), suffix<"_right">).
template <fixed_string Text>
struct suffix_t {
  static constexpr auto text = Text;
};
template <fixed_string Text>
inline constexpr suffix_t<Text> suffix{};

}  // namespace quern
