// SPDX-License-Identifier: BSL-1.0
// What a join is to do, without the types of its columns.
#pragma once
#include <quern/exec/join_pairs.hpp>

namespace quern::inline QUERN_ABI::execution {

// outer keeps the rows of the first input that have no partner, full those of both.
enum class join_form : std::uint8_t { inner, outer, full, semi, anti };

// A column of the result: column `at` of one input. Where rows of that input may be missing, `instead` of the other stands in for it.
struct join_column {
  int side = 0;
  std::size_t at = 0;
  static constexpr std::size_t none = ~std::size_t{0};
  std::size_t instead = none;
};
struct join_plan {
  join_form form;
  std::shared_ptr<block_input const> inputs[2];
  bool null_aware = false;  // anti: a null key on the build side leaves no row, one on the probe side not its own
  int probe = 0;  // the input whose rows are kept
  std::size_t left_width = 0;  // in a pair the second input's columns stand behind so many of the first
  std::vector<join_column> columns;
  join_rule rule;
  int built_on = -1;  // of an inner join: the input to build on unless it is by far the larger; else the smaller one

  // Where input `side` has column c of an inner join: as its own, or as the key that the other's is equal to, bit by bit.
  std::size_t place_in(int side, std::size_t c) const {
    join_column const& j = columns[c];
    if (j.side == side) return j.at;
    for (auto const& k : rule.keys)
      if (k.at[1 - side] == j.at && k.form != key_form::f32 && k.form != key_form::f64 && k.form != key_form::category) return k.at[side];
    return join_column::none;
  }
  // Whether `side` of an inner join has all these columns, and its keys are among them.
  bool is_told_by(int side, array_view<std::size_t> of) const {
    if (form != join_form::inner) return false;
    for (std::size_t const c : of)
      if (place_in(side, c) == join_column::none) return false;
    for (auto const& k : rule.keys) {
      bool given = false;
      for (std::size_t const c : of) given = given || place_in(side, c) == k.at[side];
      if (!given) return false;
    }
    return true;
  }
};

}  // namespace quern::execution
