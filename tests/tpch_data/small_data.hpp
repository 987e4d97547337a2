// SPDX-License-Identifier: BSL-1.0
// What the tests share: the tables at scale 0.01, made once, a folder that is gone afterwards, and tables read back from .tbl files.
#pragma once
#include <filesystem>
#include <string>

#include <unistd.h>

#include "bench/tpch/each_table.hpp"
#include "bench/tpch/generate.hpp"

namespace tpch_data {

constexpr double scale = 0.01;

inline tpch::tables const& small() {
  static tpch::tables const t = tpch::generate({.scale_factor = scale});
  return t;
}

class temporary_folder {
 public:
  temporary_folder() : path_(std::filesystem::temp_directory_path() / ("quern_tpch_data_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  temporary_folder(temporary_folder const&) = delete;
  ~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(std::string const& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

tpch::tables read_tables(std::string const& folder);

}  // namespace tpch_data
