// SPDX-License-Identifier: BSL-1.0
// Lowering of a list of columns in which an order is asked for: the input is made complete, the list is cut into stages
// (plan/cut.hpp), and each stage adds its columns to the table that the next one reads.
#pragma once
#include <quern/exec/lower.hpp>
#include <quern/exec/shift_column.hpp>
#include <quern/exec/stage_columns.hpp>
#include <quern/plan/cut.hpp>

namespace quern::inline QUERN_ABI::execution {

// All columns of a plan, computed.
template <class In>
std::shared_ptr<table_data const> complete(In const& in, context const& o) {
  auto const s = lower(in, o);
  return execution::collect_columns(s, execution::outputs(s.names, typename plan::schema_of<In>::fields{}), o);
}

// The table behind the stages: the input's columns, then, stage by stage, the columns it reads shifted and those it makes,
// fused ones before serial ones.
template <class S, bool SeesEarlier, bool Implicit, class... N>
struct staged_columns {
  using cut = plan::column_cut<SeesEarlier, Implicit, N...>;
  using items = meta::list<N...>;
  static constexpr std::size_t size = sizeof...(N), width = S::fields::size;
  static constexpr std::size_t shifts[size + 1] = {expr::shift_count<decltype(N::value)>..., 0};

  struct places {
    std::size_t shifted[size + 1] = {};      // of the first shifted column of each definition
    std::size_t at[size + 1] = {};           // of each definition
    std::size_t before[cut::stages + 1] = {};  // how many columns stand before those that a stage makes
    std::size_t all = 0;
  };
  static constexpr places place = [] {
    places p;
    std::size_t n = width;
    for (std::size_t s = 0; s < cut::stages; ++s) {
      for (std::size_t k = 0; k < size; ++k)
        if (cut::stage_of[k] == s) p.shifted[k] = n, n += shifts[k];
      p.before[s] = n;
      for (bool serial : {false, true})
        for (std::size_t k = 0; k < size; ++k)
          if (cut::stage_of[k] == s && cut::serial[k] == serial) p.at[k] = n++;
    }
    p.all = n;
    return p;
  }();

  // What definition K sees: the schema after those before it.
  template <std::size_t K, class Is = std::make_index_sequence<K>>
  struct seen;
  template <std::size_t K, std::size_t... J>
  struct seen<K, std::index_sequence<J...>> {
    using type = typename std::conditional_t<SeesEarlier, plan::extended<S, meta::at<J, items>...>, meta::type_box<S>>::type;
  };
  template <std::size_t K>
  using type_of_item = expr::type_of<decltype(meta::at<K, items>::value), typename seen<K>::type>;

  // The type of the column at place P.
  template <std::size_t P>
  static constexpr auto find_type() {
    if constexpr (P < width) {
      return meta::type_box<typename schemas::field_at<S, P>::type>{};
    } else {
      constexpr std::size_t k = [] {
        for (std::size_t i = 0; i < size; ++i)
          if (place.at[i] == P || (place.shifted[i] <= P && P < place.shifted[i] + shifts[i])) return i;
        return size;
      }();
      if constexpr (place.at[k] == P) {
        return meta::type_box<type_of_item<k>>{};
      } else {
        using Shifted = typename expr::shifted_columns<decltype(meta::at<k, items>::value)>::type;
        return meta::type_box<nullable_if<expr::type_of<meta::at<P - place.shifted[k], Shifted>, typename seen<k>::type>, true>>{};
      }
    }
  }
  template <std::size_t P>
  using type_at = typename decltype(find_type<P>())::type;
  // Definition K, once its stage is over.
  template <std::size_t K>
  using made = kernel::input<place.at[K], type_at<place.at[K]>>;
  template <class Is>
  struct types_upto;
  template <std::size_t... P>
  struct types_upto<std::index_sequence<P...>> {
    using list = meta::list<type_at<P>...>;
    // The input's columns keep their names, by which definitions find them.
    template <class F>
    struct named;
    template <class... F>
    struct named<meta::list<F...>> {
      template <std::size_t... Q>
      static auto with(std::index_sequence<Q...>) -> schema<F..., field<"", type_at<width + Q>>...>;
      using type = decltype(with(std::make_index_sequence<sizeof...(P) - width>{}));
    };
    using schema_type = typename named<typename S::fields>::type;
  };
  template <std::size_t Columns>
  using types = types_upto<std::make_index_sequence<Columns>>;

  // Where definition K finds the column Name: an earlier definition, or the input.
  template <std::size_t K, fixed_string Name>
  static constexpr std::size_t find() {
    constexpr std::size_t j = [] {
      constexpr std::string_view names[] = {std::string_view(N::name)...};
      std::size_t i = SeesEarlier ? K : 0;
      while (i > 0 && names[i - 1] != std::string_view(Name)) --i;
      return i;
    }();
    if constexpr (j > 0)
      return place.at[j - 1];
    else
      return schemas::index_of<S, Name>;
  }
};

// The stream of stage Stage, with its steps, what its loop makes, and its serial columns.
template <class Stream, class Fused, class Serial>
struct stage_of_columns {
  Stream stream;
  Fused fused;
  Serial serial;
};
template <class Staged, std::size_t Stage, bool SeesEarlier, std::size_t K, class Base, class Stream, class Fused, class Serial, class... N>
constexpr auto build_stage(Base const& base, stage_of_columns<Stream, Fused, Serial> const& s, meta::tuple<N...> const& columns) {
  if constexpr (K == sizeof...(N)) {
    return s;
  } else {
    using Cut = typename Staged::cut;
    constexpr auto name = meta::at<K, meta::list<N...>>::name;
    constexpr std::size_t stage = Cut::stage_of[K];
    auto const next = [&](auto const& stream, auto const& fused, auto const& serial) {
      using Next = stage_of_columns<std::remove_cvref_t<decltype(stream)>, std::remove_cvref_t<decltype(fused)>, std::remove_cvref_t<decltype(serial)>>;
      return execution::build_stage<Staged, Stage, SeesEarlier, K + 1>(base, Next{stream, fused, serial}, columns);
    };
    if constexpr (stage > Stage) {
      return next(s.stream, s.fused, s.serial);
    } else if constexpr (stage < Stage) {
      if constexpr (SeesEarlier)
        return next(execution::with_names(s.stream, execution::define(s.stream.names, entry<name, typename Staged::template made<K>>{{}})), s.fused, s.serial);
      else
        return next(s.stream, s.fused, s.serial);
    } else {
      using Types = typename Staged::template types<Staged::place.before[Stage]>::list;
      auto const e = expr::with_placed_shifts<Staged::place.shifted[K], Types>(expr::plain(meta::get<K>(columns).value));
      if constexpr (Cut::serial[K]) {
        return next(s.stream, s.fused, meta::concat_tuples(s.serial, meta::make_tuple(execution::bind(e, s.stream.names))));
      } else {
        auto const defined = execution::define_in<name>(s.stream, execution::bind(e, s.stream.names));
        auto const fused = meta::concat_tuples(s.fused, meta::make_tuple(meta::get<0>(defined.names.entries).value));
        if constexpr (SeesEarlier)
          return next(defined, fused, s.serial);
        else
          return next(execution::with_names(defined, base), fused, s.serial);
      }
    }
  }
}

template <class Staged, std::size_t Stage, bool SeesEarlier, class... N>
void run_stages(column_list& columns, std::size_t rows, meta::tuple<N...> const& items, context const& o) {
  if constexpr (Stage < Staged::cut::stages) {
    // Columns that are read shifted are complete by now.
    auto const add_shifted = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
      using Shifted = typename expr::shifted_columns<decltype(meta::at<K, meta::list<N...>>::value)>::type;
      if constexpr (Staged::cut::stage_of[K] == Stage && Shifted::size > 0) {
        [&]<fixed_string... Name>(meta::list<expr::column<Name>...>) {
          std::size_t const from[] = {Staged::template find<K, Name>()...};
          column_layout const layouts[] = {layout_of<typename Staged::template type_at<Staged::template find<K, Name>()>>...};
          execution::append_shifted(columns, meta::get<K>(items).value, layouts, from);
        }(Shifted{});
      }
    };
    [&]<std::size_t... K>(std::index_sequence<K...>) { (add_shifted(std::integral_constant<std::size_t, K>{}), ...); }(std::index_sequence_for<N...>{});

    using Schema = typename Staged::template types<Staged::place.before[Stage]>::schema_type;
    auto const source = inner_source<Schema, true>(table<Schema>::of(quern::make_table_data(columns, rows)));
    auto const stream = execution::start_stream(source);
    using Start = stage_of_columns<std::remove_const_t<decltype(stream)>, meta::tuple<>, meta::tuple<>>;
    auto const stage = execution::build_stage<Staged, Stage, SeesEarlier, 0>(stream.names, Start{stream, {}, {}}, items);
    for (auto& c : execution::run_stage(stage.stream, stage.fused, stage.serial, o)) columns.push_back(std::move(c));
    execution::run_stages<Staged, Stage + 1, SeesEarlier>(columns, rows, items, o);
  }
}

template <bool SeesEarlier, class In, class... N>
auto lower_columns(In const& in, meta::tuple<N...> const& items, context const& o) {
  using S = plan::schema_of<In>;
  using Staged = staged_columns<S, SeesEarlier, plan::policy_of<In>::implicit, N...>;
  auto const input = execution::complete(in, o);
  column_list columns = input->columns;
  execution::run_stages<Staged, 0, SeesEarlier>(columns, input->rows, items, o);
  using Schema = typename Staged::template types<Staged::place.all>::schema_type;
  auto const t = table<Schema>::of(quern::make_table_data(std::move(columns), input->rows));
  return [&]<std::size_t... K>(std::index_sequence<K...>) {
    // The last definition of a name is the one that is published.
    constexpr std::size_t last = sizeof...(N) - 1;
    return execution::start_stream(inner_source<Schema, true>(t),
                                   entry<meta::at<last - K, meta::list<N...>>::name, typename Staged::template made<last - K>>{{}}...);
  }(std::index_sequence_for<N...>{});
}

template <class In, class... N>
  requires plan::runs_in_stages<N...>
auto lower(plan::extend<In, N...> const& p, context const& o) {
  return execution::lower_columns<true>(p.in, p.columns, o);
}
template <class In, class... N>
  requires plan::runs_in_stages<N...>
auto lower(plan::project<In, N...> const& p, context const& o) {
  return execution::lower_columns<false>(p.in, p.columns, o);
}

}  // namespace quern::execution
