// What each query of this benchmark returns, and its text: contenders agree when their texts are equal.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "lineitem.hpp"

namespace bench {

// sum(extendedprice * discount), 4 decimals.
std::string q6_answer(std::int64_t ten_thousandths);

struct q1_row {
  char returnflag = 0, linestatus = 0;
  std::int64_t quantity = 0, price = 0;  // hundredths
  __int128 discounted = 0, charge = 0;   // 4 and 6 decimals
  std::int64_t discount = 0, count = 0;
};
// Sorted by flag and status; sums exact, averages to 4 decimals.
std::string q1_answer(std::vector<q1_row>);

// An integer as a decimal number with `scale` digits after the point.
std::string decimal_text(__int128 value, int scale);

// One number a column of the parsed table (and one across columns), enough to tell any misread column.
// A contender with another table type fills the fields itself, in the units of `lineitem`; digest() says how.
struct csv_digest {
  std::int64_t rows = 0, keys = 0, parts = 0, suppliers = 0, lines = 0, quantity = 0, price = 0, discount = 0, tax = 0;
  std::int64_t returned = 0, open = 0, shipped = 0, committed = 0, received = 0, instruction_bytes = 0, mode_bytes = 0;
  std::int64_t comment_bytes = 0, across = 0;

  std::string text() const;
};
csv_digest digest(lineitem const&);

}  // namespace bench
