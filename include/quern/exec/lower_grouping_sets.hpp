// SPDX-License-Identifier: BSL-1.0
// Lowering of group_by(...) with sets of keys: the input is made complete, and each set is a pass over it, in which the keys it
// leaves out are columns of nulls. So all sets share one compiled loop, and each has the bits of a group_by of its own.
#pragma once
#include <quern/exec/lower_columns.hpp>
#include <quern/exec/lower_group.hpp>

namespace quern::inline QUERN_ABI::execution {

inline std::shared_ptr<column_data const> null_column(column_layout const& l, std::size_t rows, std::shared_ptr<dictionary> const& dict) {
  auto const c = std::make_shared<column_data>();
  auto const zeros = [](buffer& b, std::size_t bytes) {
    b.resize(bytes);
    b.zero();
  };
  zeros(c->values, l.bits ? bitmap_bytes(rows) : l.bytes * rows);
  if (l.offsets) zeros(c->offsets, (rows + 1) * 8);
  zeros(c->validity, bitmap_bytes(rows));
  if (l.category) c->dict = dict != nullptr ? dict : std::make_shared<dictionary>();
  c->rows = c->nulls = rows;
  return c;
}

// Tables of one layout, one behind the other.
class stacked_tables {
 public:
  explicit stacked_tables(array_view<column_layout> layouts) {
    for (auto const& l : layouts) columns_.emplace_back(l);
  }
  void append(table_data const& t, std::uint32_t set) {
    for (std::size_t c = 0; c < t.columns.size() && t.rows != 0; ++c) {
      if (columns_[c].layout.category) columns_[c].use_dictionary(t.columns[c]->dict, false);
      columns_[c].append_chunk(quern::ref_of(columns_[c].layout, *t.columns[c]), t.rows, {});
    }
    set_of_row_.insert(set_of_row_.end(), t.rows, set);
  }
  std::size_t rows() const { return set_of_row_.size(); }
  // The columns, and for each of some keys whether the row's set leaves it out.
  column_list finish(std::size_t keys) {
    column_list all;
    for (auto& c : columns_) all.push_back(c.finish());
    for (std::size_t k = 0; k < keys; ++k) {
      column_builder<std::int32_t> b;
      b.reserve(rows());
      for (std::uint32_t const set : set_of_row_) b.append_value((set >> k) & 1 ? 0 : 1);
      all.push_back(b.finish_shared());
    }
    return all;
  }

 private:
  std::vector<column_buffers> columns_;
  std::vector<std::uint32_t> set_of_row_;
};

template <class Node>
struct grouping_sets;
template <class In, std::uint32_t... Masks, class... Keys, class... Named>
struct grouping_sets<plan::group<In, plan::key_sets<plan::sets<Masks...>, Keys...>, Named...>> {
  using S = plan::schema_of<In>;
  using key_sets = plan::key_sets<plan::sets<Masks...>, Keys...>;
  using key_fields = typename plan::inside_sets<S, key_sets, Keys...>::keys::fields;
  static constexpr std::size_t keys = sizeof...(Keys);
  static constexpr bool grouped = !key_sets::has_total;
  static constexpr bool says_grouping = (expr::has_grouping<decltype(Named::value)> || ...);

  // The input's columns among those that aggregates name.
  template <class... C>
  static auto present(meta::list<C...>) -> meta::concat<std::conditional_t<schemas::has<S, C::name>, meta::list<C>, meta::list<>>...>;
  using read = decltype(present(meta::set_union<meta::list<>, meta::concat<plan::columns_in<decltype(Named::value)>...>>{}));

  // What is made complete: keys, then the columns that aggregates read.
  template <class... K, class... C>
  static auto rows_of(meta::list<K...>, meta::list<C...>) -> schema<field<"", typename K::type>..., field<C::name, schemas::type_of<S, C::name>>...>;
  using rows = decltype(rows_of(key_fields{}, read{}));
  template <class Names>
  static constexpr auto complete_columns(meta::tuple<Keys...> const& k, Names const& names) {
    return [&]<class... C>(meta::list<C...>) {
      return meta::apply([&](auto const&... key) { return meta::make_tuple(execution::bind(key.value, names)..., execution::resolve<C::name>(names)...); }, k);
    }(read{});
  }
  template <std::size_t... K>
  static constexpr auto key_inputs(std::index_sequence<K...>) {
    return meta::make_tuple(kernel::input<K, typename schemas::field_at<rows, K>::type>{}...);
  }

  // Where the answers of grouping("key"_c) stand: behind keys and results.
  template <std::size_t Results>
  struct absent_keys {
    template <fixed_string Name>
    static constexpr auto of() {
      constexpr std::size_t k = [] {
        std::string_view const names[] = {Keys::name..., ""};
        std::size_t i = 0;
        while (names[i] != std::string_view(Name)) ++i;
        return i;
      }();
      return expr::placed<keys + Results + k, std::int32_t>{};
    }
  };
};

// The row of all of no rows: no pass finds it.
template <class... E, class... P>
auto total_of_nothing(meta::tuple<E...> const&, meta::tuple<P...> const& primitives) {
  typename aggregate_sink<P...>::state const nothing{};
  column_list columns{execution::null_column(layout_of<typename E::type>, 1, nullptr)...};
  for (auto& c : execution::emit_results(primitives, 1, [&](std::size_t) -> auto const& { return nothing; })) columns.push_back(std::move(c));
  if (auto* c = current_counters()) ++c->tables_made;
  return table<nameless<typename E::type..., primitive_result<P>...>>(std::move(columns), 1);
}

template <class In, std::uint32_t... Masks, class... Keys, class... Named>
auto lower(plan::group<In, plan::key_sets<plan::sets<Masks...>, Keys...>, Named...> const& p, context const& o) {
  using Sets = grouping_sets<plan::group<In, plan::key_sets<plan::sets<Masks...>, Keys...>, Named...>>;
  using Rows = typename Sets::rows;
  constexpr std::size_t n = sizeof...(Keys);
  auto const s = lower(p.in, o);
  auto const data = execution::collect_columns(s, Sets::complete_columns(p.key_columns, s.names), o);
  auto const keys = Sets::key_inputs(std::make_index_sequence<n>{});
  scope<Rows> const names{};
  return [&]<std::size_t... K, std::size_t... A>(std::index_sequence<K...>, std::index_sequence<A...>) {
    auto const primitives = execution::unique_primitives(
        execution::join_tuples(execution::primitives_of<Sets::grouped, 1000 * (A + 1)>(execution::without_grouping(meta::get<A>(p.columns).value), names)...));
    using List = typename std::remove_const_t<decltype(primitives)>::types;
    using Groups = decltype(execution::total_of_nothing(keys, primitives));
    stacked_tables all(layouts_of<typename Groups::schema::fields>);
    std::shared_ptr<column_data const> absent[n + 1];
    for (std::uint32_t const set : {Masks...}) {
      column_list columns = data->columns;
      for (std::size_t k = 0; k < n; ++k) {
        if ((set >> k) & 1) continue;
        if (absent[k] == nullptr) absent[k] = execution::null_column(layouts_of<typename Rows::fields>[k], data->rows, columns[k]->dict);
        columns[k] = absent[k];
      }
      auto const pass = execution::start_stream(inner_source<Rows, true>(table<Rows>(std::move(columns), data->rows)));
      all.append(execution::run_groups(pass, keys, primitives, o).data(), set);
      if constexpr (!Sets::grouped)
        if (set == 0 && data->rows == 0) all.append(execution::total_of_nothing(keys, primitives).data(), set);
    }
    constexpr std::size_t said = Sets::says_grouping ? n : 0;
    std::size_t const rows = all.rows();
    using Result = decltype([]<class... F, std::size_t... I>(meta::list<F...>, std::index_sequence<I...>) {
      return schema<F..., field<"", std::conditional_t<I == I, std::int32_t, void>>...>{};
    }(typename Groups::schema::fields{}, std::make_index_sequence<said>{}));
    using Source = inner_source<Result, false>;
    using Place = typename Sets::template absent_keys<List::size>;
    auto const key_names = scope<Result, entry<Keys::name, meta::at<K, typename std::remove_cvref_t<decltype(keys)>::types>>...>{};
    auto const finished = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
      return execution::finish<Sets::grouped, 1000 * (I + 1), n, List>(execution::place_grouping<Place>(meta::get<I>(p.columns).value), names, key_names);
    };
    auto const outputs = execution::define(
        key_names, entry<Named::name, decltype(finished(std::integral_constant<std::size_t, A>{}))>{finished(std::integral_constant<std::size_t, A>{})}...);
    return stream<Source, std::remove_const_t<decltype(outputs)>>{Source(table<Result>(all.finish(said), rows)), outputs, {}};
  }(std::index_sequence_for<Keys...>{}, std::index_sequence_for<Named...>{});
}

}  // namespace quern::execution
