// SPDX-License-Identifier: BSL-1.0
// The cut: markers, shifted reads and data dependencies turned into stages. Everything here is computed from types.
#pragma once
#include <array>

#include <quern/plan/project.hpp>
#include <quern/plan/reads.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class A, class B>
inline constexpr bool intersect = false;
template <class... A, class B>
inline constexpr bool intersect<meta::list<A...>, B> = (meta::contains<A, B> || ...);

// Why a definition comes after another: it may share its stage where it only reads it, and begins a later one otherwise.
enum class wait { nothing, read, serial_column, shifted_read, barrier, implicit_barrier };

// A list of column definitions. SeesEarlier: of update(), where a definition sees those before it; not of select().
template <bool SeesEarlier, bool Implicit, class... N>
struct column_cut {
  static constexpr std::size_t size = sizeof...(N);
  using items = meta::list<N...>;
  template <std::size_t K>
  using value = decltype(meta::at<K, items>::value);
  template <std::size_t K>
  using marks = expr::marks_of<value<K>>;

  static constexpr bool serial[size + 1] = {expr::marks_of<decltype(N::value)>::serial..., false};

  // Whether definition J is the one that definition K means by J's name.
  template <std::size_t K, std::size_t J>
  static constexpr bool is_visible() {
    if (!SeesEarlier) return false;
    bool hidden = false;
    constexpr std::string_view names[] = {std::string_view(N::name)...};
    for (std::size_t i = J + 1; i < K; ++i) hidden = hidden || names[i] == names[J];
    return !hidden;
  }
  // An unchanged column of the input: it is complete before anything runs.
  template <std::size_t J>
  static constexpr bool passes_through() {
    using E = expr::plain_t<value<J>>;
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return is_column<E> && !((is_visible<J, I>() && mentions<meta::at<I, items>::name, E>) || ... || false);
    }(std::make_index_sequence<J>{});
  }

  // Why definition K comes after the earlier definition J.
  template <std::size_t K, std::size_t J>
  static constexpr wait waits_for() {
    wait w = wait::nothing;
    if (Implicit && serial[J] && serial[K]) w = wait::implicit_barrier;
    if constexpr (is_visible<K, J>()) {
      constexpr auto name = meta::at<J, items>::name;
      if (mentions<name, value<K>>) w = serial[J] || serial[K] ? wait::serial_column : wait::read;
      if (reads_shifted<name, value<K>>) w = wait::shifted_read;
    }
    if (intersect<typename marks<K>::respects, typename marks<J>::declares> && !passes_through<J>()) w = wait::barrier;
    return w;
  }
  template <std::size_t K>
  static constexpr auto waits = []<std::size_t... J>(std::index_sequence<J...>) {
    return std::array<wait, K + 1>{waits_for<K, J>()..., wait::nothing};
  }(std::make_index_sequence<K>{});

  static constexpr auto stage_of = []<std::size_t... K>(std::index_sequence<K...>) {
    std::array<std::size_t, size + 1> s{};
    auto const place = [&](std::size_t k, auto const& w) {
      for (std::size_t j = 0; j < k; ++j) {
        std::size_t const after = w[j] == wait::nothing ? 0 : w[j] == wait::read ? s[j] : s[j] + 1;
        s[k] = after > s[k] ? after : s[k];
      }
    };
    (place(K, waits<K>), ...);
    return s;
  }(std::index_sequence_for<N...>{});
  static constexpr std::size_t stages = [] {
    std::size_t n = 0;
    for (std::size_t k = 0; k < size; ++k) n = stage_of[k] + 1 > n ? stage_of[k] + 1 : n;
    return n;
  }();
};

// What a filter costs a row, in comparisons of two numbers.
template <class Op>
inline constexpr int cost_of_operation = [] {
  if constexpr (requires { Op::cost; })
    return Op::cost;
  else
    return 1;
}();
template <class F, expr::calling How>
inline constexpr int cost_of_operation<expr::op::map<F, How>> = How == expr::calling::batches ? 20 : 100;
template <class E, class S>
inline constexpr int cost_of = 0;
template <class Op, class... A, class S>
inline constexpr int cost_of<expr::apply<Op, A...>, S> =
    (cost_of<A, S> + ... + cost_of_operation<Op>) + ((family_of<expr::type_of<A, S>> == family::text) || ... || false) * 15;
template <class M, class A, class S>
inline constexpr int cost_of<expr::apply<expr::op::marked<M>, A>, S> = M::cost != expr::no_cost ? M::cost : cost_of<A, S>;

template <class E>
inline constexpr bool says_cost = false;
template <class M, class A>
inline constexpr bool says_cost<expr::apply<expr::op::marked<M>, A>> = M::cost != expr::no_cost;

// Whether E may raise for some rows. It keeps its place: what stands before it may be there to protect it, and what stands
// behind it must not hide its exception.
template <class E, class S>
inline constexpr bool may_raise = false;
// Of an operation by itself: exact results may be out of range, where it does not say that they never are.
template <class Op, class... T>
inline constexpr bool never_raises = false;
template <class Op, class... T>
  requires requires { Op::template never_raises<T...>; }
inline constexpr bool never_raises<Op, T...> = Op::template never_raises<T...>;
template <class Op, class... A, class S>
inline constexpr bool may_raise<expr::apply<Op, A...>, S> = [] {
  constexpr family f = family_of<expr::type_of<expr::apply<Op, A...>, S>>;
  constexpr bool exact = f != family::boolean && f != family::floating && f != family::text;
  if constexpr (requires { typename Op::target; } || requires { Op::raises; } || (may_raise<A, S> || ...))
    return true;
  else
    return exact && !never_raises<Op, bare<expr::type_of<A, S>>...>;
}();
template <class F, expr::calling How, class... A, class S>
inline constexpr bool may_raise<expr::apply<expr::op::map<F, How>, A...>, S> = (may_raise<A, S> || ... || false);
template <class M, class A, class S>
inline constexpr bool may_raise<expr::apply<expr::op::marked<M>, A>, S> = may_raise<A, S>;

// A list of filters over rows of schema S.
template <class S, class... C>
struct filter_cut {
  static constexpr std::size_t size = sizeof...(C);
  static constexpr bool serial[size + 1] = {expr::marks_of<C>::serial...};
  static constexpr int costs[size + 1] = {cost_of<C, S>...};
  static constexpr bool raises[size + 1] = {may_raise<C, S>...};
  using conjuncts = meta::list<C...>;

  // Whether filter K respects what filter J declares.
  static constexpr auto respects = []<std::size_t... K>(std::index_sequence<K...>) {
    std::array<std::array<bool, size>, size> r{};
    auto const row = [&]<class X>(std::size_t k, meta::type_box<X>) {
      bool const all[] = {intersect<typename expr::marks_of<X>::respects, typename expr::marks_of<C>::declares>...};
      for (std::size_t j = 0; j < size; ++j) r[k][j] = all[j];
    };
    (row(K, meta::type_box<meta::at<K, conjuncts>>{}), ...);
    return r;
  }(std::index_sequence_for<C...>{});

  struct plan_of_filters {
    std::array<std::size_t, size> order{};  // filters as they are evaluated
    std::array<std::size_t, size> stage{};  // of each filter, by its place as written
    std::size_t stages = 0;
  };
  // Between serial filters the cheapest first, ties as written, unless a barrier or a possible exception says otherwise.
  static constexpr plan_of_filters cut = [] {
    plan_of_filters p;
    std::array<bool, size> done{};
    std::size_t first = 0;  // of the stage's filters, in order
    for (std::size_t at = 0; at < size; ++at) {
      std::size_t best = size;
      for (std::size_t k = 0; k < size; ++k) {
        if (done[k]) continue;
        bool ready = true;
        for (std::size_t j = 0; j < k; ++j) ready = ready && (done[j] || !(serial[j] || serial[k] || raises[j] || raises[k] || respects[k][j]));
        if (ready && (best == size || costs[k] < costs[best])) best = k;
      }
      bool fence = at > first && (serial[best] || serial[p.order[at - 1]]);
      for (std::size_t i = first; i < at; ++i) fence = fence || respects[best][p.order[i]];
      if (fence) ++p.stages, first = at;
      p.order[at] = best, p.stage[best] = p.stages, done[best] = true;
    }
    p.stages += size != 0;
    return p;
  }();
  // A stage's filters stand side by side in the order.
  static constexpr std::size_t first_of(std::size_t stage) {
    std::size_t n = 0;
    while (cut.stage[cut.order[n]] != stage) ++n;
    return n;
  }
  static constexpr std::size_t count_of(std::size_t stage) {
    std::size_t n = 0;
    for (std::size_t k = 0; k < size; ++k) n += cut.stage[k] == stage;
    return n;
  }
};

}  // namespace quern::plan
