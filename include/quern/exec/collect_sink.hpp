// SPDX-License-Identifier: BSL-1.0
// The sink of collect(): keeps the rows that arrive, as columns in Arrow layout.
#pragma once
#include <quern/exec/growing_column.hpp>
#include <quern/exec/pipeline.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class... E>
struct collect_sink {
  meta::tuple<E...> columns;
  using reads = meta::tuple<E...>;
  using first_reads = meta::tuple<>;
  std::uint64_t limit = ~std::uint64_t{0};  // rows after which nothing more is wanted

  static constexpr bool leveled = (kernel::facts<E>::leveled || ... || false);

  struct state {
    meta::tuple<growing_column<typename E::type>...> columns;
    std::uint64_t rows = 0;
  };
  state start() const { return {}; }
  // Rows are only put one after another, so how many states there are does not show in the result.
  static constexpr bool any_ranges = true;
  bool wants_more(state const& s) const { return s.rows < limit; }

  template <class F>
  void for_each_expression(F f) const {
    meta::for_each(columns, f);
  }
  bool is_proven(chunk const&) const { return true; }
  void resolve(column_ref const* refs) {
    meta::for_each(columns, [&](auto& e) { kernel::resolve(e, refs); });
  }

  template <class L, class Mask>
  void consume(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of) const {
    if (to.rows >= limit) return;
    alignas(8) std::uint8_t live[kernel::tile_rows / 8];
    std::size_t n = 0;
    execution::for_rows(rows, mask_of, [&](auto const& m, std::size_t i) {
      live[i / 8] = static_cast<std::uint8_t>(kernel::bits(m));
      n += static_cast<std::size_t>(std::popcount(live[i / 8]));
    });
    if (n == 0) return;
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      (append_column<L>(meta::get<K>(columns), meta::get<K>(to.columns), f, rows, c, live), ...);
    }(std::index_sequence_for<E...>{});
    to.rows += n;
  }
  // Later states behind the first, columns side by side.
  void merge_all(std::vector<state>& states, std::size_t threads) const {
    if (limit != ~std::uint64_t{0}) {
      for (std::size_t r = 1; r < states.size(); ++r) merge(states[0], std::move(states[r]));
      return;
    }
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      using take = void (*)(std::vector<state>&);
      take const each[] = {[](std::vector<state>& all) {
                             for (std::size_t r = 1; r < all.size(); ++r) meta::get<K>(all[0].columns).take(std::move(meta::get<K>(all[r].columns)));
                           }...,
                           nullptr};
      execution::run_tasks(sizeof...(E), threads, [&](std::size_t c) { each[c](states); });
    }(std::index_sequence_for<E...>{});
    for (std::size_t r = 1; r < states.size(); ++r) states[0].rows += states[r].rows;
  }
  void merge(state& a, state&& b) const {
    if (a.rows >= limit) return;
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      (meta::get<K>(a.columns).take(std::move(meta::get<K>(b.columns))), ...);
    }(std::index_sequence_for<E...>{});
    a.rows += b.rows;
  }

 private:
  template <class L, class X, class Column>
  static void append_column(X const& e, Column& to, kernel::frame const& f, std::size_t rows, chunk const& c, std::uint8_t const* live) {
    if constexpr (is_category_input<X>) share_dictionary(e, to, c);
    for (std::size_t i = 0; i < rows; i += kernel::width)
      if (live[i / 8] != 0) to.template append<L>(kernel::eval<L>(e, f, f.tile_begin + i, live[i / 8]), live[i / 8]);
  }
  template <std::size_t I, class T, class Column>
  static void share_dictionary(kernel::input<I, T> const&, Column& to, chunk const& c) {
    bool const growing = c.origins[I] == nullptr;
    to.use_dictionary(growing ? c.scratch[I].dict : c.origins[I]->dict, growing);
  }
};

// The columns of a finished state, as a table of schema S.
template <class S, class State>
table<S> table_of(State& s) {
  if (auto* c = current_counters()) ++c->tables_made;
  std::size_t const rows = s.rows;
  return meta::apply([&](auto&... c) { return table<S>(std::vector<std::shared_ptr<column_data const>>{c.finish()...}, rows); }, s.columns);
}

}  // namespace quern::execution
