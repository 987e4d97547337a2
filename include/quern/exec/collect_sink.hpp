// SPDX-License-Identifier: BSL-1.0
// The sink of collect(): keeps the rows that arrive, as columns in Arrow layout.
#pragma once
#include <quern/exec/append_selected.hpp>
#include <quern/exec/pipeline.hpp>

namespace quern::inline QUERN_ABI::execution {

// Columns that grow together; their types are known to who appends and to who reads.
struct collected_rows {
  std::vector<column_buffers> columns;
  std::uint64_t rows = 0;

  void append(collected_rows&& later) {
    for (std::size_t c = 0; c < columns.size(); ++c) columns[c].take(std::move(later.columns[c]));
    rows += later.rows;
  }
  column_list finish() {
    column_list done(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) done[c] = columns[c].finish();
    return done;
  }
};
// Later states behind the first, columns side by side.
inline void append_all(std::vector<collected_rows>& states, read_options const& o) {
  auto& all = states[0];
  execution::run_tasks(all.columns.size(), o, [&](std::size_t c) {
    for (std::size_t r = 1; r < states.size(); ++r) all.columns[c].take(std::move(states[r].columns[c]));
  });
  for (std::size_t r = 1; r < states.size(); ++r) all.rows += states[r].rows;
}

template <std::size_t I, class T>
void share_dictionary(kernel::input<I, T> const&, column_buffers& to, chunk const& c) {
  to.use_dictionary(c.dictionary_of(I), c.dictionary_grows(I));
}
// Puts the live rows of a tile of an expression behind a column.
template <class L, class X>
void append_column(X const& e, column_buffers& to, kernel::frame const& f, std::size_t rows, chunk const& c, std::uint8_t const* live) {
  if constexpr (is_category_input<X>) execution::share_dictionary(e, to, c);
  for (std::size_t i = 0; i < rows; i += kernel::width)
    if constexpr (kernel::one_at_a_time<X>) {
      for (std::uint32_t rest = live[i / 8]; rest != 0; rest &= rest - 1)
        execution::append_selected<typename X::type>(to, kernel::eval<L>(e, f, f.tile_begin + i, rest & -rest), rest & -rest);
    } else if (live[i / 8] != 0) {
      execution::append_selected<typename X::type>(to, kernel::eval<L>(e, f, f.tile_begin + i, live[i / 8]), live[i / 8]);
    }
}

template <class... E>
struct collect_sink {
  meta::tuple<E...> columns;
  using reads = meta::tuple<E...>;
  using first_reads = meta::tuple<>;
  std::uint64_t limit = ~std::uint64_t{0};  // rows after which nothing more is wanted
  column_set const* only = nullptr;         // the columns to keep, where not all are wanted

  static constexpr bool leveled = (kernel::facts<E>::leveled || ... || false);

  using state = collected_rows;
  void start(state& s) const {
    s.columns.resize(sizeof...(E));
    std::size_t c = 0;
    ((s.columns[c++].layout = layout_of<typename E::type>), ...);
  }
  // Rows are only put one after another, so how many states there are does not show in the result.
  static constexpr bool any_ranges = true;
  bool wants_more(state const& s) const { return s.rows < limit; }

  template <class F>
  void for_each_expression(F f) const {
    std::size_t c = 0;
    meta::for_each(columns, [&](auto const& e) {
      if (keeps(c++)) f(e);
    });
  }
  bool is_proven(chunk const&) const { return true; }
  void resolve(column_ref const* refs) {
    std::size_t c = 0;
    meta::for_each(columns, [&](auto& e) {
      if (keeps(c++)) kernel::resolve(e, refs);
    });
  }

  template <class L, class Mask>
  void consume(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of) const {
    if (to.rows >= limit) return;
    alignas(8) std::uint8_t live[kernel::tile_rows / 8];
    std::size_t const n = execution::take_masks(rows, mask_of, live);
    if (n == 0) return;
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      ((keeps(K) ? execution::append_column<L>(meta::get<K>(columns), to.columns[K], f, rows, c, live) : void()), ...);
    }(std::index_sequence_for<E...>{});
    to.rows += n;
  }
  void merge_all(std::vector<state>& states, read_options const& o) const { execution::append_all(states, o); }
  void merge(state& a, state&& b) const {
    if (a.rows < limit) a.append(std::move(b));
  }

 private:
  bool keeps(std::size_t c) const { return only == nullptr || only->has(c); }
};

}  // namespace quern::execution
