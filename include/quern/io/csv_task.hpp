// SPDX-License-Identifier: BSL-1.0
// One column of one chunk being read: where its values go, and what becomes of fields that are null or wrong.
#pragma once
#include <memory>
#include <string>

#include <quern/io/csv_categories.hpp>
#include <quern/io/csv_fields.hpp>
#include <quern/io/csv_options.hpp>
#include <quern/table/column.hpp>

namespace quern::inline QUERN_ABI::csv {

class column_task;

// A column of the schema without its C++ type.
struct column_type {
  std::string_view name;
  std::string_view type;  // without nullable<>
  bool nullable, text, category, bits, offsets;
  std::size_t bytes;  // of a value, where it is neither a bit nor a string
  void (*parse)(column_task&, field_column const&);
  column_ref (*ref)(column_data const&, std::size_t);
};

// What is wrong in a chunk: the lowest wrong field, and the rows to leave out.
struct chunk_faults {
  std::size_t row = no_slot;
  char const* at = nullptr;
  column_type const* column = nullptr;
  std::string text, reason;
  std::vector<char> dropped;  // one for each row, or empty
  std::size_t drops = 0;

  bool found() const { return row != no_slot; }
  void forget() { row = no_slot, drops = 0, dropped.clear(); }
  void drop(std::size_t r, std::size_t rows) {
    if (dropped.empty()) dropped.resize(rows);
    drops += dropped[r] == 0, dropped[r] = 1;
  }
};

class column_task {
 public:
  column_task(column_type const& type, csv_options const& options) : type_(&type), options_(&options) {
    for (auto const& t : options.null_texts) {
      add_special(t.size());
      if (!type.text) add_special(t.size() + 2);  // in quotes
    }
    if (type.category) cache = std::make_unique<category_cache>();
  }

  // Makes room for `rows` values out of `bytes` of text.
  void begin(column_data& out, std::size_t rows, std::size_t bytes, std::shared_ptr<dictionary> const& dict) {
    out_ = &out, row_ = 0, rows_ = rows, bytes_ = 0, nulled_ = 0;
    out.rows = out.nulls = 0;
    out.values.resize(0), out.validity.resize(0);  // nothing to keep where they grow
    if (type_->offsets) {
      out.offsets.resize(0), out.offsets.resize((rows + 1) * sizeof(std::int64_t));
      *out.offsets.as<std::int64_t>() = 0;
      out.values.resize(bytes + overrun);
    } else {
      out.values.resize(type_->bits ? bitmap_bytes(rows) : rows * type_->bytes);
      if (type_->bits) out.values.zero();
    }
    if (out.dict != dict) out.dict = dict;
  }
  void parse(field_column const& f, chunk_faults& faults) {
    faults_ = &faults;
    type_->parse(*this, f);
    row_ += f.rows;
  }
  void end() {
    out_->rows = row_;
    if (type_->offsets) out_->values.resize(bytes_);
  }

  // Takes out the rows that are marked. Their values are gone as if they had never been read.
  [[gnu::cold]] void drop(std::vector<char> const& marks) {
    std::size_t to = 0;
    auto* const offsets = out_->offsets.as<std::int64_t>();
    std::byte* const values = out_->values.data();
    bool const nulls = out_->validity.size() != 0;
    std::int64_t bytes = 0;
    for (std::size_t r = 0; r < row_; ++r) {
      if (marks[r] != 0) {
        if (nulls) out_->nulls -= !bit_at(out_->validity.data(), r);
        continue;
      }
      if (nulls) set_bit(out_->validity.data(), to, bit_at(out_->validity.data(), r));
      if (type_->bits) {
        set_bit(values, to, bit_at(values, r));
      } else if (type_->offsets) {
        std::int64_t const n = offsets[r + 1] - offsets[r];
        std::memmove(values + bytes, values + offsets[r], static_cast<std::size_t>(n));
        offsets[to] = bytes, bytes += n;
      } else {
        std::memcpy(values + to * type_->bytes, values + r * type_->bytes, type_->bytes);
      }
      ++to;
    }
    if (type_->offsets) {
      offsets[to] = bytes;
      out_->offsets.resize((to + 1) * sizeof(std::int64_t)), out_->values.resize(static_cast<std::size_t>(bytes));
    } else {
      out_->values.resize(type_->bits ? bitmap_bytes(to) : to * type_->bytes);
    }
    if (nulls) out_->validity.resize(bitmap_bytes(to));
    out_->rows = row_ = to;
  }

  // -- for the kernels of csv_columns ---------------------------------------------------------------------------------------------
  // Fields of these lengths may be null: look twice.
  struct lengths {
    std::uint64_t bits;  // bit n: a field of n characters (63: or more)
    bool has(std::size_t n) const { return (bits >> (n < 63 ? n : 63)) & 1; }
  };
  lengths special() const { return {special_}; }
  template <class S>
  S* values() {
    return out_->values.as<S>() + row_;
  }
  std::size_t row() const { return row_; }
  column_data& out() { return *out_; }
  csv_options const& options() const { return *options_; }
  std::size_t& bytes() { return bytes_; }

  // What a field holds. False: it is null or wrong, all has been done about it, and its value is the zero one.
  bool read(std::size_t r, char const* s, char const* e, int quote, std::string_view& text) {
    text = {s, static_cast<std::size_t>(e - s)};
    bool const quoted = quote >= 0 && !text.empty() && text.front() == static_cast<char>(quote);
    if (quoted && !unquote(text)) return fail(r, s, text, "has characters behind its closing quote"), false;
    if (!is_null(text, quoted)) return true;
    if (type_->nullable) return set_null(r), false;
    if (text.empty() && type_->text) return true;
    fail(r, s, text, text.empty() ? "empty, and the column is not nullable" : "means null, and the column is not nullable");
    return false;
  }
  [[gnu::cold]] void fail(std::size_t r, char const* at, std::string_view text, std::string_view reason) {
    on_bad_row const policy = options_->bad_rows;
    if (policy == on_bad_row::null && type_->nullable) {
      set_null(r), ++nulled_;
    } else if (policy == on_bad_row::skip) {
      faults_->drop(row_ + r, rows_);
    } else if (row_ + r < faults_->row) {
      faults_->row = row_ + r, faults_->at = at, faults_->column = type_, faults_->text = text, faults_->reason = reason;
    }
  }
  column_type const& type() const { return *type_; }
  std::size_t nulled() const { return nulled_; }

  std::unique_ptr<category_cache> cache;  // of category columns

 private:
  static constexpr std::size_t overrun = 64;  // texts are copied in strides of 32 bytes

  void add_special(std::size_t n) { special_ |= std::uint64_t{1} << (n < 63 ? n : 63); }
  bool is_null(std::string_view t, bool quoted) const {
    if (quoted && type_->text) return false;
    if (t.empty()) return true;
    for (auto const& n : options_->null_texts)
      if (t == n) return true;
    return false;
  }
  // Takes the quotes off, and one of each doubled one. False where something follows the closing quote.
  [[gnu::cold]] bool unquote(std::string_view& t) {
    char const quote = t.front();
    std::size_t close = t.find(quote, 1);
    if (close == t.npos) return false;
    if (close + 1 == t.size()) return t = t.substr(1, close - 1), true;
    unquoted_.clear();
    for (std::size_t from = 1;; from = close + 1, close = t.find(quote, from)) {
      if (close == t.npos) return false;
      unquoted_.append(t, from, close - from);
      if (close + 1 == t.size()) return t = unquoted_, true;
      if (t[++close] != quote) return false;
      unquoted_ += quote;
    }
  }
  void set_null(std::size_t r) {
    if (out_->validity.size() == 0) {
      out_->validity.resize(bitmap_bytes(rows_));
      std::memset(out_->validity.data(), 0xff, out_->validity.size());
    }
    set_bit(out_->validity.data(), row_ + r, false);
    ++out_->nulls;
  }

  column_type const* type_;
  csv_options const* options_;
  std::uint64_t special_ = 1;
  column_data* out_ = nullptr;
  std::size_t row_ = 0, rows_ = 0, bytes_ = 0;
  chunk_faults* faults_ = nullptr;
  std::size_t nulled_ = 0;
  std::string unquoted_;
};

}  // namespace quern::inline QUERN_ABI::csv
