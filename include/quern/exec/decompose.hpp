// SPDX-License-Identifier: BSL-1.0
// agg(...) cut in two: the primitives that rows are added to, and the expressions over their results that finish the
// answer. Equal primitives are kept once; those whose arguments hold run-time values are told apart by where they stand.
#pragma once
#include <quern/exec/bind.hpp>
#include <quern/kernel/chosen_values.hpp>
#include <quern/kernel/shape.hpp>
#include <quern/kernel/user_aggregate.hpp>
#include <quern/plan/group.hpp>

namespace quern::inline QUERN_ABI::execution {

template <std::uint64_t Path, class Kind, class E>
constexpr auto make_primitive(Kind const& k, E const& e) {
  constexpr bool payload = kernel::facts<E>::payload || !std::is_empty_v<Kind>;
  using Tag = std::conditional_t<payload, std::integral_constant<std::uint64_t, Path>, void>;
  return kernel::primitive<Kind, E, Tag>{e, k};
}
template <std::uint64_t Path, class E>
constexpr auto make_count(E const& e) {
  if constexpr (is_nullable<typename E::type>)
    return execution::make_primitive<Path>(kernel::row_count{}, e);
  else
    return execution::make_primitive<Path>(kernel::row_count{}, kernel::no_argument{});
}

// The one bound argument of aggregate Op's primitive: the aggregate's own, or the row of them (kernel/argument_row.hpp).
template <class Op, class... E>
constexpr auto make_row(E const&... e) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    constexpr bool null = ((Op::template skips_nulls_of<I> && is_nullable<typename E::type>) || ...);
    return kernel::call<kernel::row_of<Op::template skips_nulls_of<I>...>, nullable_if<kernel::argument_row, null>, E...>{{}, {{{e}...}}};
  }(std::index_sequence_for<E...>{});
}
template <class Op, class... E>
constexpr auto argument_for(E const&... e) {
  if constexpr (sizeof...(E) == 1 && Op::template skips_nulls_of<0>)
    return (execution::as_operand<Op>(e), ...);
  else
    return execution::make_row<Op>(execution::as_operand<Op>(e)...);
}

// Which primitives aggregate Op of a bound argument needs, the main one first, a count of the values second.
template <std::uint64_t Path, class Op, class... E>
constexpr auto primitives_for(Op const& o, E const&... e) {
  using std::is_same_v;
  if constexpr (is_same_v<Op, op::count_rows>)
    return meta::make_tuple(execution::make_primitive<Path>(kernel::row_count{}, kernel::no_argument{}));
  else if constexpr (is_same_v<Op, op::count>)
    return meta::make_tuple(execution::make_count<Path>(e...));
  else if constexpr (is_same_v<Op, op::sum> || is_same_v<Op, op::mean>)
    return meta::make_tuple(execution::make_primitive<Path>(kernel::total{}, e...), execution::make_count<Path>(e...));
  else if constexpr (is_same_v<Op, op::min> || is_same_v<Op, op::max>)
    return meta::make_tuple(execution::make_primitive<Path>(kernel::extreme<is_same_v<Op, op::min>>{}, execution::as_operand<Op>(e)...));
  else if constexpr (is_same_v<Op, op::first> || is_same_v<Op, op::last>)
    return meta::make_tuple(execution::make_primitive<Path>(kernel::at_end<is_same_v<Op, op::first>>{}, execution::as_operand<Op>(e)...));
  else if constexpr (is_same_v<Op, op::any> || is_same_v<Op, op::all>)
    return meta::make_tuple(execution::make_primitive<Path>(kernel::true_count{}, e...), execution::make_count<Path>(e...));
  else if constexpr (is_same_v<Op, op::count_distinct>)
    return meta::make_tuple(execution::make_primitive<Path>(kernel::distinct_values{}, execution::as_operand<Op>(e)...));
  else if constexpr (is_same_v<Op, op::quantile>)
    return meta::make_tuple(execution::make_primitive<Path>(kernel::all_values{o.q}, e...));
  else if constexpr (requires { kernel::kind_of(o); })
    return meta::make_tuple(execution::make_primitive<Path>(kernel::kind_of(o), execution::argument_for<Op>(e...)));
  else
    return meta::make_tuple(execution::make_primitive<Path>(kernel::moments<Op::null_when_one, std::is_base_of_v<op::stddev<Op::null_when_one>, Op>>{}, e...));
}

// Whether the count beside the main primitive is asked for.
template <class Op, bool Null>
inline constexpr bool needs_count = std::is_same_v<Op, op::mean> || std::is_same_v<Op, op::all> || (Null && (std::is_same_v<Op, op::sum> || std::is_same_v<Op, op::any>));

template <class Op, bool Grouped, class... E>
inline constexpr bool result_is_null = op::aggregate_may_be_null<Op, !Grouped, typename E::type...>;

constexpr auto join_tuples() { return meta::tuple<>{}; }
template <class A>
constexpr A join_tuples(A const& a) {
  return a;
}
template <class A, class B, class... Rest>
constexpr auto join_tuples(A const& a, B const& b, Rest const&... rest) {
  return execution::join_tuples(meta::concat_tuples(a, b), rest...);
}

template <bool Grouped, std::uint64_t Path, class Scope, class E>
constexpr auto primitives_of(E const&, Scope const&) {
  return meta::tuple<>{};
}
template <bool Grouped, std::uint64_t Path, class Scope, class Op, class... A>
constexpr auto primitives_of(expr::apply<Op, A...> const& e, Scope const& s) {
  if constexpr (Op::is_aggregate) {
    return meta::apply(
        [&](auto const&... a) {
          return [&](auto const&... b) {
            constexpr bool null = result_is_null<Op, Grouped, std::remove_cvref_t<decltype(b)>...>;
            auto const all = execution::primitives_for<Path>(e.op, b...);
            if constexpr (decltype(all)::size == 2 && !needs_count<Op, null>)
              return meta::make_tuple(meta::get<0>(all));
            else
              return all;
          }(execution::bind(a, s)...);
        },
        e.args);
  } else {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      return execution::join_tuples(execution::primitives_of<Grouped, Path * 8 + K + 1>(meta::get<K>(e.args), s)...);
    }(std::index_sequence_for<A...>{});
  }
}
// Each type of the tuple once, with the first value of that type.
template <class... P>
constexpr auto unique_primitives(meta::tuple<P...> const& all) {
  using Unique = meta::set_union<meta::list<>, meta::list<P...>>;
  return [&]<class... U>(meta::list<U...>) {
    return meta::tuple<U...>{{{meta::get<meta::index_of<U>(meta::list<P...>{})>(all)}...}};
  }(Unique{});
}

// The result of primitive P, which stands in column Keys + its position.
template <std::size_t Keys, class List, class P>
constexpr auto result_of(P const&) {
  return kernel::input<Keys + meta::index_of<P>(List{}), typename kernel::accumulator<typename P::kind, typename P::argument>::result>{};
}

template <class Op, class T, class... A>
constexpr auto finished(A const&... a) {
  return kernel::call<Op, T, A...>{{}, {{{a}...}}};
}
template <class Value, bool Null, class Count>
constexpr auto null_if_none(Value const& v, Count const& n) {
  if constexpr (Null)
    return execution::finished<kernel::none_is_null, nullable<typename Value::type>>(v, n);
  else
    return v;
}

template <std::size_t Keys, class List, bool Null, class Op, class B, class Main, class... Count>
constexpr auto finish_aggregate(Main const& main, Count const&... count) {
  auto const v = execution::result_of<Keys, List>(main);
  using V = std::remove_const_t<decltype(v)>;
  if constexpr (std::is_same_v<typename V::type, nullable_if<B, Null>> && sizeof...(Count) == 0) {
    return v;
  } else if constexpr (std::is_same_v<Op, op::sum_distinct> && !std::is_same_v<bare<typename V::type>, B>) {
    auto const sum = execution::finished<kernel::finish_sum<B>, nullable<B>>(v);
    if constexpr (Null)
      return sum;
    else
      return execution::finished<kernel::drop_null, B>(sum);
  } else if constexpr (std::is_same_v<Op, op::sum>) {
    auto const sum = [&] {
      if constexpr (std::is_same_v<typename V::type, B>)
        return v;
      else
        return execution::finished<kernel::finish_sum<B>, B>(v);
    }();
    if constexpr (Null)
      return execution::null_if_none<std::remove_const_t<decltype(sum)>, true>(sum, execution::result_of<Keys, List>(count...));
    else
      return sum;
  } else if constexpr (std::is_same_v<Op, op::mean>) {
    auto const n = execution::result_of<Keys, List>(count...);
    auto const mean = execution::finished<kernel::finish_mean, double>(v, n);
    return execution::null_if_none<std::remove_const_t<decltype(mean)>, Null>(mean, n);
  } else if constexpr (std::is_same_v<Op, op::any>) {
    auto const some = execution::finished<op::ne, bool>(v, kernel::value<std::int64_t>{0});
    if constexpr (Null)
      return execution::null_if_none<std::remove_const_t<decltype(some)>, true>(some, execution::result_of<Keys, List>(count...));
    else
      return some;
  } else if constexpr (std::is_same_v<Op, op::all>) {
    auto const n = execution::result_of<Keys, List>(count...);
    auto const every = execution::finished<op::eq, bool>(v, n);
    return execution::null_if_none<std::remove_const_t<decltype(every)>, Null>(every, n);
  } else if constexpr (is_nullable<typename V::type> && !Null) {
    return execution::finished<kernel::drop_null, B>(v);
  } else {
    return v;
  }
}

// The expression over keys and primitives that gives an output of agg(). Keys is a scope that knows the keys only.
template <bool Grouped, std::uint64_t Path, std::size_t Keys, class List, class Scope, class KeyScope, class E>
constexpr auto finish(E const& e, Scope const&, KeyScope const& keys) {
  return execution::bind(e, keys);
}
template <bool Grouped, std::uint64_t Path, std::size_t Keys, class List, class Scope, class KeyScope, class Op, class... A>
constexpr auto finish(expr::apply<Op, A...> const& e, Scope const& s, KeyScope const& keys) {
  if constexpr (Op::is_aggregate) {
    return meta::apply(
        [&](auto const&... a) {
          return [&](auto const&... b) {
            constexpr bool null = result_is_null<Op, Grouped, std::remove_cvref_t<decltype(b)>...>;
            using B = typename op::aggregate_result<Op, bare<typename std::remove_cvref_t<decltype(b)>::type>...>::type;
            auto const all = execution::primitives_for<Path>(e.op, b...);
            if constexpr (decltype(all)::size == 2 && needs_count<Op, null>)
              return execution::finish_aggregate<Keys, List, null, Op, B>(meta::get<0>(all), meta::get<1>(all));
            else
              return execution::finish_aggregate<Keys, List, null, Op, B>(meta::get<0>(all));
          }(execution::bind(a, s)...);
        },
        e.args);
  } else {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      return execution::bind_call(e.op, execution::finish<Grouped, Path * 8 + K + 1, Keys, List>(meta::get<K>(e.args), s, keys)...);
    }(std::index_sequence_for<A...>{});
  }
}

}  // namespace quern::execution
