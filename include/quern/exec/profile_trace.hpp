// SPDX-License-Identifier: BSL-1.0
// A run's profile as a Chrome trace (JSON, "X" events), for chrome://tracing and Perfetto.
#pragma once
#include <cstdio>

#include <quern/exec/run_profile.hpp>
#include <quern/table/error.hpp>

namespace quern::inline QUERN_ABI {
namespace execution {

inline void add_json_text(std::string& to, std::string const& text) {
  to += '"';
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      to += '\\', to += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      to += code;
    } else {
      to += c;
    }
  }
  to += '"';
}
// The format counts in microseconds.
inline void add_json_time(std::string& to, char const* name, std::int64_t ns) {
  char text[64];
  std::snprintf(text, sizeof text, ",\"%s\":%lld.%03lld", name, static_cast<long long>(ns / 1000), static_cast<long long>(ns % 1000));
  to += text;
}

}  // namespace execution

template <class Event>
std::string run_profile_of<Event>::trace() const {
  static constexpr char const* kinds[] = {"run", "operator", "open", "pipeline", "chunk"};
  std::string r = "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n";
  r += "{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":1,\"tid\":0,\"args\":{\"name\":\"quern\"}}";
  for (int t = 0; t < threads; ++t) {
    std::string const n = std::to_string(t);
    r += ",\n{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":1,\"tid\":" + n + ",\"args\":{\"name\":\"thread " + n + "\"}}";
  }
  for (Event const& e : events) {
    bool const of_operator = e.what == profile_event::operation || e.what == profile_event::opening;
    std::string name = e.what == profile_event::run ? "run" : of_operator ? operators[static_cast<std::size_t>(e.of)].text : "pipeline " + std::to_string(e.of + 1);
    if (e.what == profile_event::opening) name = "open " + name;
    if (e.what == profile_event::chunk) name += ", chunk " + std::to_string(e.number);
    r += ",\n{\"name\":";
    execution::add_json_text(r, name);
    r += std::string(",\"cat\":\"") + kinds[e.what] + "\",\"ph\":\"X\",\"pid\":1,\"tid\":" + std::to_string(e.thread);
    execution::add_json_time(r, "ts", e.begin);
    execution::add_json_time(r, "dur", e.end - e.begin);
    if (e.what == profile_event::chunk) r += ",\"args\":{\"rows\":" + std::to_string(e.rows) + ",\"bytes\":" + std::to_string(e.bytes) + "}";
    r += "}";
  }
  return r + "\n]}\n";
}

template <class Event>
void run_profile_of<Event>::write_trace(std::string const& path) const {
  std::string const text = trace();
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  bool const written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file == nullptr || std::fclose(file) != 0 || !written) throw data_error("quern: " + path + ": cannot be written");
}

}  // namespace quern
