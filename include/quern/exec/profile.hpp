// SPDX-License-Identifier: BSL-1.0
// profile(): runs a plan as collect() does, measured, and makes of the log what a user reads.
#pragma once
#include <algorithm>

#include <quern/exec/execute.hpp>
#include <quern/exec/measure_plan.hpp>
#include <quern/exec/operator_times.hpp>
#include <quern/exec/profile_text.hpp>
#include <quern/exec/profile_trace.hpp>

namespace quern::inline QUERN_ABI::execution {

// One pass over a log that nobody writes any more.
template <class Log>
class log_reader {
  using profile = typename Log::profile;

 public:
  explicit log_reader(Log const& log) : log_(log) {}

  void read(profile& to) {
    read_pipelines(to);
    read_operators(to);
    read_events(to);
    operator_times<Log>(log_, to);
  }

 private:
  using event = typename profile::event;
  static double ms(std::int64_t ns) { return static_cast<double>(ns) / 1e6; }
  typename Log::operator_log const& of(int id) const { return log_.operators[static_cast<std::size_t>(id)]; }

  void read_pipelines(profile& to) {
    counted_.resize(log_.operators.size());
    for (auto const& log : log_.pipelines) {
      auto const& p = *log;
      pipeline_profile r;
      for (int o = p.last;; o = of(o).in) {
        r.operators.insert(r.operators.begin(), o);
        if (o == p.first) break;
      }
      r.feeds = of(p.last).parent, r.streamed = p.streamed;
      std::vector<std::uint64_t> passed(p.filters.size());
      std::vector<std::thread::id> threads;
      for (std::size_t k = 0; k < p.chunks && p.notes; ++k) {
        auto const& c = p.notes[k];
        if (c.end == 0) continue;
        r.rows_in += c.rows, r.bytes += c.bytes, ++r.chunks;
        for (std::size_t f = 0; f < passed.size(); ++f) passed[f] += p.passed[k * passed.size() + f];
        if (std::find(threads.begin(), threads.end(), c.thread) == threads.end()) threads.push_back(c.thread);
      }
      r.threads = static_cast<int>(threads.size());
      r.rows_out = passed.empty() ? r.rows_in : passed.back();
      // A part that has several uses runs in several pipelines; the first says how many rows it has.
      auto const count = [&](int o, std::uint64_t n) {
        auto& c = counted_[static_cast<std::size_t>(o)];
        if (!c) c = n;
      };
      if (!of(p.first).filter) count(p.first, r.rows_in);
      for (std::size_t f = 0; f < passed.size(); ++f) count(p.filters[f], passed[f]);
      to.pipelines.push_back(std::move(r));
    }
  }

  // Inputs come after their nodes, so the last is the first to be known.
  void read_operators(profile& to) {
    to.operators.resize(log_.operators.size());
    for (std::size_t i = to.operators.size(); i-- > 0;) {
      auto const& l = log_.operators[i];
      operator_profile& o = to.operators[i];
      o.path = l.path, o.text = l.text, o.ran = l.lowered;
      for (int const in : {l.in, l.other})
        if (in >= 0) o.inputs.push_back(in);
      bool known = !o.inputs.empty();
      std::uint64_t sum = 0;
      for (int const in : o.inputs) {
        auto const& rows = to.operators[static_cast<std::size_t>(in)].rows_out;
        known = known && rows.has_value();
        if (rows) sum += *rows;
      }
      if (known) o.rows_in = sum;
      o.rows_out = l.rows ? l.rows : counted_[i];
      // Verbs about columns leave rows as they are; so does a sort of which a slice takes its rows.
      bool const inside = !l.lowered && l.parent >= 0 && of(l.parent).lowered && o.path.back() == 0;
      if (!o.rows_out && known && !l.source && !l.filter && (l.lowered || inside)) o.rows_out = o.rows_in, o.ran = true;
      if (o.inputs.empty()) o.rows_in = o.rows_out;
    }
    for (std::size_t p = 0; p < to.pipelines.size(); ++p) {
      auto const& r = to.pipelines[p];
      for (int const id : r.operators) {
        // What made a table belongs to the pipeline that fed it; this one reads the table.
        bool const made = of(id).source && of(id).rows && id == r.operators.front() && of(id).in >= 0;
        auto& o = to.operators[static_cast<std::size_t>(id)];
        if (o.pipeline < 0 && !made) o.pipeline = static_cast<int>(p), o.fused = id != r.operators.front() && !of(id).source;
      }
      // And a slice that takes its rows of a sort on the way.
      for (int f = r.streamed ? -1 : r.feeds; f >= 0; f = of(f).lowered ? -1 : of(f).parent) {
        auto& o = to.operators[static_cast<std::size_t>(f)];
        if (o.pipeline < 0) o.pipeline = static_cast<int>(p);
      }
    }
  }

  void read_events(profile& to) {
    struct timed {
      event e;
      std::thread::id thread;
    };
    std::vector<timed> all;
    for (auto const& s : log_.spans) {
      all.push_back({{s.what, s.of, 0, s.begin, s.end}, log_.caller});
      if (s.what == event::operation || s.what == event::opening) to.operators[static_cast<std::size_t>(s.of)].ms += ms(s.end - s.begin - s.inside);
      if (s.what == event::pipeline) to.pipelines[static_cast<std::size_t>(s.of)].ms += ms(s.end - s.begin);
      if (s.what == event::run) to.ms = ms(s.end - s.begin);
    }
    for (std::size_t p = 0; p < log_.pipelines.size(); ++p) {
      auto const& l = *log_.pipelines[p];
      std::vector<timed> spans;  // of other threads than the caller
      std::int64_t first = 0, last = 0;
      for (std::size_t k = 0; k < l.chunks && l.notes; ++k) {
        auto const& c = l.notes[k];
        if (c.end == 0) continue;
        all.push_back({{event::chunk, static_cast<int>(p), 0, c.begin, c.end, k, c.rows, c.bytes}, c.thread});
        first = last == 0 || c.begin < first ? c.begin : first, last = c.end > last ? c.end : last;
        if (l.streamed || c.thread == log_.caller) continue;
        auto s = std::find_if(spans.begin(), spans.end(), [&](timed const& t) { return t.thread == c.thread; });
        if (s == spans.end()) s = spans.insert(s, {{event::pipeline, static_cast<int>(p), 0, c.begin, c.end}, c.thread});
        s->e.begin = c.begin < s->e.begin ? c.begin : s->e.begin, s->e.end = c.end > s->e.end ? c.end : s->e.end;
      }
      if (l.streamed) to.pipelines[p].ms = ms(last - first);
      all.insert(all.end(), spans.begin(), spans.end());
    }
    // Threads in the order of their first events; the run is an event of each.
    std::vector<std::pair<std::thread::id, std::int64_t>> threads{{log_.caller, -1}};
    for (auto const& t : all) {
      auto known = std::find_if(threads.begin(), threads.end(), [&](auto const& x) { return x.first == t.thread; });
      if (known == threads.end()) known = threads.insert(known, {t.thread, t.e.begin});
      known->second = t.e.begin < known->second ? t.e.begin : known->second;
    }
    std::sort(threads.begin() + 1, threads.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
    to.threads = static_cast<int>(threads.size());
    for (auto& t : all) {
      t.e.thread = static_cast<int>(std::find_if(threads.begin(), threads.end(), [&](auto const& x) { return x.first == t.thread; }) - threads.begin());
      to.events.push_back(t.e);
    }
    auto const run = std::find_if(to.events.begin(), to.events.end(), [](event const& e) { return e.what == event::run; });
    if (run != to.events.end())
      for (event e = *run; ++e.thread < to.threads;) to.events.push_back(e);
    std::stable_sort(to.events.begin(), to.events.end(), [](event const& a, event const& b) {
      return a.thread != b.thread ? a.thread < b.thread : a.begin != b.begin ? a.begin < b.begin : a.end != b.end ? a.end > b.end : a.what < b.what;
    });
    add_loops(to);
  }

  // What a chunk took, without the chunks read inside it.
  void add_loops(profile& to) const {
    std::vector<event const*> open;
    for (event const& e : to.events) {
      if (e.what != event::chunk) continue;
      while (!open.empty() && (open.back()->thread != e.thread || open.back()->end <= e.begin)) open.pop_back();
      if (!open.empty()) to.pipelines[static_cast<std::size_t>(open.back()->of)].loop_ms -= ms(e.end - e.begin);
      to.pipelines[static_cast<std::size_t>(e.of)].loop_ms += ms(e.end - e.begin);
      open.push_back(&e);
    }
    for (auto& o : to.operators) {
      if (o.pipeline < 0) continue;
      auto const& p = to.pipelines[static_cast<std::size_t>(o.pipeline)];
      o.loop_ms = p.loop_ms, o.bytes = p.bytes, o.chunks = p.chunks, o.threads = p.threads;
    }
  }

  Log const& log_;
  std::vector<std::optional<std::uint64_t>> counted_;
};

// The rows of a plan, as collect_plan gives them, and what was seen on the way.
template <class Log, class Plan>
auto profile_plan(Plan const& p, context const& o) {
  Log log;
  auto result = [&] {
    log_span const whole(log, profile_event::run, -1);
    run_scope const run(o);
    auto const& parts = execution::with_shared_parts(p);
    return execution::collect_part(plan_meter(log).run(parts), o);
  }();
  profiled<decltype(result)> r{{}, result};
  r.rows = result.rows();
  log_reader(log).read(r);
  return r;
}

}  // namespace quern::execution
