// SPDX-License-Identifier: BSL-1.0
// The directory of a cache file as bytes and back: numbers of 64 bits, texts behind their lengths.
#include "cache_format.hpp"

namespace tpch::cache {
namespace {

void put(std::string& out, std::uint64_t v) { out.append(reinterpret_cast<char const*>(&v), sizeof v); }
void put(std::string& out, std::string_view t) {
  put(out, std::uint64_t{t.size()});
  out += t;
}

class reader {
 public:
  explicit reader(std::string_view bytes) : rest_(bytes) {}
  std::uint64_t number() {
    std::uint64_t v;
    std::memcpy(&v, take(sizeof v).data(), sizeof v);
    return v;
  }
  std::string text() { return std::string(take(number())); }

 private:
  std::string_view take(std::uint64_t n) {
    if (n > rest_.size()) throw std::out_of_range("the directory of a cache file ends too early");
    auto const t = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return t;
  }
  std::string_view rest_;
};

}  // namespace

std::string written(directory const& d) {
  std::string out;
  put(out, d.label);
  for (auto const& c : d.columns) {
    put(out, c.name);
    put(out, c.type);
    for (auto const& p : c.places) put(out, p.at), put(out, p.bytes);
  }
  return out;
}

directory read_directory(std::string_view bytes, std::uint64_t columns) {
  reader r(bytes);
  directory d;
  d.label = r.text();
  for (std::uint64_t k = 0; k < columns; ++k) {
    auto& c = d.columns.emplace_back();
    c.name = r.text(), c.type = r.text();
    for (auto& p : c.places) p.at = r.number(), p.bytes = r.number();
  }
  return d;
}

}  // namespace tpch::cache
