// SPDX-License-Identifier: BSL-1.0
// Two tables as one source: the chunks of the first, then those of the second. Nothing is copied, but for codes of categories that
// come from two dictionaries.
#pragma once
#include <quern/exec/column_buffers.hpp>
#include <quern/table/source.hpp>

namespace quern::inline QUERN_ABI::execution {

// Gives both columns one dictionary: that of the left one, with the texts of the right one behind. Linear in the right column.
inline void share_codes(std::shared_ptr<column_data const>& left, std::shared_ptr<column_data const>& right, std::shared_ptr<dictionary>& both) {
  both = left->dict;
  if (left->dict == right->dict) return;
  both = std::make_shared<dictionary>();
  for (std::size_t i = 0; i < left->dict->size(); ++i) both->intern((*left->dict)[static_cast<std::int32_t>(i)]);
  std::vector<std::int32_t> code_of(right->dict->size());
  auto made = std::make_shared<column_data>();
  made->rows = right->rows;
  made->nulls = right->nulls;
  made->values.resize(right->rows * sizeof(std::int32_t));
  if (right->nulls != 0) {
    made->validity.resize(right->validity.size());
    std::memcpy(made->validity.data(), right->validity.data(), right->validity.size());
  }
  for (auto& c : code_of) c = -1;
  auto const* const from = right->values.as<std::int32_t>();
  auto* const to = made->values.as<std::int32_t>();
  for (std::size_t i = 0; i < right->rows; ++i) {
    to[i] = 0;
    if (right->nulls != 0 && !bit_at(right->validity.data(), i)) continue;
    std::int32_t& code = code_of[static_cast<std::size_t>(from[i])];
    if (code < 0) code = both->intern((*right->dict)[from[i]]);
    to[i] = code;
  }
  made->dict = both;
  right = std::move(made);
}

// Tables of one layout. dictionaries: of the category columns, by position.
struct two_tables {
  std::shared_ptr<table_data const> first, second;
  std::vector<std::shared_ptr<dictionary>> dictionaries;

  two_tables(std::shared_ptr<table_data const> a, std::shared_ptr<table_data const> b, std::span<column_layout const> layouts) : first(std::move(a)), second(std::move(b)) {
    dictionaries.resize(layouts.size());
    column_list left = first->columns, right = second->columns;
    bool any = false;
    for (std::size_t c = 0; c < layouts.size(); ++c) {
      if (!layouts[c].category) continue;
      any = true;
      execution::share_codes(left[c], right[c], dictionaries[c]);
    }
    if (any) second = quern::make_table_data(std::move(right), second->rows);
  }
  std::size_t rows() const { return first->rows + second->rows; }
};

template <class S>
class chained_source {
 public:
  using schema = S;
  static constexpr std::string_view kind = "chained tables";

  explicit chained_source(std::shared_ptr<two_tables const> t) : tables_(std::move(t)) {}

  class reader {
   public:
    reader(two_tables const& t, column_set const& w, read_options const& o) : tables_(&t), wanted_(w), options_(o), of_first_(o.chunks_of(t.first->rows)) {}
    std::size_t chunks() const { return of_first_ + options_.chunks_of(tables_->second->rows); }
    std::size_t rows_before(std::size_t k) const {
      auto const upto = [&](std::size_t n, std::size_t rows) { return n * options_.chunk_rows < rows ? n * options_.chunk_rows : rows; };
      return k <= of_first_ ? upto(k, tables_->first->rows) : tables_->first->rows + upto(k - of_first_, tables_->second->rows);
    }
    void read(std::size_t k, chunk& out) const {
      bool const first = k < of_first_;
      table_data const& t = first ? *tables_->first : *tables_->second;
      std::size_t const most = options_.chunk_rows, at = (first ? k : k - of_first_) * most;
      out.reset(wanted_.width());
      out.rows = t.rows - at < most ? t.rows - at : most;
      out.first_row = rows_before(k);
      quern::refer_columns(t, layouts_of<typename S::fields>, at, wanted_, out);
      for (std::size_t c = 0; c < wanted_.width(); ++c) {
        // Rows of the second table have another place in their column than in the source.
        if (!first) out.origins[c] = nullptr;
        auto const& dict = tables_->dictionaries[c];
        if (dict == nullptr || !wanted_.has(c)) continue;
        out.origins[c] = nullptr;
        out.scratch[c].dict = dict;
        out.columns[c].dict = dict.get();
      }
    }

   private:
    two_tables const* tables_;
    column_set wanted_;
    read_options options_;
    std::size_t of_first_;
  };
  reader open(column_set const& wanted, read_options const& o) const { return {*tables_, wanted, o}; }

 private:
  std::shared_ptr<two_tables const> tables_;
};

}  // namespace quern::execution
