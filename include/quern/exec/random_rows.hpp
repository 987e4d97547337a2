// SPDX-License-Identifier: BSL-1.0
// Rows chosen at random: each row has a random word, a function of the seed and of its number alone (SplitMix64's output function
// over a counter; Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), and the rows are parted in the order
// of these words. So every choice of that many rows is as likely as another, and threads and chunks do not show.
#pragma once
#include <algorithm>

#include <quern/exec/parallel.hpp>
#include <quern/table/array_view.hpp>

namespace quern::inline QUERN_ABI::execution {

inline std::uint64_t random_word(std::uint64_t seed, std::uint64_t row) {
  auto const mix = [](std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  };
  return mix(mix(seed + 0x9E3779B97F4A7C15u) + (row + 1) * 0x9E3779B97F4A7C15u);
}

// ends: ascending, at most n. Part k has ends[k] - ends[k - 1] rows, in row order; rows behind the last end are in no part.
// Linear in n for each part. Row: std::uint32_t; a template, so that nothing of it is instantiated for programs that choose no rows.
template <class Row>
std::vector<std::vector<Row>> random_parts(std::size_t n, std::uint64_t seed, array_view<std::size_t> ends, read_options const& o) {
  if (n > 0xffffffff) throw error("quern: more than 2^32-1 rows to choose from");
  struct item {
    std::uint64_t word;
    Row row;
    bool operator<(item const& other) const { return word != other.word ? word < other.word : row < other.row; }
  };
  constexpr std::size_t piece = 65536;
  std::vector<item> items(n);
  execution::run_tasks((n + piece - 1) / piece, o, [&](std::size_t p) {
    for (std::size_t i = p * piece; i < n && i < (p + 1) * piece; ++i) items[i] = {execution::random_word(seed, i), static_cast<Row>(i)};
  });
  // The first item behind each part.
  std::vector<item> borders;
  std::size_t from = 0;
  for (std::size_t const end : ends) {
    o.check_stop();
    if (end == n) break;
    std::nth_element(items.begin() + static_cast<std::ptrdiff_t>(from), items.begin() + static_cast<std::ptrdiff_t>(end), items.end());
    borders.push_back(items[end]);
    from = end;
  }
  std::vector<std::vector<Row>> parts(ends.size());
  for (std::size_t i = 0; i < n; ++i) {
    item const x{execution::random_word(seed, i), static_cast<Row>(i)};
    auto const k = static_cast<std::size_t>(std::upper_bound(borders.begin(), borders.end(), x) - borders.begin());
    if (k < parts.size()) parts[k].push_back(x.row);
  }
  return parts;
}

// How many of n rows a fraction is: rounded, half up; never more than n.
inline std::size_t rows_in(double fraction, std::size_t n) {
  double const wanted = fraction * static_cast<double>(n) + 0.5;
  return wanted >= static_cast<double>(n) ? n : static_cast<std::size_t>(wanted);
}

// Where the parts of a random split end. data_error where weights are none, negative, not finite or all zero.
inline std::vector<std::size_t> ends_of_parts(array_view<double> weights, std::size_t n) {
  double sum = 0;
  for (double const w : weights) {
    if (!(w >= 0 && w <= std::numeric_limits<double>::max())) throw data_error("quern: random_split: a weight is negative or not finite");
    sum += w;
  }
  if (!(sum > 0)) throw data_error("quern: random_split: there is no weight above 0");
  if (sum > std::numeric_limits<double>::max()) throw data_error("quern: random_split: the weights have no finite sum");
  std::vector<std::size_t> ends;
  double upto = 0;
  for (double const w : weights) ends.push_back(execution::rows_in((upto += w) / sum, n));
  // What rounding has lost: behind the last weight that is not 0 there is nothing.
  for (std::size_t k = weights.size(); k-- > 0;) {
    ends[k] = n;
    if (weights[k] > 0) break;
  }
  return ends;
}

}  // namespace quern::execution
