#include "report.hpp"

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace timing {
namespace {

char const* name(role r) {
  switch (r) {
    case role::peer:
      return "peer";
    case role::hand:
      return "hand";
    case role::quern:
      return "quern";
    case role::bandwidth:
      return "bandwidth";
  }
  return "";
}

std::string after_colon(std::string const& line) {
  auto const at = line.find(": ");
  return at == std::string::npos ? line : line.substr(at + 2);
}

// How many times as fast as `other`; 0 when there is none.
double ratio(contender const& c, contender const* other) {
  return other && !c.ms.empty() && c.minimum() > 0 ? other->minimum() / c.minimum() : 0;
}

struct figures {
  double of_peer, of_hand, of_bandwidth, of_one_thread;
};
figures compare(section const& s, contender const& c) {
  contender const* single = nullptr;
  for (auto const& o : s.contenders)
    if (o.threads == 1 && c.threads != 1 && o.name == c.name && o.memory == c.memory) single = &o;
  return {ratio(c, s.best(role::peer, c.threads)), ratio(c, s.best(role::hand, c.threads, c.memory)),
          ratio(c, s.best(role::bandwidth, c.threads)), ratio(c, single)};
}

std::string number(double v, char const* format = "%.2f") {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, v);
  return buffer;
}
std::string or_dash(double v) { return v > 0 ? number(v) : "-"; }

std::string quoted(std::string const& s) {
  std::string out = "\"";
  for (char c : s) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

}  // namespace

facts machine() {
  facts f;
  std::ifstream cpu("/proc/cpuinfo");
  for (std::string line; std::getline(cpu, line);)
    if (line.starts_with("model name")) {
      f.emplace_back("cpu", after_colon(line));
      break;
    }
  f.emplace_back("cores", std::to_string(std::thread::hardware_concurrency()));
  std::ifstream load("/proc/loadavg");
  std::string one;
  if (load >> one) f.emplace_back("load_at_start", one);
#if defined(__clang__)
  f.emplace_back("compiler", __VERSION__);
#else
  f.emplace_back("compiler", "g++ " __VERSION__);
#endif
#ifdef QUERN_BENCH_FLAGS
  f.emplace_back("flags", QUERN_BENCH_FLAGS);
#endif
  return f;
}

void print(facts const& f) {
  for (auto const& [key, value] : f) std::printf("# %s: %s\n", key.c_str(), value.c_str());
  std::puts(
      "# min and median in ms; x peer, x hand, x band: times as fast as the peer, the best hand loop on the same memory, the bare read; x "
      "1t: its own one thread");
}

void print(section const& s) {
  std::printf("\n%s: %s (%d rounds)\n", s.name.c_str(), s.title.c_str(), s.rounds);
  std::printf("  %-44s %-8s %3s %9s %9s %8s %7s %7s %7s %7s %6s\n", "contender", "memory", "thr", "min", "median", "ns/row", "GB/s",
              "x peer", "x hand", "x band", "x 1t");
  for (auto const& c : s.contenders) {
    auto const r = compare(s, c);
    auto const gigabytes = c.memory == s.contenders.front().memory || c.who == role::bandwidth ? s.bytes / c.minimum() / 1e6 : 0;
    std::printf("  %-44s %-8s %3d %9.2f %9.2f %8s %7s %7s %7s %7s %6s\n", c.name.c_str(), c.memory.c_str(), c.threads, c.minimum(),
                c.median(), or_dash(s.rows > 0 ? c.minimum() * 1e6 / s.rows : 0).c_str(), or_dash(gigabytes).c_str(), or_dash(r.of_peer).c_str(), or_dash(r.of_hand).c_str(),
                or_dash(r.of_bandwidth).c_str(), or_dash(r.of_one_thread).c_str());
  }
  for (auto const& c : s.contenders)
    if (c.peak_mib) std::printf("  memory of %s, %d thread%s: at most %.0f MiB\n", c.name.c_str(), c.threads, c.threads == 1 ? "" : "s", c.peak_mib());
  std::fflush(stdout);
}

void write_json(std::string const& path, std::string const& bench, facts const& about, suite const& all) {
  std::ofstream out(path);
  out << "{\n  \"bench\": " << quoted(bench);
  for (auto const& [key, value] : about) out << ",\n  " << quoted(key) << ": " << quoted(value);
  out << ",\n  \"skipped\": [";
  for (std::size_t i = 0; i < all.skipped().size(); ++i) out << (i ? ", " : "") << quoted(all.skipped()[i]);
  out << "],\n  \"figures\": [";
  char const* comma = "\n";
  for (auto const* s : all.sections())
    for (auto const& c : s->contenders) {
      auto const r = compare(*s, c);
      auto key = [&](char const* k, double v) { return ", \"" + std::string(k) + "\": " + (v > 0 ? number(v, "%.4f") : "null"); };
      out << comma << "    {\"section\": " << quoted(s->name) << ", \"contender\": " << quoted(c.name) << ", \"role\": \"" << name(c.who)
          << "\", \"memory\": " << quoted(c.memory) << ", \"threads\": " << c.threads << ", \"rows\": " << number(s->rows, "%.0f")
          << ", \"rounds\": " << c.ms.size() << key("min_ms", c.minimum()) << key("median_ms", c.median()) << key("x_peer", r.of_peer)
          << key("x_hand", r.of_hand) << key("x_bandwidth", r.of_bandwidth) << key("x_one_thread", r.of_one_thread) << (c.peak_mib ? key("peak_mib", c.peak_mib()) : "") << "}";
      comma = ",\n";
    }
  out << "\n  ]\n}\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace timing
