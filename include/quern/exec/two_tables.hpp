// SPDX-License-Identifier: BSL-1.0
// Two tables whose rows are compared: their categories get common codes.
#pragma once
#include <quern/table/array_view.hpp>
#include <quern/table/table.hpp>

namespace quern::inline QUERN_ABI::execution {

// A category column in the codes of a dictionary with all of `first`'s texts under their codes, and its own behind them. Linear.
inline std::shared_ptr<column_data const> with_codes_of(dictionary const& first, column_data const& column) {
  auto made = std::make_shared<column_data>();
  auto const both = made->dict = std::make_shared<dictionary>();
  for (std::size_t i = 0; i < first.size(); ++i) both->intern(first[static_cast<std::int32_t>(i)]);
  std::vector<std::int32_t> code_of(column.dict->size(), -1);
  made->rows = column.rows;
  made->nulls = column.nulls;
  made->values.resize(column.rows * sizeof(std::int32_t));
  if (column.nulls != 0) {
    made->validity.resize(column.validity.size());
    std::memcpy(made->validity.data(), column.validity.data(), column.validity.size());
  }
  auto const* const from = column.values.as<std::int32_t>();
  auto* const to = made->values.as<std::int32_t>();
  for (std::size_t i = 0; i < column.rows; ++i) {
    to[i] = 0;
    if (column.nulls != 0 && !bit_at(column.validity.data(), i)) continue;
    std::int32_t& code = code_of[static_cast<std::size_t>(from[i])];
    if (code < 0) code = both->intern((*column.dict)[from[i]]);
    to[i] = code;
  }
  return made;
}

// Tables of one layout.
struct two_tables {
  std::shared_ptr<table_data const> first, second;

  two_tables(std::shared_ptr<table_data const> a, std::shared_ptr<table_data const> b, array_view<column_layout> layouts) : first(std::move(a)), second(std::move(b)) {
    column_list right = second->columns;
    bool any = false;
    for (std::size_t c = 0; c < layouts.size(); ++c) {
      if (!layouts[c].category || first->columns[c]->dict == right[c]->dict) continue;
      any = true;
      right[c] = execution::with_codes_of(*first->columns[c]->dict, *right[c]);
    }
    if (any) second = quern::make_table_data(std::move(right), second->rows);
  }
};

}  // namespace quern::execution
