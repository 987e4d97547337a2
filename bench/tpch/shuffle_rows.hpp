// SPDX-License-Identifier: BSL-1.0
// A text file's lines in a random order.
#pragma once
#include <cstdint>
#include <filesystem>

namespace tpch {

// The same order for the same number of lines and seed. Throws std::runtime_error where a file cannot be read or written.
void shuffle_rows(std::filesystem::path const& from, std::filesystem::path const& to, std::uint64_t seed);

}  // namespace tpch
