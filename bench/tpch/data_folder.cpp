// SPDX-License-Identifier: BSL-1.0
// Folders are complete when they hold a stamp that says what they were made of; it is written last.
#include "data_folder.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "cache.hpp"
#include "each_table.hpp"
#include "generate.hpp"
#include "load.hpp"
#include "shuffle_rows.hpp"
#include "write_tbl.hpp"

namespace tpch {
namespace {

namespace fs = std::filesystem;

fs::path const kept = fs::path("build") / "tpch";

bool is_complete(fs::path const& folder, std::string const& stamp) {
  std::ifstream in(folder / "complete");
  return in && std::string(std::istreambuf_iterator<char>(in), {}) == stamp;
}
void complete(fs::path const& folder, std::string const& stamp) {
  std::ofstream out(folder / "complete");
  if (!(out << stamp).flush()) throw std::runtime_error("cannot write into " + folder.string());
}
// Below `kept`, for tables that stand elsewhere.
fs::path place_for(fs::path const& folder, char const* what) { return kept / what / fs::absolute(folder).lexically_normal().relative_path(); }
std::string state_of(fs::path const& file) {
  return file.filename().string() + " " + std::to_string(fs::file_size(file)) + " " + std::to_string(fs::last_write_time(file).time_since_epoch().count()) + "\n";
}

}  // namespace

fs::path generated_folder(double scale_factor) {
  char name[32];
  std::snprintf(name, sizeof name, "sf%g", scale_factor);
  auto const folder = kept / name;
  generation const g{.scale_factor = scale_factor};
  if (is_complete(folder, label_of(g))) return folder;
  std::fprintf(stderr, "generating scale factor %g into %s\n", scale_factor, folder.c_str());
  fs::remove(folder / "complete");
  write_tbl(generate(g), folder.string());
  complete(folder, label_of(g));
  return folder;
}

fs::path shuffled_folder(fs::path const& from) {
  auto const original = fs::absolute(from).lexically_normal();
  auto const folder = place_for(from, "shuffled");
  auto const stamp = "lineitem shuffled by rules 1, from " + state_of(original / "lineitem.tbl");
  if (is_complete(folder, stamp)) return folder;
  std::fprintf(stderr, "shuffling lineitem's rows into %s\n", folder.c_str());
  fs::create_directories(folder);
  fs::remove(folder / "complete");
  tables const any;
  each_table(any, [&](std::string const& name, auto const&) {
    auto const file = name + ".tbl";
    fs::remove(folder / file);
    if (name == "lineitem")
      shuffle_rows(original / file, folder / file, 1);
    else
      fs::create_symlink(original / file, folder / file);
  });
  complete(folder, stamp);
  return folder;
}

tables tables_in(fs::path const& folder) {
  std::string stamp;
  tables db;
  each_table(db, [&](std::string const& name, auto const&) { stamp += state_of(folder / (name + ".tbl")); });
  auto const columns = place_for(folder, "columns");
  try {
    return cache::open_tables(columns.string(), {.label = stamp, .where = cache::memory::copied});
  } catch (cache::error const&) {
    db = load(folder, 0);
    cache::save(db, columns.string(), stamp);
    return db;
  }
}

}  // namespace tpch
