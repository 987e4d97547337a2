// SPDX-License-Identifier: BSL-1.0
// From a plan to rows: row-wise verbs are folded into a stream over their source; a verb that needs all its input first
// (group, sort, distinct, slice) runs the stream below it into a table, over which the next stream begins.
#pragma once
#include <quern/exec/collect_sink.hpp>
#include <quern/exec/load.hpp>
#include <quern/exec/decompose.hpp>
#include <quern/exec/group_sink.hpp>
#include <quern/exec/sort.hpp>
#include <quern/plan/drop.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/group.hpp>
#include <quern/plan/order.hpp>

namespace quern::inline QUERN_ABI::execution {

// A table inside a run. Its columns have positions only.
template <class S, bool MayProve>
struct inner_source : table_source<S> {
  using table_source<S>::table_source;
  static constexpr bool may_prove = MayProve;
};
template <class Source>
constexpr bool may_prove() {
  if constexpr (requires { Source::may_prove; })
    return Source::may_prove;
  else
    return true;
}
template <class... T>
using nameless = schema<field<"", T>...>;

template <class Source>
inline constexpr bool is_memory = false;
template <class S>
inline constexpr bool is_memory<table_source<S>> = true;
template <class S, bool P>
inline constexpr bool is_memory<inner_source<S, P>> = true;

template <class Source, class... Entries>
constexpr auto start_stream(Source const& s, Entries const&... e) {
  using Names = scope<typename Source::schema, Entries...>;
  return stream<Source, Names>{s, Names{{{{e}...}}}, {}};
}
template <class Source, class Names, class... Steps, class Step>
constexpr auto add_step(stream<Source, Names, Steps...> const& s, Step const& step) {
  return stream<Source, Names, Steps..., Step>{s.source, s.names, meta::concat_tuples(s.steps, meta::make_tuple(step))};
}
template <class Source, class Old, class... Steps, class Names>
constexpr auto with_names(stream<Source, Old, Steps...> const& s, Names const& names) {
  return stream<Source, Names, Steps...>{s.source, names, s.steps};
}

template <class Source>
auto lower(plan::scan<Source> const& p, context const&) {
  return execution::start_stream(p.source);
}

template <class Tuple>
struct as_filter;
template <class... C>
struct as_filter<meta::tuple<C...>> {
  using type = filter_step<C...>;
};
template <class... C>
constexpr auto make_filter(meta::tuple<C...> const& c) {
  return filter_step<C...>{c};
}
// Adjacent filters are one.
template <class Source, class Names, class... Steps, class Tuple>
constexpr auto add_filter(stream<Source, Names, Steps...> const& s, Tuple const& conjuncts) {
  constexpr std::size_t n = sizeof...(Steps);
  constexpr bool after_filter = steps_before_sink<Steps...>() < n;
  if constexpr (after_filter) {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      auto const merged = execution::make_filter(meta::concat_tuples(meta::get<n - 1>(s.steps).conjuncts, conjuncts));
      auto const steps = meta::make_tuple(meta::get<K>(s.steps)..., merged);
      return [&]<class... S>(meta::tuple<S...> const& t) { return stream<Source, Names, S...>{s.source, s.names, t}; }(steps);
    }(std::make_index_sequence<n - 1>{});
  } else {
    return execution::add_step(s, execution::make_filter(conjuncts));
  }
}
template <class In, class Pred>
auto lower(plan::filter<In, Pred> const& p, context const& o) {
  auto const s = lower(p.in, o);
  return execution::add_filter(s, execution::conjuncts(execution::bind(p.pred, s.names)));
}

template <fixed_string Name, class Stream, class E>
constexpr auto define_in(Stream const& s, E const& e) {
  if constexpr (is_kept<E>) {
    constexpr std::size_t k = []<class... S>(meta::tuple<S...> const*) { return kept_columns<S...>; }(static_cast<decltype(s.steps) const*>(nullptr));
    using Temp = kernel::temp<k, typename E::type>;
    auto const stepped = execution::add_step(s, keep_step<k, E>{e});
    return execution::with_names(stepped, execution::define(s.names, entry<Name, Temp>{{}}));
  } else {
    return execution::with_names(s, execution::define(s.names, entry<Name, E>{e}));
  }
}
template <std::size_t K, class Stream, class... Named>
constexpr auto define_all(Stream const& s, meta::tuple<Named...> const& columns) {
  if constexpr (K == sizeof...(Named)) {
    return s;
  } else {
    using N = meta::at<K, meta::list<Named...>>;
    auto const& named = meta::get<K>(columns);
    return execution::define_all<K + 1>(execution::define_in<N::name>(s, execution::bind(named.value, s.names)), columns);
  }
}
template <class In, class... Named>
auto lower(plan::extend<In, Named...> const& p, context const& o) {
  return execution::define_all<0>(lower(p.in, o), p.columns);
}

// All definitions of a select see the names before it.
template <std::size_t K, class Stream, class Before, class... Named>
constexpr auto define_from(Stream const& s, Before const& before, meta::tuple<Named...> const& columns) {
  if constexpr (K == sizeof...(Named)) {
    return s;
  } else {
    using N = meta::at<K, meta::list<Named...>>;
    return execution::define_from<K + 1>(execution::define_in<N::name>(s, execution::bind(meta::get<K>(columns).value, before)), before, columns);
  }
}
template <class In, class... Named>
auto lower(plan::project<In, Named...> const& p, context const& o) {
  auto const s = lower(p.in, o);
  return execution::define_from<0>(s, s.names, p.columns);
}
template <class In, fixed_string... Names>
auto lower(plan::drop<In, Names...> const& p, context const& o) {
  return lower(p.in, o);
}
template <class In, class... Pairs>
auto lower(plan::rename<In, Pairs...> const& p, context const& o) {
  auto const s = lower(p.in, o);
  return execution::define_from<0>(s, s.names, meta::tuple<Pairs...>{});
}

// Columns of schema S, by name, as bound expressions.
template <class Names, class... F>
constexpr auto outputs(Names const& names, meta::list<F...>) {
  return meta::make_tuple(execution::resolve<F::name>(names)...);
}

template <std::size_t I, class T>
constexpr std::size_t input_position(kernel::input<I, T> const&) {
  return I;
}

template <class... E>
constexpr auto make_collect(meta::tuple<E...> const& e, std::uint64_t limit = ~std::uint64_t{0}) {
  return collect_sink<E...>{e, limit};
}

template <class E>
inline constexpr bool is_input_of_source = false;
template <std::size_t I, class T>
inline constexpr bool is_input_of_source<kernel::input<I, T>> = true;

template <class List>
inline constexpr std::array<column_layout, 0> layouts_of{};
template <class... F>
inline constexpr std::array<column_layout, sizeof...(F)> layouts_of<meta::list<F...>> = {layout_of<typename F::type>...};

// Runs a stream into a table of schema S with the given columns. Columns of a table that nothing filters are shared; those of
// another source are loaded.
template <class S, class Source, class Names, class... Steps, class... E>
table<S> collect_columns(stream<Source, Names, Steps...> const& s, meta::tuple<E...> const& columns, context const& o) {
  if constexpr (sizeof...(E) > 0 && sizeof...(Steps) == 0 && (is_input_of_source<E> && ...)) {
    auto const of = [&](auto const& from, std::size_t rows) {
      return meta::apply(
          [&](auto const&... e) { return table<S>(std::vector<std::shared_ptr<column_data const>>{from[execution::input_position(e)]...}, rows); }, columns);
    };
    if constexpr (is_memory<Source>) {
      return of(s.source.data().data().columns, s.source.rows());
    } else {
      using Fields = typename Source::schema::fields;
      std::size_t const threads = execution::threads_of(o);
      auto const wanted = execution::columns_read<Source>(make_collect(columns), s.steps);
      auto const loaded = execution::load_columns(s.source.open(wanted, threads), layouts_of<Fields>, wanted, threads);
      if (auto* c = current_counters()) ++c->tables_made;
      return of(loaded, loaded[execution::input_position(meta::get<0>(columns))]->rows);
    }
  } else {
    auto state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, execution::make_collect(columns), o);
    return execution::table_of<S>(state);
  }
}
template <class S, bool MayProve, class... F>
auto stream_over(table<S> const& t, meta::list<F...>) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return execution::start_stream(inner_source<S, MayProve>(t), entry<F::name, kernel::input<I, typename F::type>>{{}}...);
  }(std::index_sequence_for<F...>{});
}

template <class P>
using primitive_result = typename kernel::accumulator<typename P::kind, typename P::argument>::result;

// The finished groups as a table: keys, then results of primitives.
template <class... K, class... P, class Groups>
auto table_of_groups(meta::tuple<P...> const& primitives, meta::list<K...>, std::size_t rows, Groups const& slots_of, auto const& emit_keys) {
  meta::tuple<column_builder<primitive_result<P>>...> builders{};
  std::vector<std::shared_ptr<column_data const>> columns = emit_keys();
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    for (std::size_t g = 0; g < rows; ++g) (kernel::emit_slot(meta::get<I>(primitives), meta::get<I>(slots_of(g)), meta::get<I>(builders)), ...);
    (columns.push_back(meta::get<I>(builders).finish_shared()), ...);
  }(std::index_sequence_for<P...>{});
  if (auto* c = current_counters()) ++c->tables_made;
  return table<nameless<typename K::type..., primitive_result<P>...>>(std::move(columns), rows);
}

template <class... E, class State>
std::vector<std::shared_ptr<column_data const>> key_columns(meta::list<E...>, State const& state) {
  std::vector<std::shared_ptr<column_data const>> columns;
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
        auto const& k = state.table[n];
        if constexpr (is_nullable<T>) {
          if ((k.words[layout::value_words] >> J) & 1) {
            b.append_null();
            continue;
          }
        }
        if constexpr (std::is_same_v<bare<T>, category>) {
          auto const code = static_cast<std::int32_t>(k.words[layout::template word_at<J>()]);
          if (state.growing[J])
            b.append_value((*state.dictionaries[J])[code]);
          else
            b.append_code(code);
        } else if constexpr (!key_is_text<bare<T>>)
          execution::read_key<bare<T>>(k.words + layout::template word_at<J>(), b);
        else if constexpr (is_fixed_string<bare<T>>)
          b.append_value(bare<T>(k.texts[layout::template text_at<J>()]));
        else
          b.append_value(k.texts[layout::template text_at<J>()]);
      }
      columns.push_back(b.finish_shared());
    };
    (one(std::integral_constant<std::size_t, I>{}, meta::type_box<typename E::type>{}), ...);
  }(std::index_sequence_for<E...>{});
  return columns;
}

template <class... P>
constexpr auto make_aggregate(meta::tuple<P...> const& p) {
  return aggregate_sink<P...>{p};
}
template <class... E, class... P>
constexpr auto make_group(meta::tuple<E...> const& keys, meta::tuple<P...> const& p) {
  return group_sink<meta::tuple<E...>, meta::tuple<P...>>{keys, {p}};
}

// Groups (or the whole, for no keys) in a table of keys and primitive results.
template <class Source, class Names, class... Steps, class... E, class... P>
auto run_groups(stream<Source, Names, Steps...> const& s, meta::tuple<E...> const& keys, meta::tuple<P...> const& primitives, context const& o) {
  if constexpr (sizeof...(E) == 0) {
    auto const state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, execution::make_aggregate(primitives), o);
    return execution::table_of_groups(
        primitives, meta::list<>{}, 1, [&](std::size_t) -> auto const& { return state; }, [] { return std::vector<std::shared_ptr<column_data const>>{}; });
  } else {
    auto const state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, execution::make_group(keys, primitives), o);
    return execution::table_of_groups(
        primitives, meta::list<E...>{}, state.table.size(), [&](std::size_t g) -> auto const& { return state.groups[g]; },
        [&] { return execution::key_columns(meta::list<E...>{}, state); });
  }
}

template <class In, class... Keys, class... Named>
auto lower(plan::group<In, plan::keys<Keys...>, Named...> const& p, context const& o) {
  auto const s = lower(p.in, o);
  constexpr std::size_t n = sizeof...(Keys);
  return [&]<std::size_t... K, std::size_t... A>(std::index_sequence<K...>, std::index_sequence<A...>) {
    auto const keys = meta::make_tuple(execution::bind(meta::get<K>(p.key_columns).value, s.names)...);
    auto const primitives =
        execution::unique_primitives(execution::join_tuples(execution::primitives_of<(n > 0), 1000 * (A + 1)>(meta::get<A>(p.columns).value, s.names)...));
    using List = typename std::remove_const_t<decltype(primitives)>::types;
    auto const groups = execution::run_groups(s, keys, primitives, o);
    using Source = inner_source<typename std::remove_const_t<decltype(groups)>::schema, false>;
    auto const key_names = scope<typename Source::schema, entry<Keys::name, kernel::input<K, typename std::remove_cvref_t<decltype(meta::get<K>(keys))>::type>>...>{};
    auto const names = execution::define(
        key_names, entry<Named::name, decltype(execution::finish<(n > 0), 1000 * (A + 1), n, List>(meta::get<A>(p.columns).value, s.names, key_names))>{
                       execution::finish<(n > 0), 1000 * (A + 1), n, List>(meta::get<A>(p.columns).value, s.names, key_names)}...);
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
