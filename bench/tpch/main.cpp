// SPDX-License-Identifier: BSL-1.0
// Benchmark `tpch`: the 22 queries of TPC-H on tables in memory, generated or from a folder of .tbl files. See bench/run.sh for the options.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>

#include "../options.hpp"
#include "../report.hpp"
#include "answer.hpp"
#include "cold.hpp"
#include "contenders.hpp"
#include "data_folder.hpp"

namespace {

struct options {
  double scale_factor = 1;
  std::filesystem::path data, answers, write_answers;
  std::vector<int> threads{1, 2}, queries;
  int repeat = 5;
  std::string json, cold_part;
  bool load = false, peers = true, quern = true, shuffled = false, cold = false;
};

options parse(int argc, char** argv) {
  options o;
  bench::options given(argc, argv,
                       "bench_tpch [--sf 1 | --data DIR] [--shuffled] [--queries 1-22] [--threads 1,2] [--repeat N] [--answers DIR] [--write-answers DIR] [--json FILE]\n"
                       "       [--load | --cold] [--no-peers | --no-quern] [--quick]");
  while (given.next()) {
    if (given.is("--sf"))
      o.scale_factor = given.positive();
    else if (given.is("--quick"))
      o.scale_factor = 0.2, o.repeat = 3;
    else if (given.is("--data"))
      o.data = given.value();
    else if (given.is("--answers"))
      o.answers = given.value();
    else if (given.is("--write-answers"))
      o.write_answers = given.value();
    else if (given.is("--shuffled"))
      o.shuffled = true;
    else if (given.is("--cold"))
      o.cold = true;
    else if (given.is("--cold-part"))  // how --cold starts its contenders
      o.cold_part = given.value();
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
    else if (given.is("--no-quern"))
      o.quern = false;
    else
      given.refuse_unknown();
  }
  if (o.queries.empty())
    for (auto const& q : tpch::queries) o.queries.push_back(q.number);
  if (std::ranges::max(o.queries) > static_cast<int>(tpch::queries.size())) given.refuse("there are 22 queries");
  if (o.cold && (o.load || !o.answers.empty() || !o.write_answers.empty())) given.refuse("--cold has neither --load nor answers of its own");
  return o;
}

std::filesystem::path folder_of(options const& o) {
  auto const folder = o.data.empty() ? tpch::generated_folder(o.scale_factor) : o.data;
  return o.shuffled ? tpch::shuffled_folder(folder) : folder;
}

void check_answers(timing::suite& all, options const& o, std::vector<tpch::listed_query const*> const& queries, tpch::tables const& db) {
  for (auto const* q : queries) {
    auto const plan = q->prepare(db);
    auto const wanted = tpch::canonical(tpch::read_answer(o.answers / (tpch::name_of(*q) + ".tsv")), plan.types, q->order_by);
    for (auto const& c : all[tpch::name_of(*q)].contenders)
      if (auto const text = c.answer(); text != wanted) throw timing::wrong_answer(tpch::name_of(*q) + ": " + c.name + " answers\n" + text + "but the file holds\n" + wanted);
  }
}

void write_answers(std::filesystem::path const& folder, std::vector<tpch::listed_query const*> const& queries, tpch::tables const& db) {
  std::filesystem::create_directories(folder);
  for (auto const* q : queries) {
    auto const plan = q->prepare(db);
    plan.run(1);
    tpch::write_answer(folder / (tpch::name_of(*q) + ".tsv"), tpch::answer::of(plan.answer()));
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
  if (!o.cold_part.empty()) return tpch::run_cold_part(o.cold_part, about, o.write_answers);

  auto facts = timing::machine();
  facts.emplace_back("data", about.folder.string());
  facts.emplace_back("rows_of_lineitem", o.shuffled ? "in a random order" : "as they come");
  timing::suite all;
  tpch::tables db;
  if (o.cold) {
    tpch::add_cold(all, about, o.peers, o.repeat);
  } else {
    if (o.quern || !o.write_answers.empty()) db = tpch::tables_in(about.folder);
    if (!o.write_answers.empty()) write_answers(o.write_answers, about.queries, db);
    auto const rows = static_cast<double>(db.lineitem.rows());
    for (auto const* q : about.queries) all.add_section({tpch::name_of(*q), q->title, rows, 0, o.repeat});
    if (o.load) all.add_section({"load", "eight .tbl files into tables", rows, 0, std::min(o.repeat, 3)});
    if (o.quern) tpch::add_quern(all, db, about);
    if (o.peers) tpch::add_duckdb(all, db, about);
    if (rows != 0) facts.emplace_back("lineitem_rows", std::to_string(db.lineitem.rows()));
  }
  timing::print(facts);
  all.run([](timing::section const& s) { timing::print(s); });
  if (!o.answers.empty()) check_answers(all, o, about.queries, db);
  for (auto const& s : all.skipped()) std::printf("\nskipped: %s\n", s.c_str());
  if (!o.cold && o.quern) print_means(all, about.queries, o.threads);
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
