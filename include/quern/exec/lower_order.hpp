// SPDX-License-Identifier: BSL-1.0
// Lowering of the verbs about which rows and in which order: sort, slice, row_index.
#pragma once
#include <quern/exec/lower_filters.hpp>
#include <quern/exec/lower_formulas.hpp>
#include <quern/exec/lower_group.hpp>
#include <quern/exec/gather.hpp>
#include <quern/exec/sort.hpp>
#include <quern/exec/top_sink.hpp>
#include <quern/plan/order.hpp>

namespace quern::inline QUERN_ABI::execution {

// The type of expression K of a tuple.
template <class Tuple, std::size_t K>
using type_of = typename std::remove_cvref_t<decltype(meta::get<K>(std::declval<Tuple>()))>::type;

// The rows of t, of which the columns from Columns::size on are keys, in order; only the first `wanted`.
template <class Columns, class... Key, class... Order>
auto rows_in_order(table_data const& t, meta::list<Key...>, meta::list<Order...>, std::uint64_t wanted, context const& o) {
  return [&]<std::size_t... K>(std::index_sequence<K...>) {
    row_order order(t.rows);
    column_ref const refs[] = {ref_of<Key>(*t.columns[Columns::size + K])...};
    (execution::add_sort_key<Key>(order, *t.columns[Columns::size + K], refs[K], Order::descending, Order::is_nulls_last), ...);
    auto const rows = order.rows(wanted < t.rows ? static_cast<std::size_t>(wanted) : t.rows, o);
    if (auto* c = current_counters()) ++c->tables_made;
    return execution::gather_rows(t, layouts_of<Columns>, rows, o);
  }(std::index_sequence_for<Key...>{});
}
// The first `wanted` rows of a sorted input, as a table of the input's columns. Top: they are few, and only rows that may be among
// them are kept on the way.
template <bool Top, class In, class... Keys>
auto sorted_table(plan::sort<In, Keys...> const& p, std::uint64_t wanted, context const& o) {
  using Fields = typename plan::schema_of<In>::fields;
  auto const s = lower(p.in, o);
  return [&]<class... F, std::size_t... K>(meta::list<F...>, std::index_sequence<K...>) {
    auto const columns = execution::outputs(s.names, Fields{});
    auto const keys = meta::make_tuple(execution::bind(meta::get<K>(p.order).value, s.names)...);
    auto const all = meta::concat_tuples(columns, keys);
    auto const t = [&] {
      if constexpr (Top) {
        using Source = std::remove_cvref_t<decltype(s.source)>;
        using Sink = top_sink<std::remove_const_t<decltype(columns)>, std::remove_const_t<decltype(keys)>, meta::list<Keys...>>;
        auto state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, Sink{execution::make_collect(all), wanted}, o);
        return quern::make_table_data(state.finish());
      } else {
        return execution::collect_columns(s, all, o);
      }
    }();
    using S = nameless<typename F::type...>;
    return table<S>::of(execution::rows_in_order<Fields>(*t, meta::list<type_of<decltype(keys), K>...>{}, meta::list<Keys...>{}, wanted, o));
  }(Fields{}, std::index_sequence_for<Keys...>{});
}

template <class In, class... Keys>
auto lower(plan::sort<In, Keys...> const& p, context const& o) {
  auto const t = execution::sorted_table<false>(p, ~std::uint64_t{0}, o);
  return execution::stream_over<typename std::remove_const_t<decltype(t)>::schema, true>(t, typename plan::schema_of<In>::fields{});
}

// Rows offset .. offset + limit of a table, as a table.
template <class S>
table<S> slice_table(std::shared_ptr<table_data const> t, std::uint64_t offset, std::uint64_t limit) {
  return table<S>::of(execution::slice_rows(std::move(t), layouts_of<typename S::fields>, offset, limit));
}
constexpr std::uint64_t end_of(std::uint64_t offset, std::uint64_t limit) { return limit > ~offset ? ~std::uint64_t{0} : offset + limit; }

// Reads no more chunks than it needs.
template <class In>
auto sliced_table(plan::slice<In> const& p, context const& o) {
  using Fields = typename plan::schema_of<In>::fields;
  auto const s = lower(p.in, o);
  auto const columns = execution::outputs(s.names, Fields{});
  using Source = std::remove_cvref_t<decltype(s.source)>;
  return [&]<class... F>(meta::list<F...>) {
    auto state = execution::run_pipeline_until<may_prove<Source>()>(s.source, s.steps, execution::make_collect(columns, execution::end_of(p.offset, p.limit)), o);
    auto const t = quern::make_table_data(execution::finish_columns(state), static_cast<std::size_t>(state.rows));
    return execution::slice_table<nameless<typename F::type...>>(t, p.offset, p.limit);
  }(Fields{});
}
// A sort below: only the rows wanted are kept and sorted.
template <class In, class... Keys>
auto sliced_table(plan::slice<plan::sort<In, Keys...>> const& p, context const& o) {
  auto const t = execution::sorted_table<true>(p.in, execution::end_of(p.offset, p.limit), o);
  return execution::slice_table<typename std::remove_const_t<decltype(t)>::schema>(t.shared(), p.offset, p.limit);
}
template <class In>
auto lower(plan::slice<In> const& p, context const& o) {
  auto const t = sliced_table(p, o);  // also those declared later
  return execution::stream_over<typename std::remove_const_t<decltype(t)>::schema, true>(t, typename plan::schema_of<In>::fields{});
}

// Positions are known where nothing was filtered and the source knows how many rows come before a chunk; else the rows are gathered first.
template <class In, fixed_string Name>
auto lower(plan::row_index<In, Name> const& p, context const& o) {
  auto const s = lower(p.in, o);
  auto const add = [](auto const& t) {
    return execution::with_names(t, execution::define(t.names, entry<Name, kernel::row_position>{{}}));
  };
  constexpr bool filtered = []<class... S>(meta::tuple<S...> const*) { return (is_filter_step<S> || ... || false); }(static_cast<decltype(s.steps) const*>(nullptr));
  constexpr bool known = !requires { requires !std::remove_cvref_t<decltype(s.source)>::positions_known; };
  if constexpr (filtered || !known) {
    using Fields = typename plan::schema_of<In>::fields;
    return [&]<class... F>(meta::list<F...>) {
      using S = nameless<typename F::type...>;
      return add(execution::stream_over<S, true>(table<S>::of(execution::collect_columns(s, execution::outputs(s.names, Fields{}), o)), Fields{}));
    }(Fields{});
  } else {
    return add(s);
  }
}

}  // namespace quern::execution
