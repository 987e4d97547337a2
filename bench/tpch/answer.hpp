// SPDX-License-Identifier: BSL-1.0
// A result as text, and how two of them compare where the order of rows is only partly given.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tpch {

// A header line and rows, of fields with tabs between them.
struct answer {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;

  static answer of(std::string_view text);
};

// What is different, each a line with the query, the row, the column and both values; empty where nothing is. `types` are those of the
// columns of `got`: floats may differ in the tenth digit, all else may not differ at all. Rows that agree in `keys`, the columns of the
// query's ORDER BY, may stand in any order.
std::string differences(std::string const& query, answer const& got, answer const& expected, std::vector<std::string_view> const& types, std::vector<std::string> const& keys);

// The file of an answer. Throws std::runtime_error where it cannot be read or written.
answer read_answer(std::filesystem::path const&);
void write_answer(std::filesystem::path const&, answer const&);

// As text that is equal where answers are: rows that agree in `keys` stand in one order, floats have nine digits.
std::string canonical(answer, std::vector<std::string_view> const& types, std::vector<std::string> const& keys);

}  // namespace tpch
