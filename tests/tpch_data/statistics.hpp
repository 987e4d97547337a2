// SPDX-License-Identifier: BSL-1.0
// What is counted of a table to compare two of them: for each column how many values there are, their mean, spread and bounds (of a
// text: of its length), and how often each comes where there are few.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "bench/tpch/schema.hpp"

namespace tpch_data {

// Fed with the values of a column one by one.
struct column_statistics {
  std::string name;
  double rows = 0, sum = 0, squares = 0, least = 0, greatest = 0, distinct = 0;
  std::map<std::string, double> counts;  // of categories and flags

  double mean() const { return sum / rows; }
  double variance() const { return squares / rows - mean() * mean(); }
  void add(double v) {
    least = rows == 0 || v < least ? v : least;
    greatest = rows == 0 || v > greatest ? v : greatest;
    ++rows, sum += v, squares += v * v;
  }
};

// A share of the rows that a query's filter lets pass.
struct share {
  std::string what;
  double hits = 0, rows = 0;
};

std::vector<column_statistics> statistics_of(tpch::tables const&);
std::vector<share> shares_of(tpch::tables const&);

}  // namespace tpch_data
