// SPDX-License-Identifier: BSL-1.0
// What a pipeline does to a tile between its source and its sink: filter, or compute a column that is kept for the tile.
#pragma once
#include <quern/exec/bind.hpp>
#include <quern/kernel/bounds.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class... Conjuncts>
struct filter_step {
  meta::tuple<Conjuncts...> conjuncts;
};
template <std::size_t K, class E>
struct keep_step {
  static constexpr std::size_t slot = K;
  E value;
};

// Whose order is found at run time (adaptive_filter.hpp).
template <class... Conjuncts>
struct adaptive_filter : filter_step<Conjuncts...> {};
// Of a plan that is profiled: a step of the operator with this number. The last step of a filter counts what passes.
template <class Step, bool Counts>
struct operator_step : Step {
  int of = 0;
};

template <class T>
inline constexpr bool is_filter_step = false;
template <class... C>
inline constexpr bool is_filter_step<filter_step<C...>> = true;
template <class... C>
inline constexpr bool is_filter_step<adaptive_filter<C...>> = true;
template <class S, bool C>
inline constexpr bool is_filter_step<operator_step<S, C>> = is_filter_step<S>;
template <class T>
inline constexpr bool is_adaptive_filter = false;
template <class... C>
inline constexpr bool is_adaptive_filter<adaptive_filter<C...>> = true;
template <class S, bool C>
inline constexpr bool is_adaptive_filter<operator_step<S, C>> = is_adaptive_filter<S>;
template <class T>
inline constexpr bool is_fused_filter = is_filter_step<T> && !is_adaptive_filter<T>;
template <class T>
inline constexpr bool is_counted_filter = false;
template <class S>
inline constexpr bool is_counted_filter<operator_step<S, true>> = true;
template <class T>
inline constexpr bool is_operator_step = false;
template <class S, bool C>
inline constexpr bool is_operator_step<operator_step<S, C>> = true;

// Row-wise verbs folded over one source: the pipeline so far.
template <class Source, class Scope, class... Steps>
struct stream {
  Source source;
  Scope names;
  meta::tuple<Steps...> steps;
};

template <class... Steps>
inline constexpr std::size_t kept_columns = (std::size_t{!is_filter_step<Steps>} + ... + 0);

// The rows among `live` for which e is true, each evaluated by itself.
template <class L, class E>
std::uint32_t passes_one_at_a_time(E const& e, kernel::frame const& f, std::size_t i, std::uint32_t live) {
  std::uint32_t passed = 0;
  for (std::uint32_t rest = live; rest != 0; rest &= rest - 1) {
    std::uint32_t const row = rest & -rest;
    auto const v = kernel::eval<L>(e, f, i, row);
    passed |= row & kernel::bits(kernel::value_part(v)) & kernel::valid_part(v);
  }
  return passed;
}
// The truth of conjuncts K .. End.
template <class L, std::size_t K, std::size_t End, class M, class... C>
QUERN_INLINE auto passes_from(meta::tuple<C...> const& conjuncts, kernel::frame const& f, std::size_t i, M const& live) {
  if constexpr (K == End) {
    return live;
  } else {
    using E = meta::at<K, meta::list<C...>>;
    if constexpr (kernel::one_at_a_time<E>) {
      std::uint32_t const passed = execution::passes_one_at_a_time<L>(meta::get<K>(conjuncts), f, i, kernel::bits(live));
      return execution::passes_from<L, K + 1, End>(conjuncts, f, i, kernel::mask<0>{passed});
    } else {
      std::uint32_t const wanted = kernel::needs_live<L, E> ? kernel::bits(live) : kernel::all_bits;
      auto const v = kernel::eval<L>(meta::get<K>(conjuncts), f, i, wanted);
      if constexpr (kernel::is_maybe<std::remove_cvref_t<decltype(v)>>)
        return execution::passes_from<L, K + 1, End>(conjuncts, f, i, kernel::both(kernel::both(live, v.v), kernel::mask<0>{v.valid}));
      else
        return execution::passes_from<L, K + 1, End>(conjuncts, f, i, kernel::both(live, v));
    }
  }
}

// The truth of all conjuncts for eight rows, beginning with the rows that are `live` (a mask or `every`).
template <class L, class M, class... C>
QUERN_INLINE auto passes(meta::tuple<C...> const& conjuncts, kernel::frame const& f, std::size_t i, M const& live) {
  return execution::passes_from<L, 0, sizeof...(C)>(conjuncts, f, i, live);
}
// f(expression) for every expression of the steps.
template <class F, class... Steps>
constexpr void for_each_step_expression(meta::tuple<Steps...> const& steps, F f) {
  meta::for_each(steps, [&](auto const& s) {
    if constexpr (is_filter_step<std::remove_cvref_t<decltype(s)>>)
      meta::for_each(s.conjuncts, f);
    else
      f(s.value);
  });
}
template <class... Steps>
void resolve_steps(meta::tuple<Steps...>& steps, column_ref const* columns) {
  meta::for_each(steps, [&](auto& s) {
    if constexpr (is_filter_step<std::remove_cvref_t<decltype(s)>>)
      meta::for_each(s.conjuncts, [&](auto& e) { kernel::resolve(e, columns); });
    else
      kernel::resolve(s.value, columns);
  });
}

template <class Step>
inline constexpr bool step_is_leveled = false;
template <class... C>
inline constexpr bool step_is_leveled<filter_step<C...>> = (kernel::facts<C>::leveled || ...);
template <class... C>
inline constexpr bool step_is_leveled<adaptive_filter<C...>> = step_is_leveled<filter_step<C...>>;
template <class S, bool C>
inline constexpr bool step_is_leveled<operator_step<S, C>> = step_is_leveled<S>;
template <std::size_t K, class E>
inline constexpr bool step_is_leveled<keep_step<K, E>> = kernel::facts<E>::leveled;

// Stores eight values of a kept column.
template <class L, class T, class V>
QUERN_INLINE void store_kept(std::byte* p, std::size_t at, V const& v) {
  if constexpr (std::is_same_v<bare<T>, bool>)
    p[at / 8] = static_cast<std::byte>(kernel::bits(kernel::value_part(v)));
  else
    kernel::store(kernel::value_part(v), p + at * sizeof(kernel::rep<L, bare<T>>));
  if constexpr (is_nullable<T>) p[kernel::temp_values_bytes<L, T> + at / 8] = static_cast<std::byte>(kernel::valid_part(v));
}

// A column of the source as it is, and where it stands there.
template <class E>
inline constexpr bool is_input_of_source = false;
template <std::size_t I, class T>
inline constexpr bool is_input_of_source<kernel::input<I, T>> = true;
template <std::size_t I, class T>
constexpr std::size_t input_position(kernel::input<I, T> const&) {
  return I;
}

// The inputs that expressions, steps and lists of them read, each once.
template <class... E>
struct inputs_of {
  using type = meta::list<>;
};
template <class A, class B, class... Rest>
struct inputs_of<A, B, Rest...> {
  using type = meta::set_union<typename inputs_of<A>::type, typename inputs_of<B, Rest...>::type>;
};
template <std::size_t I, class T>
struct inputs_of<kernel::input<I, T>> {
  using type = meta::list<kernel::input<I, T>>;
};
template <class Op, class T, class... A>
struct inputs_of<kernel::call<Op, T, A...>> : inputs_of<A...> {};
template <class... E>
struct inputs_of<meta::tuple<E...>> : inputs_of<E...> {};
template <class... C>
struct inputs_of<filter_step<C...>> : inputs_of<C...> {};
template <class... C>
struct inputs_of<adaptive_filter<C...>> : inputs_of<C...> {};
template <class S, bool C>
struct inputs_of<operator_step<S, C>> : inputs_of<S> {};
template <std::size_t K, class E>
struct inputs_of<keep_step<K, E>> : inputs_of<E> {};

}  // namespace quern::execution
