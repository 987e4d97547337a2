// SPDX-License-Identifier: BSL-1.0
// Types of columns as SQL has them, from the schemas.
#include "duckdb_tables.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

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

}  // namespace

void create_tables(peers::duckdb& duck, std::filesystem::path const& folder) {
  tables const any;
  each_table(any, [&]<class S>(std::string const& name, quern::table<S> const&) {
    duck.execute("CREATE OR REPLACE TABLE " + name + " (" + sql_columns(typename S::fields{}) + ")");
    duck.execute("COPY " + name + " FROM '" + (folder / (name + ".tbl")).string() + "' (DELIMITER '|', HEADER false, QUOTE '', ESCAPE '')");
  });
}

std::string sql_of(std::filesystem::path const& file) {
  std::ifstream in(file);
  std::ostringstream text;
  if (!(text << in.rdbuf())) throw std::runtime_error("cannot read " + file.string());
  return text.str();
}

answer answer_of(peers::duckdb& duck, std::string const& sql, prepared const& typed) {
  auto rows = duck.query(sql);
  for (auto& row : rows)
    for (auto& field : row)
      if (field == "NULL") field.clear();
  return {.names = {typed.names.begin(), typed.names.end()}, .rows = std::move(rows)};
}

}  // namespace tpch
