// SPDX-License-Identifier: BSL-1.0
// Where the fields of a block of text lie. Blocks whose rows all have the same number of separators are read off one
// index of structural characters, 64 bytes a step; all others (ragged rows, comments, stray quotes) are walked.
#pragma once
#include <vector>

#include <quern/kernel/byte_masks.hpp>
#include <quern/io/csv_dialect.hpp>
#include <quern/io/csv_options.hpp>
#include <quern/table/buffer.hpp>

namespace quern::inline QUERN_ABI::csv {

inline constexpr std::size_t no_slot = ~std::size_t{0};

// One column of a block: row r stands in text[begin[r * stride] + skip, end[r * stride] - drop), quotes included.
struct field_column {
  char const* text;
  std::uint32_t const* begin;
  std::uint32_t const* end;
  std::size_t stride;
  std::uint32_t skip, drop;
  std::size_t rows;
  int quote;  // what a quoted field begins with; -1 where the block has none
  char const* from(std::size_t r) const { return text + static_cast<std::uint32_t>(begin[r * stride] + skip); }
  char const* to(std::size_t r) const { return text + (end[r * stride] - drop); }
};

// Walks down a column. A kernel's stores could change a field_column for all the compiler knows, but not this, if it is a local.
class field_cursor {
 public:
  explicit field_cursor(field_column const& f)
      : text_(f.text), begin_(f.begin), end_(f.end), stride_(f.stride), skip_(f.skip), drop_(f.drop) {}
  char const* from() const { return text_ + static_cast<std::uint32_t>(*begin_ + skip_); }
  std::size_t size() const { return static_cast<std::uint32_t>(*end_ - drop_ - *begin_ - skip_); }
  void next() { begin_ += stride_, end_ += stride_; }

 private:
  char const* text_;
  std::uint32_t const* begin_;
  std::uint32_t const* end_;
  std::size_t stride_;
  std::uint32_t skip_, drop_;
};

// What the rows of a file look like, and which of their fields are wanted.
struct row_shape {
  dialect chars;
  std::size_t fields = 0;  // of each row, without the empty one behind a trailing separator
  bool trailing = false;
  std::vector<std::size_t> wanted;  // positions in the file
  std::size_t needed = 0;           // fields up to the last wanted one that is not nullable
  on_bad_row bad_rows = on_bad_row::error;
};

// Reads block after block; one for each worker, reused.
class field_reader {
 public:
  explicit field_reader(row_shape const& shape) : shape_(shape), slots_(shape.fields, no_slot) {
    for (std::size_t w = 0; w < shape.wanted.size(); ++w) slots_[shape.wanted[w]] = w;
  }

  // A row that is no row: the one behind the last one of the block. `fields` is 0 where a quote is not closed.
  struct broken_row {
    char const* at = nullptr;
    std::size_t fields = 0;
  };

  // Reads rows from `at` on, about `bytes` of text but one row at least, none past `end`, where a row ends. Returns where
  // the next row begins.
  char const* next(char const* at, char const* end, std::size_t bytes) {
    text_ = at, rows_ = skipped_ = 0, broken_ = {};
    std::size_t const rest = static_cast<std::size_t>(end - at);
    for (bytes = bytes < rest ? bytes : rest;; bytes = bytes < rest / 2 ? bytes * 2 : rest) {
      if (bytes > longest_block) break;  // a very long row: its index would take several times its room
      found const f = index(at, bytes);
      if (f.parity_fails) break;
      if (f.last_line == 0) {  // no row ends here
        if (bytes == rest) break;
        continue;
      }
      if (is_regular(f)) return at + marks_[f.last_line] + 1;
      break;
    }
    return walk(at, end, bytes < 65536 ? bytes : 65536);  // and then look for regular rows again
  }

  std::size_t rows() const { return rows_; }
  std::size_t skipped() const { return skipped_; }
  broken_row const& broken() const { return broken_; }

  field_column column(std::size_t slot) const {
    if (!regular_) {
      std::uint32_t const* const spans = spans_.data() + 2 * slot;
      return {text_, spans, spans + 1, 2 * shape_.wanted.size(), 0, 0, rows_, shape_.chars.quotes ? quote() : -1};
    }
    std::size_t const f = shape_.wanted[slot];
    return {text_, marks_ + f, marks_ + f + 1, stride_, 1, f + 1 == stride_ && crlf_ ? 1u : 0u, rows_, quotes_ ? quote() : -1};
  }

 private:
  static constexpr std::size_t longest_block = std::size_t{1} << 20;
  int quote() const { return static_cast<unsigned char>(shape_.chars.quote); }

  struct found {
    std::size_t last_line = 0;  // the last mark that ends a row; 0 = none
    std::size_t lines = 0;
    bool parity_fails = false;
  };

  // marks_[1...] = separators and line ends outside of quotes; marks_[0] stands before the first field.
  found index(char const* p, std::size_t n) {
    index_.resize((n + 80) * sizeof(std::uint32_t));
    marks_ = index_.as<std::uint32_t>();
    marks_[0] = ~std::uint32_t{0};
    dialect const d = shape_.chars;
    found f;
    std::uint32_t* out = marks_ + 1;
    std::uint64_t inside = 0;
    quotes_ = false;
    for (std::size_t at = 0; at < n; at += 64) {
      __builtin_prefetch(p + at + 4096);  // the machine does not look ahead past a page: 0.76 GB on two threads in 370 ms, 500 without
      kernel::block64 const here(p + at);
      std::uint64_t lines = here == '\n', marks = (here == d.separator) | lines;
      std::uint64_t quotes = d.quotes ? here == d.quote : 0;
      if (n - at < 64) {
        std::uint64_t const live = (std::uint64_t{1} << (n - at)) - 1;
        lines &= live, marks &= live, quotes &= live;
      }
      if ((quotes | inside) != 0) [[unlikely]] {
        std::uint64_t const through = kernel::prefix_parity(quotes) ^ inside;
        if (!quotes_fit(p + at, quotes & through, quotes & ~through)) return f.parity_fails = true, f;
        inside = (through >> 63) != 0 ? ~std::uint64_t{0} : 0;
        lines &= ~through, marks &= ~through;
        quotes_ = true;
      }
      f.lines += static_cast<std::size_t>(std::popcount(lines));
      int const count = std::popcount(marks);
      std::uint32_t const base = static_cast<std::uint32_t>(at);
      // Writing a few too many is cheaper than asking how many there are.
      for (int i = 0; i < 12; ++i) out[i] = base + kernel::lowest_bit(marks), marks &= marks - 1;
      if (count > 12) [[unlikely]]
        for (int i = 12; i < count; ++i) out[i] = base + kernel::lowest_bit(marks), marks &= marks - 1;
      out += count;
    }
    while (out - 1 > marks_ && p[out[-1]] != '\n') --out;
    f.last_line = static_cast<std::size_t>(out - 1 - marks_);
    // A comment may hold quotes that are none.
    f.parity_fails = quotes_ && d.comments;
    return f;
  }
  // Opening quotes stand at the begin of a field, closing ones at its end.
  bool quotes_fit(char const* p, std::uint64_t opening, std::uint64_t closing) const {
    dialect const& d = shape_.chars;
    kernel::block64 const before(p - 1), after(p + 1);
    std::uint64_t const begin = (before == d.separator) | (before == '\n') | (before == d.quote);
    std::uint64_t const end = (after == d.separator) | (after == '\n') | (after == '\r') | (after == d.quote);
    return ((opening & ~begin) | (closing & ~end)) == 0;
  }
  bool is_regular(found const& f) {
    stride_ = shape_.fields + shape_.trailing;
    rows_ = f.lines;
    if (f.last_line != rows_ * stride_) return false;
    bool const trailing = shape_.trailing, one = stride_ == 1, comments = shape_.chars.comments;
    std::size_t bad = 0, crs = 0;
    for (std::size_t r = 0; r < rows_; ++r) {
      std::uint32_t const* const row = marks_ + r * stride_;
      char const* const line_end = text_ + row[stride_];
      bool const cr = line_end[-1] == '\r';
      crs += cr, bad += *line_end != '\n';
      if (trailing) bad += row[stride_] - row[stride_ - 1] != 1u + cr;
      if (one || comments) bad += is_skipped(shape_.chars, text_ + static_cast<std::uint32_t>(row[0] + 1));
    }
    crlf_ = crs != 0;
    return regular_ = bad == 0 && (crs == 0 || crs == rows_);
  }

  char const* walk(char const* p, char const* end, std::size_t bytes) {
    regular_ = false;
    rows_ = 0;
    spans_.clear();
    std::size_t const width = shape_.wanted.size(), want = bytes;
    while (p < end && static_cast<std::size_t>(p - text_) < want) {
      if (is_skipped(shape_.chars, p)) {
        p = walk_line(p, end);
        continue;
      }
      std::size_t const first = spans_.size();
      spans_.resize(first + 2 * width);
      std::size_t fields = 0, last = 0;
      char const* const after = walk_record(shape_.chars, p, end, [&](char const* b, char const* e) {
        if (fields < slots_.size() && slots_[fields] != no_slot) {
          spans_[first + 2 * slots_[fields]] = static_cast<std::uint32_t>(b - text_);
          spans_[first + 2 * slots_[fields] + 1] = static_cast<std::uint32_t>(e - text_);
        }
        last = static_cast<std::size_t>(e - b), ++fields;
      });
      if (after != nullptr && static_cast<std::size_t>(after - text_) >> 32 != 0) fields = no_slot;  // spans are 32 bits
      if (after != nullptr && shape_.trailing && fields == shape_.fields + 1 && last == 0) --fields;
      if (after == nullptr || (fields != shape_.fields && !(shape_.bad_rows == on_bad_row::null && may_be_filled(fields)))) {
        spans_.resize(first);
        if (shape_.bad_rows != on_bad_row::skip) return broken_ = {p, after == nullptr ? 0 : fields}, end;
        ++skipped_;
        if (after == nullptr) return end;
      } else {
        ++rows_;
      }
      p = after;
    }
    return p;
  }
  // Missing fields read as empty, which only a nullable column takes.
  bool may_be_filled(std::size_t fields) const { return fields >= shape_.needed && fields != no_slot; }

  row_shape const& shape_;
  std::vector<std::size_t> slots_;  // of the fields of a row: which wanted column, or no_slot
  buffer index_;
  std::uint32_t* marks_ = nullptr;
  std::vector<std::uint32_t> spans_;
  char const* text_ = nullptr;
  std::size_t rows_ = 0, skipped_ = 0, stride_ = 0;
  broken_row broken_;
  bool regular_ = false, crlf_ = false, quotes_ = false;
};

}  // namespace quern::inline QUERN_ABI::csv
