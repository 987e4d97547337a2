// SPDX-License-Identifier: BSL-1.0
// Reading results that are text, and comparing them.
#include "answer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

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
// Where the columns of the ORDER BY stand; one that is not there is an error of the caller.
std::vector<std::size_t> positions_of(std::vector<std::string> const& keys, std::vector<std::string> const& names) {
  std::vector<std::size_t> positions;
  for (auto const& key : keys) {
    auto const found = std::find(names.begin(), names.end(), key);
    if (found == names.end()) throw std::invalid_argument("no column '" + key + "' to order by");
    positions.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  return positions;
}
bool is_floating(std::string_view type) { return type.find("double") != type.npos || type.find("float") != type.npos; }
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

  auto const positions = positions_of(keys, expected.names);
  answer a = got, b = expected;
  order_ties(a, positions), order_ties(b, positions);
  for (std::size_t r = 0; r < b.rows.size(); ++r) {
    for (std::size_t c = 0; c < b.names.size(); ++c) {
      if (b.rows[r].size() != b.names.size() || a.rows[r].size() != b.names.size()) {
        say("row " + std::to_string(r + 1), joined(a.rows[r]), joined(b.rows[r]));
        break;
      }
      if (a.rows[r][c] != b.rows[r][c] && !(is_floating(types[c]) && close(a.rows[r][c], b.rows[r][c])))
        say("row " + std::to_string(r + 1) + ", column " + b.names[c], a.rows[r][c], b.rows[r][c]);
    }
  }
  return out;
}

answer read_answer(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return answer::of(text.str());
}

void write_answer(std::filesystem::path const& file, answer const& a) {
  std::ofstream out(file, std::ios::binary);
  auto const line = [&](std::vector<std::string> const& fields) {
    for (std::size_t k = 0; k < fields.size(); ++k) out << (k == 0 ? "" : "\t") << fields[k];
    out << '\n';
  };
  line(a.names);
  for (auto const& row : a.rows) line(row);
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string canonical(answer a, std::vector<std::string_view> const& types, std::vector<std::string> const& keys) {
  order_ties(a, positions_of(keys, a.names));
  std::string out;
  for (auto const& row : a.rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      char digits[32];
      double x = 0;
      if (c < types.size() && is_floating(types[c]) && std::from_chars(row[c].data(), row[c].data() + row[c].size(), x).ec == std::errc())
        std::snprintf(digits, sizeof digits, "%.9g", x), out += digits;
      else
        out += row[c];
      out += c + 1 == row.size() ? '\n' : '\t';
    }
  return out;
}

}  // namespace tpch
