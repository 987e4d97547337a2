// SPDX-License-Identifier: BSL-1.0
// A run's profile as a table for people: pipelines in the order in which they began, their operators below them. ms is time that went by,
// also while other pipelines ran inside; `in loops` is a pipeline's own work, of all threads together, and its operators' parts of it. An
// operator whose part is `in next` is computed where a later one uses it, so its time is in that of the next one that has one.
#pragma once
#include <algorithm>
#include <cstdio>

#include <quern/exec/run_profile.hpp>

namespace quern::inline QUERN_ABI {
namespace execution {

// A line of figures behind a text.
inline void add_profile_line(std::string& to, std::string const& text, std::optional<std::uint64_t> in, std::optional<std::uint64_t> out, std::string const& passed,
                             std::string const& ms, std::string const& loop, std::uint64_t bytes, std::uint64_t chunks, int threads) {
  auto const number = [](std::optional<std::uint64_t> n) { return n ? std::to_string(*n) : std::string("-"); };
  char line[256], mb[32] = "-";
  if (bytes != 0) std::snprintf(mb, sizeof mb, "%.2f", static_cast<double>(bytes) / 1e6);
  // Texts are cut between characters of UTF-8, of which each counts for one.
  constexpr std::size_t width = 48;
  std::size_t columns = 0, end = 0;
  for (; end < text.size(); ++end) {
    bool const begins = (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
    if (begins && columns == width) break;
    columns += begins;
  }
  to += text.substr(0, end);
  if (end < text.size()) to += "~";
  to += std::string(width + 1 - columns - (end < text.size()), ' ');
  std::snprintf(line, sizeof line, "%12s %12s %8s %10s %10s %9s %7s %7s\n", number(in).c_str(), number(out).c_str(), passed.c_str(), ms.c_str(), loop.c_str(), mb,
                chunks != 0 ? std::to_string(chunks).c_str() : "-", threads != 0 ? std::to_string(threads).c_str() : "-");
  to += line;
}
inline std::string milliseconds(double ms) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", ms);
  return text;
}

}  // namespace execution

template <class Event>
std::string run_profile_of<Event>::text() const {
  std::string r = std::to_string(rows) + " rows in " + execution::milliseconds(ms) + " ms, " + std::to_string(threads) + (threads == 1 ? " thread\n" : " threads\n");
  r += std::string(49, ' ');
  char head[128];
  std::snprintf(head, sizeof head, "%12s %12s %8s %10s %10s %9s %7s %7s\n", "rows in", "rows out", "passed", "ms", "in loops", "MB", "chunks", "threads");
  r += head;
  std::vector<char> shown(operators.size(), 0);
  // Its part of the loop of pipeline p.
  auto const part = [&](std::size_t p, int o) {
    pipeline_profile const& l = pipelines[p];
    double ms = l.feeds == o && !l.streamed ? l.operator_ms.back() : 0;
    for (std::size_t k = 0; k < l.operators.size(); ++k)
      if (l.operators[k] == o) ms += l.operator_ms[k];
    return ms;
  };
  // Who takes part in pipeline p, from its source on.
  auto const order_of = [&](std::size_t p) {
    std::vector<std::size_t> all;
    for (int const o : pipelines[p].operators) all.push_back(static_cast<std::size_t>(o));
    for (std::size_t o = operators.size(); o-- > 0;)
      if ((operators[o].pipeline == static_cast<int>(p) || pipelines[p].feeds == static_cast<int>(o)) && std::find(all.begin(), all.end(), o) == all.end()) all.push_back(o);
    return all;
  };
  auto const show = [&](std::size_t i, std::string const& loop) {
    operator_profile const& o = operators[i];
    shown[i] = 1;
    char passed[16] = "-";
    if (auto const s = o.selectivity()) std::snprintf(passed, sizeof passed, "%.2f%%", *s * 100);
    execution::add_profile_line(r, "  " + o.text, o.rows_in, o.rows_out, passed, !o.ran ? "not run" : o.fused ? "-" : execution::milliseconds(o.ms), o.within >= 0 ? "in next" : loop, 0, 0, 0);
  };
  for (std::size_t p = 0; p < pipelines.size(); ++p) {
    pipeline_profile const& l = pipelines[p];
    std::string name = "pipeline " + std::to_string(p + 1);
    name += l.feeds < 0 ? ", the result" : l.streamed ? ", read by the join or union" : "";
    char passed[16] = "-";
    if (l.rows_in != 0) std::snprintf(passed, sizeof passed, "%.2f%%", static_cast<double>(l.rows_out) / static_cast<double>(l.rows_in) * 100);
    execution::add_profile_line(r, name, l.rows_in, l.rows_out, passed, execution::milliseconds(l.ms), execution::milliseconds(l.loop_ms), l.bytes, l.chunks, l.threads);
    std::vector<std::size_t> const all = order_of(p);
    for (std::size_t k = 0; k < all.size(); ++k) {
      std::size_t const o = all[k];
      std::string const ms = execution::milliseconds(part(p, static_cast<int>(o)));
      if (!shown[o] && (k < l.operators.size() || operators[o].pipeline == static_cast<int>(p)))
        show(o, ms);
      else if (ms != "0.000")  // its figures stand elsewhere
        execution::add_profile_line(r, "  " + operators[o].text, {}, {}, "-", "-", ms, 0, 0, 0);
    }
  }
  bool first = true;
  for (std::size_t i = operators.size(); i-- > 0;) {
    if (shown[i]) continue;
    if (first) r += "without a loop\n", first = false;
    show(i, "-");
  }
  return r;
}

}  // namespace quern
