#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <utility>

#include "../peers/duckdb.hpp"
#include "answers.hpp"
#include "contenders.hpp"

namespace bench {
namespace {

constexpr char q6_sql[] =
    "SELECT sum(l_extendedprice * l_discount) FROM lineitem WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01' "
    "AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24";

constexpr char q1_sql[] =
    "SELECT l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice), sum(l_extendedprice * (1 - l_discount)), "
    "sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)), avg(l_quantity), avg(l_extendedprice), avg(l_discount), count(*) "
    "FROM lineitem WHERE l_shipdate <= DATE '1998-09-02' GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus";

constexpr char sum_sql[] = "SELECT CAST(sum(revenue) AS BIGINT) FROM (SELECT price * discount AS revenue FROM doubles WHERE quantity > 24)";

// The numbers of csv_digest, in its order.
constexpr char digest_sql[] =
    "SELECT count(*), sum(l_orderkey), sum(l_partkey), sum(l_suppkey), sum(l_linenumber), CAST(sum(l_quantity) * 100 AS BIGINT), "
    "CAST(sum(l_extendedprice) * 100 AS BIGINT), CAST(sum(l_discount) * 100 AS BIGINT), CAST(sum(l_tax) * 100 AS BIGINT), "
    "count(*) FILTER (l_returnflag = 'R'), count(*) FILTER (l_linestatus = 'O'), sum(date_diff('day', DATE '1970-01-01', l_shipdate)), "
    "sum(date_diff('day', DATE '1970-01-01', l_commitdate)), sum(date_diff('day', DATE '1970-01-01', l_receiptdate)), "
    "sum(length(l_shipinstruct)), "
    "sum(length(l_shipmode)), sum(length(l_comment)), sum((l_orderkey % 1009) * l_linenumber * length(l_comment) + "
    "ascii(l_comment) * (date_diff('day', DATE '1970-01-01', l_shipdate) % 7)) FROM loaded";

std::string read_csv(std::string const& path) {
  std::string escaped;
  for (char c : path) escaped += c == '\'' ? std::string("''") : std::string(1, c);
  return "SELECT * FROM read_csv('" + escaped +
         "', delim = '|', header = false, auto_detect = false, columns = {l_orderkey: 'BIGINT', l_partkey: 'INTEGER', l_suppkey: "
         "'INTEGER', "
         "l_linenumber: 'INTEGER', l_quantity: 'DECIMAL(15,2)', l_extendedprice: 'DECIMAL(15,2)', l_discount: 'DECIMAL(15,2)', l_tax: "
         "'DECIMAL(15,2)', "
         "l_returnflag: 'VARCHAR', l_linestatus: 'VARCHAR', l_shipdate: 'DATE', l_commitdate: 'DATE', l_receiptdate: 'DATE', "
         "l_shipinstruct: 'VARCHAR', l_shipmode: 'VARCHAR', l_comment: 'VARCHAR'})";
}

std::string joined(peers::duckdb::rows const& rows) {
  std::string out;
  for (auto const& row : rows) {
    for (auto const& field : row) out += field + '|';
    out.back() = '\n';
  }
  return out;
}

// Averages come as doubles in full; the answers compare four decimals of them.
std::string q1_text(peers::duckdb::rows rows) {
  for (auto& row : rows)
    for (std::size_t average : {6, 7, 8}) {
      char buffer[64];
      std::snprintf(buffer, sizeof buffer, "%.4f", std::strtod(row[average].c_str(), nullptr));
      row[average] = buffer;
    }
  return joined(rows);
}

// One database for all contenders; the table of the queries is loaded when the first of them runs.
struct engine {
  peers::duckdb db;
  std::string load;
  bool ready = false;

  void tables() {
    if (std::exchange(ready, true)) return;
    db.execute("CREATE TABLE lineitem AS " + load);
    db.execute(
        "CREATE TABLE doubles AS SELECT CAST(l_extendedprice * 100 AS DOUBLE) AS price, CAST(l_discount * 100 AS DOUBLE) AS discount, "
        "CAST(l_quantity AS DOUBLE) AS quantity FROM lineitem");
  }
};

std::shared_ptr<engine> shared_engine(timing::suite& all, std::string const& tbl) {
  static std::shared_ptr<engine> one;
  static bool tried = false;
  if (std::exchange(tried, true)) return one;
  try {
    one = std::make_shared<engine>();
    one->load = read_csv(tbl);
  } catch (std::exception const& e) {
    one = nullptr;
    char const* install = std::getenv("QUERN_DUCKDB_MISSING");  // run.sh passes on why it could not be fetched
    all.skip(std::string("DuckDB (") + (install && *install ? install : e.what()) + ")");
  }
  return one;
}

}  // namespace

void add_duckdb(timing::suite& all, scan_data const& data, int threads) {
  auto const e = shared_engine(all, data.tbl);
  if (!e) return;
  auto const name = "DuckDB " + e->db.version();
  auto query = [&](char const* section, char const* sql, auto text) {
    auto rows = std::make_shared<peers::duckdb::rows>();
    all.add(section, {.name = name,
                      .who = timing::role::peer,
                      .threads = threads,
                      .memory = "DuckDB",
                      .run = [e, rows, sql] { *rows = e->db.query(sql); },
                      .answer = [rows, text] { return text(*rows); },
                      .prepare = [e, threads] { e->tables(), e->db.threads(threads); }});
  };
  query("q6", q6_sql, joined);
  query("q1", q1_sql, q1_text);
  query("where_update_sum", sum_sql, joined);
  all.add("csv", {.name = name + " read_csv into a table",
                  .who = timing::role::peer,
                  .threads = threads,
                  .memory = "DuckDB",
                  .run = [e] { e->db.execute("CREATE TABLE loaded AS " + e->load); },
                  .answer =
                      [e] {
                        auto const rows = e->db.query(digest_sql);
                        return joined(rows);
                      },
                  .prepare =
                      [e, threads] {
                        e->db.execute("DROP TABLE IF EXISTS loaded");
                        e->db.threads(threads);
                      }});
}

}  // namespace bench
