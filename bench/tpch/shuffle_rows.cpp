// SPDX-License-Identifier: BSL-1.0
// The places where lines begin are shuffled; lines are then written from there, in blocks.
#include "shuffle_rows.hpp"

#include <cstring>
#include <string>
#include <vector>

#include "../output_file.hpp"
#include "../random_stream.hpp"
#include "mapped_file.hpp"

namespace tpch {

void shuffle_rows(std::filesystem::path const& from, std::filesystem::path const& to, std::uint64_t seed) {
  cache::mapped_file const file(from.string());
  char const *const begin = file.data(), *const end = begin + file.size();
  auto const end_of_line = [&](char const* p) {
    auto const* const found = static_cast<char const*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)));
    return found ? found + 1 : end;
  };
  std::vector<char const*> lines;
  for (char const* p = begin; p != end; p = end_of_line(p)) lines.push_back(p);
  bench::random_stream random(seed);
  for (std::size_t n = lines.size(); n > 1; --n)
    std::swap(lines[n - 1], lines[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(n) - 1))]);

  constexpr std::size_t block = std::size_t{8} << 20;
  bench::output_file out(to.string());
  std::string text;
  std::size_t written = 0;
  auto const flush = [&] { out.write(text.data(), text.size(), written), written += text.size(), text.clear(); };
  for (char const* const line : lines) {
    text.append(line, end_of_line(line));
    if (text.back() != '\n') text += '\n';  // a last line without its end, now among others
    if (text.size() >= block) flush();
  }
  flush();
  out.finish();
}

}  // namespace tpch
