// SPDX-License-Identifier: BSL-1.0
// A source gives rows in chunks: memory, a file, a generator, a cursor are one thing to the executor.
//
//   using schema = S;
//   reader open(column_set const& wanted, read_options const&) const;   once a run; throws when the source cannot be read
// and its reader
//   std::size_t chunks() const;                        how many chunks there are
//   void read(std::size_t k, chunk& out) const;        fills `out`, after out.reset(width), with chunk k; any number of threads
//
// and may have
//   std::size_t rows_before(std::size_t k) const;      rows of chunks 0 .. k, at most; asked only of readers opened for many
//                                                      threads, up to k = chunks()
//   whole() const                                      a pointer to a table_data that holds all wanted columns; then they are shared, not read
// A source with == promises that equal ones give the same rows: then parts of a plan over them are the same part.
// A source that runs a plan when it is opened says so with  static constexpr bool runs_when_opened = true;  and is opened for all threads
// where others, of which a part may do, are opened for one.
//
// Codes of category columns mean the same in all chunks of a run, whichever thread met a text first.
// Chunks are in row order (some may be empty), and where they begin depends on the source, and on read_options::chunk_rows if it
// likes; never on the number of threads. A run looks for a stop between chunks; open() does, if it takes long.
#pragma once
#include <quern/table/read_options.hpp>
#include <quern/table/table.hpp>

namespace quern::inline QUERN_ABI {

// Which columns of a source's schema a plan reads.
class column_set {
 public:
  explicit column_set(std::size_t width) : bits_(width, false) {}
  void add(std::size_t i) { bits_[i] = true; }
  bool has(std::size_t i) const { return bits_[i]; }
  std::size_t width() const { return bits_.size(); }

 private:
  std::vector<bool> bits_;
};

template <class R>
concept SourceReader = requires(R const& r, chunk& c) {
  { r.chunks() } -> std::convertible_to<std::size_t>;
  r.read(std::size_t{}, c);
};
template <class T>
concept Source = requires(T const& s, column_set const& w) {
  typename T::schema;
  { s.open(w, read_options{}) } -> SourceReader;
  { T::kind } -> std::convertible_to<std::string_view>;  // what explain() calls it
};

// Points the wanted columns of `out` at rows first .. first + out.rows of a table. Kernels read whole registers, so the
// last rows of a borrowed column, behind which nothing may be readable, are copied into padded memory.
inline void refer_columns(table_data const& t, array_view<column_layout> layouts, std::size_t first, column_set const& wanted, chunk& out) {
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    if (!wanted.has(i)) continue;
    column_data const& c = *t.columns[i];
    out.columns[i] = quern::ref_of(layouts[i], c, first);
    out.origins[i] = &c;
    if (c.padded() || first + out.rows < t.rows) continue;
    buffer& copy = out.scratch[i].values;
    copy.resize(out.rows * layouts[i].bytes);
    if (out.rows != 0) std::memcpy(copy.data(), out.columns[i].values, copy.size());
    out.columns[i].values = copy.data();
  }
}

template <class S>
class table_source {
 public:
  using schema = S;
  static constexpr std::string_view kind = "table";

  explicit table_source(table<S> t) : table_(std::move(t)) {}

  class reader {
   public:
    reader(table_source const& s, column_set const& w, read_options const& o) : source_(&s), wanted_(w), options_(o) {}
    std::size_t chunks() const { return options_.chunks_of(source_->table_.rows()); }
    void read(std::size_t k, chunk& out) const {
      std::size_t const most = options_.chunk_rows, first = k * most, rows = source_->table_.rows();
      out.reset(wanted_.width());
      out.rows = rows - first < most ? rows - first : most;
      out.first_row = first;
      quern::refer_columns(source_->table_.data(), layouts_of<typename S::fields>, first, wanted_, out);
    }

   private:
    table_source const* source_;
    column_set wanted_;
    read_options options_;
  };
  reader open(column_set const& wanted, read_options const& o) const { return {*this, wanted, o}; }
  std::size_t rows() const { return table_.rows(); }
  table<S> const& data() const { return table_; }
  // The same columns, not only equal ones.
  bool operator==(table_source const& o) const { return table_.shared() == o.table_.shared(); }

 private:
  table<S> table_;
};

}  // namespace quern
