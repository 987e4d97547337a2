// SPDX-License-Identifier: BSL-1.0
// The characters that make records and fields, and the one definition of both: a walk over one record. The fast paths
// (csv_split, csv_fields) only take text on which they agree with it.
#pragma once
#include <cstddef>
#include <cstring>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::csv {

struct dialect {
  char separator = ',';
  char quote = '"';
  bool quotes = true;  // is there a quote character at all
  char comment = '#';
  bool comments = false;
  bool blank_rows = false;  // a blank line is a record
};

// Is there nothing but a line end at p? Text ends in '\n', so p[1] is readable where p[0] is not the last.
inline bool is_blank(char const* p) { return *p == '\n' || (*p == '\r' && p[1] == '\n'); }
inline bool is_skipped(dialect const& d, char const* p) { return (!d.blank_rows && is_blank(p)) || (d.comments && *p == d.comment); }

// The record that begins at p; text ends at `end` with '\n'. Calls field(begin, end) for each field, quotes included, and
// returns where the next record begins, or null where a quote is not closed.
template <class Field>
char const* walk_record(dialect const& d, char const* p, char const* end, Field&& field) {
  for (;;) {
    char const* const begin = p;
    if (d.quotes && *p == d.quote) {
      for (++p;; p += 2) {
        p = static_cast<char const*>(std::memchr(p, d.quote, static_cast<std::size_t>(end - p)));
        if (p == nullptr) return nullptr;
        if (p[1] != d.quote) break;
      }
      ++p;
    }
    while (*p != d.separator && *p != '\n') ++p;
    bool const last = *p == '\n';
    field(begin, last && p > begin && p[-1] == '\r' ? p - 1 : p);
    ++p;
    if (last) return p;
  }
}
// The line that begins at p, whatever it holds.
inline char const* walk_line(char const* p, char const* end) {
  return static_cast<char const*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p))) + 1;
}

}  // namespace quern::inline QUERN_ABI::csv
