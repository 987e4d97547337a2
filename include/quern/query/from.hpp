// SPDX-License-Identifier: BSL-1.0
// Where queries begin: from(table) and range(a, b, step).
#pragma once
#include <quern/query/query.hpp>

namespace quern::inline QUERN_ABI {

// A query over a table in memory; shares it.
template <class S>
auto from(table<S> const& t) {
  return quern::make_query(plan::scan<table_source<S>>{table_source<S>(t)});
}

template <class T>
constexpr ill_formed from(T const&) {
  well_formed<plan::not_a_table<T>>();
  return {};
}

// The numbers first, first + step, ... before last, as int64 column "id"; made chunk by chunk.
class range_source {
 public:
  using schema = quern::schema<field<"id", std::int64_t>>;
  static constexpr std::string_view kind = "range";

  range_source(std::int64_t first, std::int64_t last, std::int64_t step) : first_(first), last_(last), step_(step) {
    if (step == 0) throw data_error("quern: range(first, last, step) needs a step other than 0");
    int128 const span = static_cast<int128>(last) - first, s = step;
    rows_ = (span > 0) != (s > 0) || span == 0 ? 0 : static_cast<std::uint64_t>((span + s - (s > 0 ? 1 : -1)) / s);
  }
  class reader;
  reader open(column_set const&, read_options const&) const;
  std::int64_t first() const { return first_; }
  std::int64_t last() const { return last_; }
  std::int64_t step() const { return step_; }
  bool operator==(range_source const&) const = default;

 private:
  std::int64_t first_, last_, step_;
  std::uint64_t rows_;
};
class range_source::reader {
 public:
  reader(range_source const& s, read_options const& o) : s_(s), options_(o) {}
  std::size_t chunks() const { return options_.chunks_of(s_.rows_); }
  void read(std::size_t k, chunk& out) const {
    std::uint64_t const most = options_.chunk_rows, at = k * most, left = s_.rows_ - at;
    out.reset(1);
    out.rows = left < most ? left : most;
    out.first_row = at;
    out.scratch[0].values.resize(out.rows * 8);
    out.scratch[0].rows = out.rows;
    auto* v = out.scratch[0].values.as<std::int64_t>();
    for (std::size_t i = 0; i < out.rows; ++i) v[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(s_.first_) + (at + i) * static_cast<std::uint64_t>(s_.step_));
    out.columns[0] = ref_of<std::int64_t>(out.scratch[0]);
  }

 private:
  range_source s_;
  read_options options_;
};
inline range_source::reader range_source::open(column_set const&, read_options const& o) const { return {*this, o}; }

inline auto range(std::int64_t first, std::int64_t last, std::int64_t step = 1) {
  return quern::make_query(plan::scan<range_source>{range_source(first, last, step)});
}
// Inside over(...), range(a, b) of integers is a frame; range_between(a, b) is one everywhere (expr/frame.hpp).
inline auto frame_of(query<plan::scan<range_source>> const& q) {
  range_source const& s = q.plan().source;
  if (s.step() != 1) throw data_error("quern: a frame is range(a, b), without a step");
  return quern::range_between(s.first(), s.last());
}

}  // namespace quern
