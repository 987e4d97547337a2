// SPDX-License-Identifier: BSL-1.0
// Who takes part in the benchmark `tpch`: a section for each query, named as it is, and `load`, from .tbl files to tables in memory.
#pragma once
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "../timing.hpp"
#include "queries.hpp"

namespace tpch {

struct contest {
  std::filesystem::path folder;  // of the .tbl files
  std::filesystem::path sql;     // of the queries' texts
  std::vector<listed_query const*> queries;
  std::vector<int> threads;
  bool loading = false;  // measure it, too
};

// The tables must outlive the suite.
void add_quern(timing::suite&, tables const&, contest const&);
void add_duckdb(timing::suite&, tables const&, contest const&);

// DuckDB cannot take part: says why.
void skip_duckdb(timing::suite&, std::exception const&);

}  // namespace tpch
