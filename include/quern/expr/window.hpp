// SPDX-License-Identifier: BSL-1.0
// Windows: function.over(partition_by(...), order_by(...), frame) is one value a row, computed from the rows of its partition.
// function is an aggregate or one of those below. They stand in select and update, also inside larger expressions.
#pragma once
#include <quern/expr/aggregate.hpp>
#include <quern/expr/frame.hpp>
#include <quern/expr/functions.hpp>
#include <quern/expr/marker.hpp>
#include <quern/expr/order.hpp>
#include <quern/expr/shift.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

template <class Function>
struct window_without_over : mistake {};
// Offset cannot be added to order keys of type Key.
template <class Key, class Offset>
struct offset_does_not_fit : mistake {};

namespace op {
// A window function before its over(...), and after. What it gives: result<NeverEmpty, Argument types...>.
struct window_function {
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::own;
  static constexpr bool needs_order = false;
};
#define QUERN_WINDOW_FUNCTION(name, order, ...)          \
  struct name : window_function {                        \
    static constexpr std::string_view symbol = #name;    \
    static constexpr bool needs_order = order;           \
    template <class...>                                  \
    using of = window_without_over<name>;                \
    template <bool NeverEmpty, class... T>               \
    using result = __VA_ARGS__;
QUERN_WINDOW_FUNCTION(row_number, false, std::int64_t)};
QUERN_WINDOW_FUNCTION(rank, true, std::int64_t)};
QUERN_WINDOW_FUNCTION(dense_rank, true, std::int64_t)};
QUERN_WINDOW_FUNCTION(percent_rank, true, double)};
QUERN_WINDOW_FUNCTION(cume_dist, true, double)};
QUERN_WINDOW_FUNCTION(ntile, true, std::int64_t)
  std::int64_t n;
};
template <class T>
struct moved_result {
  using type = nullable_if<T, true>;
};
template <class... T>
struct moved_value : moved_result<meta::at<0, meta::list<T...>>> {};
// With a value for where there is no row.
template <class T, class D>
  requires is_nullable<T>
struct moved_value<T, D> : op_result<if_else, false, bool, T, D> {};
template <class T, class D>
  requires(!is_nullable<T>)
struct moved_value<T, D> : op_result<coalesce, false, nullable_if<T, true>, D> {};
QUERN_WINDOW_FUNCTION(lag, false, typename moved_value<T...>::type)
  std::int64_t n;
};
QUERN_WINDOW_FUNCTION(lead, false, typename moved_value<T...>::type)
  std::int64_t n;
};
QUERN_WINDOW_FUNCTION(first_value, false, nullable_if<meta::at<0, meta::list<T...>>, !NeverEmpty>)};
QUERN_WINDOW_FUNCTION(last_value, false, nullable_if<meta::at<0, meta::list<T...>>, !NeverEmpty>)};
QUERN_WINDOW_FUNCTION(nth_value, false, nullable_if<meta::at<0, meta::list<T...>>, true>)
  std::int64_t n;
};
#undef QUERN_WINDOW_FUNCTION

template <bool Descending, bool NullsLast>
struct direction {
  static constexpr bool descending = Descending;
  static constexpr bool is_nulls_last = NullsLast;
};
// How the operands of over are divided: Arguments of the function, then Partition keys, then a key for each direction.
template <std::size_t Arguments, std::size_t Partition, class... Directions>
struct window_shape {
  static constexpr std::size_t arguments = Arguments;
  static constexpr std::size_t partition = Partition;
  static constexpr std::size_t order = sizeof...(Directions);
  using directions = meta::list<Directions...>;
};

// The type of a window, or the mistake in it, from the types of its operands.
template <class F, class Shape, class Frame, class... T>
struct window_result {
  static constexpr bool never_empty = holds_current_row<Frame>;
  template <std::size_t... I>
  static constexpr auto of_function(std::index_sequence<I...>) {
    using List = meta::list<T...>;
    if constexpr (F::is_aggregate) {
      using B = typename aggregate_result<F, bare<meta::at<I, List>>...>::type;
      if constexpr (is_mistake<B>) {
        return meta::type_box<B>{};
      } else {
        return meta::type_box<nullable_if<B, aggregate_may_be_null<F, !never_empty, meta::at<I, List>...>>>{};
      }
    } else {
      return meta::type_box<typename F::template result<never_empty, meta::at<I, List>...>>{};
    }
  }
  template <class A, class B>
  static constexpr auto of_offsets(range_frame<A, B> const*) {
    using Key = bare<meta::at<Shape::arguments + Shape::partition, meta::list<T...>>>;
    if constexpr (!expr::takes_offset<Key, A>())
      return meta::type_box<offset_does_not_fit<Key, A>>{};
    else if constexpr (!expr::takes_offset<Key, B>())
      return meta::type_box<offset_does_not_fit<Key, B>>{};
    else
      return of_function(std::make_index_sequence<Shape::arguments>{});
  }
  static constexpr auto find() {
    if constexpr (has_offset<Frame>)
      return of_offsets(static_cast<Frame const*>(nullptr));
    else
      return of_function(std::make_index_sequence<Shape::arguments>{});
  }
  using type = typename decltype(find())::type;
};

template <class F, class Shape, class Frame>
struct over {
  using function_type = F;
  using shape = Shape;
  using frame_type = Frame;
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::own;
  static constexpr std::string_view symbol = "over";
  template <class... T>
  using of = typename window_result<F, Shape, Frame, T...>::type;
  F function;
  Frame frame;
};
}  // namespace op

template <class E>
inline constexpr std::size_t window_count = 0;
template <class Op, class... A>
inline constexpr std::size_t window_count<apply<Op, A...>> = (window_count<A> + ... + 0);
template <class F, class S, class Frame, class... A>
inline constexpr std::size_t window_count<apply<op::over<F, S, Frame>, A...>> = 1;
// Functions in a window's operands have no order, as in an aggregate's.
template <class F, class S, class Frame, class... A>
inline constexpr bool calls_user_code<apply<op::over<F, S, Frame>, A...>> = false;

template <class... E>
struct partition_keys {
  meta::tuple<E...> keys;
};
template <class... K>
struct order_keys {
  meta::tuple<K...> keys;
};

}  // namespace expr

// One partition for each combination of values; null is one, NaN one, -0.0 is 0.0.
template <class... E>
constexpr auto partition_by(E const&... e) {
  return expr::partition_keys<expr::as_expr_t<E>...>{{{{expr::as_expr(e)}...}}};
}
// The order within partitions, as of the verb; what is equal in it stays in row order.
template <class... K>
constexpr auto order_by(K const&... k) {
  return expr::order_keys<decltype(expr::as_order_key(k))...>{{{{expr::as_order_key(k)}...}}};
}

// Positions from 1: of the row; of its first peer; of its peers among the different keys.
constexpr auto row_number() { return expr::make<expr::op::row_number>(); }
constexpr auto rank() { return expr::make<expr::op::rank>(); }
constexpr auto dense_rank() { return expr::make<expr::op::dense_rank>(); }
// (rank - 1) / (rows - 1), 0 for one row; and the share of rows up to the last peer.
constexpr auto percent_rank() { return expr::make<expr::op::percent_rank>(); }
constexpr auto cume_dist() { return expr::make<expr::op::cume_dist>(); }
// The number, from 1, of the row's part, where the partition is cut into n parts as equal as can be, larger ones first. n < 1: data_error.
constexpr auto ntile(std::int64_t n) { return expr::make(expr::op::ntile{{}, n}); }
// x of the row n before (behind), null or `otherwise` where the partition has none. The frame does not matter.
template <expr::Expression X>
constexpr auto lag(X const& x, std::int64_t n = 1) {
  return expr::make(expr::op::lag{{}, n}, x);
}
template <expr::Expression X, class D>
constexpr auto lag(X const& x, std::int64_t n, D const& otherwise) {
  return expr::make(expr::op::lag{{}, n}, x, otherwise);
}
template <expr::Expression X>
constexpr auto lead(X const& x, std::int64_t n = 1) {
  return expr::make(expr::op::lead{{}, n}, x);
}
template <expr::Expression X, class D>
constexpr auto lead(X const& x, std::int64_t n, D const& otherwise) {
  return expr::make(expr::op::lead{{}, n}, x, otherwise);
}
// x of the frame's first, last and nth row (n from 1, n < 1: data_error), whatever it is; null where there is none.
template <expr::Expression X>
constexpr auto first_value(X const& x) {
  return expr::make<expr::op::first_value>(x);
}
template <expr::Expression X>
constexpr auto last_value(X const& x) {
  return expr::make<expr::op::last_value>(x);
}
template <expr::Expression X>
constexpr auto nth_value(X const& x, std::int64_t n) {
  return expr::make(expr::op::nth_value{{}, n}, x);
}

}  // namespace quern
