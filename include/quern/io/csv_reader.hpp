// SPDX-License-Identifier: BSL-1.0
// One run over one CSV file, without the schema's type: pieces of the file become chunks, read by any number of threads.
#pragma once
#include <quern/exec/parallel.hpp>
#include <quern/io/csv_header.hpp>
#include <quern/io/csv_split.hpp>
#include <quern/table/source.hpp>

namespace quern::inline QUERN_ABI::csv {

// Options: csv_options. A template, so that nothing of it is instantiated for programs that read no CSV.
template <class Options>
class scan_of {
 public:
  scan_of(std::string path, Options options, array_view<column_type> types, column_set const& wanted, read_options const& o)
      : path_(std::move(path)), options_(std::move(options)), types_(types), file_((check_options(path_, options_), path_)) {
    shape_.chars = {options_.separator, options_.quote, options_.quote != '\0', options_.comment, options_.comment != '\0', false};
    layout_ = find_layout(path_, file_, options_, shape_.chars, types_);
    shape_.chars.blank_rows = layout_.fields == 1 && types_.size() == 1 && types_[0].layout.nullable;
    shape_.fields = layout_.fields;
    shape_.trailing = options_.trailing_separator;
    shape_.bad_rows = options_.bad_rows;
    dictionaries_.resize(types_.size());
    for (std::size_t i = 0; i < types_.size(); ++i) {
      if (!wanted.has(i)) continue;
      columns_.push_back(i);
      shape_.wanted.push_back(layout_.positions[i]);
      if (!types_[i].layout.nullable) shape_.needed = shape_.needed > layout_.positions[i] ? shape_.needed : layout_.positions[i] + 1;
      if (!types_[i].layout.category) continue;
      dictionaries_[i] = std::make_shared<dictionary>();
      if (types_[i].layout.nullable) dictionaries_[i]->intern("");  // what the code of null rows, 0, then means
    }
    std::size_t const piece = options_.piece_bytes != 0 ? options_.piece_bytes : default_piece;
    map_.emplace(shape_.chars, file_.data(), layout_.first, layout_.size, piece);
    // Alone, a run that wants only the first rows reads no further; together, all pieces are summed up first.
    if (o.threads > 1) execution::run_tasks(map_->pieces(), o, [&](std::size_t k) { map_->sum_up(k); });
  }
  scan_of(scan_of const&) = delete;

  std::size_t chunks() const { return map_->pieces(); }
  std::size_t rows_before(std::size_t k) {
    if (k < chunks()) return map_->range_of(k).first_row;
    piece_map::range const last = map_->range_of(k - 1);
    return last.first_row + last.rows;
  }
  std::size_t bytes_of(std::size_t k) {
    piece_map::range const range = map_->range_of(k);
    return range.end - range.begin;
  }

  void read(std::size_t k, chunk& out) {
    piece_map::range const range = map_->range_of(k);
    out.reset(types_.size());
    out.first_row = range.first_row, out.rows = range.rows;
    if (columns_.empty() && options_.bad_rows != on_bad_row::skip) return;  // nothing to judge rows by
    worker w = hire();
    parse(w, k, range, out);
    file_.leave(range.begin, range.end);
    for (std::size_t i = 0; i < columns_.size(); ++i) out.columns[columns_[i]] = w.tasks[i].ref();
    std::lock_guard lock(mutex_);
    idle_.push_back(std::move(w));
  }
  std::int32_t intern(std::size_t column, std::string_view text) { return dictionaries_[column]->intern(text); }

 private:
  static constexpr std::size_t default_piece = std::size_t{256} << 10;  // with the columns made of it, it stays in the second cache
  static constexpr std::size_t block_bytes = std::size_t{32} << 10;     // its text and index stay in the first two caches

  // What a thread needs while it reads a chunk.
  struct worker {
    field_reader fields;
    std::vector<column_task> tasks;
    chunk_faults faults;
    explicit worker(scan_of const& s) : fields(s.shape_) {
      for (std::size_t c : s.columns_) tasks.emplace_back(s.types_[c], s.options_);
    }
  };
  worker hire() {
    {
      std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        worker w = std::move(idle_.back());
        idle_.pop_back();
        return w;
      }
    }
    return worker(*this);
  }

  void parse(worker& w, std::size_t k, piece_map::range const& range, chunk& out) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::size_t const c = columns_[i], bytes = range.end - range.begin;
      w.tasks[i].begin(out.scratch[c], out.room_for(c, range.rows, bytes), range.rows, bytes, dictionaries_[c]);
    }
    std::size_t rows = 0, ragged = 0;
    chunk_faults& faults = w.faults;
    faults.forget();
    char const *at = file_.data() + range.begin, *const end = file_.data() + range.end;
    while (at < end) {
      at = w.fields.next(at, end, block_bytes);
      std::size_t const n = w.fields.rows();
      if (rows + n > range.rows) changed();
      for (std::size_t i = 0; i < columns_.size() && n != 0; ++i) w.tasks[i].parse(w.fields.column(i), faults);
      if (faults.found()) throw csv_error(path_, line_of(k, faults.at), faults.column->name, faults.text, faults.reason);
      if (w.fields.broken().at != nullptr) reject(k, w.fields.broken());
      rows += n, ragged += w.fields.skipped();
    }
    if (rows + ragged != range.rows) changed();
    out.rows = rows;
    std::size_t nulled = 0;
    for (column_task& t : w.tasks) nulled += t.nulled();
    if (faults.drops != 0) {
      for (column_task& t : w.tasks) t.drop(faults.dropped);
      out.rows -= faults.drops;
    }
    if (options_.report != nullptr) {
      options_.report->rows_skipped += ragged + faults.drops;
      options_.report->values_nulled += nulled;
    }
  }
  std::size_t line_of(std::size_t k, char const* at) {
    return layout_.lines + map_->lines_before(k, static_cast<std::size_t>(at - file_.data())) + 1;
  }
  [[noreturn, gnu::cold]] void reject(std::size_t k, field_reader::broken_row const& row) {
    std::string reason;
    if (row.fields == 0)
      reason = "the row has a quoted field that is not closed";
    else if (row.fields == no_slot)
      reason = "the row is longer than 4 GiB";
    else
      reason = joined({"the row has ", std::to_string(row.fields), row.fields == 1 ? " field, " : " fields, ",
                       std::to_string(shape_.fields), shape_.fields == 1 ? " is expected" : " are expected"});
    throw csv_error(path_, line_of(k, row.at), "", "", reason);
  }
  [[noreturn]] void changed() const { throw csv_error(path_, 0, "", "", "was changed while it was read"); }

  std::string path_;
  Options options_;
  array_view<column_type> types_;
  file_text file_;
  file_layout layout_;
  row_shape shape_;
  std::vector<std::size_t> columns_;  // the wanted ones, by position in the schema
  std::vector<std::shared_ptr<dictionary>> dictionaries_;
  std::optional<piece_map> map_;
  std::mutex mutex_;
  std::vector<worker> idle_;
};

using scan = scan_of<csv_options>;

}  // namespace quern::inline QUERN_ABI::csv
