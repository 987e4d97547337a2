// SPDX-License-Identifier: BSL-1.0
// An input of a join made complete: its columns as they are where it is a table that nothing filters, else read and put together.
#pragma once
#include <quern/exec/gather.hpp>
#include <quern/exec/row_block.hpp>

namespace quern::inline QUERN_ABI::execution {

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
  execution::run_tasks(ranges, o, [&](std::size_t r) {
    row_block block;
    column_data picked;
    for (std::size_t k = r * chunks / ranges; k < (r + 1) * chunks / ranges; ++k) {
      reader->read(k, block);
      for (std::size_t c = 0; c < width; ++c) {
        if (!to_read.has(c)) continue;
        auto& to = parts[r].columns[c];
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
  execution::append_all(parts, o);
  rows = static_cast<std::size_t>(parts[0].rows);
  for (std::size_t c = 0; c < width; ++c)
    if (to_read.has(c)) done[c] = parts[0].columns[c].finish();
  if (auto* c = current_counters()) ++c->tables_made;
  return done;
}

}  // namespace quern::execution
