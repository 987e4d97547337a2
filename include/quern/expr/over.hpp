// SPDX-License-Identifier: BSL-1.0
// What .over(...) behind an aggregate or window function makes of it, and what it refuses where it stands.
#pragma once
#include <quern/expr/window.hpp>

namespace quern::inline QUERN_ABI {

// The facts that over(...) asks for; their arguments are what the compiler prints.
template <class Function>
inline constexpr bool is_a_function_of_windows = false;
template <class Argument>
inline constexpr bool is_a_part_of_a_window = false;
template <class... Arguments>
inline constexpr bool has_each_part_once = false;
template <class Expression>
inline constexpr bool has_no_window_inside = false;
template <class Expression>
inline constexpr bool is_without_order_of_its_own = false;
template <class Function>
inline constexpr bool has_an_order = false;
template <class Frame>
inline constexpr bool begins_before_it_ends = false;
template <class Frame, std::size_t Keys>
inline constexpr bool has_one_order_key = false;

namespace expr {

template <class T>
inline constexpr bool is_partition = false;
template <class... E>
inline constexpr bool is_partition<partition_keys<E...>> = true;
template <class T>
inline constexpr bool is_ordering = false;
template <class... K>
inline constexpr bool is_ordering<order_keys<K...>> = true;

// A part of a window as given; what is none of its own may say which frame it stands for (query/from.hpp).
template <class T>
constexpr auto as_window_part(T const& t) {
  if constexpr (requires { frame_of(t); })
    return frame_of(t);
  else
    return t;
}
template <class T>
using as_window_part_t = decltype(expr::as_window_part(std::declval<T const&>()));
template <class T>
inline constexpr bool is_window_part = is_partition<T> || is_ordering<T> || is_frame<T>;

// The part that is asked for, or what stands for none.
constexpr auto partition_in() { return partition_keys<>{}; }
template <class T, class... Rest>
constexpr auto partition_in(T const& t, Rest const&... rest) {
  if constexpr (is_partition<T>)
    return t;
  else
    return expr::partition_in(rest...);
}
constexpr auto ordering_in() { return order_keys<>{}; }
template <class T, class... Rest>
constexpr auto ordering_in(T const& t, Rest const&... rest) {
  if constexpr (is_ordering<T>)
    return t;
  else
    return expr::ordering_in(rest...);
}
constexpr auto frame_in() { return default_frame{}; }
template <class T, class... Rest>
constexpr auto frame_in(T const& t, Rest const&... rest) {
  if constexpr (is_frame<T>)
    return t;
  else
    return expr::frame_in(rest...);
}

template <class Op>
inline constexpr bool is_window_operation = Op::is_aggregate || std::is_base_of_v<op::window_function, Op>;
template <class Op>
constexpr bool needs_order() {
  if constexpr (requires { Op::needs_order; })
    return Op::needs_order;
  else
    return false;
}
template <class E>
inline constexpr bool has_order_of_its_own = has_markers<E> || shift_count<E> != 0;

template <class Op, class... A, class... E, class... K, class Frame>
constexpr auto make_window(apply<Op, A...> const& f, partition_keys<E...> const& by, order_keys<K...> const& order, Frame const& frame) {
  constexpr bool flat = window_count<apply<Op, A..., E..., decltype(K::value)...>> == 0;
  constexpr bool stateless = !(has_order_of_its_own<A> || ... || false) && !(has_order_of_its_own<E> || ... || false) &&
                             !(has_order_of_its_own<decltype(K::value)> || ... || false);
  constexpr bool ordered = !expr::needs_order<Op>() || sizeof...(K) > 0;
  constexpr bool one_key = !has_offset<Frame> || sizeof...(K) == 1;
  static_assert(flat || has_no_window_inside<apply<Op, A...>>,
                "quern: a window does not stand inside another; the inner one is computed in an update() before; the outer one stands in has_no_window_inside<...>");
  static_assert(!flat || stateless || is_without_order_of_its_own<apply<Op, A...>>,
                "quern: serial, declares, respects, cost, shift() and prev() do not stand inside a window; such a column is computed in an update() before; "
                "the window stands in is_without_order_of_its_own<...>");
  static_assert(!flat || !stateless || ordered || has_an_order<Op>,
                "quern: ranks, percents and tiles need an order: .over(order_by(...)); the function stands in has_an_order<...>");
  static_assert(!flat || !stateless || !ordered || one_key || has_one_order_key<Frame, sizeof...(K)>,
                "quern: range(a, b) with offsets needs just one order key; how many there are stands in has_one_order_key<...>");
  static_assert(!flat || !stateless || !ordered || !one_key || starts_before_it_ends<Frame> || begins_before_it_ends<Frame>,
                "quern: this frame starts behind its end; it stands in begins_before_it_ends<...>");
  if constexpr (flat && stateless && ordered && one_key && starts_before_it_ends<Frame>) {
    using Shape = op::window_shape<sizeof...(A), sizeof...(E), op::direction<K::descending, K::is_nulls_last>...>;
    using Over = op::over<Op, Shape, Frame>;
    return meta::apply(
        [&](auto const&... a) {
          return meta::apply(
              [&](auto const&... e) {
                return meta::apply([&](auto const&... k) { return apply<Over, A..., E..., decltype(K::value)...>{{f.op, frame}, {{{a}..., {e}..., {k.value}...}}}; }, order.keys);
              },
              by.keys);
        },
        f.args);
  } else {
    return refused{};
  }
}

// Found by apply::over through its namespace.
template <class Op, class... A, class... Part>
constexpr auto over_window(apply<Op, A...> const& f, Part const&... parts) {
  constexpr bool refused_before = (std::is_same_v<Part, refused> || ... || false);
  constexpr bool function = is_window_operation<Op>;
  static_assert(function || is_a_function_of_windows<Op>,
                "quern: over(...) stands behind an aggregate or window function, such as sum(x) or row_number(); what it stands behind is in is_a_function_of_windows<...>");
  constexpr bool known = (is_window_part<as_window_part_t<Part>> && ... && true);
  static_assert(!function || refused_before || known || (is_a_part_of_a_window<std::conditional_t<is_window_part<as_window_part_t<Part>>, void, Part>> || ...),
                "quern: over(...) takes partition_by(...), order_by(...) and a frame, rows(a, b) or range(a, b)");
  constexpr bool once = (std::size_t{is_partition<as_window_part_t<Part>>} + ... + 0) < 2 && (std::size_t{is_ordering<as_window_part_t<Part>>} + ... + 0) < 2 &&
                        (std::size_t{is_frame<as_window_part_t<Part>>} + ... + 0) < 2;
  static_assert(!function || refused_before || !known || once || has_each_part_once<Part...>, "quern: over(...) takes one partition_by(...), one order_by(...) and one frame");
  if constexpr (function && !refused_before && known && once)
    return [&](auto const&... part) { return expr::make_window(f, expr::partition_in(part...), expr::ordering_in(part...), expr::frame_in(part...)); }(expr::as_window_part(parts)...);
  else
    return refused{};
}

}  // namespace expr

}  // namespace quern
