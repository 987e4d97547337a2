// SPDX-License-Identifier: BSL-1.0
// The 22 queries of TPC-H on the generator's own data, each held against the answer of another engine: tpch_test <folder>, which holds the
// .tbl files and answers/qNN.tsv.
#include <cstdio>
#include <exception>

#include "../../bench/tpch/answer.hpp"
#include "../../bench/tpch/load.hpp"
#include "../../bench/tpch/queries.hpp"

namespace {

// One thread and another number of them may give no other bit, nor another order of rows. The tables are small: only short chunks give
// several threads something to do.
std::string check(tpch::listed_query const& q, tpch::tables const& db, tpch::answer const& wanted) {
  std::string const name = tpch::name_of(q);
  auto const prepared = q.prepare(db);
  std::string problems;
  for (std::size_t const rows : {std::size_t{1000}, quern::rows_per_chunk}) {
    if (!problems.empty()) break;
    std::string alone;
    for (int const threads : {1, 2, 4}) {
      prepared.run_with({.threads = threads, .min_rows_per_chunk = rows});
      std::string const text = prepared.answer();
      if (threads == 1)
        alone = text, problems += tpch::differences(name, tpch::answer::of(text), wanted, prepared.types, q.order_by);
      else if (text != alone)
        problems += name + ": " + std::to_string(threads) + " threads give another result than one:\n" + text + "instead of\n" + alone;
    }
  }
  return problems;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return std::fputs("usage: tpch_test <folder of .tbl files>\n", stderr), 2;
  std::filesystem::path const folder = argv[1];
  auto const db = tpch::load(folder, 2);
  int wrong = 0;
  for (auto const& q : tpch::queries) {
    std::string problems;
    try {
      problems = check(q, db, tpch::read_answer(folder / "answers" / (tpch::name_of(q) + ".tsv")));
    } catch (std::exception const& e) {
      problems = tpch::name_of(q) + ": " + e.what() + "\n";
    }
    std::printf("%s %-34s %s\n%s", tpch::name_of(q).c_str(), q.title, problems.empty() ? "ok" : "WRONG", problems.c_str());
    wrong += !problems.empty();
  }
  std::printf("%d of %zu queries wrong\n", wrong, tpch::queries.size());
  return wrong == 0 ? 0 : 1;
} catch (std::exception const& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
