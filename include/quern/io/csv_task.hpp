// SPDX-License-Identifier: BSL-1.0
// One column of one chunk being read: where its values go, and what becomes of fields that are null or wrong.
#pragma once
#include <memory>
#include <string>

#include <quern/io/csv_categories.hpp>
#include <quern/io/csv_fields.hpp>
#include <quern/io/csv_options.hpp>
#include <quern/table/chunk.hpp>

namespace quern::inline QUERN_ABI::csv {

class column_task;

// A column of the schema without its C++ type.
struct column_type {
  std::string_view name;
  std::string_view type;  // without nullable<>
  bool text;              // string, category or fixed_string<N>
  column_layout layout;
  void (*parse)(column_task&, field_column const&);
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
  column_task(column_type const& type, csv_options const& options) : cache(type.layout.category), type_(&type), options_(&options) {
    for (auto const& t : options.null_texts) {
      add_special(t.size());
      if (!type.text) add_special(t.size() + 2);  // in quotes
    }
  }

  // Room for `rows` values out of `bytes` of text: where the reader of the chunk wants it, else in `out`, which gets the rest.
  void begin(column_data& out, place const& to, std::size_t rows, std::size_t bytes, std::shared_ptr<dictionary> const& dict) {
    out_ = &out, row_ = 0, rows_ = rows, bytes_ = begin_ = to.text_begin, nulled_ = 0;
    out.rows = out.nulls = 0;
    out.validity.resize(0);  // nothing to keep where it grows
    values_ = to.values, ends_ = to.ends;
    if (values_ == nullptr) {
      out.values.resize(0), out.offsets.resize(0);
      out.values.resize(type_->layout.bits ? bitmap_bytes(rows) : type_->layout.offsets ? bytes : rows * type_->layout.bytes);
      if (type_->layout.bits) out.values.zero();
      if (type_->layout.offsets) {
        out.offsets.resize((rows + 1) * sizeof(std::int64_t));
        *out.offsets.as<std::int64_t>() = 0;
        ends_ = out.offsets.as<std::int64_t>() + 1;
      }
      values_ = out.values.data();
    }
    if (out.dict != dict) out.dict = dict;
  }
  void parse(field_column const& f, chunk_faults& faults) {
    faults_ = &faults;
    type_->parse(*this, f);
    row_ += f.rows;
  }
  std::size_t rows() const { return row_; }
  column_ref ref() const {
    return {values_, ends_ == nullptr ? nullptr : ends_ - 1, out_->nulls == 0 ? nullptr : out_->validity.as<std::uint8_t>(), out_->dict.get()};
  }

  // Takes out the rows that are marked. Their values are gone as if they had never been read.
  [[gnu::cold]] void drop(std::vector<char> const& marks) {
    std::size_t to = 0;
    bool const nulls = out_->nulls != 0;
    auto from = static_cast<std::int64_t>(begin_), end = from;
    for (std::size_t r = 0; r < row_; ++r) {
      std::int64_t const begins = from;
      if (type_->layout.offsets) from = ends_[r];
      if (marks[r] != 0) {
        if (nulls) out_->nulls -= !bit_at(out_->validity.data(), r);
        continue;
      }
      if (nulls) set_bit(out_->validity.data(), to, bit_at(out_->validity.data(), r));
      if (type_->layout.bits) {
        set_bit(values_, to, bit_at(values_, r));
      } else if (type_->layout.offsets) {
        std::memmove(values_ + end, values_ + begins, static_cast<std::size_t>(from - begins));
        ends_[to] = end += from - begins;
      } else {
        std::memcpy(values_ + to * type_->layout.bytes, values_ + r * type_->layout.bytes, type_->layout.bytes);
      }
      ++to;
    }
    row_ = to;
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
    return reinterpret_cast<S*>(values_) + row_;
  }
  std::size_t row() const { return row_; }
  std::byte* memory() { return values_; }  // of bits and texts
  std::int64_t* ends() { return ends_ + row_; }
  dictionary& categories() { return *out_->dict; }
  csv_options const& options() const { return *options_; }
  std::size_t& bytes() { return bytes_; }

  // What a field holds. False: it is null or wrong, all has been done about it, and its value is the zero one.
  bool read(std::size_t r, char const* s, char const* e, int quote, std::string_view& text) {
    text = {s, static_cast<std::size_t>(e - s)};
    bool const quoted = quote >= 0 && !text.empty() && text.front() == static_cast<char>(quote);
    if (quoted && !unquote(text)) return fail(r, s, text, "has characters behind its closing quote"), false;
    if (!is_null(text, quoted)) return true;
    if (type_->layout.nullable) return set_null(r), false;
    if (text.empty() && type_->text) return true;
    fail(r, s, text, text.empty() ? "empty, and the column is not nullable" : "means null, and the column is not nullable");
    return false;
  }
  [[gnu::cold]] void fail(std::size_t r, char const* at, std::string_view text, std::string_view reason) {
    on_bad_row const policy = options_->bad_rows;
    if (policy == on_bad_row::null && type_->layout.nullable) {
      set_null(r), ++nulled_;
    } else if (policy == on_bad_row::skip) {
      faults_->drop(row_ + r, rows_);
    } else if (row_ + r < faults_->row) {
      faults_->row = row_ + r, faults_->at = at, faults_->column = type_, faults_->text = text, faults_->reason = reason;
    }
  }
  column_type const& type() const { return *type_; }
  std::size_t nulled() const { return nulled_; }

  category_cache cache;

 private:
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
  std::byte* values_ = nullptr;
  std::int64_t* ends_ = nullptr;
  std::size_t row_ = 0, rows_ = 0, bytes_ = 0, begin_ = 0;
  chunk_faults* faults_ = nullptr;
  std::size_t nulled_ = 0;
  std::string unquoted_;
};

}  // namespace quern::inline QUERN_ABI::csv
