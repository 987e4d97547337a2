// SPDX-License-Identifier: BSL-1.0
// Lowering of the verbs that make groups: group_by().agg(), agg, distinct.
#pragma once
#include <quern/exec/decompose.hpp>
#include <quern/exec/group_run.hpp>
#include <quern/exec/lower.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/order.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class... E, class State>
column_list key_columns(meta::list<E...>, State const& state) {
  column_list columns;
  using layout = key_layout<E...>;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    auto const one = [&]<std::size_t J, class T>(std::integral_constant<std::size_t, J>, meta::type_box<T>) {
      auto b = [&] {
        if constexpr (std::is_same_v<bare<T>, category>)
          return state.dictionaries[J] && !state.growing[J] ? column_builder<T>(state.dictionaries[J]) : column_builder<T>();
        else
          return column_builder<T>();
      }();
      for (std::size_t n = 0; n < state.table.size(); ++n) {
        constexpr std::size_t at = layout::template word_at<J>();
        std::uint64_t const* const words = state.table.words_of(n);
        if constexpr (is_nullable<T>) {
          if ((words[layout::value_words] >> J) & 1) {
            b.append_null();
            continue;
          }
        }
        if constexpr (std::is_same_v<bare<T>, category>) {
          auto const code = static_cast<std::int32_t>(words[at]);
          if (state.growing[J])
            b.append_value((*state.dictionaries[J])[code]);
          else
            b.append_code(code);
        } else if constexpr (!key_is_text<bare<T>>)
          execution::read_key<bare<T>>(words + at, b);
        else if constexpr (is_fixed_string<bare<T>>)
          b.append_value(bare<T>(state.table.text_of(n, at)));
        else
          b.append_value(state.table.text_of(n, at));
      }
      columns.push_back(b.finish_shared());
    };
    (one(std::integral_constant<std::size_t, I>{}, meta::type_box<typename E::type>{}), ...);
  }(std::index_sequence_for<E...>{});
  return columns;
}

// Where the space of codes is known, keys are decoded from them.
template <class... E, class Groups>
column_list decoded_columns(meta::list<E...>, Groups const& groups, read_options const& o) {
  static constexpr column_layout layouts[] = {layout_of<typename E::type>...};
  column_list columns;
  for (std::size_t k = 0; k < sizeof...(E); ++k)
    columns.push_back(execution::decode_column(layouts[k], groups.state.dictionaries[k], groups.codes, groups.space->keys[k], o));
  return columns;
}

template <class... P>
constexpr auto make_aggregate(meta::tuple<P...> const& p) {
  return aggregate_sink<P...>{p};
}

// Groups (or the whole, for no keys) in a table of keys and primitive results.
template <class Source, class Names, class... Steps, class... E, class... P>
auto run_groups(stream<Source, Names, Steps...> const& s, meta::tuple<E...> const& keys, meta::tuple<P...> const& primitives, context const& o) {
  using Schema = nameless<typename E::type..., primitive_result<P>...>;
  if (auto* c = current_counters()) ++c->tables_made;
  if constexpr (sizeof...(E) == 0) {
    auto const state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, execution::make_aggregate(primitives), o);
    return table<Schema>(execution::emit_results(primitives, 1, [&](std::size_t) -> auto const& { return state; }), 1);
  } else {
    auto groups = execution::run_into_groups<may_prove<Source>()>(s.source, s.steps, keys, primitives, o);
    column_list columns = !groups.keys.empty() ? std::move(groups.keys) : groups.space != nullptr ? execution::decoded_columns(meta::list<E...>{}, groups, o) : execution::key_columns(meta::list<E...>{}, groups.state);
    for (auto& c : groups.results) columns.push_back(std::move(c));
    return table<Schema>(std::move(columns), groups.rows);
  }
}

// An expression with grouping("key"_c) replaced: Place says by what for a key.
template <class Place, class E>
constexpr auto place_grouping(E const& e) {
  return e;
}
template <class Place, fixed_string Name>
constexpr auto place_grouping(expr::apply<op::grouping, expr::column<Name>> const&) {
  return Place::template of<Name>();
}
template <class Place, class Op, class... A>
constexpr auto place_grouping(expr::apply<Op, A...> const& e) {
  if constexpr (!expr::has_grouping<expr::apply<Op, A...>>)
    return e;
  else
    return meta::apply([&](auto const&... a) { return expr::make(e.op, execution::place_grouping<Place>(a)...); }, e.args);
}
// Every group has all keys.
struct no_key_is_absent {
  template <fixed_string Name>
  static constexpr expr::constant<0> of() {
    return {};
  }
};
template <class E>
constexpr auto without_grouping(E const& e) {
  return execution::place_grouping<no_key_is_absent>(e);
}

template <class In, class... Keys, class... Named>
auto lower(plan::group<In, plan::keys<Keys...>, Named...> const& p, context const& o) {
  auto const s = lower(p.in, o);
  constexpr std::size_t n = sizeof...(Keys);
  return [&]<std::size_t... K, std::size_t... A>(std::index_sequence<K...>, std::index_sequence<A...>) {
    auto const keys = meta::make_tuple(execution::bind(meta::get<K>(p.key_columns).value, s.names)...);
    auto const primitives =
        execution::unique_primitives(execution::join_tuples(execution::primitives_of<(n > 0), 1000 * (A + 1)>(execution::without_grouping(meta::get<A>(p.columns).value), s.names)...));
    using List = typename std::remove_const_t<decltype(primitives)>::types;
    auto const groups = execution::run_groups(s, keys, primitives, o);
    using Source = inner_source<typename std::remove_const_t<decltype(groups)>::schema, false>;
    auto const key_names = scope<typename Source::schema, entry<Keys::name, kernel::input<K, typename std::remove_cvref_t<decltype(meta::get<K>(keys))>::type>>...>{};
    auto const names = execution::define(
        key_names, entry<Named::name, decltype(execution::finish<(n > 0), 1000 * (A + 1), n, List>(execution::without_grouping(meta::get<A>(p.columns).value), s.names, key_names))>{
                       execution::finish<(n > 0), 1000 * (A + 1), n, List>(execution::without_grouping(meta::get<A>(p.columns).value), s.names, key_names)}...);
    return stream<Source, std::remove_const_t<decltype(names)>>{Source(groups), names, {}};
  }(std::index_sequence_for<Keys...>{}, std::index_sequence_for<Named...>{});
}

template <class In>
auto lower(plan::distinct<In> const& p, context const& o) {
  using Fields = typename plan::schema_of<In>::fields;
  auto const s = lower(p.in, o);
  auto const groups = execution::run_groups(s, execution::outputs(s.names, Fields{}), meta::tuple<>{}, o);
  return execution::stream_over<typename std::remove_const_t<decltype(groups)>::schema, true>(groups, Fields{});
}

}  // namespace quern::execution
