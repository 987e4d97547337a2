// SPDX-License-Identifier: BSL-1.0
// Reading results that are text, and comparing them.
#include "answer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tpch {

namespace {
template <class F>
void for_each_piece(std::string_view text, char separator, F f) {
  for (std::size_t at = 0;;) {
    std::size_t const end = text.find(separator, at);
    f(text.substr(at, end - at));
    if (end == text.npos) return;
    at = end + 1;
  }
}

bool close(std::string const& a, std::string const& b) {
  double x = 0, y = 0;
  if (std::from_chars(a.data(), a.data() + a.size(), x).ec != std::errc() || std::from_chars(b.data(), b.data() + b.size(), y).ec != std::errc()) return false;
  return std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y));
}

// Rows that the ORDER BY leaves in any order get one.
void order_ties(answer& a, std::vector<std::size_t> const& keys) {
  auto const tied = [&](auto const& x, auto const& y) { return std::all_of(keys.begin(), keys.end(), [&](std::size_t k) { return x[k] == y[k]; }); };
  for (auto from = a.rows.begin(); from != a.rows.end();) {
    auto const to = std::find_if(from, a.rows.end(), [&](auto const& row) { return !tied(*from, row); });
    std::sort(from, to);
    from = to;
  }
}
}  // namespace

answer answer::of(std::string_view text) {
  answer a;
  if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  bool header = true;
  for_each_piece(text, '\n', [&](std::string_view line) {
    std::vector<std::string> fields;
    for_each_piece(line, '\t', [&](std::string_view field) { fields.emplace_back(field); });
    if (header)
      a.names = std::move(fields);
    else
      a.rows.push_back(std::move(fields));
    header = false;
  });
  return a;
}

std::string differences(std::string const& query, answer const& got, answer const& expected, std::vector<std::string_view> const& types, std::vector<std::string> const& keys) {
  std::string out;
  auto const say = [&](std::string const& where, std::string const& is, std::string const& should) { out += query + ", " + where + ": got '" + is + "', expected '" + should + "'\n"; };
  auto const joined = [](std::vector<std::string> const& v) {
    std::string r;
    for (auto const& s : v) r += (r.empty() ? "" : " ") + s;
    return r;
  };
  if (got.names != expected.names) say("names of columns", joined(got.names), joined(expected.names));
  if (got.rows.size() != expected.rows.size()) say("number of rows", std::to_string(got.rows.size()), std::to_string(expected.rows.size()));
  if (!out.empty()) return out;

  std::vector<std::size_t> positions;
  for (auto const& key : keys) {
    auto const found = std::find(expected.names.begin(), expected.names.end(), key);
    if (found == expected.names.end()) return query + ": no column '" + key + "' to order by\n";
    positions.push_back(static_cast<std::size_t>(found - expected.names.begin()));
  }
  answer a = got, b = expected;
  order_ties(a, positions), order_ties(b, positions);
  for (std::size_t r = 0; r < b.rows.size(); ++r) {
    for (std::size_t c = 0; c < b.names.size(); ++c) {
      if (b.rows[r].size() != b.names.size() || a.rows[r].size() != b.names.size()) {
        say("row " + std::to_string(r + 1), joined(a.rows[r]), joined(b.rows[r]));
        break;
      }
      bool const floating = types[c].find("double") != types[c].npos || types[c].find("float") != types[c].npos;
      if (a.rows[r][c] != b.rows[r][c] && !(floating && close(a.rows[r][c], b.rows[r][c])))
        say("row " + std::to_string(r + 1) + ", column " + b.names[c], a.rows[r][c], b.rows[r][c]);
    }
  }
  return out;
}

}  // namespace tpch
