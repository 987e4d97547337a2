#include <cstdlib>
#include <memory>
#include <utility>

#include "../peers/duckdb.hpp"
#include "contenders.hpp"

namespace bench {
namespace {

struct question {
  char const *name, *sql, *digest;  // the digest's SQL reads the answer as table a; n(id) is the number in a text
};
constexpr question questions[] = {
    {"q1", "SELECT id1, sum(v1) AS v1 FROM {} GROUP BY id1", "sum(v1), sum(v1 * n(id1)), sum(v1::DOUBLE * v1)"},
    {"q2", "SELECT id1, id2, sum(v1) AS v1 FROM {} GROUP BY id1, id2", "sum(v1), sum(v1 * ((n(id1) - 1) * 100 + n(id2))), sum(v1::DOUBLE * v1)"},
    {"q3", "SELECT id3, sum(v1) AS v1, avg(v3) AS v3 FROM {} GROUP BY id3", "sum(v1), sum(v1 * n(id3)), sum(v3 * n(id3))"},
    {"q4", "SELECT id4, avg(v1) AS v1, avg(v2) AS v2, avg(v3) AS v3 FROM {} GROUP BY id4", "sum(v1 * id4), sum(v2 * id4), sum(v3 * id4)"},
    {"q5", "SELECT id6, sum(v1) AS v1, sum(v2) AS v2, sum(v3) AS v3 FROM {} GROUP BY id6", "sum(v1 * id6), sum(v2 * id6), sum(v3 * id6)"},
    {"q7", "SELECT id3, max(v1) - min(v2) AS r FROM {} GROUP BY id3", "sum(r), sum(r * n(id3)), sum(r * r)"},
    {"q10", "SELECT id1, id2, id3, id4, id5, id6, sum(v3) AS v3, count(*) AS n FROM {} GROUP BY id1, id2, id3, id4, id5, id6",
     "sum(v3), sum(v3 * (n(id1) + 2 * n(id2) + 3 * n(id3) + 4 * id4 + 5 * id5 + 6 * id6)), "
     "sum(n::DOUBLE * (n(id1) + 2 * n(id2) + 3 * n(id3) + 4 * id4 + 5 * id5 + 6 * id6))"},
};
std::string on(char const* sql, char const* table) {
  std::string s = sql;
  return s.replace(s.find("{}"), 2, table);
}

// One database for all contenders; its tables are made when the first of them runs.
struct engine {
  peers::duckdb db;
  h2o_rows const& rows;
  bool ready = false;

  explicit engine(h2o_rows const& r) : rows(r) {}
  void tables() {
    if (std::exchange(ready, true)) return;
    db.execute("CREATE TABLE numbers (id1 INTEGER, id2 INTEGER, id3 INTEGER, id4 INTEGER, id5 INTEGER, id6 INTEGER, v1 INTEGER, v2 INTEGER, v3 DOUBLE)");
    db.append("numbers", rows.size(),
              {{rows.id1.data(), 4}, {rows.id2.data(), 4}, {rows.id3.data(), 4}, {rows.id4.data(), 4}, {rows.id5.data(), 4},
               {rows.id6.data(), 4}, {rows.v1.data(), 4}, {rows.v2.data(), 4}, {rows.v3.data(), 8}});
    auto const text = [](char const* column, int digits) {
      return "'id' || lpad(CAST(" + std::string(column) + " + 1 AS VARCHAR), " + std::to_string(digits) + ", '0')";
    };
    std::string const rest = "id4, id5, id6, v1, v2, v3";
    db.execute("CREATE TABLE texts AS SELECT " + text("id1", 3) + " AS id1, " + text("id2", 3) + " AS id2, " + text("id3", 10) + " AS id3, " + rest + " FROM numbers");
    db.execute("CREATE TYPE narrow AS ENUM (SELECT " + text("range", 3) + " FROM range(" + std::to_string(rows.k) + "))");
    db.execute("CREATE TYPE wide AS ENUM (SELECT " + text("range", 10) + " FROM range(" + std::to_string(rows.wide) + "))");
    db.execute("CREATE TABLE enums AS SELECT CAST(id1 AS narrow) AS id1, CAST(id2 AS narrow) AS id2, CAST(id3 AS wide) AS id3, " + rest + " FROM texts");
    db.execute("DROP TABLE numbers");
    db.execute("CREATE MACRO n(id) AS CAST(substr(CAST(id AS VARCHAR), 3) AS DOUBLE)");
  }
};

std::shared_ptr<engine> shared_engine(timing::suite& all, h2o_rows const& rows) {
  static std::shared_ptr<engine> one;
  static bool tried = false;
  if (std::exchange(tried, true)) return one;
  try {
    one = std::make_shared<engine>(rows);
  } catch (std::exception const& e) {
    one = nullptr;
    char const* install = std::getenv("QUERN_DUCKDB_MISSING");  // run.sh passes on why it could not be fetched
    all.skip(std::string("DuckDB (") + (install && *install ? install : e.what()) + ")");
  }
  return one;
}

}  // namespace

void add_duckdb(timing::suite& all, h2o_rows const& rows, int threads) {
  auto const e = shared_engine(all, rows);
  if (!e) return;
  for (char const* table : {"texts", "enums"})
    for (auto const& q : questions) {
      std::string const name = q.name;
      bool const same = name == "q4" || name == "q5";  // no text in it
      if (same && std::string(table) == "enums") continue;
      // Where DuckDB keeps the answer: a temporary table, as the db-benchmark has it.
      std::string const run = "CREATE OR REPLACE TEMP TABLE a AS " + on(q.sql, table), check = std::string("SELECT count(*), ") + q.digest + " FROM a";
      all.add(name, {.name = "DuckDB " + e->db.version() + (same ? "" : std::string(table) == "texts" ? ", VARCHAR" : ", ENUM"),
                     .who = timing::role::peer,
                     .threads = threads,
                     .memory = std::string(table) == "texts" ? "DuckDB" : "ENUM",
                     .run = [e, run] { e->db.execute(run); },
                     .answer =
                         [e, check, run] {
                           e->db.execute(run);
                           auto const row = e->db.query(check).at(0);
                           auto const number = [&](std::size_t k) { return std::strtod(row.at(k).c_str(), nullptr); };
                           return h2o_digest{std::strtoll(row.at(0).c_str(), nullptr, 10), number(1), number(2), number(3)}.text();
                         },
                     .prepare =
                         [e, threads] {
                           e->tables();
                           e->db.threads(threads);
                           e->db.execute("DROP TABLE IF EXISTS a");
                         }});
    }
}

void add_duckdb_joins(timing::suite& all, join_rows const& rows, int threads) {
  struct database {
    peers::duckdb db;
    join_rows const& rows;
    bool ready = false;
    void make(char const* name, join_table const& t, char const* value) {
      std::vector<column<std::int32_t> const*> ids;
      for (auto const* c : {&t.id1, &t.id2, &t.id3})
        if (!c->empty()) ids.push_back(c);
      std::string define, texts, plain;
      std::vector<peers::duckdb::numbers> from;
      for (std::size_t k = 0; k < ids.size(); ++k) {
        auto const id = "id" + std::to_string(k + 1);
        define += id + " INTEGER, ", plain += id + ", ", texts += "'id' || CAST(" + id + " AS VARCHAR) AS id" + std::to_string(k + 4) + ", ";
        from.push_back({ids[k]->data(), 4});
      }
      from.push_back({t.v.data(), 8});
      db.execute("CREATE TABLE numbers (" + define + value + " DOUBLE)");
      db.append("numbers", t.size(), from);
      db.execute(std::string("CREATE TABLE ") + name + " AS SELECT " + plain + texts + value + " FROM numbers");
      db.execute("DROP TABLE numbers");
    }
    void tables() {
      if (std::exchange(ready, true)) return;
      make("x", rows.x, "v1"), make("small", rows.small, "v2"), make("medium", rows.medium, "v2"), make("big", rows.big, "v2");
    }
  };
  static std::shared_ptr<database> one;
  static bool tried = false;
  if (!std::exchange(tried, true)) {
    try {
      one.reset(new database{{}, rows});
    } catch (std::exception const& e) {
      all.skip(std::string("DuckDB, joins (") + e.what() + ")");
    }
  }
  if (!one) return;
  constexpr char const* joins[] = {"JOIN small AS r USING (id1)", "JOIN medium AS r USING (id2)", "LEFT JOIN medium AS r USING (id2)", "JOIN medium AS r USING (id5)",
                                   "JOIN big AS r USING (id3)"};
  int question = 0;
  for (char const* join : joins) {
    std::string const run = std::string("CREATE OR REPLACE TEMP TABLE a AS SELECT * FROM x ") + join;
    all.add("j" + std::to_string(++question), {.name = "DuckDB " + one->db.version() + ", VARCHAR",
                                               .who = timing::role::peer,
                                               .threads = threads,
                                               .memory = "DuckDB",
                                               .run = [e = one, run] { e->db.execute(run); },
                                               .answer =
                                                   [e = one, run] {
                                                     e->db.execute(run);
                                                     auto const row = e->db.query("SELECT count(*), sum(v1), coalesce(sum(v2), 0), coalesce(sum(v1 * v2), 0) FROM a").at(0);
                                                     auto const number = [&](std::size_t k) { return std::strtod(row.at(k).c_str(), nullptr); };
                                                     return h2o_digest{std::strtoll(row.at(0).c_str(), nullptr, 10), number(1), number(2), number(3)}.text();
                                                   },
                                               .prepare =
                                                   [e = one, threads] {
                                                     e->tables();
                                                     e->db.threads(threads);
                                                     e->db.execute("DROP TABLE IF EXISTS a");
                                                   }});
  }
}

}  // namespace bench
