// SPDX-License-Identifier: BSL-1.0
// How a profiled plan runs: its sources carry a mark, by which exec/watch.hpp's functions are found here, and its steps the number of
// their operator. The streams, the sinks and what is fused are those of collect().
#pragma once
#include <quern/exec/lower.hpp>
#include <quern/exec/run_log.hpp>
#include <quern/exec/shared_parts.hpp>
#include <quern/plan/measured.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Log>
struct probe {
  Log* log;
  int id;
};

template <class Source, class Log>
struct measured_source : Source {
  Log* log;
  int first, last;  // the operators from which on, and up to which, rows stream
};
template <class Source, class Log>
inline constexpr bool is_memory<measured_source<Source, Log>> = is_memory<Source>;

// What is known of a chunk, written into its place.
template <class Fields, class Log>
class measured_chunk {
 public:
  measured_chunk(Log const& log, typename Log::pipeline_log& p, std::size_t k) : log_(log), pipeline_(p), k_(k) {
    // Some joins read a chunk twice; the first time counts.
    if (p.notes[k].taken.exchange(true, std::memory_order_relaxed)) return;
    note_ = &p.notes[k];
    note_->thread = std::this_thread::get_id();
    note_->begin = log.now();
  }
  template <class Reader>
  void read(Reader const& reader, chunk const& c) const {
    if (note_ == nullptr) return;
    note_->rows = c.rows;
    if constexpr (requires { reader.bytes_of(k_); })
      note_->bytes = reader.bytes_of(k_);
    else
      note_->bytes = bytes_in(c);
    if (note_->given == 0) note_->given = log_.now();
  }
  void given() const {
    if (note_ != nullptr) note_->given = log_.now();
  }
  template <std::size_t Filters, std::size_t Timed>
  void end([[maybe_unused]] step_notes<Filters, Timed>& notes) const {
    if constexpr (Filters + Timed != 0) {
      if (note_ != nullptr) {
        for (std::size_t f = 0; f < Filters; ++f) pipeline_.passed[k_ * Filters + f] = notes.passed[f];
        if constexpr (Timed != 0)
          for (std::size_t t = 0; t <= Timed; ++t) pipeline_.step_ns[k_ * (Timed + 1) + t] = notes.times.ns[t];
      }
      notes = {};
    }
    end();
  }
  void end() const {
    if (note_ != nullptr) note_->end = log_.now();
  }

 private:
  // Of the columns that the pipeline reads.
  static std::uint64_t bytes_in(chunk const& c) {
    std::uint64_t n = 0;
    std::size_t i = 0;
    for (column_layout const& l : layouts_of<Fields>) {
      column_ref const& r = c.columns[i++];
      std::uint32_t const* const places = c.places[i - 1];
      if (c.rows == 0 || (r.values == nullptr && r.offsets == nullptr)) continue;
      if (l.offsets && places != nullptr)
        for (std::size_t k = 0; k < c.rows; ++k) n += static_cast<std::uint64_t>(r.offsets[places[k] + 1] - r.offsets[places[k]]) + sizeof(std::int64_t);
      else
        n += l.bits ? (c.rows + 7) / 8 : l.offsets ? static_cast<std::uint64_t>(r.offsets[c.rows] - r.offsets[0]) + c.rows * sizeof(std::int64_t) : c.rows * l.bytes;
      if (r.validity != nullptr) n += (c.rows + 7) / 8;
    }
    return n;
  }

  Log const& log_;
  typename Log::pipeline_log& pipeline_;
  std::size_t k_;
  typename Log::chunk_log* note_ = nullptr;
};

// To which operators the steps of a pipeline belong: those that count, and those that run before the sink.
struct operators_of_steps {
  std::vector<int> counted, timed;
};

template <class Fields, class Log>
class measured_watch {
 public:
  measured_watch(Log& log, int first, int last, bool streamed, operators_of_steps steps)
      : log_(log), first_(first), last_(last), streamed_(streamed), steps_(std::move(steps)) {
    log_.begin(profile_event::opening, first);
  }
  measured_watch(measured_watch const&) = delete;
  ~measured_watch() {
    if (!streamed_ || pipeline_ == nullptr) log_.end();
  }
  // So pipelines that ran while the source was opened come before this one.
  void opened(std::size_t chunks) {
    auto pipeline = std::make_unique<typename Log::pipeline_log>();
    pipeline->first = first_, pipeline->last = last_, pipeline->streamed = streamed_, pipeline->filters = std::move(steps_.counted);
    pipeline->timed = std::move(steps_.timed);
    pipeline->chunks = chunks;
    pipeline->notes = std::make_unique<typename Log::chunk_log[]>(chunks);
    pipeline->passed = std::make_unique<std::uint64_t[]>(chunks * pipeline->filters.size());
    pipeline->step_ns = std::make_unique<std::int64_t[]>(pipeline->timed.empty() ? 0 : chunks * (pipeline->timed.size() + 1));
    pipeline_ = pipeline.get();
    int const id = log_.add_pipeline(std::move(pipeline));
    log_.end();
    if (!streamed_) log_.begin(profile_event::pipeline, id);
  }
  measured_chunk<Fields, Log> begin(std::size_t k) const { return {log_, *pipeline_, k}; }

 private:
  Log& log_;
  int first_, last_;
  bool streamed_;
  operators_of_steps steps_;
  typename Log::pipeline_log* pipeline_ = nullptr;
};

template <class... Steps>
operators_of_steps find_operators(meta::tuple<Steps...> const& steps) {
  operators_of_steps r;
  meta::for_each(steps, [&](auto const& s) {
    if constexpr (is_counted_filter<std::remove_cvref_t<decltype(s)>>) r.counted.push_back(s.of);
    if constexpr (is_operator_step<std::remove_cvref_t<decltype(s)>>)
      if (r.timed.size() < timed_steps<Steps...>) r.timed.push_back(s.of);
  });
  return r;
}
template <class Source, class Log, class... Steps>
auto watch_run(measured_source<Source, Log> const& s, meta::tuple<Steps...> const& steps) {
  return measured_watch<typename Source::schema::fields, Log>(*s.log, s.first, s.last, false, execution::find_operators(steps));
}
template <class Source, class Log, class... Steps>
auto watch_blocks(measured_source<Source, Log> const& s, meta::tuple<Steps...> const& steps) {
  return measured_watch<typename Source::schema::fields, Log>(*s.log, s.first, s.last, true, execution::find_operators(steps));
}
template <class Source, class Log>
void watch_whole(measured_source<Source, Log> const& s, std::size_t rows) {
  auto& o = s.log->operators[static_cast<std::size_t>(s.first)];
  if (!o.rows) o.rows = rows;
}

template <class Node>
inline constexpr bool is_filter = false;
template <class In, class P>
inline constexpr bool is_filter<plan::filter<In, P>> = true;
template <class In>
inline constexpr bool is_filter<plan::shared<In, part_handle>> = is_filter<In>;

// The stream of operator p, its source marked.
template <class Node, class Log, class Source, class Names, class... Steps>
auto mark_source(stream<Source, Names, Steps...> const& s, probe<Log> const& p) {
  typename Log::operator_log& o = p.log->operators[static_cast<std::size_t>(p.id)];
  o.lowered = true;
  if constexpr (requires { s.source.last; }) {
    auto marked = s;
    marked.source.last = p.id;
    return marked;
  } else {
    o.source = true;
    if constexpr (is_memory<Source> && !plan::is_scan<Node> && !is_filter<Node>) o.rows = s.source.rows();
    return stream<measured_source<Source, Log>, Names, Steps...>{{s.source, p.log, p.id, p.id}, s.names, s.steps};
  }
}
// Its steps with their operator: those that have none yet are this one's. Of a filter's, the last counts what passes.
template <class Node, class Log, class Source, class Names, class... Steps>
auto mark_steps(stream<Source, Names, Steps...> const& s, probe<Log> const& p) {
  constexpr std::size_t n = sizeof...(Steps);
  if constexpr (is_filter<Node>) p.log->operators[static_cast<std::size_t>(p.id)].filter = true;
  auto const mark = [&]<std::size_t K, class Step>(std::integral_constant<std::size_t, K>, Step const& step) {
    if constexpr (is_operator_step<Step>)
      return step;
    else
      return operator_step<Step, is_filter<Node> && K == n - 1>{step, p.id};
  };
  return [&]<std::size_t... K>(std::index_sequence<K...>) {
    auto const steps = meta::make_tuple(mark(std::integral_constant<std::size_t, K>{}, meta::get<K>(s.steps))...);
    return [&]<class... S>(meta::tuple<S...> const& t) { return stream<Source, Names, S...>{s.source, s.names, t}; }(steps);
  }(std::make_index_sequence<n>{});
}
template <class In, class Log>
auto lower(plan::measured<In, probe<Log>> const& p, context const& o) {
  log_span const span(*p.probe.log, profile_event::operation, p.probe.id);
  return execution::mark_steps<In>(execution::mark_source<In>(lower(p.in, o), p.probe), p.probe);
}

}  // namespace quern::execution
