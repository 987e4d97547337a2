// Benchmark `scan`: filters, sums, a small group-by and CSV on TPC-H lineitem. See bench/run.sh for the options.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "../options.hpp"
#include "../report.hpp"
#include "contenders.hpp"

namespace {

struct options {
  double scale_factor = 1;
  std::vector<int> threads{1, 2};
  int repeat = 15, csv_repeat = 3;
  std::string json, data = "build/bench/data";
};

options parse(int argc, char** argv) {
  options o;
  bench::options given(argc, argv, "bench_scan [--quick] [--json FILE] [--threads 1,2] [--repeat N] [--sf 1] [--data FOLDER]");
  while (given.next()) {
    if (given.is("--quick"))
      o.scale_factor = 0.2, o.repeat = 9, o.csv_repeat = 2;
    else if (given.is("--json"))
      o.json = given.value();
    else if (given.is("--threads"))
      o.threads = given.list();
    else if (given.is("--repeat"))
      o.repeat = given.count(), o.csv_repeat = std::max(1, o.repeat / 4);
    else if (given.is("--sf"))
      o.scale_factor = given.positive();
    else if (given.is("--data"))
      o.data = given.value();
    else
      given.refuse_unknown();
  }
  return o;
}

// The text is written once and kept; every contender's columns are compared with the generated ones anyway.
std::string text_file(bench::lineitem const& t, options const& o) {
  std::filesystem::create_directories(o.data);
  char name[64];
  std::snprintf(name, sizeof name, "lineitem-%g-v2.tbl", o.scale_factor);  // another number whenever the rules of the data change
  auto const path = (std::filesystem::path(o.data) / name).string();
  if (!std::filesystem::exists(path)) bench::write_tbl(t, path);
  return path;
}

void run(options const& o) {
  auto const wide = bench::make_lineitem(o.scale_factor);
  auto const narrow = bench::narrowed(wide);
  bench::hand::double_columns const doubles(wide);
  bench::scan_data const data{wide, narrow, doubles, text_file(wide, o)};

  auto const rows = static_cast<double>(wide.size()), text = static_cast<double>(std::filesystem::file_size(data.tbl));
  timing::suite all;
  all.add_section({"q6", "where on three columns, sum of a product", rows, rows * 28, o.repeat});
  all.add_section({"q1", "eight aggregates by two small keys", rows, rows * 38, o.repeat});
  all.add_section({"where_update_sum", "where, update, sum over doubles", rows, rows * 24, o.repeat});
  all.add_section({"csv", "text to 16 typed columns", rows, text, o.csv_repeat});
  for (int const threads : o.threads) {
    bench::add_hand(all, data, threads);
    bench::add_typed(all, data, threads);
    bench::add_duckdb(all, data, threads);
  }

  auto about = timing::machine();
  about.emplace_back("scale_factor", std::to_string(o.scale_factor));
  about.emplace_back("rows", std::to_string(wide.size()));
  about.emplace_back("text_bytes", std::to_string(static_cast<long long>(text)));
  timing::print(about);
  all.run([](timing::section const& s) { timing::print(s); });
  for (auto const& s : all.skipped()) std::printf("\nskipped: %s\n", s.c_str());
  if (!o.json.empty()) timing::write_json(o.json, "scan", about, all);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(parse(argc, argv));
  } catch (timing::wrong_answer const& e) {
    std::fprintf(stderr, "WRONG ANSWER in %s", e.what());
    return 1;
  } catch (std::exception const& e) {
    std::fprintf(stderr, "bench_scan: %s\n", e.what());
    return 2;
  }
}
