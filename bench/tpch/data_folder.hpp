// SPDX-License-Identifier: BSL-1.0
// Where the .tbl files stand that all contenders read, made where they are missing, and quern's tables of them. All is kept below build/ of the
// current folder for the next run; stamps tell when it must be made anew.
#pragma once
#include <filesystem>

#include "schema.hpp"

namespace tpch {

// Generated at this scale factor, by the rules of this version of the generator.
std::filesystem::path generated_folder(double scale_factor);

// The same tables with lineitem's rows in a random order; the others are links.
std::filesystem::path shuffled_folder(std::filesystem::path const&);

// Parsed once: columns are kept as they are in memory, until the files change.
tables tables_in(std::filesystem::path const& folder);

}  // namespace tpch
