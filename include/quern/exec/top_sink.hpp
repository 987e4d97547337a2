// SPDX-License-Identifier: BSL-1.0
// The sink of order_by().limit(): keeps the rows that may still be among the first, prunes them whenever they are twice as many as
// are wanted, and from then on passes over rows whose first key alone puts them behind. Never sorts, never holds all rows.
#pragma once
#include <quern/exec/aggregate_sink.hpp>
#include <quern/exec/collect_sink.hpp>
#include <quern/exec/keep_rows.hpp>
#include <quern/exec/sort.hpp>

namespace quern::inline QUERN_ABI::execution {

// The first key of one row: where its null stands, then its word; smaller is earlier.
struct first_key {
  std::uint64_t rank = 0, word = 0;
  bool behind(first_key const& o) const { return rank != o.rank ? rank > o.rank : word > o.word; }
};
// Keys that are compared as one word, and that may be computed twice.
template <class E>
inline constexpr bool is_word_key =
    !kernel::facts<E>::user_code && family_of<typename E::type> != family::text && !std::is_same_v<bare<typename E::type>, bool> && sizeof(storage_of<typename E::type>) <= 8;

// Order is a list of order_key types. Columns come first, then keys.
template <class Columns, class Keys, class Order>
struct top_sink;
template <class... E, class... K, class... Order>
struct top_sink<meta::tuple<E...>, meta::tuple<K...>, meta::list<Order...>> {
  collect_sink<E..., K...> rows;
  std::uint64_t wanted;

  using reads = meta::tuple<E..., K...>;
  using first_reads = meta::tuple<>;
  static constexpr bool leveled = collect_sink<E..., K...>::leveled;
  static constexpr std::size_t width = sizeof...(E);
  using First = meta::at<0, meta::list<K...>>;
  using FirstOrder = meta::at<0, meta::list<Order...>>;

  struct state : collected_rows {
    bool full = false;
    first_key last;  // of the rows kept when it was pruned
  };
  void start(state& s) const { rows.start(s); }
  // What is kept is exact, so how many states there are does not show in the result.
  static constexpr bool any_ranges = true;
  bool wants_more(state const&) const { return wanted > 0; }
  template <class F>
  void for_each_expression(F f) const {
    rows.for_each_expression(f);
  }
  bool is_proven(chunk const& c) const { return rows.is_proven(c); }
  void resolve(column_ref const* refs) { rows.resolve(refs); }

  template <class L, class Mask>
  void consume(state& to, kernel::frame const& f, std::size_t n, chunk const& c, Mask const& mask_of) const {
    if constexpr (is_word_key<First>) {
      if (to.full) {
        alignas(8) std::uint8_t live[kernel::tile_rows / 8 + 1];
        execution::for_rows(n, mask_of, [&](auto const& m, std::size_t i) { live[i / 8] = static_cast<std::uint8_t>(not_behind<L>(to.last, f, i, kernel::bits(m))); });
        rows.template consume<L>(to, f, n, c, [&](auto, std::size_t i) { return kernel::mask<0>{live[i / 8]}; });
        prune(to);
        return;
      }
    }
    rows.template consume<L>(to, f, n, c, mask_of);
    prune(to);
  }
  void merge_all(std::vector<state>& states, read_options const& o) const {
    auto& all = states[0];
    execution::run_tasks(all.columns.size(), o, [&](std::size_t c) {
      for (std::size_t r = 1; r < states.size(); ++r) all.columns[c].take(std::move(states[r].columns[c]));
    });
    for (std::size_t r = 1; r < states.size(); ++r) all.rows += states[r].rows;
  }

 private:
  template <class T>
  static std::uint64_t word_of(storage_of<T> v) {
    return execution::ordered_word(v) ^ (FirstOrder::descending ? ~std::uint64_t{0} : 0);
  }
  static first_key null_key() { return {FirstOrder::is_nulls_last ? 2u : 0u, 0}; }

  template <class L>
  std::uint32_t not_behind(first_key const& last, kernel::frame const& f, std::size_t i, std::uint32_t live) const {
    using T = typename First::type;
    if (live == 0) return 0;
    auto const v = kernel::eval<L>(meta::get<width>(rows.columns), f, f.tile_begin + i, live);
    auto const value = execution::one_by_one(kernel::value_part(v));
    std::uint32_t const valid = kernel::valid_part(v);
    std::uint32_t kept = 0;
    for (std::uint32_t rest = live; rest != 0; rest &= rest - 1) {
      int const k = std::countr_zero(rest);
      first_key const key = (valid >> k) & 1 ? first_key{1, word_of<T>(static_cast<storage_of<T>>(value(k)))} : null_key();
      kept |= std::uint32_t{!key.behind(last)} << k;
    }
    return kept;
  }
  void prune(state& s) const {
    if (s.rows < kernel::tile_rows || s.rows / 2 < wanted) return;
    auto const n = static_cast<std::size_t>(s.rows);
    row_order order(n);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      for (std::size_t k = width; k < width + sizeof...(K); ++k) s.columns[k].data.rows = n;
      column_ref const refs[] = {ref_of<typename K::type>(s.columns[width + I].data)...};
      (execution::add_sort_key<typename K::type>(order, s.columns[width + I].data, refs[I], Order::descending, Order::is_nulls_last), ...);
      std::uint32_t last = 0;
      auto const kept = order.best(static_cast<std::size_t>(wanted), last);
      if constexpr (is_word_key<First>) {
        using T = typename First::type;
        s.last = valid_at(refs[0], last) ? first_key{1, word_of<T>(reinterpret_cast<storage_of<T> const*>(refs[0].values)[last])} : null_key();
        s.full = true;
      }
      for (auto& c : s.columns) execution::keep_rows(c, kept);
      s.rows = wanted;
    }(std::index_sequence_for<K...>{});
  }
};

}  // namespace quern::execution
