// DuckDB through its C interface, loaded at run time: the bench builds and runs without it.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace peers {

class duckdb {
 public:
  using rows = std::vector<std::vector<std::string>>;  // as text; NULL is "NULL"

  // Opens an in-memory database. The library is the file named by QUERN_DUCKDB, else the one that install.sh put into
  // build/peers below the current folder. Throws with the reason when there is none.
  duckdb();
  ~duckdb();
  duckdb(duckdb const&) = delete;
  duckdb& operator=(duckdb const&) = delete;

  std::string version() const;
  void threads(int n);
  rows query(std::string const& sql);    // throws with DuckDB's message
  void execute(std::string const& sql);  // as query, but makes no text of the result

  // Appends rows to a table whose columns hold plain numbers, each stored in `bytes` a value as in `data`.
  struct numbers {
    void const* data;
    std::size_t bytes;
  };
  void append(std::string const& table, std::size_t rows, std::vector<numbers> const& columns);

 private:
  struct library;
  std::unique_ptr<library> library_;
  void* database_ = nullptr;
  void* connection_ = nullptr;
};

}  // namespace peers
