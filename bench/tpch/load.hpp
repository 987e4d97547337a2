// SPDX-License-Identifier: BSL-1.0
// The eight tables from the text files of the specification's generator.
#pragma once
#include <filesystem>

#include "schema.hpp"

namespace tpch {

// Reads region.tbl, nation.tbl, ... of a folder: `|` behind every field, no header. Throws quern::csv_error where a file is missing or not of
// that kind.
tables load(std::filesystem::path const& folder, int threads);

}  // namespace tpch
