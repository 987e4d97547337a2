// SPDX-License-Identifier: BSL-1.0
// The begin of a file: byte order mark, lines to skip, and the header, which says where each column of the schema stands.
#pragma once
#include <quern/io/csv_file.hpp>
#include <quern/io/csv_task.hpp>
#include <quern/io/csv_time.hpp>
#include <quern/table/array_view.hpp>

namespace quern::inline QUERN_ABI::csv {

struct file_layout {
  std::size_t first = 0;               // where the first row begins
  std::size_t size = 0;                // of the text, which ends in a line end
  std::size_t lines = 0;               // before the first row
  std::size_t fields = 0;              // of a row
  std::vector<std::size_t> positions;  // of the schema's columns in the file
};

[[gnu::cold]] inline void check_options(std::string const& path, csv_options const& o) {
  auto const wrong = [&](std::string_view what) { throw csv_error(path, 0, "", "", joined({"options: ", what})); };
  for (char c : {o.separator, o.quote, o.comment, o.decimal_point})
    if (c == '\n' || c == '\r') wrong("a line end cannot be a separator, quote, comment or decimal point");
  if (o.separator == '\0') wrong("no separator");
  if (o.separator == o.quote || o.separator == o.comment || (o.quote != '\0' && o.quote == o.comment))
    wrong("separator, quote and comment must differ");
  for (auto const* format : {&o.date_format, &o.timestamp_format})
    if (char const c = unknown_in_format(*format); c != '\0')
      wrong(joined({"'%", {&c, 1}, "' in the format \"", *format, "\" is not known"}));
}

// The names in a header, their quotes taken off.
[[gnu::cold]] inline std::vector<std::string> header_names(dialect const& d, char const* p, char const* end, char const*& after) {
  std::vector<std::string> names;
  after = walk_record(d, p, end, [&](char const* b, char const* e) {
    if (d.quotes && e - b >= 2 && *b == d.quote && e[-1] == d.quote) {
      std::string name;
      for (++b, --e; b < e; ++b) {
        name += *b;
        if (*b == d.quote && b + 1 < e) ++b;
      }
      names.push_back(std::move(name));
    } else {
      names.emplace_back(b, e);
    }
  });
  return names;
}

[[gnu::cold]] inline void find_columns(std::string const& path, array_view<column_type> types, std::vector<std::string> const& names,
                                       file_layout& to) {
  for (column_type const& type : types) {
    std::size_t at = names.size();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] != type.name) continue;
      if (at != names.size()) throw csv_error(path, to.lines, type.name, "", "stands twice in the header");
      at = i;
    }
    if (at == names.size()) {
      std::string there;
      for (auto const& n : names) there = joined({there, there.empty() ? "" : ", ", n});
      throw csv_error(path, to.lines, type.name, "", joined({"is not in the header; the columns there are: ", there}));
    }
    to.positions.push_back(at);
  }
}

// Puts a line end behind the last line where it has none, and before the first row.
[[gnu::cold]] inline file_layout find_layout(std::string const& path, file_text& file, csv_options const& o, dialect const& d,
                                             array_view<column_type> types) {
  file_layout to;
  char* const text = file.data();
  to.size = file.size();
  std::string_view const begin(text, to.size < 3 ? to.size : 3);
  if (begin.substr(0, 2) == "\xFF\xFE" || begin.substr(0, 2) == "\xFE\xFF")
    throw csv_error(path, 0, "", "", "is UTF-16; only UTF-8 is read");
  char* p = text + (begin == "\xEF\xBB\xBF" ? 3 : 0);
  if (to.size != 0 && text[to.size - 1] != '\n') text[to.size++] = '\n';
  char* const end = text + to.size;
  for (std::size_t i = 0; i < o.skip_rows && p < end; ++i) p += walk_line(p, end) - p, ++to.lines;
  if (o.header) {
    while (p < end && is_skipped(d, p)) p += walk_line(p, end) - p, ++to.lines;
    if (p == end) throw csv_error(path, 0, "", "", "has no header line: it is empty");
    char const* after = nullptr;
    std::vector<std::string> names = header_names(d, p, end, after);
    ++to.lines;
    if (after == nullptr) throw csv_error(path, to.lines, "", "", "a quoted name in the header is not closed");
    if (o.trailing_separator && names.size() > 1 && names.back().empty()) names.pop_back();
    find_columns(path, types, names, to);
    for (; p + 1 < after; ++p) to.lines += *p == '\n';  // a name may hold line ends
    ++p;
    to.fields = names.size();
  } else {
    to.fields = types.size();
    for (std::size_t i = 0; i < types.size(); ++i) to.positions.push_back(i);
  }
  to.first = static_cast<std::size_t>(p - text);
  p[-1] = '\n';
  return to;
}

}  // namespace quern::inline QUERN_ABI::csv
