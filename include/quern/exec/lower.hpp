// SPDX-License-Identifier: BSL-1.0
// From a plan to rows: row-wise verbs are folded into a stream over their source; a verb that needs all its input first
// (group, sort, distinct, slice) runs the stream below it into a table, over which the next stream begins.
#pragma once
#include <quern/exec/collect_sink.hpp>
#include <quern/exec/load.hpp>
#include <quern/plan/cut.hpp>
#include <quern/plan/drop.hpp>
#include <quern/plan/filter.hpp>
#include <quern/plan/policy.hpp>
#include <quern/plan/rule_choice.hpp>

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
  constexpr bool after_filter = is_fused_filter<meta::at<(n > 0 ? n - 1 : 0), meta::list<Steps..., void>>> && !(is_counted_filter<Steps> || ... || false);
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
// The first neighbours in an order of filters whose places are to be found at run time: not of those that may raise, or of which cost<N>
// says what they cost.
struct movable_run {
  std::size_t first = 0, count = 0;
};
template <class Cut, class... E, std::size_t... K>
constexpr movable_run find_movable(meta::tuple<E...> const*, std::index_sequence<K...>) {
  bool const movable[] = {(is_movable<E> && !Cut::raises[Cut::cut.order[K]] && !plan::says_cost<meta::at<Cut::cut.order[K], typename Cut::conjuncts>>)..., false};
  movable_run r;
  for (std::size_t k = 0; k < sizeof...(E) && r.count < 2; k += r.count == 0 ? 1 : r.count)
    for (r = {k, 0}; movable[k + r.count];) ++r.count;
  return r;
}
template <std::size_t First, std::size_t Count, class... E>
constexpr auto part_of(meta::tuple<E...> const& t) {
  return [&]<std::size_t... K>(std::index_sequence<K...>) { return meta::make_tuple(meta::get<First + K>(t)...); }(std::make_index_sequence<Count>{});
}
template <class Stream, class Tuple>
constexpr auto add_filter_unless_empty(Stream const& s, Tuple const& conjuncts) {
  if constexpr (Tuple::size == 0)
    return s;
  else
    return execution::add_filter(s, conjuncts);
}
template <class... E>
constexpr auto make_adaptive(meta::tuple<E...> const& e) {
  return adaptive_filter<E...>{{e}};
}
// The cheapest filter first (plan/cut.hpp); of what is dear there, the order is found while it runs.
template <class In, class Pred>
auto lower(plan::filter<In, Pred> const& p, context const& o) {
  auto const s = lower(p.in, o);
  auto const all = plan::conjuncts(p.pred);
  return [&]<class... C, std::size_t... K>(meta::tuple<C...> const&, std::index_sequence<K...> places) {
    using Cut = plan::filter_cut<plan::schema_of<In>, C...>;
    auto const bound = meta::make_tuple(execution::bind(meta::get<Cut::cut.order[K]>(all), s.names)...);
    constexpr movable_run run = execution::find_movable<Cut>(static_cast<decltype(bound)*>(nullptr), places);
    if constexpr (run.count < 2) {
      return execution::add_filter(s, bound);
    } else {
      constexpr std::size_t end = run.first + run.count;
      auto const before = execution::add_filter_unless_empty(s, execution::part_of<0, run.first>(bound));
      auto const movable = execution::add_step(before, execution::make_adaptive(execution::part_of<run.first, run.count>(bound)));
      return execution::add_filter_unless_empty(movable, execution::part_of<end, sizeof...(C) - end>(bound));
    }
  }(all, std::make_index_sequence<decltype(all)::size>{});
}
template <class In, class P>
auto lower(plan::policy<In, P> const& p, context const& o) {
  return lower(p.in, o);
}
template <class In, class Choice>
auto lower(plan::rule_choice<In, Choice> const& p, context const& o) {
  return lower(p.in, o);
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

template <class... E>
constexpr auto make_collect(meta::tuple<E...> const& e, std::uint64_t limit = ~std::uint64_t{0}) {
  return collect_sink<E...>{e, limit};
}

// Which of some expressions a run over a table must compute: all but its columns, equal ones once (expressions of one type
// have one value, unless they hold some, or call a function, which is called as often as it is written).
template <class... E>
constexpr auto computed_of() {
  struct {
    std::size_t count = 0;
    std::size_t at[sizeof...(E) + 1] = {};     // the expressions to compute
    std::size_t place[sizeof...(E) + 1] = {};  // of every expression among them
  } r;
  bool const input[] = {is_input_of_source<E>..., true}, own[] = {(kernel::facts<E>::payload || kernel::facts<E>::user_code)..., true};
  std::size_t const first[] = {meta::index_of<E>(meta::list<E...>{})..., 0};
  for (std::size_t k = 0; k < sizeof...(E); ++k) {
    if (input[k]) continue;
    if (own[k] || first[k] == k)
      r.at[r.count] = k, r.place[k] = r.count++;
    else
      r.place[k] = r.place[first[k]];
  }
  return r;
}

inline column_list finish_columns(collected_rows& s) {
  if (auto* c = current_counters()) ++c->tables_made;
  return s.finish();
}

// Runs a stream into columns. Columns of a table that nothing filters are shared, and only what is computed is made; columns
// of another source that are wanted as they are, are loaded.
template <class Source, class Names, class... Steps, class... E>
std::shared_ptr<table_data const> collect_columns(stream<Source, Names, Steps...> const& s, meta::tuple<E...> const& columns, context const& o) {
  constexpr bool whole = sizeof...(Steps) == 0 && sizeof...(E) > 0;
  if constexpr (whole && !is_memory<Source> && (is_input_of_source<E> && ...)) {
    auto const wanted = execution::columns_read<Source>(execution::make_collect(columns), s.steps);
    auto watch = watch_run(s.source, s.steps);
    auto const reader = s.source.open(wanted, o);
    watch.opened(reader.chunks());
    auto const loaded = [&] {
      if constexpr (requires { reader.whole(); })
        return watch_whole(s.source, reader.whole()->rows), reader.whole()->columns;
      else
        return execution::load_columns(reader, layouts_of<typename Source::schema::fields>, wanted, o, watch);
    }();
    if (auto* c = current_counters()) ++c->tables_made;
    return meta::apply([&](auto const&... e) { return quern::make_table_data({loaded[execution::input_position(e)]...}); }, columns);
  } else if constexpr (whole && is_memory<Source>) {
    constexpr auto computed = execution::computed_of<E...>();
    column_list made;
    if constexpr (computed.count == 0) watch_whole(s.source, s.source.rows());
    if constexpr (computed.count > 0) {
      made = [&]<std::size_t... M>(std::index_sequence<M...>) {
        auto const wanted = meta::make_tuple(meta::get<computed.at[M]>(columns)...);
        auto state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, execution::make_collect(wanted), o);
        return execution::finish_columns(state);
      }(std::make_index_sequence<computed.count>{});
    }
    auto const& shared = s.source.data().data().columns;
    column_list all;
    std::size_t k = 0;
    auto const add = [&]<class X>(X const& e) {
      if constexpr (is_input_of_source<X>)
        all.push_back(shared[execution::input_position(e)]);
      else
        all.push_back(made[computed.place[k]]);
      ++k;
    };
    meta::for_each(columns, add);
    return quern::make_table_data(std::move(all));
  } else {
    auto state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, execution::make_collect(columns), o);
    return quern::make_table_data(execution::finish_columns(state), static_cast<std::size_t>(state.rows));
  }
}
template <class S, bool MayProve, class... F>
auto stream_over(table<S> const& t, meta::list<F...>) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return execution::start_stream(inner_source<S, MayProve>(t), entry<F::name, kernel::input<I, typename F::type>>{{}}...);
  }(std::index_sequence_for<F...>{});
}

}  // namespace quern::execution
