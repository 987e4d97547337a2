// Benchmark `h2o`: questions of h2o.ai's db-benchmark: group-by 1-5, 7 and 10, and the joins. See bench/run.sh for the options.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "../options.hpp"
#include "../report.hpp"
#include "contenders.hpp"

namespace {

struct options {
  std::size_t rows = 10'000'000;
  std::vector<int> threads{1, 2};
  int repeat = 7;
  std::string json, only;
};

options parse(int argc, char** argv) {
  options o;
  bench::options given(argc, argv, "bench_h2o [--quick] [--json FILE] [--threads 1,2] [--repeat N] [--rows N] [--only q3]");
  while (given.next()) {
    if (given.is("--quick"))
      o.rows = 1'000'000, o.repeat = 5;
    else if (given.is("--json"))
      o.json = given.value();
    else if (given.is("--threads"))
      o.threads = given.list();
    else if (given.is("--repeat"))
      o.repeat = given.count();
    else if (given.is("--only"))
      o.only = given.value();
    else if (given.is("--rows"))
      o.rows = static_cast<std::size_t>(std::max(1000.0, given.positive()));
    else
      given.refuse_unknown();
  }
  return o;
}

void run(options const& o) {
  auto const rows = bench::make_h2o_rows(o.rows, 100);
  auto const n = static_cast<double>(rows.size());
  timing::suite all;
  all.add_section({"q1", "sum v1 by id1", n, n * 8, o.repeat});
  all.add_section({"q2", "sum v1 by id1, id2", n, n * 12, o.repeat});
  all.add_section({"q3", "sum v1, mean v3 by id3", n, n * 16, o.repeat});
  all.add_section({"q4", "mean v1, v2, v3 by id4", n, n * 20, o.repeat});
  all.add_section({"q5", "sum v1, v2, v3 by id6", n, n * 20, o.repeat});
  all.add_section({"q7", "max v1 - min v2 by id3", n, n * 12, o.repeat});
  all.add_section({"q10", "sum v3, count by id1..id6", n, n * 32, std::max(1, o.repeat / 2)});
  all.add_section({"j1", "x, inner join with small (10 rows) on id1", n, 0, o.repeat});
  all.add_section({"j2", "x, inner join with medium (n / 1000 rows) on id2", n, 0, o.repeat});
  all.add_section({"j3", "x, left join with medium on id2", n, 0, o.repeat});
  all.add_section({"j4", "x, inner join with medium on id5, a text", n, 0, o.repeat});
  all.add_section({"j5", "x, inner join with big (n rows) on id3", n, 0, std::max(1, o.repeat / 2)});
  std::unique_ptr<bench::join_rows> joined;
  if (o.only.empty() || o.only.starts_with('j')) joined = std::make_unique<bench::join_rows>(bench::make_join_rows(o.rows));
  for (int const threads : o.threads) {
    if (joined) {
      bench::add_quern_joins(all, *joined, threads);
      bench::add_duckdb_joins(all, *joined, threads);
    }
    if (o.only.starts_with('j')) continue;
    bench::add_quern_categories(all, rows, threads);
    bench::add_quern_texts(all, rows, threads);
    bench::add_duckdb(all, rows, threads);
  }
  auto about = timing::machine();
  about.emplace_back("rows", std::to_string(rows.size()));
  timing::print(about);
  if (!o.only.empty()) all.keep(o.only);  // "q" and "j" are all of a kind
  all.run([&](timing::section const& s) {
    timing::print(s);
    int const question = std::stoi(s.name.substr(1));
    auto const right = (s.name[0] == 'j' ? bench::expected_join(*joined, question) : bench::expected_answer(rows, question)).text();
    for (auto const& c : s.contenders)
      if (auto const text = c.answer(); text != right)
        throw timing::wrong_answer(s.name + ": '" + c.name + "' answers\n" + text + "but plain loops find\n" + right);
  });
  for (auto const& s : all.skipped()) std::printf("\nskipped: %s\n", s.c_str());
  // Of the questions' ratios, over the fastest of the peers.
  for (char const kind : {'q', 'j'})
    for (char const* against : {"DuckDB on texts, as the db-benchmark has them", "the fastest DuckDB"})
  for (int const threads : o.threads) {
    double product = 1, least = 0;
    int count = 0;
    for (auto const* s : all.sections()) {
      if (s->name[0] != kind) continue;
      auto const* peer = s->best(timing::role::peer, threads, *against == 'D' ? "DuckDB" : "");
      auto const* own = s->best(timing::role::quern, threads, "category");
      if (!peer || !own) continue;
      double const r = peer->minimum() / own->minimum();
      product *= r, least = count++ == 0 ? r : std::min(least, r);
    }
    if (count != 0)
      std::printf("\n%d threads, %s, categories: geometric mean of %d questions %.2f times as fast as %s, least %.2f\n", threads, kind == 'q' ? "groups" : "joins", count,
                  std::pow(product, 1.0 / count), against, least);
  }
  if (!o.json.empty()) timing::write_json(o.json, "h2o", about, all);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(parse(argc, argv));
  } catch (timing::wrong_answer const& e) {
    std::fprintf(stderr, "WRONG ANSWER in %s", e.what());
    return 1;
  } catch (std::exception const& e) {
    std::fprintf(stderr, "bench_h2o: %s\n", e.what());
    return 2;
  }
}
