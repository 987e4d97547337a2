// SPDX-License-Identifier: BSL-1.0
// A CSV file as a source of rows of schema S. Reading is parallel over pieces of the file, and the rows are the same for
// any number of threads and any size of pieces.
#pragma once
#include <quern/io/csv_columns.hpp>
#include <quern/io/csv_reader.hpp>

namespace quern::inline QUERN_ABI {

namespace csv {

template <class List>
struct column_types;
template <class... Fields>
struct column_types<meta::list<Fields...>> {
  static constexpr column_type value[sizeof...(Fields)] = {column_type_of<typename Fields::type>(Fields::name)...};
};

}  // namespace csv

// Holds a path and options; the file is opened by each run, and csv_error is thrown by runs. Only the columns a run wants
// are parsed, and only they are checked; every column of the schema must be there. Text that is not of its column's type,
// a null where none is allowed and a row with a wrong number of fields are treated as options.bad_rows says.
template <class S>
class csv_source {
 public:
  using schema = S;
  static constexpr std::string_view kind = "csv";

  explicit csv_source(std::string path, csv_options options = {}) : file_(std::make_shared<file const>(std::move(path), std::move(options))) {}

  class reader {
   public:
    explicit reader(std::shared_ptr<csv::scan> s) : scan_(std::move(s)) {}
    std::size_t chunks() const { return scan_->chunks(); }
    // Chunk k = the rows whose first byte lies in piece k; it may have no rows. first_row counts the rows of the file, also
    // those that on_bad_row::skip leaves out.
    void read(std::size_t k, chunk& out) const { scan_->read(k, out); }
    std::size_t rows_before(std::size_t k) const { return scan_->rows_before(k); }
    // Of the file, for profile().
    std::size_t bytes_of(std::size_t k) const { return scan_->bytes_of(k); }
    // The code of a text in the dictionary that all chunks of a category column share.
    std::int32_t intern(std::size_t column, std::string_view text) const { return scan_->intern(column, text); }

   private:
    std::shared_ptr<csv::scan> scan_;
  };

  // With threads > 1 the whole file is looked through at once, to find where its rows begin; with one it is as far as it is read.
  reader open(column_set const& wanted, read_options const& o) const {
    return reader(std::make_shared<csv::scan>(path(), options(), csv::column_types<typename S::fields>::value, wanted, o));
  }
  std::string const& path() const { return file_->path; }
  csv_options const& options() const { return file_->options; }
  // Not compared while a file is read, but before: one that changes during a run is not read as it was anyway.
  bool operator==(csv_source const& o) const { return file_ == o.file_ || *file_ == *o.file_; }

 private:
  // Shared by all plans that are made of a scan: each verb copies its source.
  struct file {
    std::string path;
    csv_options options;
    file(std::string p, csv_options o) : path(std::move(p)), options(std::move(o)) {}
    bool operator==(file const&) const = default;
  };
  std::shared_ptr<file const> file_;
};

}  // namespace quern::inline QUERN_ABI
