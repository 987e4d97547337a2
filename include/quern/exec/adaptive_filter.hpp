// SPDX-License-Identifier: BSL-1.0
// Filters whose order is found while they run. Filters on texts and user's functions cost much, for each row that they see, so the one
// that drops most for its cost should come first; its type does not tell which that is. A range of chunks tries each of them first
// on a few rows, orders them by what that has shown, and looks again now and then. In any order the same rows pass, and none of
// these filters can raise: only the time differs.
#pragma once
#include <array>
#include <chrono>

#include <quern/exec/steps.hpp>

namespace quern::inline QUERN_ABI::execution {

// Whether it does not show on which rows E is evaluated: no function that may throw, and nothing that remembers.
template <class E>
inline constexpr bool is_silent = false;
template <std::size_t I, class T>
inline constexpr bool is_silent<kernel::input<I, T>> = true;
template <std::size_t K, class T>
inline constexpr bool is_silent<kernel::temp<K, T>> = true;
template <class T>
inline constexpr bool is_silent<kernel::value<T>> = true;
template <class T>
inline constexpr bool is_silent<kernel::no_value<T>> = true;
template <std::size_t I>
inline constexpr bool is_silent<kernel::code_of<I>> = true;
template <class Op, class T, class... A>
inline constexpr bool is_silent<kernel::call<Op, T, A...>> = (is_silent<A> && ... && true);
template <class F, expr::calling How, class T, class... A>
inline constexpr bool is_silent<kernel::call<expr::op::map<F, How>, T, A...>> =
    How != expr::calling::ordered && std::is_nothrow_invocable_v<F const&, value_of<bare<typename A::type>>...> && (is_silent<A> && ... && true);
// Whether E's place among its neighbours is to be found at run time. That it cannot raise, the plan says (plan::may_raise).
template <class E>
inline constexpr bool is_movable = is_silent<E> && kernel::facts<E>::row_by_row && kernel::facts<E>::ordered_calls == 0;

// In what order N filters run, and what is known of each: what it costs a row, and how many rows it lets pass.
template <std::size_t N>
class filter_order {
 public:
  static constexpr std::size_t rows_tried = 64;  // of each filter in a round

  std::size_t at(std::size_t place) const { return order_[place]; }
  bool is_trying() {
    if (trying_ == N && waits_ == 0) trying_ = 0;
    return trying_ < N;
  }
  std::size_t tried_first() const { return trying_; }
  std::size_t rows_wanted() const { return rows_tried - tried_.rows; }
  // Rows that went by without a trial.
  void pass_by(std::size_t rows) { waits_ -= rows < waits_ ? rows : waits_; }
  void note(std::size_t rows, std::size_t passed, double ns) {
    tried_.rows += rows, tried_.passed += passed, tried_.ns += ns;
    if (tried_.rows < rows_tried) return;
    learn(known_[trying_]);
    tried_ = {};
    if (++trying_ == N) sort();
  }

 private:
  static constexpr std::size_t soon = 16 * kernel::tile_rows, late = 256 * kernel::tile_rows;
  struct trial {
    std::size_t rows = 0, passed = 0;
    double ns = 0;
  };
  struct knowledge {
    double passes = -1, ns = 0;
    // Of rows dropped a nanosecond, more is better.
    double worth() const { return (1 - passes) / (ns + 0.01); }
  };
  // Data may change on the way, so what was seen last counts half; of times a trial that was interrupted tells nothing.
  void learn(knowledge& k) const {
    double const n = static_cast<double>(tried_.rows), passes = static_cast<double>(tried_.passed) / n, ns = tried_.ns / n;
    k.ns = k.passes < 0 ? ns : ns < 2 * k.ns ? ns : 2 * k.ns;
    k.passes = k.passes < 0 ? passes : (k.passes + passes) / 2;
  }
  // Stable, and what is hardly better does not change its place. The longer an order holds, the later it is looked at again.
  void sort() {
    bool changed = false;
    for (std::size_t i = 1; i < N; ++i)
      for (std::size_t j = i; j > 0 && known_[order_[j]].worth() > known_[order_[j - 1]].worth() * 1.1; --j) {
        std::swap(order_[j], order_[j - 1]);
        changed = true;
      }
    period_ = changed ? soon : period_ * 2 < late ? period_ * 2 : late;
    waits_ = period_;
  }

  static constexpr std::array<std::uint8_t, N> as_written() {
    std::array<std::uint8_t, N> r{};
    for (std::size_t k = 0; k < N; ++k) r[k] = static_cast<std::uint8_t>(k);
    return r;
  }
  std::array<std::uint8_t, N> order_ = as_written();
  std::array<knowledge, N> known_{};
  std::size_t trying_ = 0, waits_ = 0, period_ = soon;
  trial tried_{};
};

// What a step keeps while a range of chunks runs.
template <class Step>
struct step_memory {};
template <class... C>
struct step_memory<adaptive_filter<C...>> : filter_order<sizeof...(C)> {};
template <class S, bool C>
struct step_memory<operator_step<S, C>> : step_memory<S> {};
template <class... Steps>
struct step_memories {};
template <class... Steps>
  requires(is_adaptive_filter<Steps> || ...)
struct step_memories<Steps...> {
  meta::tuple<step_memory<Steps>...> of;
};

// One filter over rows begin .. end of a tile.
template <class L, std::size_t K, class... C>
void run_one_filter(filter_step<C...> const& step, kernel::frame const& f, std::size_t begin, std::size_t end, std::uint8_t* live) {
  for (std::size_t i = begin; i < end; i += kernel::width)
    if (std::uint32_t const wanted = live[i / 8]; wanted != 0)
      live[i / 8] = static_cast<std::uint8_t>(kernel::bits(execution::passes_from<L, K, K + 1>(step.conjuncts, f, f.tile_begin + i, kernel::mask<0>{wanted})));
}
// How many rows from `begin` on have so many live ones, and how many live ones they have.
struct live_rows {
  std::size_t end, live;
};
inline live_rows find_live(std::uint8_t const* live, std::size_t begin, std::size_t rows, std::size_t wanted = ~std::size_t{0}) {
  live_rows r{begin, 0};
  for (; r.end < rows && r.live < wanted; r.end += kernel::width) r.live += static_cast<std::size_t>(std::popcount(live[r.end / 8]));
  return {r.end < rows ? r.end : rows, r.live};
}

// All filters over a tile.
template <class L, class... C>
void run_filters_in_order(adaptive_filter<C...> const& step, kernel::frame const& f, std::size_t rows, std::uint8_t* live, filter_order<sizeof...(C)>& order) {
  using run_one = void (*)(filter_step<C...> const&, kernel::frame const&, std::size_t, std::size_t, std::uint8_t*);
  static constexpr auto filters = []<std::size_t... K>(std::index_sequence<K...>) {
    return std::array<run_one, sizeof...(C)>{&execution::run_one_filter<L, K, C...>...};
  }(std::index_sequence_for<C...>{});
  using clock = std::chrono::steady_clock;
  std::size_t begin = 0;
  while (begin < rows && order.is_trying()) {
    std::size_t const first = order.tried_first();
    auto const [end, seen] = execution::find_live(live, begin, rows, order.rows_wanted());
    auto const start = clock::now();
    filters[first](step, f, begin, end, live);
    double const ns = static_cast<double>(std::chrono::duration_cast<std::chrono::nanoseconds>(clock::now() - start).count());
    std::size_t const passed = execution::find_live(live, begin, end).live;
    for (std::size_t k = 0; k < sizeof...(C); ++k)
      if (order.at(k) != first) filters[order.at(k)](step, f, begin, end, live);
    order.note(seen, passed, ns);
    begin = end;
  }
  for (std::size_t k = 0; k < sizeof...(C) && begin < rows; ++k) filters[order.at(k)](step, f, begin, rows, live);
  order.pass_by(rows - begin);
}

}  // namespace quern::execution
