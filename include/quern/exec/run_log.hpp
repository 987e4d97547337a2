// SPDX-License-Identifier: BSL-1.0
// What a profiled run writes while it runs. The calling thread alone adds operators, pipelines and spans; a chunk writes into a place of
// its own, which was there before it began: no lock and no memory is asked for on a chunk's way.
#pragma once
#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <quern/exec/run_profile.hpp>

namespace quern::inline QUERN_ABI::execution {

// A template, and so are those who read it: nothing of them is instantiated for programs that profile nothing.
template <class Event>
class log_of {
 public:
  using clock = std::chrono::steady_clock;
  using profile = run_profile_of<Event>;

  struct operator_log {
    std::vector<int> path;
    std::string text;
    int in = -1, other = -1, parent = -1;
    bool lowered = false;
    bool source = false;                // its rows come from a source of their own: a scan, a join, a union
    bool filter = false;                // counts what passes
    std::optional<std::uint64_t> rows;  // of a table that was made
    std::size_t source_rows = 0;        // of a table that was taken as it is
  };
  struct chunk_log {
    std::atomic<bool> taken{false};
    std::thread::id thread;
    std::int64_t begin = 0, given = 0, end = 0;  // given: the source has given its rows; no end: an exception left the chunk
    std::uint64_t rows = 0, bytes = 0;
  };
  struct pipeline_log {
    int first = 0, last = 0;   // the operators at its ends
    bool streamed = false;
    std::vector<int> filters;  // operators that count, in order
    std::vector<int> timed;    // operators of the steps that run before the sink, in order
    std::size_t chunks = 0;
    std::unique_ptr<chunk_log[]> notes;
    std::unique_ptr<std::uint64_t[]> passed;  // of each chunk, of each filter
    std::unique_ptr<std::int64_t[]> step_ns;  // of each chunk, of each timed step and the sink, on some tiles
  };
  struct span {
    typename Event::kind what;
    int of;
    std::int64_t begin, end = 0, inside = 0;  // inside: in spans within
  };

  std::int64_t now() const { return std::chrono::duration_cast<std::chrono::nanoseconds>(clock::now() - start_).count(); }

  int add_operator(operator_log o) {
    operators.push_back(std::move(o));
    return static_cast<int>(operators.size()) - 1;
  }
  int add_pipeline(std::unique_ptr<pipeline_log> p) {
    std::lock_guard const lock(mutex_);
    pipelines.push_back(std::move(p));
    return static_cast<int>(pipelines.size()) - 1;
  }
  // Spans of the calling thread stand inside one another.
  void begin(typename Event::kind what, int of) {
    if (std::this_thread::get_id() != caller) return;
    open_.push_back(spans.size());
    spans.push_back({what, of, now()});
  }
  void end() {
    if (std::this_thread::get_id() != caller) return;
    span& s = spans[open_.back()];
    open_.pop_back();
    s.end = now();
    if (!open_.empty()) spans[open_.back()].inside += s.end - s.begin;
  }

  std::deque<operator_log> operators;
  std::vector<std::unique_ptr<pipeline_log>> pipelines;
  std::deque<span> spans;
  std::thread::id const caller = std::this_thread::get_id();

 private:
  clock::time_point const start_ = clock::now();
  std::vector<std::size_t> open_;
  std::mutex mutex_;
};

using run_log = log_of<profile_event>;

// Ends what it began, also when an exception passes.
template <class Log>
class log_span {
 public:
  log_span(Log& log, profile_event::kind what, int of) : log_(log) { log_.begin(what, of); }
  log_span(log_span const&) = delete;
  ~log_span() { log_.end(); }

 private:
  Log& log_;
};

}  // namespace quern::execution
