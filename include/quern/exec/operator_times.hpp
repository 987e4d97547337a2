// SPDX-License-Identifier: BSL-1.0
// Whose the time of a pipeline's loop is. What the source took to give its rows is known of each chunk; the rest is divided as the timed
// tiles of the chunk were between the steps that run before the sink, and the sink. What runs inside another's loop has no time of its own.
#pragma once
#include <quern/exec/run_log.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Log>
class operator_times {
  using profile = typename Log::profile;

 public:
  // Pipelines have their loop_ms, and operators their pipeline.
  operator_times(Log const& log, profile& to) : log_(log), to_(to) {
    for (std::size_t p = 0; p < to.pipelines.size(); ++p) add_pipeline(static_cast<int>(p));
  }

 private:
  using pipeline_log = typename Log::pipeline_log;

  void add_pipeline(int id) {
    pipeline_log const& log = *log_.pipelines[static_cast<std::size_t>(id)];
    pipeline_profile& p = to_.pipelines[static_cast<std::size_t>(id)];
    std::size_t const n = p.operators.size();
    // Rows that are the result, or that a join reads, are gathered by the last operator itself; a breaker gathers its own.
    std::size_t const sink = p.feeds < 0 || p.streamed ? n - 1 : n;
    auto const place = [&](int o) {
      std::size_t k = 0;
      while (k < n && p.operators[k] != o) ++k;
      return k < n ? k : sink;
    };
    // A table that was made is the other pipeline's work.
    auto const& front = log_.operators[static_cast<std::size_t>(p.operators[0])];
    std::size_t const source = front.source && front.rows && front.in >= 0 ? sink : 0;

    p.operator_ms.assign(n + 1, 0);
    std::vector<char> own(n + 1, 0);
    own[sink] = own[source] = 1;
    for (int const o : log.timed) own[place(o)] = 1;
    double given = 0, all = 0;
    for (std::size_t k = 0; k < log.chunks && log.notes; ++k) {
      auto const& c = log.notes[k];
      if (c.end == 0) continue;
      given += ms(c.given - c.begin), all += ms(c.end - c.begin);
      divide(log, k, ms(c.end - c.given), p.operator_ms, sink, place);
    }
    // Chunks of other pipelines were read to give the rows of this one's.
    double const inside = all - p.loop_ms;
    p.operator_ms[source] += given > inside ? given - inside : 0;
    scale(p.operator_ms, p.loop_ms, sink);
    tell_operators(id, p, own);
  }
  template <class Place>
  static void divide(pipeline_log const& log, std::size_t chunk, double rest, std::vector<double>& to, std::size_t sink, Place const& place) {
    std::size_t const steps = log.timed.size();
    std::int64_t const* const ns = log.step_ns.get() + chunk * (steps + 1);
    std::int64_t sum = 0;
    for (std::size_t s = 0; steps != 0 && s <= steps; ++s) sum += ns[s];
    if (sum <= 0) {  // no tile, or all faster than the clock can see
      to[sink] += rest;
      return;
    }
    for (std::size_t s = 0; s <= steps; ++s) to[s < steps ? place(log.timed[s]) : sink] += rest * static_cast<double>(ns[s]) / static_cast<double>(sum);
  }
  static void scale(std::vector<double>& parts, double to, std::size_t sink) {
    double sum = 0;
    for (double const x : parts) sum += x;
    if (sum > 0)
      for (double& x : parts) x *= to > 0 ? to / sum : 0;
    else
      parts[sink] = to > 0 ? to : 0;
  }
  void tell_operators(int id, pipeline_profile const& p, std::vector<char> const& own) {
    int next = -1;  // who has a time of its own
    for (std::size_t k = own.size(); k-- > 0;) {
      int const o = k < p.operators.size() ? p.operators[k] : p.feeds;
      if (o < 0) continue;
      auto& to = to_.operators[static_cast<std::size_t>(o)];
      if (own[k])
        to.own_ms += p.operator_ms[k], next = o;
      else if (to.pipeline == id && to.fused)
        to.within = next;
    }
  }
  static double ms(std::int64_t ns) { return static_cast<double>(ns) / 1e6; }

  Log const& log_;
  profile& to_;
};

}  // namespace quern::execution
