// SPDX-License-Identifier: BSL-1.0
// Runs one pipeline: chunks of the source stream through the steps into a sink, tile by tile. Consecutive chunks form
// ranges, whose number depends on the source alone; a range is one task with a state of its own, and states are merged
// in the order of the rows. So results are the same bits for any number of threads.
#pragma once
#include <quern/exec/adaptive_filter.hpp>
#include <quern/exec/parallel.hpp>
#include <quern/exec/step_notes.hpp>
#include <quern/exec/tile_rows.hpp>
#include <quern/exec/watch.hpp>
#include <quern/table/source.hpp>

namespace quern::inline QUERN_ABI::execution {

inline constexpr std::size_t most_ranges = 32;

// A worker's scratch memory.
template <class... Steps>
struct scratch {
  chunk rows;
  kernel::arena texts;
  buffer kept[kept_columns<Steps...> + 1];
  std::byte* kept_at[kept_columns<Steps...> + 1] = {};
  [[no_unique_address]] notes_of<Steps...> notes;
  [[no_unique_address]] step_memories<Steps...> memory;
  range_filter ranges;

  explicit scratch(meta::tuple<Steps...> const& steps) {
    meta::for_each(steps, [&](auto const& s) {
      using S = std::remove_cvref_t<decltype(s)>;
      if constexpr (!is_filter_step<S>) {
        kept[S::slot].resize(kernel::temp_bytes<typename decltype(S::value)::type>);
        kept[S::slot].zero();
        kept_at[S::slot] = kept[S::slot].data();
      }
    });
  }
};

// One step over a tile: narrows the bits of live rows, or fills a kept column.
template <class L, std::size_t K, class Step, class... Steps>
void run_step(Step const& step, kernel::frame const& f, std::size_t rows, std::uint8_t* live, [[maybe_unused]] scratch<Steps...>& s) {
  if constexpr (is_adaptive_filter<Step>) {
    execution::run_filters_in_order<L>(step, f, rows, live, meta::get<K>(s.memory.of));
    return;
  }
  if constexpr (K == 0 && has_ranges<Step>) {
    if (s.ranges.complete()) return;
  }
  for (std::size_t i = 0; i < rows; i += kernel::width) {
    std::uint32_t const wanted = live[i / 8];
    if (wanted == 0) continue;
    if constexpr (is_filter_step<Step>)
      live[i / 8] = static_cast<std::uint8_t>(kernel::bits(execution::passes<L>(step.conjuncts, f, f.tile_begin + i, kernel::mask<0>{wanted})));
    else
      execution::store_kept<L, typename decltype(Step::value)::type>(f.temps[Step::slot], i, kernel::eval<L>(step.value, f, f.tile_begin + i, wanted));
  }
}

template <class L, class Sink, class... Steps>
void run_chunk(Sink const& sink, typename Sink::state& state, meta::tuple<Steps...> const& steps, scratch<Steps...>& s) {
  constexpr std::size_t first = steps_before_sink<Steps...>();
  constexpr bool fused_filter = first < sizeof...(Steps);
  alignas(64) std::uint8_t live[kernel::tile_rows / 8 + 8];
  kernel::frame f{s.rows.columns.data(), s.kept_at, 0, &s.texts, s.rows.first_row};
  constexpr bool counts = counted_filters<Steps...> != 0, times = timed_steps<Steps...> != 0;
  constexpr bool ranged = has_ranges<meta::at<0, meta::list<Steps..., void>>>;
  if constexpr (ranged) execution::find_ranges(s.ranges, meta::get<0>(steps), s.rows);
  for (std::size_t begin = 0; begin < s.rows.rows; begin += kernel::tile_rows) {
    std::size_t const rows = s.rows.rows - begin < kernel::tile_rows ? s.rows.rows - begin : kernel::tile_rows;
    f.tile_begin = begin;
    if constexpr (times) s.notes.times.begin(begin / kernel::tile_rows);
    if constexpr (first > 0) {
      std::memset(live, 0xff, (rows + 7) / 8);
      if (rows % 8 != 0) live[rows / 8] = static_cast<std::uint8_t>((1u << (rows % 8)) - 1);
      if constexpr (ranged) s.ranges.apply(begin, rows, live);
      [&]<std::size_t... K>(std::index_sequence<K...>) {
        ((execution::run_step<L, K>(meta::get<K>(steps), f, rows, live, s), execution::note_step<K, Steps...>(s.notes, rows, live)), ...);
      }(std::make_index_sequence<first>{});
    }
    // The rows that reach the sink: a function from eight rows to their mask. i counts within the tile.
    using Read = typename inputs_of<meta::tuple<Steps...>, typename Sink::first_reads>::type;
    auto const mask_of = [&]<bool Tail>(std::integral_constant<bool, Tail>, std::size_t i) QUERN_INLINE_LAMBDA {
      prefetcher<Read>::run(s.rows.columns.data(), begin + i);
      auto const before = [&] {
        if constexpr (first > 0)
          return kernel::mask<0>{live[i / 8]};
        else if constexpr (Tail)
          return kernel::mask<0>{(1u << (rows - i)) - 1};
        else
          return kernel::every{};
      }();
      if constexpr (fused_filter)
        return execution::passes<L>(meta::get<sizeof...(Steps) - 1>(steps).conjuncts, f, begin + i, before);
      else
        return before;
    };
    // Of a plan that is profiled every filter counts.
    if constexpr (ranged && !fused_filter)
      sink.template consume<L>(state, f, rows, s.rows, live_masks{live});
    else if constexpr (fused_filter && counts)
      sink.template consume<L>(state, f, rows, s.rows, counted_mask<decltype(mask_of)>{mask_of, s.notes.passed[counted_before<first, Steps...>()]});
    else
      sink.template consume<L>(state, f, rows, s.rows, mask_of);
    if constexpr (times) s.notes.times.lap(first);
    s.texts.clear();
  }
}

// Whether the bounds of this chunk prove that plain 64-bit arithmetic is exact in all expressions.
template <class Sink, class... Steps>
bool is_proven(Sink const& sink, meta::tuple<Steps...> const& steps, chunk const& c) {
  bool all = true;
  auto const check = [&](auto const& e) {
    if constexpr (kernel::facts<std::remove_cvref_t<decltype(e)>>::leveled) all = all && kernel::bounds(e, c).known;
  };
  execution::for_each_step_expression(steps, check);
  sink.for_each_expression(check);
  return all && sink.is_proven(c);
}

// Which columns of the source the pipeline reads.
template <class Source, class Sink, class... Steps>
column_set columns_read(Sink const& sink, meta::tuple<Steps...> const& steps) {
  column_set r(Source::schema::fields::size);
  auto add = [&](auto index, auto) { r.add(decltype(index)::value); };
  auto const walk = [&](auto const& e) { kernel::for_each_input(e, add); };
  execution::for_each_step_expression(steps, walk);
  sink.for_each_expression(walk);
  return r;
}

// Sink:
//   state                                     what one range gathers; sink.start(state), where it has it, prepares one
//   consume<L>(state, frame, rows, chunk, mask_of)   one tile
//   merge(state&, state&&)                    appends a later range
//   reads, first_reads                        tuples of all expressions, and of those evaluated beside mask_of
//   for_each_expression(f), leveled, is_proven(chunk), resolve(columns)
//   wants_more(state)                         false when this range needs no further chunk
template <bool Leveled, class Reader, class Sink, class Watch, class... Steps>
void run_range(Reader const& reader, Sink sink, typename Sink::state& state, meta::tuple<Steps...> steps, std::size_t begin, std::size_t end,
               context const& options, Watch const& watch) {
  scratch<Steps...> s(steps);
  for (std::size_t k = begin; k < end && sink.wants_more(state); ++k) {
    options.check_stop();
    auto const looked_at = watch.begin(k);
    reader.read(k, s.rows);
    looked_at.read(reader, s.rows);
    execution::resolve_steps(steps, s.rows.columns.data());
    sink.resolve(s.rows.columns.data());
    if constexpr (Leveled) {
      if (execution::is_proven(sink, steps, s.rows)) {
        execution::run_chunk<kernel::proven>(sink, state, steps, s);
        looked_at.end(s.notes);
        continue;
      }
    }
    execution::run_chunk<kernel::checked>(sink, state, steps, s);
    looked_at.end(s.notes);
  }
}

template <class Sink>
std::vector<typename Sink::state> start_states(Sink const& sink, std::size_t n) {
  std::vector<typename Sink::state> states(n);
  if constexpr (requires { sink.start(states[0]); })
    for (auto& s : states) sink.start(s);
  return states;
}

// All chunks into one state.
template <bool MayProve = true, class Source, class Sink, class... Steps>
typename Sink::state run_pipeline(Source const& source, meta::tuple<Steps...> const& steps, Sink const& sink, context const& options) {
  constexpr bool leveled = MayProve && ((step_is_leveled<Steps> || ... || false) || Sink::leveled);
  auto watch = watch_run(source, steps);
  auto const reader = source.open(execution::columns_read<Source>(sink, steps), options);
  std::size_t const chunks = reader.chunks();
  watch.opened(chunks);
  constexpr bool any_ranges = requires { requires Sink::any_ranges; };
  std::size_t const most = any_ranges ? options.threads : most_ranges;
  std::size_t const ranges = chunks < most ? chunks : most;
  std::vector<typename Sink::state> states = execution::start_states(sink, ranges == 0 ? 1 : ranges);
  execution::run_tasks(ranges, options.threads, [&](std::size_t r) {
    execution::run_range<leveled>(reader, sink, states[r], steps, r * chunks / ranges, (r + 1) * chunks / ranges, options, watch);
  });
  if constexpr (any_ranges) {
    sink.merge_all(states, options);
  } else {
    for (std::size_t r = 1; r < ranges; ++r) {
      options.check_stop();
      sink.merge(states[0], std::move(states[r]));
    }
  }
  return std::move(states[0]);
}

// Chunks in order until the sink has enough: first one, then as many at a time as there are threads.
template <bool MayProve = true, class Source, class Sink, class... Steps>
typename Sink::state run_pipeline_until(Source const& source, meta::tuple<Steps...> const& steps, Sink const& sink, context const& options) {
  constexpr bool leveled = MayProve && ((step_is_leveled<Steps> || ... || false) || Sink::leveled);
  std::size_t const threads = options.threads;
  read_options alone = options;
  constexpr bool runs_when_opened = requires { Source::runs_when_opened; };
  if (!runs_when_opened) alone.threads = 1;  // nothing is looked at before it is wanted
  auto watch = watch_run(source, steps);
  auto const reader = source.open(execution::columns_read<Source>(sink, steps), alone);
  std::size_t const chunks = reader.chunks();
  watch.opened(chunks);
  typename Sink::state all = std::move(execution::start_states(sink, 1)[0]);
  for (std::size_t k = 0; k < chunks && sink.wants_more(all);) {
    std::size_t const n = k == 0 ? 1 : chunks - k < threads ? chunks - k : threads;
    std::vector<typename Sink::state> states = execution::start_states(sink, n);
    execution::run_tasks(n, threads, [&](std::size_t r) {
      execution::run_range<leveled>(reader, sink, states[r], steps, k + r, k + r + 1, options, watch);
    });
    for (auto& s : states) sink.merge(all, std::move(s));
    k += n;
  }
  return all;
}

}  // namespace quern::execution
