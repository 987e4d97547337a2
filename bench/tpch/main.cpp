// SPDX-License-Identifier: BSL-1.0
// Benchmark `tpch`: the 22 queries of TPC-H on tables in memory, generated or from a folder of .tbl files. See bench/run.sh for the options.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>

#include "../options.hpp"
#include "../report.hpp"
#include "answer.hpp"
#include "cache.hpp"
#include "contenders.hpp"
#include "each_table.hpp"
#include "generate.hpp"
#include "load.hpp"
#include "write_tbl.hpp"

namespace {

struct options {
  double scale_factor = 1;
  std::filesystem::path data, answers;
  std::vector<int> threads{1, 2}, queries;
  int repeat = 5;
  std::string json;
  bool load = false, peers = true;
};

options parse(int argc, char** argv) {
  options o;
  bench::options given(argc, argv,
                       "bench_tpch [--sf 1 | --data DIR] [--queries 1-22] [--threads 1,2] [--repeat N] [--answers DIR] [--json FILE] [--load] [--no-peers] [--quick]");
  while (given.next()) {
    if (given.is("--sf"))
      o.scale_factor = given.positive();
    else if (given.is("--quick"))
      o.scale_factor = 0.2, o.repeat = 3;
    else if (given.is("--data"))
      o.data = given.value();
    else if (given.is("--answers"))
      o.answers = given.value();
    else if (given.is("--queries"))
      o.queries = given.list();
    else if (given.is("--threads"))
      o.threads = given.list();
    else if (given.is("--repeat"))
      o.repeat = given.count();
    else if (given.is("--json"))
      o.json = given.value();
    else if (given.is("--load"))
      o.load = true;
    else if (given.is("--no-peers"))
      o.peers = false;
    else
      given.refuse_unknown();
  }
  if (o.queries.empty())
    for (auto const& q : tpch::queries) o.queries.push_back(q.number);
  if (std::ranges::max(o.queries) > static_cast<int>(tpch::queries.size())) given.refuse("there are 22 queries");
  return o;
}

// Generated tables stand below the current folder, for the next run and for the peers.
std::filesystem::path folder_of(options const& o) {
  if (!o.data.empty()) return o.data;
  char name[32];
  std::snprintf(name, sizeof name, "sf%g", o.scale_factor);
  auto const folder = std::filesystem::path("build") / "tpch" / name;
  if (!std::filesystem::exists(folder / "complete")) {
    std::fprintf(stderr, "generating scale factor %g into %s\n", o.scale_factor, folder.c_str());
    tpch::write_tbl(tpch::generate({.scale_factor = o.scale_factor}), folder.string());
    std::FILE* const done = std::fopen((folder / "complete").c_str(), "w");
    if (!done) throw std::runtime_error("cannot write into " + folder.string());
    std::fclose(done);
  }
  return folder;
}

// Parsed once: the columns are kept below build/ as they are in memory, until the files change.
tpch::tables tables_in(std::filesystem::path const& folder) {
  std::string stamp;
  tpch::tables db;
  tpch::each_table(db, [&](std::string const& name, auto const&) {
    auto const file = folder / (name + ".tbl");
    stamp += name + " " + std::to_string(std::filesystem::file_size(file)) + " " + std::to_string(std::filesystem::last_write_time(file).time_since_epoch().count()) + "\n";
  });
  auto const kept = std::filesystem::path("build") / "tpch" / "columns" / std::filesystem::absolute(folder).relative_path();
  try {
    return tpch::cache::open_tables(kept.string(), {.label = stamp, .where = tpch::cache::memory::copied});
  } catch (tpch::cache::error const&) {
    db = tpch::load(folder, 0);
    tpch::cache::save(db, kept.string(), stamp);
    return db;
  }
}

void check_answers(timing::suite& all, options const& o, std::vector<tpch::listed_query const*> const& queries, tpch::tables const& db) {
  for (auto const* q : queries) {
    auto const plan = q->prepare(db);
    auto const wanted = tpch::canonical(tpch::read_answer(o.answers / (tpch::name_of(*q) + ".tsv")), plan.types, q->order_by);
    for (auto const& c : all[tpch::name_of(*q)].contenders)
      if (auto const text = c.answer(); text != wanted) throw timing::wrong_answer(c.name + " answers\n" + text + "but the file holds\n" + wanted);
  }
}

void print_means(timing::suite& all, std::vector<tpch::listed_query const*> const& queries, std::vector<int> const& threads) {
  for (int const t : threads) {
    double peer = 0, quern = 0, single = 0, all_of_it = 0;
    int compared = 0;
    for (auto const* q : queries) {
      auto const& s = all[tpch::name_of(*q)];
      auto const* const mine = s.best(timing::role::quern, t);
      auto const* const other = s.best(timing::role::peer, t);
      auto const* const one = s.best(timing::role::quern, 1);
      quern += std::log(mine->minimum()), all_of_it += mine->minimum();
      if (one) single += std::log(one->minimum());
      if (other) peer += std::log(other->minimum()), ++compared;
    }
    auto const n = static_cast<double>(queries.size());
    std::printf("\n%d threads: quern's geometric mean %.2f ms, sum %.1f ms", t, std::exp(quern / n), all_of_it);
    if (compared == static_cast<int>(queries.size())) std::printf("; %.2f times as fast as the fastest peer", std::exp((peer - quern) / n));
    if (t != 1 && single != 0) std::printf("; %.2f times its one thread", std::exp((single - quern) / n));
    std::puts("");
  }
}

void run(options const& o) {
  tpch::contest about{.folder = folder_of(o), .sql = std::filesystem::path("bench") / "tpch" / "sql", .queries = {}, .threads = o.threads, .loading = o.load};
  for (int const k : o.queries) about.queries.push_back(&tpch::queries[static_cast<std::size_t>(k - 1)]);
  auto const db = tables_in(about.folder);
  timing::suite all;
  auto const rows = static_cast<double>(db.lineitem.rows());
  for (auto const* q : about.queries) all.add_section({tpch::name_of(*q), q->title, rows, 0, o.repeat});
  if (o.load) all.add_section({"load", "eight .tbl files into tables", rows, 0, std::min(o.repeat, 3)});
  tpch::add_quern(all, db, about);
  if (o.peers) tpch::add_duckdb(all, db, about);
  auto facts = timing::machine();
  facts.emplace_back("data", about.folder.string());
  facts.emplace_back("lineitem_rows", std::to_string(db.lineitem.rows()));
  timing::print(facts);
  all.run([](timing::section const& s) { timing::print(s); });
  if (!o.answers.empty()) check_answers(all, o, about.queries, db);
  for (auto const& s : all.skipped()) std::printf("\nskipped: %s\n", s.c_str());
  print_means(all, about.queries, o.threads);
  if (!o.json.empty()) timing::write_json(o.json, "tpch", facts, all);
}

}  // namespace

int main(int argc, char** argv) {
  auto const o = parse(argc, argv);
  try {
    run(o);
    return 0;
  } catch (timing::wrong_answer const& e) {
    std::fprintf(stderr, "WRONG ANSWER in %s", e.what());
    return 1;
  } catch (std::exception const& e) {
    std::fprintf(stderr, "bench_tpch: %s\n", e.what());
    return 2;
  }
}
