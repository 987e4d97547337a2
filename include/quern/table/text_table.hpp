// SPDX-License-Identifier: BSL-1.0
// A table as text for people: names, types, the first rows, nulls visible, long texts cut, wide tables folded to a width.
#pragma once
#include <cstdio>

#include <quern/schema/type_name.hpp>
#include <quern/table/table.hpp>
#include <quern/table/text_format.hpp>

namespace quern::inline QUERN_ABI {

namespace value_text {

struct printed_column {
  std::string_view name;
  std::string_view type;
  bool right = false;  // numbers stand to the right
  std::vector<std::string> cells;
};

inline std::size_t width_of(std::string_view t) {
  std::size_t n = 0;
  for (char c : t) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}
// At most `most` code points; line breaks and control characters would tear the table.
inline std::string cell_of(std::string_view t, std::size_t most) {
  std::string r;
  std::size_t n = 0;
  bool const cut = width_of(t) > most;
  for (char c : t) {
    bool const starts = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (cut && starts && n + 1 == most) break;
    n += starts;
    r.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c);
  }
  if (cut) r += "…";
  return r;
}
// Up to four places behind the point, or six significant digits for very large and very small numbers.
inline std::string double_cell(double v) {
  char buf[64];
  double const a = v < 0 ? -v : v;
  if (v != v) return "nan";
  if (a != 0 && !(a >= 1e-3 && a < 1e9)) {
    std::snprintf(buf, sizeof buf, "%.6g", v);
    return buf;
  }
  std::snprintf(buf, sizeof buf, "%.4f", v);
  std::string r = buf;
  while (r.back() == '0' && r[r.size() - 2] != '.') r.pop_back();
  return r;
}
inline void append_padded(std::string& out, std::string_view t, std::size_t width, bool right) {
  std::size_t const fill = width - width_of(t);
  if (right) out.append(fill, ' ');
  out += t;
  if (!right) out.append(fill, ' ');
}
inline void append_line(std::string& out, std::vector<printed_column> const& columns, std::vector<std::size_t> const& widths, auto cell) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    out += c == 0 ? " " : " │ ";
    append_padded(out, cell(columns[c]), widths[c], columns[c].right);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  out += '\n';
}
// Columns that do not fit `most` characters are folded into one that says how many there are.
inline std::string draw(std::vector<printed_column> columns, std::size_t rows, std::size_t most, std::string_view below) {
  std::vector<std::size_t> widths;
  std::size_t total = 0, hidden = 0;
  for (auto const& c : columns) {
    std::size_t w = width_of(c.name) > width_of(c.type) ? width_of(c.name) : width_of(c.type);
    for (auto const& t : c.cells) w = width_of(t) > w ? width_of(t) : w;
    widths.push_back(w);
    total += w + 3;
  }
  while (columns.size() > 1 && total > most) {
    total -= widths.back() + 3;
    columns.pop_back(), widths.pop_back(), ++hidden;
  }
  std::string out;
  append_line(out, columns, widths, [](auto const& c) { return c.name; });
  append_line(out, columns, widths, [](auto const& c) { return c.type; });
  for (std::size_t c = 0; c < columns.size(); ++c) {
    out += c == 0 ? "─" : "─┼─";
    for (std::size_t i = 0; i < widths[c]; ++i) out += "─";
  }
  out += "─\n";
  for (std::size_t r = 0; r < rows; ++r) append_line(out, columns, widths, [r](auto const& c) { return std::string_view(c.cells[r]); });
  out += ' ';
  out += below;
  if (hidden != 0) out += "; " + std::to_string(hidden) + (hidden == 1 ? " more column" : " more columns");
  return out += '\n';
}

template <class T>
void format_cell(std::string& out, column_ref const& c, std::size_t i) {
  using B = bare<T>;
  if (!valid_at(c, i)) return void(out += "null");
  if constexpr (std::is_floating_point_v<B>)
    out += double_cell(value_at<B>(c, i));
  else if constexpr (family_of<T> == family::text)
    out += cell_of(std::string_view(value_at<B>(c, i)), 40);
  else
    format_value(out, value_at<B>(c, i));
}

// What it takes to print a column, without its type.
struct printing {
  std::string_view name, type;
  bool right;
  column_layout layout;
  void (*format)(std::string&, column_ref const&, std::size_t);
};
template <class Fields>
inline constexpr std::array<printing, 0> printing_of{};
template <class... F>
inline constexpr std::array<printing, sizeof...(F)> printing_of<meta::list<F...>> = {
    printing{F::name, type_name<typename F::type>(), is_numeric<bare<typename F::type>> || family_of<typename F::type> == family::duration, layout_of<typename F::type>,
             &format_cell<typename F::type>}...};

inline std::string to_text(table_data const& t, array_view<printing> how, std::size_t rows, std::size_t width, bool more) {
  std::size_t const n = t.rows < rows ? t.rows : rows;
  std::vector<printed_column> columns(how.size());
  for (std::size_t c = 0; c < how.size(); ++c) {
    columns[c].name = how[c].name, columns[c].type = how[c].type, columns[c].right = how[c].right;
    columns[c].cells.resize(n);
    column_ref const ref = quern::ref_of(how[c].layout, *t.columns[c]);
    for (std::size_t i = 0; i < n; ++i) how[c].format(columns[c].cells[i], ref, i);
  }
  std::string below = std::to_string(n) + (n == 1 && !more ? " row" : " rows");
  if (more)
    below = "first " + below + ", there are more";
  else if (n < t.rows)
    below = "first " + below + " of " + std::to_string(t.rows);
  return value_text::draw(std::move(columns), n, width, below);
}

}  // namespace value_text

// The first `rows` rows, at most `width` characters wide. `more` says that the table goes on behind its rows.
template <class S>
std::string to_text(table<S> const& t, std::size_t rows = 20, std::size_t width = 120, bool more = false) {
  return value_text::to_text(t.data(), value_text::printing_of<typename S::fields>, rows, width, more);
}

// Prints a table to standard output.
template <class S>
void show(table<S> const& t, std::size_t rows = 20) {
  std::string const s = quern::to_text(t, rows);
  std::fwrite(s.data(), 1, s.size(), stdout);
}

}  // namespace quern
