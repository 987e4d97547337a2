// Who takes part in the benchmark `scan`, one function a side. Each adds its contenders to the sections of the suite:
//   q6, q1            queries of TPC-H on the columns of `lineitem`
//   where_update_sum  where(quantity > 24), revenue = price * discount, sum(revenue), over doubles
//   csv               the text file to all 16 typed columns
// Answers are texts (answers.hpp); within a section all must be equal. A contender keeps the result of its timed run beside
// it and makes the text afterwards:
//   auto result = std::make_shared<std::int64_t>();
//   suite.add("q6", {.name = "quern", .threads = threads, .run = [=] { *result = ...; }, .answer = [=] { return q6_answer(*result); }});
// Results of another shape go through q1_row and csv_digest. `memory` is "64-bit" for plans over scan_data::wide and ::doubles
// (then "x hand" compares with the hand loops on the same columns), "fresh" in `csv` when the run allocates its columns.
#pragma once
#include <string>

#include "../timing.hpp"
#include "hand.hpp"
#include "lineitem.hpp"

namespace bench {

// What all contenders read: the same memory, the same file. Outlives the suite's run.
struct scan_data {
  lineitem const& wide;
  narrow_lineitem const& narrow;
  hand::double_columns const& doubles;
  std::string tbl;  // path of the text
};

void add_hand(timing::suite&, scan_data const&, int threads);    // the yardstick
void add_duckdb(timing::suite&, scan_data const&, int threads);  // says "skipped" in the suite when it is not there
void add_typed(timing::suite&, scan_data const&, int threads);   // quern's typed plans

}  // namespace bench
