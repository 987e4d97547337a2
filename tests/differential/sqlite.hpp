// SPDX-License-Identifier: BSL-1.0
// SQLite with the same tables: what answers are compared with.
#pragma once
#include <sqlite3.h>

#include <stdexcept>

#include "plan.hpp"

namespace differential {

class sqlite {
 public:
  sqlite() {
    check(sqlite3_open(":memory:", &db_));
    execute("PRAGMA case_sensitive_like = ON");
  }
  ~sqlite() { sqlite3_close(db_); }
  sqlite(sqlite const&) = delete;

  void load(tables const& t) {
    load("a", t.a);
    load("b", t.b);
    load("c", t.c);
  }
  answer run(char const* sql, literals const& values) {
    statement const s(*this, sql);
    for (std::size_t i = 0; i < values.size(); ++i) s.bind(static_cast<int>(i + 1), values[i]);
    answer r;
    for (int code; (code = sqlite3_step(s.it)) != SQLITE_DONE;) {
      if (code != SQLITE_ROW) check(code);
      auto& row = r.emplace_back();
      for (int c = 0; c < sqlite3_column_count(s.it); ++c) row.push_back(s.value(c));
    }
    return r;
  }

 private:
  struct statement {
    statement(sqlite& in, char const* sql) { in.check(sqlite3_prepare_v2(in.db_, sql, -1, &it, nullptr)); }
    ~statement() { sqlite3_finalize(it); }
    statement(statement const&) = delete;
    void bind(int at, cell const& c) const {
      if (c.is == cell::integer)
        sqlite3_bind_int64(it, at, c.i);
      else if (c.is == cell::real)
        sqlite3_bind_double(it, at, c.d);
      else if (c.is == cell::text)
        sqlite3_bind_text(it, at, c.s.data(), static_cast<int>(c.s.size()), SQLITE_TRANSIENT);
      else
        sqlite3_bind_null(it, at);
    }
    cell value(int at) const {
      switch (sqlite3_column_type(it, at)) {
        case SQLITE_NULL: return {};
        case SQLITE_INTEGER: return {cell::integer, sqlite3_column_int64(it, at)};
        case SQLITE_FLOAT: return {cell::real, 0, sqlite3_column_double(it, at)};
        default: return {cell::text, 0, 0, std::string(reinterpret_cast<char const*>(sqlite3_column_text(it, at)), static_cast<std::size_t>(sqlite3_column_bytes(it, at)))};
      }
    }
    sqlite3_stmt* it = nullptr;
  };

  void check(int code) const {
    if (code != SQLITE_OK) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(db_));
  }
  void execute(std::string const& sql) { check(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr)); }
  template <class T>
  static constexpr char const* sql_type() {
    using B = quern::bare<T>;
    return std::is_same_v<B, double> ? "REAL" : std::is_same_v<B, quern::string> ? "TEXT" : "INTEGER";
  }
  template <class S>
  void load(std::string const& name, quern::table<S> const& t) {
    std::string columns, marks;
    [&]<class... F>(quern::meta::list<F...>) {
      ((columns += std::string(columns.empty() ? "" : ", ") + std::string(std::string_view(F::name)) + " " + sql_type<typename F::type>(), marks += marks.empty() ? "?" : ", ?"), ...);
    }(typename S::fields{});
    execute("DROP TABLE IF EXISTS " + name);
    execute("CREATE TABLE " + name + " (" + columns + ")");
    execute("BEGIN");
    {
      statement const insert(*this, ("INSERT INTO " + name + " VALUES (" + marks + ")").c_str());
      for (row const& r : answer_of(t)) {
        for (std::size_t i = 0; i < r.size(); ++i) insert.bind(static_cast<int>(i + 1), r[i]);
        sqlite3_step(insert.it);
        check(sqlite3_reset(insert.it));
      }
    }
    execute("COMMIT");
  }

  sqlite3* db_ = nullptr;
};

}  // namespace differential
