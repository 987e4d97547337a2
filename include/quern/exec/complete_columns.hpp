// SPDX-License-Identifier: BSL-1.0
// An input of a join made complete: its columns as they are where it is a table that nothing filters, else read and put together.
#pragma once
#include <quern/exec/gather.hpp>
#include <quern/exec/row_block.hpp>

namespace quern::inline QUERN_ABI::execution {

// Texts that are, chunk after chunk, those of one column of a table in its order: they are not copied while that holds. Other values cost
// little to copy.
class texts_in_place {
 public:
  texts_in_place() = default;
  explicit texts_in_place(column_data const* whole) : whole_(whole) {}

  bool holds() const { return whole_ != nullptr; }
  std::size_t rows() const { return rows_; }
  // Whether these are the column's rows from `first` on.
  bool begins_at(std::size_t first) const { return holds() && (rows_ == 0 || first_ == first); }
  // Whether the next rows are the column's next.
  bool follow(column_ref const& next, std::uint32_t const* places, std::size_t n) {
    if (n == 0) return true;
    auto const* const offsets = whole_->offsets.as<std::int64_t>();
    if (places != nullptr || next.values != whole_->values.data() || next.offsets < offsets || next.offsets + n > offsets + whole_->rows) return false;
    auto const at = static_cast<std::size_t>(next.offsets - offsets);
    if (rows_ == 0) first_ = at;
    if (at != first_ + rows_) return false;
    rows_ += n;
    return true;
  }
  // From here on they are copied, like those so far.
  void copy(column_buffers& to) {
    if (rows_ != 0) to.append_chunk(quern::ref_of(to.layout, *whole_, first_), rows_, {});
    whole_ = nullptr;
  }

 private:
  column_data const* whole_ = nullptr;
  std::size_t first_ = 0, rows_ = 0;
};

// Columns of an input made complete; those not wanted are null.
inline column_list complete_columns(block_input const& in, column_set const& wanted, std::size_t& rows, context const& o) {
  std::size_t const width = in.layouts().size();
  column_list done(width);
  column_set to_read(width);
  bool any = false;
  for (std::size_t c = 0; c < width; ++c) {
    if (!wanted.has(c)) continue;
    done[c] = in.whole(c);
    if (done[c] == nullptr) to_read.add(c), any = true;
  }
  if (!any && in.is_whole()) return rows = static_cast<std::size_t>(in.likely().rows), done;
  auto const reader = in.open(to_read, o);
  std::size_t const chunks = reader->chunks(), ranges = chunks < o.threads ? chunks : o.threads;
  std::vector<collected_rows> parts(ranges == 0 ? 1 : ranges);
  for (auto& p : parts) {
    p.columns.resize(width);
    for (std::size_t c = 0; c < width; ++c) p.columns[c].layout = in.layouts()[c];
  }
  std::vector<texts_in_place> texts(parts.size() * width);
  for (std::size_t c = 0; c < width; ++c)
    if (to_read.has(c) && in.layouts()[c].offsets)
      if (auto const origin = in.origin(c); origin != nullptr)
        for (std::size_t r = 0; r < parts.size(); ++r) texts[r * width + c] = texts_in_place(origin.get());
  execution::run_tasks(ranges, o, [&](std::size_t r) {
    row_block block;
    column_data picked;
    for (std::size_t k = r * chunks / ranges; k < (r + 1) * chunks / ranges; ++k) {
      reader->read(k, block);
      for (std::size_t c = 0; c < width; ++c) {
        if (!to_read.has(c)) continue;
        auto& to = parts[r].columns[c];
        if (auto& t = texts[r * width + c]; t.holds()) {
          if (t.follow(block.columns[c], block.places(c), block.rows)) continue;
          t.copy(to);
        }
        if (to.layout.category) to.use_dictionary(block.dictionaries[c], false);
        if (block.places(c) == nullptr) {
          to.append_chunk(block.columns[c], block.rows, {});
        } else {
          // Straight to where the column is kept, unless it is made of bits or texts.
          place const at = to.layout.offsets || block.rows == 0 ? place{} : to.room(block.rows, 0, {});
          execution::gather_into(picked, to.layout, block.columns[c], {block.places(c), block.rows}, false, at.values);
          column_ref ref = quern::ref_of(to.layout, picked);
          if (at.values != nullptr) ref.values = at.values;
          to.append_chunk(ref, block.rows, {});
        }
      }
      parts[r].rows += block.rows;
    }
  });
  for (std::size_t c = 0; c < width; ++c) {
    std::size_t first = 0;
    bool in_place = true;
    for (std::size_t r = 0; r < parts.size(); ++r) {
      auto const& t = texts[r * width + c];
      in_place = in_place && t.begins_at(first);
      first += t.rows();
    }
    if (auto const origin = in_place ? in.origin(c) : nullptr; origin != nullptr && origin->rows == first)
      done[c] = origin;
    else
      for (std::size_t r = 0; r < parts.size(); ++r)
        if (auto& t = texts[r * width + c]; t.holds()) t.copy(parts[r].columns[c]);
  }
  execution::append_all(parts, o);
  rows = static_cast<std::size_t>(parts[0].rows);
  for (std::size_t c = 0; c < width; ++c)
    if (to_read.has(c) && done[c] == nullptr) done[c] = parts[0].columns[c].finish();
  if (auto* c = current_counters()) ++c->tables_made;
  return done;
}

}  // namespace quern::execution
