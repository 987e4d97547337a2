// SPDX-License-Identifier: BSL-1.0
// Runs every generated plan on every set of data, with several values for its literals, as quern and as SQLite, and compares the rows.
// differential SEED [PLAN]
#include <cstdlib>

#include "compare.hpp"
#include "data.hpp"
#include "sqlite.hpp"

namespace {
using namespace differential;

// Pieces of 8 rows on two threads, and the defaults.
quern::exec const ways[] = {{.threads = 1}, {.threads = 2, .min_rows_per_chunk = 8}};

constexpr int draws = 4;  // of literals
constexpr int most_reports = 5;

struct counts {
  std::size_t cases = 0, rows = 0, wrong = 0;
};

void report(plan const& p, data_set const& d, literals const& values, quern::exec const& way, std::string const& what) {
  std::printf("plan %d on \"%s\", literals (%s), %d thread(s), chunks of %zu rows\n%s  C++  %s\n  SQL  %s\n\n", p.id, d.name, text_of(values).c_str(), way.threads,
              way.min_rows_per_chunk, what.c_str(), p.cpp, p.sql);
}

void check(plan const& p, data_set const& d, tables const& t, literals const& values, sqlite& db, counts& n) {
  answer const expected = db.run(p.sql, values);
  for (auto const& way : ways) {
    ++n.cases;
    n.rows += expected.size();
    std::string what;
    try {
      what = difference(p.run(t, values, way), expected, p);
    } catch (std::exception const& e) {
      what = std::string("  quern threw: ") + e.what() + "\n";
    }
    if (what.empty()) continue;
    if (++n.wrong <= most_reports) report(p, d, values, way, what);
    return;  // the other way would only say it again
  }
}
}  // namespace

int main(int argc, char** argv) {
  if (sqlite3_libversion_number() < 3039000) {
    std::printf("skipped: SQLite %s has no full joins\n", sqlite3_libversion());
    return 0;
  }
  std::uint64_t const seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  int const only = argc > 2 ? std::atoi(argv[2]) : -1;
  std::printf("seed %llu, SQLite %s%s\n", static_cast<unsigned long long>(seed), sqlite3_libversion(),
#ifdef QUERN_TEST_WEAK_HASH
              ", hashes of two bits"
#else
              ""
#endif
  );
  auto& all = plans();
  std::sort(all.begin(), all.end(), [](plan const& a, plan const& b) { return a.id < b.id; });
  sqlite db;
  counts n;
  for (auto const& d : data_sets) {
    tables const t = make_tables(d, seed);
    db.load(t);
    for (auto const& p : all) {
      if (only >= 0 && p.id != only) continue;
      dice roll(seed * 1000003 + static_cast<std::uint64_t>(p.id));
      for (int i = 0; i < (*p.kinds ? draws : 1); ++i) {
        literals const values = make_literals(p.kinds, roll);
        try {
          check(p, d, t, values, db, n);
        } catch (std::exception const& e) {  // of SQLite: the plan is no SQL
          if (++n.wrong <= most_reports) report(p, d, values, {}, std::string("  ") + e.what() + "\n");
        }
      }
    }
  }
  std::printf("%zu plans, %zu comparisons of %zu rows, %zu differ\n", all.size(), n.cases, n.rows, n.wrong);
  return n.wrong == 0 && n.cases != 0 ? 0 : 1;
}
