// SPDX-License-Identifier: BSL-1.0
// Runs a pipeline into groups. Over tables the bounds of the keys are known before: few combinations are indexed directly, and so are
// those of each chunk where a key is clustered; many, of which a sample of the rows holds mostly different ones, are partitioned. Groups of
// a join that are the rows of its build side are indexed by them. All else is hashed. Which way is taken, and in how many ranges, depends on the data alone.
#pragma once
#include <quern/exec/group_clustered.hpp>
#include <quern/exec/group_results.hpp>
#include <quern/exec/likely_rows.hpp>

namespace quern::inline QUERN_ABI::execution {

// The bounds of a table's keys, chunk by chunk, key by key.
template <class Sink, class Reader>
std::vector<kernel::interval> key_bounds_of_chunks(Sink const& sink, Reader const& reader, context const& o) {
  constexpr std::size_t n = std::remove_cvref_t<decltype(sink.keys)>::size;
  std::size_t const chunks = reader.chunks(), tasks = chunks < 64 ? chunks : 64;
  std::vector<kernel::interval> found(chunks * n);
  execution::run_tasks(tasks, o, [&](std::size_t t) {
    chunk c;
    auto keys = sink.keys;
    for (std::size_t k = t * chunks / tasks; k < (t + 1) * chunks / tasks; ++k) {
      reader.read(k, c);
      meta::for_each(keys, [&](auto& e) { kernel::resolve(e, c.columns.data()); });
      typename Sink::coding{keys}.bounds_of(found.data() + k * n, c);
    }
  });
  return found;
}
template <class Sink>
key_space find_space(Sink const& sink, array_view<kernel::interval> of_chunks) {
  constexpr std::size_t n = std::remove_cvref_t<decltype(sink.keys)>::size;
  if (of_chunks.empty()) return {};
  kernel::interval all[n];
  for (std::size_t k = 0; k < of_chunks.size(); ++k) all[k % n] = k < n ? of_chunks[k] : kernel::join(all[k % n], of_chunks[k]);
  return Sink::coding::space_of(all);
}

// Directly indexed states into the first; blocks of codes beside one another.
template <class Sink>
void merge_indexed(Sink const& sink, std::vector<typename Sink::state>& states, context const& o) {
  auto& all = states[0];
  kept_vector<std::uint8_t> seen = all.used;
  for (std::size_t r = 1; r < states.size(); ++r)
    for (std::uint32_t const code : states[r].order)
      if (seen[code] == 0) seen[code] = 1, all.order.push_back(code);
  std::size_t const places = all.used.size(), block = places / 64 < 1024 ? 1024 : places / 64;
  execution::run_tasks((places + block - 1) / block, o, [&](std::size_t b) {
    std::size_t const end = (b + 1) * block < places ? (b + 1) * block : places;
    for (std::size_t r = 1; r < states.size(); ++r)
      for (std::size_t code = b * block; code < end; ++code) {
        if (states[r].used[code] == 0) continue;
        if (all.used[code] == 0)
          all.used[code] = 1, all.groups[code] = std::move(states[r].groups[code]);
        else
          sink.aggregates.merge(all.groups[code], std::move(states[r].groups[code]));
      }
  });
  states.resize(1);
}

// Gathered rows of all ranges, partition by partition, into codes and results.
template <class Sink, class... P>
void group_partitions(meta::tuple<P...> const& primitives, std::vector<typename Sink::state>& states, finished_groups<typename Sink::state>& to, context const& o) {
  std::size_t rows = 0;
  for (auto const& s : states) rows += s.rows.size();
  unsigned bits = 4;
  while (bits < 11 && rows >> bits > 16384) ++bits;
  execution::run_tasks(states.size(), o, [&](std::size_t r) { states[r].rows.partition(bits); });
  std::size_t const parts = std::size_t{1} << bits;
  std::vector<unset_vector<std::uint64_t>> codes(parts);
  std::vector<column_list> results(parts);
  execution::run_tasks(parts, o, [&](std::size_t p) {
    std::size_t n = 0;
    for (auto const& s : states) n += s.rows.begins()[p + 1] - s.rows.begins()[p];
    if (n >= 0xffffffff) throw error("quern: more than 2^32-1 groups");
    code_table table(n);
    kept_vector<typename Sink::slots> groups;
    place_list ids;
    for (auto const& s : states) {
      std::size_t const first = s.rows.begins()[p], count = s.rows.begins()[p + 1] - first;
      ids.resize(count);
      for (std::size_t i = 0; i < count; ++i) ids[i] = table.find_or_add(s.rows.codes()[first + i]);
      if (table.codes.size() > groups.capacity()) groups.reserve(table.codes.size() * 2 < n ? table.codes.size() * 2 : n);
      groups.resize(table.codes.size());
      execution::add_gathered(primitives, groups.data(), ids.data(), s.rows, first, count);
    }
    results[p] = execution::emit_results(primitives, groups.size(), [&](std::size_t g) -> auto const& { return groups[g]; });
    codes[p] = std::move(table.codes);
  });
  for (auto& s : states) s.rows = {};
  std::vector<std::size_t> first(parts + 1, 0);
  for (std::size_t p = 0; p < parts; ++p) first[p + 1] = first[p] + codes[p].size();
  to.rows = first.back();
  to.codes.resize(to.rows);
  execution::run_tasks(parts, o, [&](std::size_t p) {
    if (!codes[p].empty()) std::memcpy(to.codes.data() + first[p], codes[p].data(), codes[p].size() * sizeof(std::uint64_t));
    quern::give_back(codes[p]);
  });
  static constexpr std::array<column_layout, sizeof...(P)> layouts{layout_of<primitive_result<P>>...};
  to.results = execution::join_pieces(layouts, results, o);
}

// Whether most rows of a sample have different codes, so that tables of groups would not fit a cache.
template <bool Leveled, class Reader, class Sink, class... Steps>
bool mostly_different(Reader const& reader, Sink const& sink, meta::tuple<Steps...> const& steps, key_space const& space, context const& o) {
  typename Sink::state sample;
  sink.use_space(sample, space, true);
  execution::run_range<Leveled>(reader, sink, sample, steps, 0, 1, o, unwatched);
  std::size_t const n = sample.rows.size();
  code_table table(n);
  for (std::size_t i = 0; i < n; ++i) table.find_or_add(sample.rows.codes()[i]);
  return table.codes.size() * 4 > n;
}

// Groups of a table whose key is clustered; `bounds` are those of its chunks.
template <bool Leveled, class Reader, class Sink, class... P, class... Steps, class Watch>
void group_clustered(Reader const& reader, Sink const& sink, meta::tuple<P...> const& primitives, meta::tuple<Steps...> const& steps, array_view<kernel::interval> bounds,
                     key_space space, finished_groups<typename Sink::state>& to, context const& o, Watch const& watch) {
  std::size_t const chunks = reader.chunks(), ranges = chunks < most_ranges ? chunks : most_ranges;
  std::vector<clustered_groups<Sink>> parts(ranges);
  std::vector<typename Sink::state> states(ranges);
  execution::run_tasks(ranges, o.threads, [&](std::size_t r) {
    typename Sink::state& state = states[r];
    state.clustered = true;
    key_space local = space;
    for (std::size_t k = r * chunks / ranges; k < (r + 1) * chunks / ranges; ++k) {
      local.keys[0].low = static_cast<std::int64_t>(bounds[k].lo);
      local.keys[0].size = static_cast<std::uint64_t>(bounds[k].hi - bounds[k].lo) + 1;
      local.lay_out(false);
      sink.use_space(state, local, false);
      execution::run_range<Leveled>(reader, sink, state, steps, k, k + 1, o, watch);
      auto const low = static_cast<std::uint64_t>(bounds[k].lo - space.keys[0].low);
      parts[r].take(sink, state, low, low + local.keys[0].size - 1, (r + 1) * chunks / ranges - r * chunks / ranges);
    }
    quern::give_back(state.groups, state.used, state.order);
  });
  clustered_groups<Sink>::join(sink, parts);
  std::vector<std::size_t> first(ranges + 1, 0);
  for (std::size_t r = 0; r < ranges; ++r) first[r + 1] = first[r] + parts[r].size();
  to.rows = first.back();
  constexpr std::size_t key_bytes = layout_of<typename Sink::key>.bytes;
  auto keys = std::make_shared<column_data>();
  keys->rows = to.rows, keys->dict = states[0].dictionaries[0];
  keys->values.resize(to.rows * key_bytes);
  space.lay_out(true);  // so that no division takes a code apart
  std::vector<column_list> pieces(ranges);
  execution::run_tasks(ranges, o, [&](std::size_t r) {
    parts[r].write_keys(keys->values.data() + first[r] * key_bytes, key_bytes, space.keys[0]);
    pieces[r] = execution::emit_results(primitives, parts[r].size(), [&](std::size_t g) -> auto const& { return parts[r].group(g); });
    parts[r] = {};
  });
  static constexpr std::array<column_layout, sizeof...(P)> layouts{layout_of<primitive_result<P>>...};
  to.results = execution::join_pieces(layouts, pieces, o);
  to.keys.push_back(std::move(keys));
}

// A join numbers its rows by those of its build side where several keys, or a text, would have to be hashed; not where a key is a float, of
// which groups give one form.
template <class Source, class... E>
inline constexpr source_facts facts_of_source = [] {
  constexpr bool are_exact_columns = ((is_input_of_source<E> && family_of<bare<typename E::type>> != family::floating) && ...);
  constexpr bool is_one_integer = sizeof...(E) == 1 && group_codes<E...>::all_integers && !(is_nullable<typename E::type> || ...);
  if constexpr (requires(Source const& s) { s.rows(); })
    return source_facts::table;
  else if constexpr (!are_exact_columns || !requires { requires Source::gives_bounds; })
    return source_facts::none;
  else
    return is_one_integer ? source_facts::bounds : source_facts::build_rows;
}();
template <class... E>
inline constexpr std::size_t key_positions[] = {execution::input_position(E{})...};

// What groups are read from: the source itself, or a join built so that it can number its rows.
template <class... E, class Source>
decltype(auto) source_for_groups(Source const& source) {
  if constexpr (facts_of_source<Source, E...> == source_facts::build_rows)
    return source.built_for(key_positions<E...>);
  else
    return (source);
}

template <bool MayProve, class Source, class... E, class... P, class... Steps>
auto run_into_groups(Source const& source, meta::tuple<Steps...> const& steps, meta::tuple<E...> const& keys, meta::tuple<P...> const& of, context const& o) {
  constexpr source_facts facts = facts_of_source<Source, E...>;
  constexpr bool is_table = facts == source_facts::table;
  using Sink = group_sink<meta::tuple<E...>, meta::tuple<P...>, facts>;
  Sink const sink{keys, {of}};
  using State = typename Sink::state;
  constexpr bool leveled = MayProve && ((step_is_leveled<Steps> || ... || false) || Sink::leveled);
  constexpr std::size_t fewest_ranges = 4, fewest_partitioned = std::size_t{1} << 17;
  auto watch = watch_run(source, steps);
  auto reader = execution::source_for_groups<E...>(source).open(execution::columns_read<Source>(sink, steps), o);
  std::size_t const chunks = reader.chunks();
  watch.opened(chunks);
  finished_groups<State> done;
  auto const space = std::make_shared<key_space>();
  enum { by_hash, by_index, by_partition } way = by_hash;
  std::size_t most = most_ranges;
  // An array of all places, where it is small beside the rows; as many of them as are likely to be worth merging.
  auto const may_index = [&](std::uint64_t places, std::size_t rows) {
    if (places == 0 || (places > 1024 && (places > rows / 8 || places * sizeof(typename Sink::slots) > rows * 8 || places >= 0x7fffffff))) return false;
    auto const worth = static_cast<std::uint64_t>(static_cast<double>(rows) * likely_share_of<Steps...>) / 32 / places;
    most = worth < fewest_ranges ? fewest_ranges : worth < most_ranges ? static_cast<std::size_t>(worth) : most_ranges;
    way = by_index;
    return true;
  };
  if constexpr (Sink::by_build_rows) {
    if (reader.build_rows_differ_by(key_positions<E...>) && may_index(reader.build_rows(), chunks * o.chunk_rows)) {
      space->places = reader.build_rows();
      reader.give_build_rows(execution::columns_read<Source>(sink.aggregates, steps));
    }
  } else if constexpr (Sink::codes_may_be_known) {
    std::size_t rows = 0;  // of a join they are not known: it gets an array for few groups or for clustered ones
    std::vector<kernel::interval> bounds;
    if constexpr (is_table)
      rows = source.rows(), bounds = execution::key_bounds_of_chunks(sink, reader, o);
    else
      bounds = reader.bounds(execution::input_position(meta::get<0>(keys)));
    *space = execution::find_space(sink, bounds);
    if (!may_index(space->places, rows) && space->places != 0) {
      if constexpr (Sink::may_be_clustered) {
        if (execution::is_clustered(bounds)) {
          execution::group_clustered<leveled>(reader, sink, sink.aggregates.primitives, steps, bounds, *space, done, o, watch);
          return done;
        }
      }
      if constexpr (Sink::can_gather) {
        if (rows >= fewest_partitioned) {
          space->lay_out(true);
          if (space->places != 0 && execution::mostly_different<leveled>(reader, sink, steps, *space, o)) way = by_partition;
        }
      }
    }
  }
  std::vector<State> states(1);
  // The more groups the first chunk has, the fewer tables of them: each group is made in each table, and merged.
  std::size_t const done_before = way == by_hash && chunks > fewest_ranges ? 1 : 0;
  if (done_before != 0) {
    execution::run_range<leveled>(reader, sink, states[0], steps, 0, 1, o, watch);
    std::size_t const groups = states[0].table.size() + 1, worth = chunks * (rows_per_chunk / 16) / groups;
    most = worth < fewest_ranges ? fewest_ranges : worth < most_ranges ? worth : most_ranges;
  }
  std::size_t const ranges = chunks < most ? chunks : most;
  states.resize(ranges == 0 ? 1 : ranges);
  execution::run_tasks(ranges, o.threads, [&](std::size_t r) {
    if (way != by_hash) sink.use_space(states[r], *space, way == by_partition);
    execution::run_range<leveled>(reader, sink, states[r], steps, r == 0 ? done_before : r * chunks / ranges, (r + 1) * chunks / ranges, o, watch);
  });
  auto const& primitives = sink.aggregates.primitives;
  if (way == by_partition) {
    if constexpr (Sink::can_gather) execution::group_partitions<Sink>(primitives, states, done, o);
  } else {
    if (way == by_index) {
      if constexpr (Sink::codes_may_be_known) execution::merge_indexed(sink, states, o);
    } else
      for (std::size_t r = 1; r < ranges; ++r) {
        o.check_stop();
        sink.merge(states[0], std::move(states[r]));
        states[r] = State();
      }
    auto& all = states[0];
    done.codes.assign(all.order.begin(), all.order.end());
    done.rows = way == by_index ? all.order.size() : all.table.size();
    constexpr std::size_t block = 65536;
    std::vector<column_list> pieces(done.rows <= block ? 1 : (done.rows + block - 1) / block);
    execution::run_tasks(pieces.size(), o, [&](std::size_t b) {
      std::size_t const first = b * block, n = done.rows - first < block ? done.rows - first : block;
      pieces[b] = execution::emit_results(primitives, n, [&](std::size_t g) -> auto const& { return all.groups[way == by_index ? all.order[first + g] : first + g]; });
    });
    if constexpr (Sink::by_build_rows) {
      done.keys.resize(way == by_index ? sizeof...(E) : 0);
      execution::run_tasks(done.keys.size(), o, [&](std::size_t k) { done.keys[k] = reader.of_build_rows(key_positions<E...>[k], all.order); });
    }
    quern::give_back(all.groups, all.used, all.order);
    static constexpr std::array<column_layout, sizeof...(P)> layouts{layout_of<primitive_result<P>>...};
    done.results = execution::join_pieces(layouts, pieces, o);
  }
  done.state = std::move(states[0]);
  done.space = way == by_hash ? nullptr : space;
  return done;
}

}  // namespace quern::execution
