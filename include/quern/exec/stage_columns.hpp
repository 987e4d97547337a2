// SPDX-License-Identifier: BSL-1.0
// One stage of a list of columns: stateless ones fused in one loop over chunks, by all threads; each serial one as a task of
// its own beside them, which goes through all rows in order.
#pragma once
#include <quern/exec/collect_sink.hpp>
#include <quern/exec/steps.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Sink, class... Steps>
inline constexpr bool run_is_leveled = (step_is_leveled<Steps> || ... || false) || Sink::leveled;

// The new columns: those of the loop, then the serial ones. The source is a table.
template <class Stream, class... Fused, class... Serial>
column_list run_stage(Stream const& s, meta::tuple<Fused...> const& fused, meta::tuple<Serial...> const& serial, context const& o) {
  column_set all(decltype(s.source)::schema::fields::size);
  for (std::size_t c = 0; c < all.width(); ++c) all.add(c);
  auto const reader = s.source.open(all, o);
  std::size_t const chunks = reader.chunks(), most = chunks < o.threads ? chunks : o.threads, ranges = most == 0 ? 1 : most;
  counting const watch;

  collect_sink<Fused...> const loop{fused};
  std::vector<collected_rows> parts = execution::start_states(loop, ranges);
  auto const sinks = meta::apply([](auto const&... e) { return meta::make_tuple(collect_sink<std::remove_cvref_t<decltype(e)>>{meta::make_tuple(e)}...); }, serial);
  std::vector<collected_rows> ordered(sizeof...(Serial));
  auto const run = [&]<class Sink, class Steps>(Sink const& sink, collected_rows& to, Steps const& steps, std::size_t begin, std::size_t end) {
    constexpr bool leveled = []<class... X>(meta::tuple<X...> const*) { return run_is_leveled<Sink, X...>; }(static_cast<Steps const*>(nullptr));
    execution::run_range<leveled>(reader, sink, to, steps, begin, end, o, watch);
  };
  // Serial columns first: they take longest to end.
  std::size_t const loops = sizeof...(Fused) == 0 ? 0 : ranges;
  execution::run_tasks(sizeof...(Serial) + loops, o.threads, [&](std::size_t task) {
    if (task >= sizeof...(Serial)) {
      std::size_t const r = task - sizeof...(Serial);
      if constexpr (sizeof...(Fused) > 0) run(loop, parts[r], s.steps, r * chunks / ranges, (r + 1) * chunks / ranges);
      return;
    }
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      [[maybe_unused]] auto const one = [&](auto const& sink, collected_rows& to) {
        sink.start(to);
        run(sink, to, meta::tuple<>{}, 0, chunks);
      };
      ((K == task ? one(meta::get<K>(sinks), ordered[K]) : void()), ...);
    }(std::index_sequence_for<Serial...>{});
  });
  execution::append_all(parts, o);
  column_list made = parts[0].finish();
  for (auto& o_ : ordered) made.push_back(o_.finish()[0]);
  return made;
}

}  // namespace quern::execution
