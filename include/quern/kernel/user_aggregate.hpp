// SPDX-License-Identifier: BSL-1.0
// The primitive behind aggregate{init, step, merge, finish}.
#pragma once
#include <quern/expr/aggregate_user.hpp>
#include <quern/kernel/accumulate.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class State, class Step, class Merge, class Finish, class E>
struct accumulator<op::user_aggregate<aggregate<State, Step, Merge, Finish>>, E> {
  using kind = op::user_aggregate<aggregate<State, Step, Merge, Finish>>;
  using result = typename expr::column_type_of<std::remove_cvref_t<std::invoke_result_t<Finish const&, State const&>>>::type;
  struct slot {
    std::optional<State> state;  // nothing before the first row
  };
  static constexpr bool has_lanes = false;

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
