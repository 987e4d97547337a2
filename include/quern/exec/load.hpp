// SPDX-License-Identifier: BSL-1.0
// Loading: columns of a source as they are, without a step between, into columns made once. Each thread takes one range of
// consecutive chunks; where the reader knows how many rows come before each, all ranges write into the same columns.
#pragma once
#include <quern/exec/column_buffers.hpp>
#include <quern/exec/parallel.hpp>
#include <quern/exec/watch.hpp>
#include <quern/table/source.hpp>

namespace quern::inline QUERN_ABI::execution {

// The rows one thread loads.
class loaded_range {
 public:
  std::vector<column_buffers> columns;  // by position in the source's schema
  progress at;

  void start(array_view<column_layout> layouts, column_set const& wanted) {
    wanted_ = &wanted;
    columns.resize(layouts.size());
    for (std::size_t c = 0; c < layouts.size(); ++c) columns[c].layout = layouts[c];
  }

  // The chunk to read into, which puts its columns into this range's.
  chunk target() {
    chunk c;
    c.keeper = this;
    c.room = [](void* keeper, std::size_t column, std::size_t rows, std::size_t bytes) {
      auto& self = *static_cast<loaded_range*>(keeper);
      return self.columns[column].room(rows, bytes, self.at);
    };
    return c;
  }
  void append(chunk const& c) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!wanted_->has(i)) continue;
      if (columns[i].layout.category) columns[i].use_dictionary(c.dictionary_of(i), c.dictionary_grows(i));
      columns[i].append_chunk(c.columns[i], c.rows, at);
    }
    ++at.done;
  }

 private:
  column_set const* wanted_ = nullptr;
};

// first_rows: of each range, and the number of all rows behind them.
inline void share_columns(std::vector<loaded_range>& ranges, std::vector<std::size_t> const& first_rows, column_set const& wanted) {
  for (std::size_t c = 0; c < wanted.width(); ++c) {
    if (!wanted.has(c)) continue;
    column_buffers& whole = ranges[0].columns[c];
    whole.room(first_rows.back(), 0, {});
    for (std::size_t r = 1; r < ranges.size(); ++r)
      ranges[r].columns[c].stand_in(whole, first_rows[r], first_rows[r + 1] - first_rows[r]);
  }
}

// Finished columns, by position in the source's schema; those not wanted are null.
inline column_list join_ranges(std::vector<loaded_range>& ranges, column_set const& wanted, read_options const& o) {
  column_list done(wanted.width());
  execution::run_tasks(wanted.width(), o, [&](std::size_t c) {
    if (!wanted.has(c)) return;
    for (std::size_t r = 1; r < ranges.size(); ++r) ranges[0].columns[c].take(std::move(ranges[r].columns[c]));
    done[c] = ranges[0].columns[c].finish();
  });
  return done;
}

template <class Reader, class Watch = counting>
column_list load_columns(Reader const& reader, array_view<column_layout> layouts, column_set const& wanted, read_options const& o, Watch const& watch = {}) {
  std::size_t const chunks = reader.chunks(), n = chunks < o.threads ? chunks : o.threads;
  std::vector<loaded_range> ranges(n == 0 ? 1 : n);
  for (auto& r : ranges) r.start(layouts, wanted);
  auto const first_of = [&](std::size_t r) { return r * chunks / n; };
  if constexpr (requires { reader.rows_before(std::size_t{}); }) {
    if (n > 1) {
      std::vector<std::size_t> first_rows;
      for (std::size_t r = 0; r <= n; ++r) first_rows.push_back(reader.rows_before(first_of(r)));
      execution::share_columns(ranges, first_rows, wanted);
    }
  }
  execution::run_tasks(n, o.threads, [&](std::size_t r) {
    loaded_range& to = ranges[r];
    // The first range's columns become the whole.
    to.at.total = r == 0 ? chunks : first_of(r + 1) - first_of(r);
    chunk c = to.target();
    for (std::size_t k = first_of(r); k < first_of(r + 1); ++k) {
      o.check_stop();
      auto const looked_at = watch.begin(k);
      reader.read(k, c);
      looked_at.read(reader, c);
      to.append(c);
      looked_at.end();
    }
  });
  return execution::join_ranges(ranges, wanted, o);
}

}  // namespace quern::execution
