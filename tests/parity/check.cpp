// SPDX-License-Identifier: BSL-1.0
// Compares what plans gave with what was recorded, and says for each fixture: pass, FAIL, or why it is not run.
// Equal are: the same columns in order (integers of any width are one type); rows in order only where the plan has an order_by, else
// sorted; floats within 1e-10. Each fixture is run again with its record spoiled, and must not pass.
// usage: parity [FILE]: the table of counts is written there too.
#include <parity.hpp>

#include <cmath>
#include <cstdio>
#include <map>

namespace parity {

std::vector<std::span<fixture const>> all_plans();
std::vector<left_out> all_left_out();
std::vector<std::string_view> tier_names();
std::size_t without_steps();

namespace {

constexpr std::string_view kind_names[] = {"void", "boolean", "integer", "floating", "text", "date", "timestamp"};
std::string_view name_of(kind k) { return kind_names[static_cast<int>(k)]; }

std::string text_of(cell const& c) {
  switch (c.is) {
    case kind::nothing: return "null";
    case kind::truth: return c.whole ? "true" : "false";
    case kind::real: {
      char s[32];
      std::snprintf(s, sizeof s, "%.17g", c.real);
      return s;
    }
    case kind::text: return "'" + std::string(c.text) + "'";
    default: return std::to_string(c.whole);
  }
}

// -1, 0, 1; null is lowest, NaN greatest. Floats that differ by rounding are equal.
int order(cell const& a, cell const& b) {
  if (a.is != b.is) return a.is < b.is ? -1 : 1;
  switch (a.is) {
    case kind::nothing: return 0;
    case kind::text: return (a.text > b.text) - (a.text < b.text);
    case kind::real:
      if (std::isnan(a.real) || std::isnan(b.real)) return std::isnan(a.real) - std::isnan(b.real);
      if (a.real == b.real || std::abs(a.real - b.real) <= 1e-10) return 0;
      return a.real < b.real ? -1 : 1;
    default: return (a.whole > b.whole) - (a.whole < b.whole);
  }
}

// Integers of all widths are one kind already; a column without a type takes nulls of any.
bool same_type(expected_column const& e, kind given, column const& c) {
  if (e.type == kind::nothing) return std::all_of(c.begin(), c.end(), [](cell const& v) { return v.is == kind::nothing; });
  return e.type == given;
}

using row = std::vector<cell>;
bool before(row const& a, row const& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (int const o = order(a[i], b[i])) return o < 0;
  return false;
}
std::string text_of(row const& r) {
  std::string s;
  for (cell const& c : r) s += (s.empty() ? "(" : ", ") + text_of(c);
  return s + ")";
}

}  // namespace

file::file(std::string_view name, std::string_view content) : path_(std::filesystem::temp_directory_path() / name) {
  std::ofstream(path_, std::ios::binary) << content;
}

void test::compare(outcome const& o) {
  std::size_t const width = recorded.columns.size();
  if (o.columns.size() != width) throw mismatch(std::to_string(o.columns.size()) + " columns instead of " + std::to_string(width));
  for (std::size_t i = 0; i < width; ++i) {
    expected_column const& e = recorded.columns[i];
    if (o.names[i] != e.name && !(recorded.joins && o.names[i] == std::string(e.name) + "_right"))
      throw mismatch("column " + std::to_string(i + 1) + " is '" + o.names[i] + "' instead of '" + std::string(e.name) + "'");
    if (!same_type(e, o.types[i], o.columns[i]))
      throw mismatch("column '" + o.names[i] + "' is " + std::string(name_of(o.types[i])) + " instead of " + std::string(name_of(e.type)));
  }
  if (o.rows != recorded.rows) throw mismatch(std::to_string(o.rows) + " rows instead of " + std::to_string(recorded.rows));
  std::vector<row> given(o.rows, row(width)), wanted(o.rows, row(width));
  for (std::size_t r = 0; r < o.rows; ++r)
    for (std::size_t i = 0; i < width; ++i) {
      given[r][i] = o.columns[i][r];
      wanted[r][i] = recorded.cells[r * width + i];
    }
  if (!recorded.ordered) {
    std::sort(given.begin(), given.end(), before);
    std::sort(wanted.begin(), wanted.end(), before);
  }
  for (std::size_t r = 0; r < o.rows; ++r)
    for (std::size_t i = 0; i < width; ++i)
      if (order(given[r][i], wanted[r][i]) != 0)
        throw mismatch("row " + std::to_string(r + 1) + " is " + text_of(given[r]) + " instead of " + text_of(wanted[r]));
}

namespace {

// What went wrong; empty where nothing did.
std::string run(fixture const& f) {
  test t{f};
  try {
    f.run(t);
    return f.fails ? "no error, where the record has one" : "";
  } catch (mismatch const& e) {
    return f.fails ? "no error, where the record has one" : e.what();
  } catch (quern::error const& e) {
    return f.fails ? "" : "error: " + std::string(e.what());
  }
}

// A check that cannot fail shows nothing: each must refuse its record with one thing changed. What was not noticed; empty where all is well.
std::string not_noticed(fixture const& f) {
  fixture spoiled = f;
  if (f.fails || f.cells.empty()) {
    (f.fails ? spoiled.fails : spoiled.ordered) = false;
    std::vector<cell> const row(f.columns.size());
    spoiled.cells = row, ++spoiled.rows;
    return run(spoiled).empty() ? "a row too many is not noticed" : "";
  }
  for (std::size_t const at : {std::size_t{0}, f.cells.size() - 1}) {
    std::vector<cell> cells(f.cells.begin(), f.cells.end());
    cell& c = cells[at];
    if (c.is == kind::nothing)
      c = cell(true);
    else if (c.is == kind::text)
      c.text = c.text.empty() ? " " : c.text.substr(1);
    else
      ++c.whole, c.real += 1e-9;
    spoiled.cells = cells;
    if (run(spoiled).empty()) return "another value is not noticed";
  }
  std::vector<expected_column> columns(f.columns.begin(), f.columns.end());
  columns.back().name = "";
  spoiled.cells = f.cells, spoiled.columns = columns;
  return run(spoiled).empty() ? "another name is not noticed" : "";
}

void say(std::string_view outcome, int tier, std::string_view name, std::string_view reason) {
  std::string const line = std::string(name) + (reason.empty() ? "" : ": ") + std::string(reason);
  std::printf("%-14s tier %d  %s\n", std::string(outcome).c_str(), tier, line.c_str());
}

struct counts {
  int fixtures = 0, run = 0, passed = 0, not_trusted = 0, not_expressed = 0, missing = 0;
};

}  // namespace
}  // namespace parity

int main(int argc, char* argv[]) {
  using namespace parity;
  auto const names = tier_names();
  std::vector<counts> tiers(names.size() + 1);
  std::map<std::string, int> reasons;
  int failed = 0;
  for (auto const plans : all_plans())
    for (fixture const& f : plans) {
      std::string wrong = run(f);
      if (wrong.empty()) wrong = not_noticed(f);
      auto& c = tiers[static_cast<std::size_t>(f.tier) - 1];
      ++c.fixtures, ++c.run, c.passed += wrong.empty();
      failed += !wrong.empty();
      say(wrong.empty() ? "pass" : "FAIL", f.tier, f.name, wrong);
    }
  for (left_out const& l : all_left_out()) {
    constexpr char const* what[] = {"not trusted", "not expressed", "missing"};
    auto& c = tiers[static_cast<std::size_t>(l.tier) - 1];
    ++c.fixtures;
    ++(l.why == left_out::not_trusted ? c.not_trusted : l.why == left_out::not_expressed ? c.not_expressed : c.missing);
    failed += l.why == left_out::missing;
    say(l.why == left_out::missing ? "FAIL" : what[l.why], l.tier, l.name, l.reason);
    std::size_t const colon = l.reason.find(": ");  // behind the function that it is about
    ++reasons[std::string(what[l.why]) + ": " + std::string(l.reason.substr(colon == l.reason.npos ? 0 : colon + 2))];
  }
  std::string table = "| tier | fixtures | run | passed | not trusted | not expressed | missing |\n|---|---|---|---|---|---|---|\n";
  auto const line = [&](std::string const& name, counts const& c) {
    table += "| " + name;
    for (int n : {c.fixtures, c.run, c.passed, c.not_trusted, c.not_expressed, c.missing}) table += " | " + std::to_string(n);
    table += " |\n";
  };
  counts& all = tiers.back();
  for (std::size_t i = 0; i < names.size(); ++i) {
    counts const& c = tiers[i];
    all.fixtures += c.fixtures, all.run += c.run, all.passed += c.passed;
    all.not_trusted += c.not_trusted, all.not_expressed += c.not_expressed, all.missing += c.missing;
    line(std::to_string(i + 1) + ": " + std::string(names[i]), c);
  }
  line("all", all);
  if (std::size_t const n = without_steps()) table += "\nFiles that only restate their input, and test nothing: " + std::to_string(n) + ".\n";
  table += "\n| why not run | fixtures |\n|---|---|\n";
  for (auto const& [reason, n] : reasons) table += "| " + reason + " | " + std::to_string(n) + " |\n";
  std::printf("\n%s", table.c_str());
  if (argc > 1) std::ofstream(argv[1]) << table;
  if (all.fixtures == 0) std::printf("FAIL: no fixtures\n");
  return failed != 0 || all.fixtures == 0;
}
