// SPDX-License-Identifier: BSL-1.0
// DuckDB: tables of its own from the same .tbl files, queries as the specification writes them (sql/).
#include <cstdlib>
#include <exception>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "../peers/duckdb.hpp"
#include "answer.hpp"
#include "contenders.hpp"
#include "each_table.hpp"

namespace tpch {
namespace {

template <class T>
std::string sql_type() {
  if constexpr (std::is_same_v<T, money>)
    return "DECIMAL(15,2)";
  else if constexpr (quern::family_of<T> == quern::family::text)
    return "VARCHAR";
  else if constexpr (quern::family_of<T> == quern::family::date)
    return "DATE";
  else
    return "INTEGER";
}
template <class... F>
std::string sql_columns(quern::meta::list<F...>) {
  std::string out;
  ((out += (out.empty() ? "" : ", ") + std::string(std::string_view(F::name)) + " " + sql_type<typename F::type>() + " NOT NULL"), ...);
  return out;
}

std::string text_of(std::filesystem::path const& file) {
  std::ifstream in(file);
  std::ostringstream text;
  if (!(text << in.rdbuf())) throw std::runtime_error("cannot read " + file.string());
  return text.str();
}
answer answer_of(peers::duckdb::rows rows, prepared const& typed) {
  for (auto& row : rows)
    for (auto& field : row)
      if (field == "NULL") field.clear();
  return {.names = {typed.names.begin(), typed.names.end()}, .rows = std::move(rows)};
}
}  // namespace

void add_duckdb(timing::suite& all, tables const& db, contest const& about) try {
  auto const duck = std::make_shared<peers::duckdb>();
  std::string const label = "DuckDB " + duck->version();
  auto const create = [=, folder = about.folder, &db] {
    each_table(db, [&]<class S>(std::string const& name, quern::table<S> const&) {
      duck->execute("CREATE OR REPLACE TABLE " + name + " (" + sql_columns(typename S::fields{}) + ")");
      duck->execute("COPY " + name + " FROM '" + (folder / (name + ".tbl")).string() + "' (DELIMITER '|', HEADER false, QUOTE '', ESCAPE '')");
    });
  };
  create();
  for (int const threads : about.threads) {
    auto const prepare = [=] { duck->threads(threads); };
    if (about.loading) all.add("load", {.name = label, .who = timing::role::peer, .threads = threads, .memory = "tables", .run = create, .answer = [] { return std::string(); }, .prepare = prepare});
    for (auto const* q : about.queries) {
      auto const rows = std::make_shared<peers::duckdb::rows>();
      auto const sql = text_of(about.sql / (name_of(*q) + ".sql"));
      auto const typed = q->prepare(db);
      all.add(name_of(*q), {.name = label,
                                      .who = timing::role::peer,
                                      .threads = threads,
                                      .memory = "tables",
                                      .run = [=] { duck->execute(sql); },
                                      .answer = [=, order = q->order_by] { return canonical(answer_of(duck->query(sql), typed), typed.types, order); },
                                      .prepare = prepare});
    }
  }
} catch (std::exception const& e) {
  char const* const install = std::getenv("QUERN_DUCKDB_MISSING");  // run.sh passes on why it could not be fetched
  all.skip(std::string("DuckDB (") + (install && *install ? install : e.what()) + ")");
}

}  // namespace tpch
