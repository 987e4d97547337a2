// SPDX-License-Identifier: BSL-1.0
// Lowering of a list of filters in which an order is asked for: the input is made complete, and the list runs in stages
// (plan/cut.hpp), each over all rows, of which one bit says whether they are still there.
#pragma once
#include <quern/exec/lower_columns.hpp>

namespace quern::inline QUERN_ABI::execution {

// Writes which rows the steps left, a bit a row.
struct bits_sink {
  std::uint8_t* bits;
  using reads = meta::tuple<>;
  using first_reads = meta::tuple<>;
  struct state {};
  static constexpr bool leveled = false;
  // Ranges write to different bytes: chunks begin at multiples of eight rows.
  static constexpr bool any_ranges = true;
  bool wants_more(state const&) const { return true; }
  template <class F>
  void for_each_expression(F) const {}
  bool is_proven(chunk const&) const { return true; }
  void resolve(column_ref const*) {}
  template <class L, class Mask>
  void consume(state&, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of) const {
    execution::for_rows(rows, mask_of, [&](auto const& m, std::size_t i) { bits[(c.first_row + f.tile_begin + i) / 8] = static_cast<std::uint8_t>(kernel::bits(m)); });
  }
  void merge_all(std::vector<state>&, read_options const&) const {}
  void merge(state&, state&&) const {}
};

// The table behind the stages: the input's columns, those read shifted, and which rows are left.
template <class S, class... C>
struct staged_filters {
  using cut = plan::filter_cut<S, C...>;
  using conjuncts = meta::list<C...>;
  static constexpr std::size_t width = S::fields::size;
  template <class F>
  struct schemas_of;
  template <class... F>
  struct schemas_of<meta::list<F...>> {
    template <class... Name>
    static auto with(meta::list<Name...>) -> schema<F..., field<"", nullable_if<expr::type_of<Name, S>, true>>..., field<"", bool>>;
    using type = decltype(with(meta::concat<typename expr::shifted_columns<C>::type...>{}));
  };
  using schema_type = typename schemas_of<typename S::fields>::type;
  static constexpr std::size_t left = schema_type::fields::size - 1;
  using rows_left = kernel::input<left, bool>;
  template <class F>
  struct types_of;
  template <class... F>
  struct types_of<meta::list<F...>> {
    using type = meta::list<typename F::type...>;
  };
  using types = typename types_of<typename schema_type::fields>::type;
  // The first shifted column of filter K.
  template <std::size_t K>
  static constexpr std::size_t shifted() {
    std::size_t const n[] = {expr::shift_count<C>...};
    std::size_t at = width;
    for (std::size_t k = 0; k < K; ++k) at += n[k];
    return at;
  }
};

template <class Staged, std::size_t Stage, class... C>
void run_filters(column_list& columns, std::size_t rows, meta::tuple<C...> const& conjuncts, context const& o) {
  if constexpr (Stage < Staged::cut::cut.stages) {
    using Schema = typename Staged::schema_type;
    auto const source = inner_source<Schema, true>(table<Schema>::of(quern::make_table_data(columns, rows)));
    auto const stream = execution::start_stream(source);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      constexpr auto filter_at = [](std::size_t i) { return Staged::cut::cut.order[Staged::cut::first_of(Stage) + i]; };
      auto const bound = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
        auto const e = expr::with_placed_shifts<Staged::template shifted<K>(), typename Staged::types>(expr::plain(meta::get<K>(conjuncts)));
        return execution::bind(e, stream.names);
      };
      auto const step = execution::make_filter(meta::make_tuple(typename Staged::rows_left{}, bound(std::integral_constant<std::size_t, filter_at(I)>{})...));
      auto left = std::make_shared<column_data>();
      left->rows = rows;
      left->values.resize(bitmap_bytes(rows));
      context how = o;
      if constexpr (Staged::cut::serial[filter_at(0)]) how.threads = 1;
      execution::run_pipeline(source, meta::make_tuple(step), bits_sink{left->values.template as<std::uint8_t>()}, how);
      columns.back() = std::move(left);
    }(std::make_index_sequence<Staged::cut::count_of(Stage)>{});
    execution::run_filters<Staged, Stage + 1>(columns, rows, conjuncts, o);
  }
}

// The table that the filters have marked, as a stream that takes the rows left.
template <class In, class... C>
auto lower_filters(In const& in, meta::tuple<C...> const& conjuncts, context const& o) {
  using Staged = staged_filters<plan::schema_of<In>, C...>;
  auto const input = execution::complete(in, o);
  std::size_t const rows = input->rows;
  column_list columns = input->columns;
  auto const add_shifted = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
    [&]<fixed_string... Name>(meta::list<expr::column<Name>...>) {
      if constexpr (sizeof...(Name) > 0) {
        using S = plan::schema_of<In>;
        std::size_t const from[] = {schemas::index_of<S, Name>...};
        column_layout const layouts[] = {layout_of<schemas::type_of<S, Name>>...};
        execution::append_shifted(columns, meta::get<K>(conjuncts), layouts, from);
      }
    }(typename expr::shifted_columns<meta::at<K, meta::list<C...>>>::type{});
  };
  [&]<std::size_t... K>(std::index_sequence<K...>) { (add_shifted(std::integral_constant<std::size_t, K>{}), ...); }(std::index_sequence_for<C...>{});
  auto all = std::make_shared<column_data>();
  all->rows = rows;
  all->values.resize(bitmap_bytes(rows));
  if (rows != 0) std::memset(all->values.data(), 0xff, all->values.size());
  columns.push_back(std::move(all));
  execution::run_filters<Staged, 0>(columns, rows, conjuncts, o);
  using Schema = typename Staged::schema_type;
  auto const stream = execution::start_stream(inner_source<Schema, true>(table<Schema>::of(quern::make_table_data(std::move(columns), rows))));
  return execution::add_filter(stream, meta::make_tuple(typename Staged::rows_left{}));
}

template <class In, class Pred>
  requires plan::is_ordered<Pred>
auto lower(plan::filter<In, Pred> const& p, context const& o) {
  return execution::lower_filters(p.in, plan::conjuncts(p.pred), o);
}

}  // namespace quern::execution
