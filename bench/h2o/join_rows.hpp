// The data of h2o.ai's db-benchmark, join part (J1_n_NA_0_0: no nulls, not sorted): x of n rows, and three tables to join it
// with, small of n / 10^6 rows, medium of n / 10^3, big of n. Of each table's keys, each once, nine tenths are among those
// of x. id4, id5, id6 are id1, id2, id3 as texts.
#pragma once
#include "rows.hpp"

namespace bench {

struct join_table {
  column<std::int32_t> id1, id2, id3;  // small has id1, medium id1 and id2, big all three
  column<double> v;
  std::size_t size() const { return v.size(); }
};
struct join_rows {
  join_table x, small, medium, big;
};
join_rows make_join_rows(std::size_t n);

// Questions 1 small inner on id1, 2 medium inner on id2, 3 medium left on id2, 4 medium inner on id5, 5 big inner on id3:
// rows, sums of v1, v2 and of their product, by plain arrays.
h2o_digest expected_join(join_rows const&, int question);

}  // namespace bench
