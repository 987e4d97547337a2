// SPDX-License-Identifier: BSL-1.0
// Prints the schema declaration for a CSV file, from all of its rows: schema FILE.csv [NAME]
// run: examples/data/airports.csv
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <quern/io/csv_file.hpp>
#include <quern/io/csv_header.hpp>
#include <quern/io/csv_number.hpp>
#include <quern/io/csv_time.hpp>

namespace {

using quern::csv::parsed;

// What the values of one column have all been so far.
struct column_facts {
  std::string name;
  bool logical = true, int32 = true, int64 = true, number = true, day = true, moment = true;
  bool empties = false, empty_texts = false, values = false;
  std::size_t texts = 0;
  std::unordered_set<std::string> distinct;

  void look_at(std::string_view text, bool quoted) {
    if (text.empty()) {
      (quoted ? empty_texts : empties) = true;
      return;
    }
    values = true;
    std::int32_t small = 0;
    std::int64_t large = 0;
    double x = 0;
    bool const b = text == "true" || text == "false" || text == "TRUE" || text == "FALSE" || text == "True" || text == "False";
    // 01234 is a code, not a number.
    std::string_view const digits = text[0] == '-' ? text.substr(1) : text;
    bool const code = digits.size() > 1 && digits[0] == '0' && quern::csv::is_digit(digits[1]);
    logical &= b;
    if (int32) int32 = !code && quern::csv::parse_integer(text, small) == parsed::good;
    if (int64) int64 = !code && quern::csv::parse_integer(text, large) == parsed::good;
    if (number) number = !code && quern::csv::parse_float(text, '.', x) == parsed::good;
    if (day) day = quern::csv::parse_date(text, "", small) == parsed::good;
    if (moment) moment = quern::csv::parse_timestamp(text, "", quern::us::per_day, large) == parsed::good;
    ++texts;
    if (distinct.size() <= most_categories) distinct.emplace(text);
  }
  std::string type() const {
    std::string const bare = !values   ? "quern::string"
                             : logical ? "bool"
                             : int32   ? "std::int32_t"
                             : int64   ? "std::int64_t"
                             : number  ? "double"
                             : day     ? "quern::date"
                             : moment  ? "quern::timestamp<quern::us>"
                             : few()   ? "quern::category"
                                       : "quern::string";
    // An empty text in quotes is a text, but no number.
    bool const text = bare == "quern::string" || bare == "quern::category";
    return empties || (empty_texts && !text) ? "quern::nullable<" + bare + ">" : bare;
  }

 private:
  static constexpr std::size_t most_categories = 1000;
  bool few() const { return distinct.size() <= most_categories && distinct.size() * 4 <= texts; }
};

// The separator that the first line has most of.
char separator_of(std::string_view line) {
  char best = ',';
  std::size_t most = 0;
  for (char c : {',', ';', '\t', '|'}) {
    std::size_t n = 0;
    for (char x : line) n += x == c;
    if (n > most) best = c, most = n;
  }
  return best;
}

std::string unquoted(std::string_view text, char quote) {
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    out += text[i];
    if (text[i] == quote) ++i;
  }
  return out;
}

// The name of a file as the name of a struct.
std::string name_from(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  std::string name(path.substr(0, path.find('.')));
  for (char& c : name)
    if (!quern::csv::is_digit(c) && !((c | 32) >= 'a' && (c | 32) <= 'z')) c = '_';
  return name.empty() || quern::csv::is_digit(name[0]) ? "file_" + name : name;
}

std::string literal(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

void print_schema(std::string const& path, std::string const& name) {
  quern::csv_options options;
  quern::csv::file_text file(path);
  options.separator =
      separator_of(std::string_view(file.data(), file.size()).substr(0, std::string_view(file.data(), file.size()).find('\n')));
  quern::csv::dialect const d{.separator = options.separator};
  auto const layout = quern::csv::find_layout(path, file, options, d, {});

  char const *p = file.data(), *const end = p + layout.size, *rows = p + layout.first;
  if (std::string_view(p, 3) == "\xEF\xBB\xBF") p += 3;
  while (p < end && quern::csv::is_skipped(d, p)) p = quern::csv::walk_line(p, end);
  std::vector<column_facts> columns;
  for (auto const& n : quern::csv::header_names(d, p, end, p)) columns.emplace_back().name = n;

  std::size_t line = layout.lines + 1;
  while (rows < end) {
    if (quern::csv::is_skipped(d, rows)) {
      rows = quern::csv::walk_line(rows, end), ++line;
      continue;
    }
    std::size_t c = 0;
    char const* const next = quern::csv::walk_record(d, rows, end, [&](char const* b, char const* e) {
      std::string_view const field(b, static_cast<std::size_t>(e - b));
      bool const quoted = field.size() > 1 && field.front() == d.quote && field.back() == d.quote;
      if (c < columns.size()) columns[c].look_at(quoted ? unquoted(field, d.quote) : std::string(field), quoted);
      ++c;
    });
    if (next == nullptr) throw quern::csv_error(path, line, "", "", "the row has a quoted field that is not closed");
    if (c != columns.size())
      throw quern::csv_error(path, line, "", "",
                             "the row has " + std::to_string(c) + " fields, " + std::to_string(columns.size()) + " are expected");
    for (; rows < next; ++rows) line += *rows == '\n';
  }

  std::printf("struct %s : quern::schema<\n", name.c_str());
  for (auto const& c : columns)
    std::printf("    quern::field<%s, %s>%s\n", literal(c.name).c_str(), c.type().c_str(), &c == &columns.back() ? "> {};" : ",");
  std::string const separator = options.separator == ','    ? ""
                                : options.separator == '\t' ? ", {.separator = '\\t'}"
                                                            : std::string(", {.separator = '") + options.separator + "'}";
  std::printf("// quern::scan_csv<%s>(%s%s)\n", name.c_str(), literal(path).c_str(), separator.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: schema FILE.csv [NAME]\n"), 2;
  try {
    print_schema(argv[1], argc > 2 ? argv[2] : name_from(argv[1]));
  } catch (std::exception const& e) {
    return std::fprintf(stderr, "%s\n", e.what()), 1;
  }
}
