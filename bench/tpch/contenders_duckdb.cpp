// SPDX-License-Identifier: BSL-1.0
// DuckDB: tables of its own from the same .tbl files, queries as the specification writes them (sql/).
#include <cstdlib>
#include <exception>

#include "contenders.hpp"
#include "duckdb_tables.hpp"

namespace tpch {

void add_duckdb(timing::suite& all, tables const& db, contest const& about) try {
  auto const duck = std::make_shared<peers::duckdb>();
  std::string const label = "DuckDB " + duck->version();
  auto const create = [=, folder = about.folder] { create_tables(*duck, folder); };
  create();
  for (int const threads : about.threads) {
    auto const prepare = [=] { duck->threads(threads); };
    if (about.loading) all.add("load", {.name = label, .who = timing::role::peer, .threads = threads, .memory = "tables", .run = create, .answer = [] { return std::string(); }, .prepare = prepare});
    for (auto const* q : about.queries) {
      auto const sql = sql_of(about.sql / (name_of(*q) + ".sql"));
      auto const typed = q->prepare(db);
      all.add(name_of(*q), {.name = label,
                                      .who = timing::role::peer,
                                      .threads = threads,
                                      .memory = "tables",
                                      .run = [=] { duck->execute(sql); },
                                      .answer = [=, order = q->order_by] { return canonical(answer_of(*duck, sql, typed), typed.types, order); },
                                      .prepare = prepare});
    }
  }
} catch (std::exception const& e) {
  skip_duckdb(all, e);
}

void skip_duckdb(timing::suite& all, std::exception const& e) {
  char const* const install = std::getenv("QUERN_DUCKDB_MISSING");  // run.sh passes on why it could not be fetched
  all.skip(std::string("DuckDB (") + (install && *install ? install : e.what()) + ")");
}

}  // namespace tpch
