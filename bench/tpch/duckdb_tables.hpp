// SPDX-License-Identifier: BSL-1.0
// The eight tables in DuckDB, and its answers as the queries' own type of text.
#pragma once
#include <filesystem>
#include <string>

#include "../peers/duckdb.hpp"
#include "answer.hpp"
#include "query.hpp"

namespace tpch {

// With COPY from the .tbl files, in place of tables that are there.
void create_tables(peers::duckdb&, std::filesystem::path const& folder);

std::string sql_of(std::filesystem::path const& file);

answer answer_of(peers::duckdb&, std::string const& sql, prepared const& typed);

}  // namespace tpch
