// SPDX-License-Identifier: BSL-1.0
// A table as CSV: what scan_csv with the same options reads back as the same table, bit by bit. Quotes stand only where they
// must, nulls are empty fields, empty texts are "".
#pragma once
#include <cerrno>
#include <cstdio>

#include <quern/io/csv_error.hpp>
#include <quern/io/csv_options.hpp>
#include <quern/io/csv_time_text.hpp>
#include <quern/table/table.hpp>
#include <quern/table/text_format.hpp>

namespace quern::inline QUERN_ABI {

namespace csv {

// A column to be written, without its C++ type; append(text, column, row) appends a value that is there.
struct written_column {
  std::string_view name;
  bool text, nullable;
  column_ref ref;
  void (*append)(std::string&, column_ref const&, std::size_t, csv_options const&);
};

template <class B>
void append_text(std::string& out, column_ref const& c, std::size_t r, csv_options const& o) {
  auto const v = value_at<B>(c, r);
  constexpr family f = family_of<B>;
  if constexpr (f == family::date) {
    if (!o.date_format.empty()) return append_moment(out, v.days, 1, o.date_format);
  } else if constexpr (f == family::timestamp) {
    if (!o.timestamp_format.empty()) return append_moment(out, v.ticks, B::unit::per_day, o.timestamp_format);
  }
  std::size_t const from = out.size();
  format_value(out, v);
  if constexpr (f == family::floating || f == family::decimal)
    if (o.decimal_point != '.')
      if (std::size_t const at = out.find('.', from); at != out.npos) out[at] = o.decimal_point;
}

// Where the text goes: a file or a stream.
struct sink {
  void* to;
  bool (*write)(void* to, char const* text, std::size_t size);
};

class table_writer {
 public:
  table_writer(std::string_view file, csv_options const& options, sink to) : file_(file), o_(options), to_(to) {}

  void write(written_column const* columns, std::size_t width, std::size_t rows) {
    for (std::size_t c = 0; o_.header && c < width; ++c) {
      text_.assign(columns[c].name);
      put_field(c, must_quote(c), columns[c].name);
    }
    if (o_.header) end_row();
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t c = 0; c < width; ++c) put_value(columns[c], c, r);
      end_row();
    }
    flush();
  }

 private:
  void put_value(written_column const& column, std::size_t c, std::size_t r) {
    text_.clear();
    if (!valid_at(column.ref, r)) return put_field(c, false, column.name);
    column.append(text_, column.ref, r, o_);
    bool quote = must_quote(c) || (text_.empty() && (column.nullable || o_.quote != '\0'));
    for (auto const& n : o_.null_texts) {
      if (text_ != n) continue;
      if (!column.text) throw csv_error(file_, 0, column.name, text_, "means null, and cannot be written as a value");
      quote = true;
    }
    put_field(c, quote, column.name);
  }
  bool must_quote(std::size_t c) const {
    if (text_.empty()) return false;
    // Nothing that begins a line may look like a comment or a byte order mark.
    if (c == 0 && ((o_.comment != '\0' && text_[0] == o_.comment) || static_cast<unsigned char>(text_[0]) >= 0xEF)) return true;
    for (char x : text_)
      if (x == o_.separator || x == '\n' || x == '\r' || (x == o_.quote && o_.quote != '\0')) return true;
    return false;
  }
  void put_field(std::size_t c, bool quote, std::string_view column) {
    if (c != 0) out_ += o_.separator;
    if (!quote) return void(out_ += text_);
    if (o_.quote == '\0') throw csv_error(file_, 0, column, text_, "cannot be written without quotes, and the options have none");
    out_ += o_.quote;
    for (char x : text_) {
      if (x == o_.quote) out_ += x;
      out_ += x;
    }
    out_ += o_.quote;
  }
  void end_row() {
    if (o_.trailing_separator) out_ += o_.separator;
    out_ += '\n';
    if (out_.size() >= (std::size_t{1} << 20)) flush();
  }
  void flush() {
    if (!to_.write(to_.to, out_.data(), out_.size())) throw csv_error(file_, 0, "", "", "cannot be written");
    out_.clear();
  }

  std::string file_;
  csv_options const& o_;
  sink to_;
  std::string text_, out_;
};

template <class S>
void write_table(std::string_view file, table<S> const& t, csv_options const& o, sink to) {
  [&]<class... F, std::size_t... I>(meta::list<F...>, std::index_sequence<I...>) {
    written_column const columns[] = {{F::name, family_of<typename F::type> == family::text, is_nullable<typename F::type>,
                                       ref_of<typename F::type>(*t.data().columns[I]), &append_text<bare<typename F::type>>}...};
    table_writer(file, o, to).write(columns, sizeof...(F), t.rows());
  }(typename S::fields{}, std::make_index_sequence<S::fields::size>{});
}

}  // namespace csv

template <class Out>
concept TextStream = requires(Out& out, char const* text) { static_cast<bool>(out.write(text, 1)); };

// Writes a table to a std::ostream or anything with its write(). Throws csv_error where the stream refuses, and where the
// options leave no way to write a value so that it reads back. Options that only reading has a use for do nothing.
template <TextStream Out, class S>
void write_csv(Out& out, table<S> const& t, csv_options const& options = {}) {
  csv::write_table("stream", t, options, {&out, [](void* to, char const* text, std::size_t size) {
                                            return static_cast<bool>(static_cast<Out*>(to)->write(text, static_cast<std::ptrdiff_t>(size)));
                                          }});
}

// Writes a table to a file, which is made or overwritten.
template <class S>
void write_csv(std::string const& path, table<S> const& t, csv_options const& options = {}) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) throw csv_error(path, 0, "", "", std::string("cannot be written: ") + std::strerror(errno));
  struct closing {
    std::FILE* file;
    ~closing() {
      if (file != nullptr) std::fclose(file);
    }
  } guard{file};
  csv::write_table(path, t, options, {file, [](void* to, char const* text, std::size_t size) {
                                        return std::fwrite(text, 1, size, static_cast<std::FILE*>(to)) == size;
                                      }});
  guard.file = nullptr;
  if (std::fclose(file) != 0) throw csv_error(path, 0, "", "", std::string("cannot be written: ") + std::strerror(errno));
}

}  // namespace quern::inline QUERN_ABI
