// SPDX-License-Identifier: BSL-1.0
// Lines in a random order are the same lines.
#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "bench/tpch/shuffle_rows.hpp"
#include "catch.hpp"
#include "small_data.hpp"

namespace {

using lines = std::vector<std::string>;

lines shuffled(std::string const& text, std::uint64_t seed) {
  tpch_data::temporary_folder const folder;
  std::ofstream(folder / "from", std::ios::binary) << text;
  tpch::shuffle_rows(folder / "from", folder / "to", seed);
  std::ifstream in(folder / "to", std::ios::binary);
  lines out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

}  // namespace

TEST_CASE("shuffled rows are the same rows in an order that the seed gives") {
  lines numbers;
  std::string text;
  for (int k = 0; k < 5000; ++k) numbers.push_back(std::to_string(k) + "|"), text += numbers.back() + "\n";
  auto const one = shuffled(text, 1);
  CHECK(one == shuffled(text, 1));
  CHECK(one != shuffled(text, 2));
  // Of 5000 rows about one stays where it was.
  int same = 0;
  for (std::size_t k = 0; k < numbers.size(); ++k) same += one.at(k) == numbers[k];
  CHECK(same < 10);
  auto sorted = one;
  std::sort(sorted.begin(), sorted.end());
  std::sort(numbers.begin(), numbers.end());
  CHECK(sorted == numbers);
}

TEST_CASE("a last line without its end is a line among the others") {
  CHECK(shuffled("", 1).empty());
  auto three = shuffled("a|\nb|\nc|", 3);
  std::sort(three.begin(), three.end());
  CHECK(three == lines{"a|", "b|", "c|"});
}
