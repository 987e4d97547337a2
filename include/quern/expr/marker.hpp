// SPDX-License-Identifier: BSL-1.0
// Markers: in what order an expression is evaluated, as part of its type. They stand on a conjunct of where() and on a column
// of update() or select(), in any nesting; each gives a new expression and leaves its argument alone. Rules: DESIGN section 4.
#pragma once
#include <quern/expr/map.hpp>

namespace quern::inline QUERN_ABI {

// Base of barriers. A barrier is a type: struct flushed : quern::barrier {};
struct barrier {};
namespace literals {
// A barrier with a name, for use in place: declares<barrier<"flushed">>(x).
template <fixed_string Name>
struct barrier : quern::barrier {};
}  // namespace literals
template <class B>
concept Barrier = std::is_base_of_v<barrier, B>;
// The fact, as in plan/mistakes.hpp.
template <class B>
inline constexpr bool is_a_barrier = Barrier<B>;

namespace expr {

inline constexpr int no_cost = -1;

template <bool Serial, class Declares, class Respects, int Cost>
struct marks {
  static constexpr bool serial = Serial;
  using declares = Declares;
  using respects = Respects;
  static constexpr int cost = Cost;  // no_cost: computed from the expression's type
};
using no_marks = marks<false, meta::list<>, meta::list<>, no_cost>;

// All of both, each once; the outer one's cost counts.
template <class Inner, class Outer>
using merged_marks = marks<Inner::serial || Outer::serial, meta::set_union<typename Inner::declares, typename Outer::declares>,
                           meta::set_union<typename Inner::respects, typename Outer::respects>, Outer::cost != no_cost ? Outer::cost : Inner::cost>;

namespace op {
template <class Marks>
struct marked {
  using marks = Marks;
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::own;
  static constexpr std::string_view symbol = "marked";
  template <class... T>
  using of = meta::at<0, meta::list<T...>>;
};
}  // namespace op

// The marks anywhere in E: a compound is serial if a part of it is, and declares and respects what its parts do.
template <class E>
struct marks_in {
  using type = no_marks;
};
template <class... M>
struct merge_all {
  using type = no_marks;
};
template <class M, class... Rest>
struct merge_all<M, Rest...> {
  using type = merged_marks<typename merge_all<Rest...>::type, M>;
};
template <class Op, class... A>
struct marks_in<apply<Op, A...>> : merge_all<typename marks_in<A>::type...> {};
template <class M, class A>
struct marks_in<apply<op::marked<M>, A>> {
  using type = merged_marks<typename marks_in<A>::type, M>;
};
template <class E>
using marks_of = typename marks_in<E>::type;

template <class Op>
inline constexpr bool is_marked = false;
template <class M>
inline constexpr bool is_marked<op::marked<M>> = true;
template <class E>
inline constexpr bool has_markers = false;
template <class Op, class... A>
inline constexpr bool has_markers<apply<Op, A...>> = is_marked<Op> || (has_markers<A> || ...);

template <class E>
inline constexpr bool calls_user_code = false;
template <class Op, class... A>
inline constexpr bool calls_user_code<apply<Op, A...>> = (calls_user_code<A> || ...);
template <class F, calling How, class... A>
inline constexpr bool calls_user_code<apply<op::map<F, How>, A...>> = true;

// E without its markers.
template <class E>
constexpr auto plain(E const& e) {
  return e;
}
template <class Op, class... A>
constexpr auto plain(apply<Op, A...> const& e) {
  if constexpr (!has_markers<apply<Op, A...>>)
    return e;
  else if constexpr (is_marked<Op>)
    return expr::plain(meta::get<0>(e.args));
  else
    return meta::apply([&](auto const&... a) { return expr::make(e.op, expr::plain(a)...); }, e.args);
}
template <class E>
using plain_t = decltype(expr::plain(std::declval<E const&>()));

// E with its functions called row by row, in row order; they may keep state.
template <class Op>
constexpr Op const& ordered_operation(Op const& o) {
  return o;
}
template <class F, calling How>
constexpr auto ordered_operation(op::map<F, How> const& o) {
  return op::map<F, calling::ordered>{o.f};
}
template <class E>
constexpr auto in_row_order(E const& e) {
  return e;
}
template <class Op, class... A>
constexpr auto in_row_order(apply<Op, A...> const& e) {
  if constexpr (!calls_user_code<apply<Op, A...>>)
    return e;
  else
    return meta::apply([&](auto const&... a) { return expr::make(expr::ordered_operation(e.op), expr::in_row_order(a)...); }, e.args);
}
// x with more marks: an expression, or a column "name"_c = expression.
template <class M, class X>
constexpr auto mark(X const& x) {
  auto const e = expr::as_expr(x);
  if constexpr (M::serial)
    return expr::make<op::marked<M>>(expr::in_row_order(e));
  else
    return expr::make<op::marked<M>>(e);
}
template <class M, class Old, class A>
constexpr auto mark(apply<op::marked<Old>, A> const& x) {
  return expr::mark<merged_marks<Old, M>>(meta::get<0>(x.args));
}
template <class M, fixed_string Name, class V>
constexpr auto mark(named<Name, V> const& x) {
  auto const v = expr::mark<M>(x.value);
  return named<Name, std::remove_const_t<decltype(v)>>{v};
}

// The barriers among B..., each once; an error where one is none.
template <class... B>
constexpr auto barriers() {
  static_assert((is_a_barrier<B> && ...), "quern: a barrier is a type derived from quern::barrier; struct done : quern::barrier {};");
  return meta::set_union<meta::list<>, std::conditional_t<(Barrier<B> && ...), meta::list<B...>, meta::list<>>>{};
}

}  // namespace expr

// A filter: sees, in row order and on one thread, exactly the rows that passed everything before it. A column: its rows in
// order, one at a time; others may run beside it. Functions in x may have state of their own, which each run begins anew.
template <class X>
constexpr auto serial(X const& x) {
  return expr::mark<expr::marks<true, meta::list<>, meta::list<>, expr::no_cost>>(x);
}
// What respects these barriers starts only when x has been evaluated for every row it gets.
template <class... B, class X>
constexpr auto declares(X const& x) {
  return expr::mark<expr::marks<false, decltype(expr::barriers<B...>()), meta::list<>, expr::no_cost>>(x);
}
// x waits for what declares these barriers, which must stand before it. It does not become serial.
template <class... B, class X>
constexpr auto respects(X const& x) {
  return expr::mark<expr::marks<false, meta::list<>, decltype(expr::barriers<B...>()), expr::no_cost>>(x);
}
// What x costs a row, in comparisons of two numbers: stateless filters are tried from the cheapest on.
template <int N, class X>
constexpr auto cost(X const& x) {
  static_assert(N >= 0, "quern: a cost is not negative");
  return expr::mark<expr::marks<false, meta::list<>, meta::list<>, N>>(x);
}

}  // namespace quern
