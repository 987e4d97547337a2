// SPDX-License-Identifier: BSL-1.0
// The rows of each of some numbered keys, one list behind the other.
#pragma once
#include <algorithm>

#include <quern/exec/gather.hpp>
#include <quern/exec/parallel.hpp>
#include <quern/exec/place_list.hpp>
#include <quern/table/array_view.hpp>

namespace quern::inline QUERN_ABI::execution {

class key_lists {
 public:
  // number_of_row: the number of each row's key below `keys`, or no_row. A counting sort: rows of a list are in order.
  void build(std::size_t keys, place_list const& number_of_row) {
    begins_.assign(keys + 1, 0);
    for (std::uint32_t g : number_of_row)
      if (g != no_row) ++begins_[g + 1];
    most_ = 0;
    for (std::size_t g = 0; g < keys; ++g) {
      most_ = begins_[g + 1] > most_ ? begins_[g + 1] : most_;
      begins_[g + 1] += begins_[g];
    }
    rows_.resize(begins_.back());
    place_list next(begins_.begin(), begins_.end() - 1);
    for (std::size_t i = 0; i < number_of_row.size(); ++i)
      if (number_of_row[i] != no_row) rows_[next[number_of_row[i]]++] = static_cast<std::uint32_t>(i);
  }
  // Sorts each list by the words of a column; equal ones stay in order.
  void sort(unset_vector<std::uint64_t> const& words, read_options const& o) {
    execution::run_tasks(begins_.size() - 1, o, [&](std::size_t g) {
      std::sort(rows_.begin() + begins_[g], rows_.begin() + begins_[g + 1],
                [&](std::uint32_t a, std::uint32_t b) { return words[a] != words[b] ? words[a] < words[b] : a < b; });
    });
  }
  array_view<std::uint32_t> rows_of(std::uint32_t number) const { return {rows_.data() + begins_[number], begins_[number + 1] - begins_[number]}; }
  // The most rows that one key has.
  std::size_t longest() const { return most_; }

 private:
  place_list begins_, rows_;
  std::size_t most_ = 1;
};

}  // namespace quern::execution
