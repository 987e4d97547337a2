// SPDX-License-Identifier: BSL-1.0
// Lowering of unpivot: the columns that are kept are repeated, the others laid into each other, without their C++ types.
#pragma once
#include <quern/exec/explain_sets.hpp>
#include <quern/plan/print_unpivot.hpp>

namespace quern::inline QUERN_ABI::execution {

// t: `kept` columns to keep, then those to be laid into one column. names: of these.
inline column_list unpivot_columns(table_data const& t, std::size_t kept, array_view<column_layout> layouts, column_layout const& of_values, array_view<std::string_view> names,
                                   read_options const& o) {
  std::size_t const n = t.rows, k = names.size();
  if (n > 0xfffffffe / k) throw error("quern: unpivot would give more than 2^32-1 rows");
  column_list made(kept + 2);
  execution::run_tasks(kept + 2, o, [&](std::size_t c) {
    if (c == kept) {
      auto codes = std::make_shared<column_data>();
      codes->rows = n * k;
      codes->dict = std::make_shared<dictionary>();
      for (auto const name : names) codes->dict->intern(name);
      codes->values.resize(n * k * sizeof(std::int32_t));
      auto* const to = codes->values.as<std::int32_t>();
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < k; ++j) to[i * k + j] = static_cast<std::int32_t>(j);
      made[c] = std::move(codes);
      return;
    }
    place_list rows(n * k);
    bool const is_value = c > kept;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < k; ++j) rows[i * k + j] = static_cast<std::uint32_t>(is_value ? j * n + i : i);
    if (!is_value) {
      made[c] = execution::gather(layouts[c], *t.columns[c], rows);
      return;
    }
    column_buffers all(of_values);
    for (std::size_t j = 0; j < k; ++j) all.append_chunk(quern::ref_of(of_values, *t.columns[kept + j]), n, {});
    made[c] = execution::gather(of_values, *all.finish(), rows);
  });
  return made;
}

template <class In, class... K, class... C, fixed_string Name, fixed_string Value>
auto lower(plan::unpivot<In, plan::kept<K...>, plan::unpivoted<C...>, Name, Value> const& p, context const& o) {
  using Node = plan::unpivot<In, plan::kept<K...>, plan::unpivoted<C...>, Name, Value>;
  using Fields = typename plan::schema_of<Node>::fields;
  using V = typename plan::unpivoted_fields<plan::schema_of<In>, plan::kept<K...>, plan::unpivoted<C...>, Name, Value>::value;
  auto const s = lower(p.in, o);
  auto const t = execution::collect_columns(s, meta::make_tuple(execution::resolve<K::name>(s.names)..., execution::widened_column<C::name, V>(s.names)...), o);
  std::string_view const names[] = {C::name...};
  column_list made = execution::unpivot_columns(*t, sizeof...(K), layouts_of<Fields>, layout_of<V>, names, o);
  if (auto* c = current_counters()) ++c->tables_made;
  using S = typename nameless_fields<Fields>::type;
  return execution::stream_over<S, true>(table<S>(std::move(made)), Fields{});
}
template <class In, class... K, class... C, fixed_string Name, fixed_string Value>
struct pipeline_printer<plan::unpivot<In, plan::kept<K...>, plan::unpivoted<C...>, Name, Value>> {
  static void print(pipeline_writer& w, plan::unpivot<In, plan::kept<K...>, plan::unpivoted<C...>, Name, Value> const& n) {
    execution::print_input(w, n.in);
    execution::print_end(w, "rows, to be unpivoted", type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, meta::list<K..., C...>>>());
    w.begin(n);
  }
};

}  // namespace quern::execution
