// SPDX-License-Identifier: BSL-1.0
// The eight tables of TPC-H made by the rules of the specification (4.2): its distributions and formulas, not dbgen's random numbers.
#pragma once
#include <cstdint>
#include <string>

#include "schema.hpp"

namespace tpch {

struct generation {
  double scale_factor = 1;  // 0.001 to 300
  std::uint64_t seed = 1;
  int threads = 0;  // 0 is all there are; the tables are the same for any number
};

// Throws std::invalid_argument where the scale factor is out of range.
tables generate(generation const& = {});

// What tables are made of, for a cache of them; another number of the rules whenever these give other tables.
std::string label_of(generation const&);

}  // namespace tpch
