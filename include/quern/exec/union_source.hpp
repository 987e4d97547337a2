// SPDX-License-Identifier: BSL-1.0
// Two inputs as one source: the blocks of the first, then those of the second, each read when its rows are wanted. Columns that an
// input has are referred to where they lie; rows that passed a filter are gathered, and categories brought to common codes.
#pragma once
#include <quern/exec/gather.hpp>
#include <quern/exec/row_block.hpp>

namespace quern::inline QUERN_ABI::execution {

struct union_plan {
  std::shared_ptr<block_input const> inputs[2];
};

class union_reader {
 public:
  union_reader(std::shared_ptr<union_plan const> plan, column_set const& wanted, read_options const& options) : plan_(std::move(plan)), wanted_(wanted) {
    context const o = context::inside(options);
    for (int side : {0, 1}) readers_[side] = plan_->inputs[side]->open(wanted_, o);
    for (column_layout const& l : plan_->inputs[0]->layouts()) dictionaries_.push_back(l.category ? std::make_shared<dictionary>() : nullptr);
  }
  std::size_t chunks() const { return readers_[0]->chunks() + readers_[1]->chunks(); }
  void read(std::size_t k, chunk& out) const {
    int const side = k < readers_[0]->chunks() ? 0 : 1;
    if (out.workspace == nullptr) out.workspace = std::make_shared<space>();
    space& s = *static_cast<space*>(out.workspace.get());
    row_block& block = s.block[side];
    readers_[side]->read(side == 0 ? k : k - readers_[0]->chunks(), block);
    out.reset(wanted_.width());
    out.rows = block.rows;
    out.first_row = 0;
    s.codes[side].resize(wanted_.width());
    for (std::size_t c = 0; c < wanted_.width(); ++c)
      if (wanted_.has(c)) put(block, plan_->inputs[side]->layouts()[c], c, s.codes[side][c], out);
  }

 private:
  // Codes of an input's dictionary as codes of the common one; -1 where not yet known.
  struct common_codes {
    dictionary const* of = nullptr;
    std::vector<std::int32_t> codes;
  };
  struct space {
    row_block block[2];
    std::vector<common_codes> codes[2];
  };

  void put(row_block const& block, column_layout const& layout, std::size_t c, common_codes& codes, chunk& out) const {
    column_ref const& from = block.columns[c];
    column_data& to = out.scratch[c];
    to.dict = dictionaries_[c];
    if (auto const* places = block.places(c)) {
      // Straight to where the column is kept, where somebody keeps it.
      place const at = out.room == nullptr || layout.offsets || layout.category ? place{} : out.room_for(c, block.rows, 0);
      execution::gather_into(to, layout, from, {places, block.rows}, false, at.values);
      out.columns[c] = {at.values != nullptr ? at.values : to.values.data(), to.offsets.as<std::int64_t>(), to.nulls == 0 ? nullptr : to.validity.as<std::uint8_t>(), nullptr};
    } else {
      out.columns[c] = from;
    }
    if (!layout.category) return;
    translate(out.columns[c], *block.dictionaries[c], *to.dict, block.rows, codes, to.values);
    out.columns[c].values = to.values.data();
    out.columns[c].dict = to.dict.get();
  }
  // Into `to`, which may be where the codes stand already.
  static void translate(column_ref const& from, dictionary const& old, dictionary& common, std::size_t rows, common_codes& known, buffer& to) {
    if (known.of != &old) known = {&old, {}};
    auto const* const codes = reinterpret_cast<std::int32_t const*>(from.values);
    to.resize(rows * sizeof(std::int32_t));
    for (std::size_t i = 0; i < rows; ++i) {
      std::int32_t code = 0;  // of a null
      if (valid_at(from, i)) {
        auto const at = static_cast<std::size_t>(codes[i]);
        while (at >= known.codes.size()) known.codes.push_back(-1);
        std::int32_t& translated = known.codes[at];
        if (translated < 0) translated = common.intern(old[codes[i]]);
        code = translated;
      }
      to.as<std::int32_t>()[i] = code;
    }
  }

  std::shared_ptr<union_plan const> plan_;
  column_set wanted_;
  std::unique_ptr<block_reader> readers_[2];
  std::vector<std::shared_ptr<dictionary>> dictionaries_;  // of category columns; they grow
};

template <class S>
class union_source {
 public:
  using schema = S;
  static constexpr std::string_view kind = "union";
  static constexpr bool positions_known = false;  // how many rows come before a chunk is not known before they are made

  explicit union_source(std::shared_ptr<union_plan const> p) : plan_(std::move(p)) {}
  union_reader open(column_set const& wanted, read_options const& o) const { return {plan_, wanted, o}; }

 private:
  std::shared_ptr<union_plan const> plan_;
};

}  // namespace quern::execution
