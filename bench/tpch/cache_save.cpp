// SPDX-License-Identifier: BSL-1.0
// Writes a table's columns as a cache file.
#include <filesystem>

#include "../output_file.hpp"
#include "cache.hpp"
#include "each_table.hpp"

namespace tpch::cache {
namespace {

// A dictionary's texts as a text column has them.
struct flat_texts {
  std::string values;
  std::vector<std::int64_t> offsets{0};

  explicit flat_texts(quern::dictionary const& d) {
    for (std::size_t k = 0; k < d.size(); ++k) {
      values += d[static_cast<std::int32_t>(k)];
      offsets.push_back(static_cast<std::int64_t>(values.size()));
    }
  }
};

using bytes = std::span<std::byte const>;
template <class Container>
bytes bytes_of(Container const& c) {
  return std::as_bytes(std::span(c));
}
bytes bytes_of(quern::buffer const& b, std::size_t n) { return {b.data(), n}; }

}  // namespace

void save_columns(std::string const& path, std::string const& label, std::vector<column_shape> const& shapes, quern::table_data const& t) {
  std::vector<std::unique_ptr<flat_texts>> dictionaries;
  std::vector<std::array<bytes, parts>> contents(shapes.size());
  directory d{label, {}};
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    quern::column_data const& c = *t.columns[k];
    auto const& layout = shapes[k].layout;
    auto& to = contents[k];
    if (layout.offsets) {
      to[offsets] = bytes_of(c.offsets, (t.rows + 1) * sizeof(std::int64_t));
      to[values] = bytes_of(c.values, static_cast<std::size_t>(c.offsets.as<std::int64_t>()[t.rows]));
    } else {
      to[values] = bytes_of(c.values, layout.bits ? quern::bitmap_bytes(t.rows) : t.rows * layout.bytes);
    }
    if (layout.category) {
      auto const& flat = *dictionaries.emplace_back(std::make_unique<flat_texts>(*c.dict));
      to[dictionary_values] = bytes_of(flat.values), to[dictionary_offsets] = bytes_of(flat.offsets);
    }
    d.columns.push_back({std::string(shapes[k].name), std::string(shapes[k].type), {}});
  }

  header h;
  h.rows = t.rows, h.columns = shapes.size();
  h.directory_bytes = written(d).size();  // places have the same size once they are known
  std::uint64_t at = aligned(sizeof h + h.directory_bytes);
  for (std::size_t k = 0; k < shapes.size(); ++k)
    for (int p = 0; p < parts; ++p) {
      if (contents[k][p].empty()) continue;
      d.columns[k].places[p] = {at, contents[k][p].size()};
      at = aligned(at + contents[k][p].size()) + alignment;
    }
  auto const listed = written(d);
  h.directory_hash = hash_of(listed), h.file_bytes = at;

  bench::output_file file(path);
  file.write(&h, sizeof h, 0);
  file.write(listed.data(), listed.size(), sizeof h);
  for (std::size_t k = 0; k < shapes.size(); ++k)
    for (int p = 0; p < parts; ++p) file.write(contents[k][p].data(), contents[k][p].size(), d.columns[k].places[p].at);
  // The last column's padding, so that the file has the length that its header says.
  char const end[alignment] = {};
  file.write(end, sizeof end, at - sizeof end);
  file.finish();
}

void save(tables const& t, std::string const& folder, std::string const& label) {
  std::filesystem::create_directories(folder);
  each_table(t, [&](std::string const& name, auto const& table) {
    save(table, (std::filesystem::path(folder) / (name + ".columns")).string(), label);
  });
}

}  // namespace tpch::cache
