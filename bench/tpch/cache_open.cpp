// SPDX-License-Identifier: BSL-1.0
// Opens a cache file: looks whether it is what its header says and what the schema asks for, then hands out its columns.
#include <filesystem>

#include "../threads.hpp"
#include "cache.hpp"
#include "each_table.hpp"
#include "mapped_file.hpp"

namespace tpch::cache {
namespace {

struct contents {
  header head;
  directory listed;
};

std::string in_quotes(std::string_view t) { return "'" + std::string(t) + "'"; }

contents checked(mapped_file const& file, std::string const& path) {
  auto const refuse = [&](std::string const& why) { throw error(path, why); };
  contents c;
  if (file.size() < sizeof c.head)
    refuse("truncated: " + std::to_string(file.size()) + " bytes, a header has " + std::to_string(sizeof c.head));
  std::memcpy(&c.head, file.data(), sizeof c.head);
  header const mine;
  if (std::memcmp(c.head.magic, mine.magic, sizeof mine.magic) != 0) refuse("not a cached table: it begins with other bytes");
  if (c.head.byte_order != mine.byte_order) refuse("made on a machine with another order of bytes");
  if (c.head.version != version) refuse("version " + std::to_string(c.head.version) + ", this program reads " + std::to_string(version));
  if (file.size() < c.head.file_bytes)
    refuse("truncated: " + std::to_string(file.size()) + " bytes of " + std::to_string(c.head.file_bytes));
  if (file.size() > c.head.file_bytes)
    refuse("too long: " + std::to_string(file.size()) + " bytes instead of " + std::to_string(c.head.file_bytes));
  if (c.head.directory_bytes > file.size() - sizeof c.head) refuse("damaged: its directory ends behind the file");
  std::string_view const bytes(file.data() + sizeof c.head, c.head.directory_bytes);
  if (hash_of(bytes) != c.head.directory_hash) refuse("damaged: its directory has another checksum than its header says");
  try {
    c.listed = read_directory(bytes, c.head.columns);
  } catch (std::out_of_range const&) {
    refuse("damaged: its directory ends too early");
  }
  return c;
}

void compare(contents const& c, std::vector<column_shape> const& shapes, std::string const& label, std::string const& path) {
  if (!label.empty() && c.listed.label != label)
    throw error(path, "holds " + in_quotes(c.listed.label) + " instead of " + in_quotes(label));
  if (c.listed.columns.size() != shapes.size())
    throw error(
        path, "another schema: it has " + std::to_string(c.listed.columns.size()) + " columns instead of " + std::to_string(shapes.size()));
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    auto const& column = c.listed.columns[k];
    if (column.name != shapes[k].name || column.type != shapes[k].type)
      throw error(path, "another schema: column " + std::to_string(k + 1) + " is " + in_quotes(column.name) + " of type " + column.type +
                            " instead of " + in_quotes(shapes[k].name) + " of type " + std::string(shapes[k].type));
  }
}

class column_opener {
 public:
  column_opener(std::shared_ptr<mapped_file const> file, std::string const& path, std::size_t rows, opening const& o)
      : file_(std::move(file)), path_(path), rows_(rows), how_(o) {}

  std::shared_ptr<quern::column_data const> open(column_entry const& c, quern::column_layout const& layout) const {
    // The column that a table holds keeps the file alive.
    struct held {
      quern::column_data data;
      std::shared_ptr<mapped_file const> file;
    };
    auto const h = std::make_shared<held>();
    h->data.rows = rows_;
    if (layout.offsets) {
      auto const ends = view(c, offsets, (rows_ + 1) * sizeof(std::int64_t));
      h->data.values = copied(view(c, values, text_bytes(c, ends)));
      h->data.offsets = copied(ends);
    } else if (layout.bits) {
      h->data.values = copied(view(c, values, quern::bitmap_bytes(rows_)));
    } else {
      auto const numbers = view(c, values, rows_ * layout.bytes);
      // A table source takes the last rows of borrowed memory elsewhere, and so far it does that only for columns of whole numbers of
      // bytes a row; texts and bits are copied.
      if (how_.where == memory::mapped)
        h->data.values = quern::buffer::borrow(numbers.data(), numbers.size()), h->file = file_;
      else
        h->data.values = copied(numbers);
    }
    if (layout.category) h->data.dict = dictionary_of(c);
    return {h, &h->data};
  }

 private:
  using bytes = std::span<std::byte const>;

  [[noreturn]] void refuse(column_entry const& c, std::string const& why) const {
    throw error(path_, "damaged: column " + in_quotes(c.name) + " " + why);
  }
  bytes view(column_entry const& c, part_name which) const {
    auto const [at, n] = c.places[which];
    if (at % alignment != 0 || at > file_->size() || n > file_->size() - at) refuse(c, "does not lie inside the file");
    return {reinterpret_cast<std::byte const*>(file_->data()) + at, n};
  }
  bytes view(column_entry const& c, part_name which, std::size_t expected) const {
    auto const b = view(c, which);
    if (b.size() != expected) refuse(c, "has " + std::to_string(b.size()) + " bytes where its rows need " + std::to_string(expected));
    return b;
  }
  // How many bytes the texts between these offsets have.
  std::size_t text_bytes(column_entry const& c, bytes ends) const {
    std::int64_t first, last;
    std::memcpy(&first, ends.data(), sizeof first);
    std::memcpy(&last, ends.data() + ends.size() - sizeof last, sizeof last);
    if (first != 0 || last < 0) refuse(c, "has offsets that do not begin at 0");
    return static_cast<std::size_t>(last);
  }
  quern::buffer copied(bytes from) const {
    quern::buffer b(from.size());
    constexpr std::size_t piece = std::size_t{4} << 20;
    bench::for_each_index((from.size() + piece - 1) / piece, how_.threads, [&](std::size_t k) {
      auto const some = from.subspan(k * piece, std::min(piece, from.size() - k * piece));
      std::memcpy(b.data() + k * piece, some.data(), some.size());
    });
    return b;
  }
  std::shared_ptr<quern::dictionary> dictionary_of(column_entry const& c) const {
    auto const ends = view(c, dictionary_offsets);
    if (ends.empty() || ends.size() % sizeof(std::int64_t) != 0) refuse(c, "has a dictionary without offsets");
    auto const all = view(c, dictionary_values, text_bytes(c, ends));
    std::vector<std::int64_t> at(ends.size() / sizeof(std::int64_t));
    std::memcpy(at.data(), ends.data(), ends.size());
    auto dict = std::make_shared<quern::dictionary>();
    for (std::size_t k = 0; k + 1 < at.size(); ++k) {
      if (at[k] > at[k + 1] || at[k + 1] > at.back()) refuse(c, "has a dictionary whose offsets go back");
      std::string_view const text(reinterpret_cast<char const*>(all.data()) + at[k], static_cast<std::size_t>(at[k + 1] - at[k]));
      if (dict->intern(text) != static_cast<std::int32_t>(k)) refuse(c, "has a dictionary with a text twice");
    }
    return dict;
  }

  std::shared_ptr<mapped_file const> file_;
  std::string const& path_;
  std::size_t rows_;
  opening const& how_;
};

}  // namespace

std::pair<column_list, std::size_t> open_columns(std::string const& path, std::vector<column_shape> const& shapes, opening const& o) {
  auto const file = std::make_shared<mapped_file const>(path);
  auto const c = checked(*file, path);
  compare(c, shapes, o.label, path);
  // A row has a byte at least in some column, but for a bit.
  if (c.head.rows > file->size() * 8) throw error(path, "damaged: more rows than the file could hold");
  column_opener const opener(file, path, c.head.rows, o);
  column_list columns;
  for (std::size_t k = 0; k < shapes.size(); ++k) columns.push_back(opener.open(c.listed.columns[k], shapes[k].layout));
  return {std::move(columns), c.head.rows};
}

tables open_tables(std::string const& folder, opening const& o) {
  tables all;
  each_table(all, [&]<class S>(std::string const& name, quern::table<S>& t) {
    t = open<S>((std::filesystem::path(folder) / (name + ".columns")).string(), o);
  });
  return all;
}

}  // namespace tpch::cache
