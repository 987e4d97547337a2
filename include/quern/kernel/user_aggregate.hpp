// SPDX-License-Identifier: BSL-1.0
// The primitive behind aggregate{init, step, merge, finish, batch_step}.
#pragma once
#include <quern/expr/aggregate_user.hpp>
#include <quern/kernel/accumulate.hpp>

namespace quern::inline QUERN_ABI::kernel {

// The fact that a batch step asks for; its arguments are what the compiler prints.
template <class BatchStep, class State, class... Types>
inline constexpr bool batch_step_can_be_called_with = false;

template <class T>
inline constexpr bool is_batch_argument = std::is_floating_point_v<T> || std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::int64_t>;
template <class BatchStep, class State, class T, class... More>
constexpr bool takes_batches() {
  constexpr bool fits = [] {
    if constexpr (is_batch_argument<standard<T>> && (std::is_same_v<T, More> && ...))
      return std::is_invocable_v<BatchStep const&, State&, typename lanes<standard<T>>::element, typename lanes<standard<More>>::element...>;
    else
      return false;
  }();
  static_assert(fits || batch_step_can_be_called_with<BatchStep, State, T, More...>,
                "quern: aggregate{init, step, merge, finish, batch_step}: batch_step is called through const as batch_step(State&, batches...), with an xsimd::batch of each "
                "argument; these are of one type: float, double, int32_t or int64_t");
  return fits;
}

template <class State, class Step, class Merge, class Finish, class BatchStep, class E>
struct accumulator<op::user_aggregate<aggregate<State, Step, Merge, Finish, BatchStep>>, E> {
  using kind = op::user_aggregate<aggregate<State, Step, Merge, Finish, BatchStep>>;
  using result = typename expr::column_type_of<std::remove_cvref_t<std::invoke_result_t<Finish const&, State const&>>>::type;
  struct slot {
    std::optional<State> state;  // nothing before the first row
  };
  static constexpr bool has_lanes = false;

  static constexpr bool has_batches = [] {
    if constexpr (std::is_same_v<BatchStep, expr::no_batch_step>)
      return false;
    else
      return []<class... T>(meta::list<T...>) { return kernel::takes_batches<BatchStep, State, bare<T>...>(); }(typename arguments_in<E>::types{});
  }();
  // Eight rows that all count.
  template <class V>
  static void add_all(slot& s, V const& v, kind const& k) {
    if (!s.state) s.state.emplace(k.of.init);
    auto const step = [&](auto const&... x) {
      constexpr int parts = std::remove_cvref_t<decltype((x, ...))>::parts;
      for (int p = 0; p < parts; ++p) k.of.batch_step(*s.state, x.v[p]...);
    };
    if constexpr (is_argument_row<E>)
      meta::apply(step, v.v);
    else
      step(v);
  }
  template <class V>
  static void add(slot& s, V const& v, kind const& k) {
    if (!s.state) s.state.emplace(k.of.init);
    if constexpr (is_argument_row<E>)
      [&]<class... T, std::size_t... I>(meta::list<T...>, std::index_sequence<I...>) {
        k.of.step(*s.state, kernel::to_user<bare<T>>(meta::get<I>(v))...);
      }(typename arguments_in<E>::types{}, std::make_index_sequence<arguments_in<E>::types::size>{});
    else
      k.of.step(*s.state, kernel::to_user<bare<typename E::type>>(v));
  }
  static void merge(slot& s, slot const& o, kind const& k) {
    if (!o.state) return;
    if (s.state)
      k.of.merge(*s.state, *o.state);
    else
      s.state.emplace(*o.state);
  }
  static void emit(slot const& s, column_builder<result>& b, kind const& k) {
    auto const r = k.of.finish(s.state ? *s.state : k.of.init);
    if constexpr (is_nullable<result>) {
      if (r)
        b.append_value(static_cast<value_of<bare<result>>>(*r));
      else
        b.append_null();
    } else {
      b.append_value(static_cast<value_of<result>>(r));
    }
  }
};

template <class Aggregate>
constexpr auto kind_of(op::user_aggregate<Aggregate> const& o) {
  return o;
}

}  // namespace quern::kernel
