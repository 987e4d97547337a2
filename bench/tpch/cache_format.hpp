// SPDX-License-Identifier: BSL-1.0
// The file of a cached table: a header of 64 bytes, a directory (who made it, names, types and places of the columns), and the columns,
// each part at a multiple of 64 bytes with 64 bytes or more behind it. Numbers are as this machine has them. There are no bitmaps of
// nulls: TPC-H has none.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tpch::cache {

// Says which file does not fit, and why.
class error : public std::runtime_error {
 public:
  error(std::string const& path, std::string const& reason) : std::runtime_error(path + ": " + reason) {}
};

constexpr std::uint32_t version = 1;
constexpr std::uint64_t alignment = 64;

struct header {
  char magic[8] = {'Q', 'T', 'P', 'C', 'H', 'C', 'O', 'L'};
  std::uint32_t version = cache::version;
  std::uint32_t byte_order = 0x01020304;
  std::uint64_t rows = 0, columns = 0;
  std::uint64_t directory_bytes = 0, directory_hash = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t reserved = 0;
};
static_assert(sizeof(header) == 64);

struct part {
  std::uint64_t at = 0, bytes = 0;
};
// What a column is made of; parts that its type does not have are empty. Texts are their bytes in `values` and rows + 1 offsets,
// categories their codes in `values` and a dictionary of texts in the same form.
enum part_name { values, offsets, dictionary_values, dictionary_offsets, parts };
struct column_entry {
  std::string name, type;
  std::array<part, parts> places;
};
struct directory {
  std::string label;
  std::vector<column_entry> columns;
};

// As bytes and back. Reading throws std::out_of_range where the bytes end too early.
std::string written(directory const&);
directory read_directory(std::string_view bytes, std::uint64_t columns);

inline std::uint64_t hash_of(std::string_view bytes) {  // FNV-1a
  std::uint64_t h = 0xcbf29ce484222325u;
  for (char const c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}
constexpr std::uint64_t aligned(std::uint64_t n) { return (n + alignment - 1) / alignment * alignment; }

}  // namespace tpch::cache
