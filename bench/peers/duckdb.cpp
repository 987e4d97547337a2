#include "duckdb.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include <dlfcn.h>

namespace peers {
namespace {

// duckdb_result of the C interface: six words, the first four counted or unused; more than enough room for later versions.
struct result {
  alignas(16) void* words[16] = {};
};
enum state : int { success = 0 };

std::string library_path() {
  if (char const* named = std::getenv("QUERN_DUCKDB")) return named;
  std::filesystem::path const fetched = "build/peers/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so";
  if (!std::filesystem::exists(fetched)) throw std::runtime_error("not installed; bash bench/peers/install.sh fetches it");
  return std::filesystem::absolute(fetched);
}

}  // namespace

struct duckdb::library {
  void* handle;
  state (*open)(char const*, void**);
  state (*connect)(void*, void**);
  void (*disconnect)(void**);
  void (*close)(void**);
  state (*query)(void*, char const*, result*);
  void (*destroy_result)(result*);
  char const* (*result_error)(result*);
  std::uint64_t (*row_count)(result*);
  std::uint64_t (*column_count)(result*);
  char* (*value_varchar)(result*, std::uint64_t column, std::uint64_t row);
  void (*free)(void*);
  char const* (*library_version)();
  state (*appender_create)(void*, char const* schema, char const* table, void**);
  std::uint64_t (*appender_column_count)(void*);
  void* (*appender_column_type)(void*, std::uint64_t);
  state (*append_data_chunk)(void*, void* chunk);
  state (*appender_destroy)(void**);
  void* (*create_data_chunk)(void** types, std::uint64_t);
  void (*destroy_data_chunk)(void**);
  void (*destroy_logical_type)(void**);
  void (*data_chunk_set_size)(void*, std::uint64_t);
  void* (*data_chunk_get_vector)(void*, std::uint64_t);
  void* (*vector_get_data)(void*);
  std::uint64_t (*vector_size)();

  library() : handle(::dlopen(library_path().c_str(), RTLD_NOW | RTLD_LOCAL)) {
    if (!handle) throw std::runtime_error(::dlerror());
    auto find = [&](auto& function, char const* symbol) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(handle, symbol));
      if (!function) throw std::runtime_error(std::string("the library lacks ") + symbol);
    };
    find(open, "duckdb_open"), find(connect, "duckdb_connect"), find(disconnect, "duckdb_disconnect"), find(close, "duckdb_close");
    find(query, "duckdb_query"), find(destroy_result, "duckdb_destroy_result"), find(result_error, "duckdb_result_error");
    find(row_count, "duckdb_row_count"), find(column_count, "duckdb_column_count"), find(value_varchar, "duckdb_value_varchar");
    find(free, "duckdb_free"), find(library_version, "duckdb_library_version");
    find(appender_create, "duckdb_appender_create"), find(appender_column_count, "duckdb_appender_column_count");
    find(appender_column_type, "duckdb_appender_column_type"), find(append_data_chunk, "duckdb_append_data_chunk");
    find(appender_destroy, "duckdb_appender_destroy"), find(create_data_chunk, "duckdb_create_data_chunk");
    find(destroy_data_chunk, "duckdb_destroy_data_chunk"), find(destroy_logical_type, "duckdb_destroy_logical_type");
    find(data_chunk_set_size, "duckdb_data_chunk_set_size"), find(data_chunk_get_vector, "duckdb_data_chunk_get_vector");
    find(vector_get_data, "duckdb_vector_get_data"), find(vector_size, "duckdb_vector_size");
  }  // never dlclosed: its threads may outlive the connection

  // Runs a statement and hands its result to `use`; frees it either way.
  template <class F>
  void run(void* connection, std::string const& sql, F const& use) {
    struct owned {
      library& l;
      result r;
      ~owned() { l.destroy_result(&r); }
    } o{*this, {}};
    if (query(connection, sql.c_str(), &o.r) != success) {
      char const* why = result_error(&o.r);
      throw std::runtime_error(why ? why : "a statement failed");
    }
    use(o.r);
  }
};

duckdb::duckdb() : library_(std::make_unique<library>()) {
  if (library_->open(nullptr, &database_) != success) throw std::runtime_error("cannot open an in-memory database");
  if (library_->connect(database_, &connection_) != success) {
    library_->close(&database_);
    throw std::runtime_error("cannot connect");
  }
}

duckdb::~duckdb() {
  library_->disconnect(&connection_);
  library_->close(&database_);
}

std::string duckdb::version() const { return library_->library_version(); }

void duckdb::threads(int n) { execute("SET threads = " + std::to_string(n)); }

void duckdb::execute(std::string const& sql) {
  library_->run(connection_, sql, [](result&) {});
}

duckdb::rows duckdb::query(std::string const& sql) {
  rows out;
  library_->run(connection_, sql, [&](result& r) {
    auto const height = library_->row_count(&r), width = library_->column_count(&r);
    out.resize(height, std::vector<std::string>(width, "NULL"));
    for (std::uint64_t row = 0; row < height; ++row)
      for (std::uint64_t column = 0; column < width; ++column)
        if (char* text = library_->value_varchar(&r, column, row)) {
          out[row][column] = text;
          library_->free(text);
        }
  });
  return out;
}

void duckdb::append(std::string const& table, std::size_t rows, std::vector<numbers> const& columns) {
  auto& l = *library_;
  auto const need = [](bool done) {
    if (!done) throw std::runtime_error("appending to a table failed");
  };
  void* appender = nullptr;
  need(l.appender_create(connection_, nullptr, table.c_str(), &appender) == success);
  need(l.appender_column_count(appender) == columns.size());
  std::vector<void*> types;
  for (std::size_t c = 0; c < columns.size(); ++c) types.push_back(l.appender_column_type(appender, c));
  void* chunk = l.create_data_chunk(types.data(), types.size());
  std::size_t const most = l.vector_size();
  for (std::size_t first = 0; first < rows; first += most) {
    std::size_t const n = rows - first < most ? rows - first : most;
    for (std::size_t c = 0; c < columns.size(); ++c)
      std::memcpy(l.vector_get_data(l.data_chunk_get_vector(chunk, c)), static_cast<char const*>(columns[c].data) + first * columns[c].bytes, n * columns[c].bytes);
    l.data_chunk_set_size(chunk, n);
    need(l.append_data_chunk(appender, chunk) == success);
  }
  l.destroy_data_chunk(&chunk);
  for (auto& t : types) l.destroy_logical_type(&t);
  need(l.appender_destroy(&appender) == success);
}

}  // namespace peers
