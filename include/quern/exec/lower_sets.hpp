// SPDX-License-Identifier: BSL-1.0
// Lowering of verbs about sets of rows: union_all, intersect, except, distinct_on.
#pragma once
#include <quern/exec/equal_rows.hpp>
#include <quern/exec/lower_order.hpp>
#include <quern/exec/two_tables.hpp>
#include <quern/exec/union_source.hpp>
#include <quern/plan/sets.hpp>

namespace quern::inline QUERN_ABI::execution {

// A column in type T, to which widening has brought it.
template <fixed_string Name, class T, class Names>
constexpr auto widened_column(Names const& names) {
  auto const e = execution::resolve<Name>(names);
  if constexpr (std::is_same_v<bare<typename std::remove_const_t<decltype(e)>::type>, bare<T>>)
    return e;
  else
    return execution::bind(quern::cast<bare<T>>(expr::column<Name>{}), names);
}
template <class Names, class... F, class... To>
constexpr auto widened_columns(Names const& names, meta::list<F...>, meta::list<To...>) {
  return meta::make_tuple(execution::widened_column<F::name, typename To::type>(names)...);
}
// All rows of a plan, its columns in the types of To.
template <class In, class To>
std::shared_ptr<table_data const> complete_as(In const& in, To, context const& o) {
  auto const s = lower(in, o);
  return execution::collect_columns(s, execution::widened_columns(s.names, typename plan::schema_of<In>::fields{}, To{}), o);
}
template <class In, class To>
std::shared_ptr<block_input const> input_as(In const& in, To, context const& o) {
  auto const s = lower(in, o);
  return execution::make_input(s, execution::widened_columns(s.names, typename plan::schema_of<In>::fields{}, To{}));
}
template <class Fields>
struct nameless_fields;
template <class... F>
struct nameless_fields<meta::list<F...>> {
  using type = nameless<typename F::type...>;
};

// Both inputs of a node, complete, in the types of its columns and with common codes of categories.
template <class Node>
std::shared_ptr<two_tables const> complete_both(Node const& p, context const& o) {
  using Fields = typename plan::schema_of<Node>::fields;
  auto a = execution::complete_as(p.in, Fields{}, o);
  auto b = execution::complete_as(p.other, Fields{}, o);
  return std::make_shared<two_tables const>(std::move(a), std::move(b), layouts_of<Fields>);
}

template <class In, class Other>
auto lower(plan::union_all<In, Other> const& p, context const& o) {
  using Fields = typename plan::schema_of<plan::union_all<In, Other>>::fields;
  auto const made = std::make_shared<union_plan>();
  made->inputs[0] = execution::input_as(p.in, Fields{}, o);
  made->inputs[1] = execution::input_as(p.other, Fields{}, o);
  return [&]<class... F, std::size_t... I>(meta::list<F...>, std::index_sequence<I...>) {
    return execution::start_stream(union_source<nameless<typename F::type...>>(made), entry<F::name, kernel::input<I, typename F::type>>{{}}...);
  }(Fields{}, std::make_index_sequence<Fields::size>{});
}

// Columns of a table as keys, nulls equal.
template <class... T>
std::vector<key_column> keys_of(table_data const& t, std::size_t from, meta::list<T...>) {
  std::vector<key_column> keys;
  auto const add = [&]<class X>(meta::type_box<X>) {
    keys.push_back({key_form_of<X>, true, layout_of<X>.bytes, ref_of<nullable_if<X, true>>(*t.columns[from + keys.size()]), nullptr});
  };
  (add(meta::type_box<T>{}), ...);
  return keys;
}
template <class... F>
std::vector<key_column> keys_of_fields(table_data const& t, meta::list<F...>) {
  return execution::keys_of(t, 0, meta::list<typename F::type...>{});
}

template <bool Intersect, bool All, class Node>
auto lower_set_operation(Node const& p, context const& o) {
  using Fields = typename plan::schema_of<Node>::fields;
  auto const both = execution::complete_both(p, o);
  equal_rows rows;
  rows.add(execution::keys_of_fields(*both->first, Fields{}), both->first->rows);
  rows.add(execution::keys_of_fields(*both->second, Fields{}), both->second->rows);
  auto const kept = execution::rows_of_set(rows.firsts(o), both->first->rows, Intersect, All);
  if (auto* c = current_counters()) ++c->tables_made;
  using S = typename nameless_fields<Fields>::type;
  return execution::stream_over<S, true>(table<S>::of(execution::gather_rows(*both->first, layouts_of<Fields>, kept, o)), Fields{});
}
template <class In, class Other, bool All>
auto lower(plan::intersection<In, Other, All> const& p, context const& o) {
  return execution::lower_set_operation<true, All>(p, o);
}
template <class In, class Other, bool All>
auto lower(plan::difference<In, Other, All> const& p, context const& o) {
  return execution::lower_set_operation<false, All>(p, o);
}

template <class In, class... Keys>
auto lower(plan::distinct_on<In, Keys...> const& p, context const& o) {
  using Fields = typename plan::schema_of<In>::fields;
  auto const s = lower(p.in, o);
  return [&]<std::size_t... K>(std::index_sequence<K...>) {
    auto const columns = execution::outputs(s.names, Fields{});
    auto const keys = meta::make_tuple(execution::bind(meta::get<K>(p.order).value, s.names)...);
    auto const t = execution::collect_columns(s, meta::concat_tuples(columns, keys), o);
    equal_rows rows;
    rows.add(execution::keys_of(*t, Fields::size, meta::list<type_of<decltype(keys), K>...>{}), t->rows);
    auto const first = rows.firsts(o);
    place_list kept;
    for (std::size_t i = 0; i < first.size(); ++i)
      if (first[i] == i) kept.push_back(static_cast<std::uint32_t>(i));
    if (auto* c = current_counters()) ++c->tables_made;
    using S = typename nameless_fields<Fields>::type;
    return execution::stream_over<S, true>(table<S>::of(execution::gather_rows(*t, layouts_of<Fields>, kept, o)), Fields{});
  }(std::index_sequence_for<Keys...>{});
}

}  // namespace quern::execution
