// SPDX-License-Identifier: BSL-1.0
// From the .tbl files to the answers of all queries, each time in a fresh process.
#pragma once
#include <filesystem>
#include <string>

#include "contenders.hpp"

namespace tpch {

// The section `cold`; contenders are this program with --cold-part NAME. The files are in the system's memory after the run that does not count.
void add_cold(timing::suite&, contest const&, bool peers, int rounds);

// What such a process does: loads, answers, and writes the answers into this folder.
void run_cold_part(std::string const& name, contest const&, std::filesystem::path const& answers);

}  // namespace tpch
