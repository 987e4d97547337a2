// Who takes part in the benchmark `h2o`: sections q1 q2 q3 q4 q5 q7 q10 (groups) and j1 to j5 (joins). A run leaves a whole result table in memory; the
// answer is its digest (rows.hpp), which must also be the one that plain loops find.
#pragma once
#include "../timing.hpp"
#include "join_rows.hpp"

namespace bench {

// id1 to id3 are categories of numbers given in order, or whole texts (questions 1 to 3).
void add_quern_categories(timing::suite&, h2o_rows const&, int threads);
void add_quern_texts(timing::suite&, h2o_rows const&, int threads);
// Its own in-memory table; id1 to id3 as VARCHAR, and as ENUM beside it.
void add_duckdb(timing::suite&, h2o_rows const&, int threads);

// Sections j1 to j5; id4 to id6 are categories, each table with dictionaries of its own, and VARCHAR.
void add_quern_joins(timing::suite&, join_rows const&, int threads);
void add_duckdb_joins(timing::suite&, join_rows const&, int threads);

}  // namespace bench
