// SPDX-License-Identifier: BSL-1.0
// Rounds of blocks: all threads make the text of some blocks, then all write them, each block to its place.
#include "write_tbl.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>

#include "../output_file.hpp"
#include "../threads.hpp"
#include "each_table.hpp"

namespace tpch {

void write_rows(std::span<tbl_column const> columns, std::size_t rows, std::string const& path, int threads) {
  constexpr std::size_t block = 8192, blocks_a_round = 64;
  bench::output_file file(path);
  std::vector<bench::row_text> texts(blocks_a_round);
  std::vector<std::size_t> places(blocks_a_round);
  std::atomic<int> error{0};
  for (std::size_t first = 0, written = 0; first < rows; first += blocks_a_round * block) {
    std::size_t const blocks = std::min(blocks_a_round, (rows - first + block - 1) / block);
    bench::for_each_index(blocks, threads, [&](std::size_t k) {
      auto& text = texts[k];
      text.clear();
      std::size_t const begin = first + k * block, end = std::min(begin + block, rows);
      for (std::size_t i = begin; i < end; ++i) {
        for (auto const& c : columns) {
          c.put(text, c.ref, i);
          text.room(2);
          text.put('|');
        }
        text.put('\n');
      }
    });
    for (std::size_t k = 0; k < blocks; ++k) places[k] = written, written += texts[k].size();
    bench::for_each_index(blocks, threads, [&](std::size_t k) {
      if (int const e = file.try_write(texts[k].data(), texts[k].size(), places[k]); e != 0) error = e;
    });
    file.check(error);
  }
  file.finish();
}

void write_tbl(tables const& t, std::string const& folder, int threads) {
  std::filesystem::create_directories(folder);
  each_table(t, [&](std::string const& name, auto const& table) {
    write_tbl(table, (std::filesystem::path(folder) / (name + ".tbl")).string(), threads);
  });
}

}  // namespace tpch
