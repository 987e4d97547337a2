// SPDX-License-Identifier: BSL-1.0
// The rows of a table partition by partition, each in its order, with the places where partitions and peers begin. Partitions
// are found by a hash table over the keys' words and come as their first rows do, so only rows of one partition are compared.
#pragma once
#include <quern/exec/sort.hpp>
#include <quern/table/hash.hpp>

namespace quern::inline QUERN_ABI::execution {

// Places are positions in `rows`.
struct window_order {
  place_list rows;
  place_list partitions;  // where each begins, and the end
  place_list peers;       // where rows of one order key begin, and the end; without an order the partitions
  bool in_row_order = false;              // row k is at place k

  // Pieces of whole partitions of at least `most` rows, by partition: work for tasks, which depends on the rows alone.
  std::vector<std::size_t> pieces(std::size_t most) const {
    std::vector<std::size_t> r{0};
    for (std::size_t p = 0; p + 1 < partitions.size(); ++p)
      if (partitions[p + 1] - partitions[r.back()] >= most || p + 2 == partitions.size()) r.push_back(p + 1);
    return r;
  }
};
template <class F>
void for_pieces(std::vector<std::size_t> const& pieces, read_options const& o, F const& f) {
  execution::run_tasks(pieces.size() - 1, o, [&](std::size_t k) { f(pieces[k], pieces[k + 1]); });
}

// -1, 0 or 1: how rows a and b stand in the order of some columns.
inline int compare_rows(std::vector<sort_column> const& columns, std::size_t a, std::size_t b) {
  for (auto const& c : columns) {
    if (c.words[a] != c.words[b]) return c.words[a] < c.words[b] ? -1 : 1;
    if (c.texts != nullptr) {
      std::string_view const x = c.text_at(*c.texts, a), y = c.text_at(*c.texts, b);
      if (x != y) return (x < y) != c.descending ? -1 : 1;
    }
  }
  return 0;
}

// A place of the hash table of partitions.
struct partition_slot {
  static constexpr std::uint32_t none = 0xffffffff;
  std::uint32_t number = none;
  std::uint32_t tag = 0;
};
// The number of each row's partition, by first appearance; how many there are.
template <class Columns>
std::uint32_t number_partitions(Columns const& keys, std::size_t rows, place_list& number_of) {
  using slot = partition_slot;
  constexpr std::uint32_t none = slot::none;
  std::vector<slot> slots(1024);
  place_list first;  // row of each partition
  unset_vector<std::uint64_t> hashes;
  number_of.resize(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    std::uint64_t h = 0;
    for (auto const& c : keys) {
      h = quern::hash_word(c.words[i], h);
      if (c.texts != nullptr) {
        std::string_view const t = c.text_at(*c.texts, i);
        h = quern::hash_word(quern::hash_bytes(t.data(), t.size()), h);
      }
    }
    auto const tag = static_cast<std::uint32_t>(h >> 32);
    std::size_t const mask = slots.size() - 1;
    std::size_t at = h & mask;
    while (slots[at].number != none && (slots[at].tag != tag || execution::compare_rows(keys, first[slots[at].number], i) != 0)) at = (at + 1) & mask;
    if (slots[at].number == none) {
      slots[at] = {static_cast<std::uint32_t>(first.size()), tag};
      first.push_back(static_cast<std::uint32_t>(i)), hashes.push_back(h);
      number_of[i] = slots[at].number;
      if (first.size() * 2 > slots.size()) {
        std::vector<slot> more(slots.size() * 4);
        for (std::size_t n = 0; n < first.size(); ++n) {
          std::size_t to = hashes[n] & (more.size() - 1);
          while (more[to].number != none) to = (to + 1) & (more.size() - 1);
          more[to] = {static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(hashes[n] >> 32)};
        }
        slots.swap(more);
      }
    } else {
      number_of[i] = slots[at].number;
    }
  }
  return static_cast<std::uint32_t>(first.size());
}

// Rows of one partition in the order of some columns, ties as before.
template <class Columns>
void sort_partition(std::uint32_t* rows, std::size_t n, Columns const& keys) {
  auto const in_order = [&](std::uint32_t a, std::uint32_t b) {
    int const c = execution::compare_rows(keys, a, b);
    return c != 0 ? c < 0 : a < b;
  };
  if (std::is_sorted(rows, rows + n, in_order)) return;
  struct item {
    std::uint64_t key;
    std::uint32_t row;
  };
  std::vector<item> items(n);
  auto const& first = keys[0].words;
  for (std::size_t i = 0; i < n; ++i) items[i] = {first[rows[i]], rows[i]};
  std::sort(items.begin(), items.end(), [&](item const& a, item const& b) { return a.key != b.key ? a.key < b.key : in_order(a.row, b.row); });
  for (std::size_t i = 0; i < n; ++i) rows[i] = items[i].row;
}

// Keys of partitions and of the order within them; either may have none. Linear but for the sorting of each partition.
template <class Word>
window_order order_windows(row_order_of<Word> const& by, row_order_of<Word>& order, std::size_t rows, read_options const& o) {
  if (rows >= 0xffffffff) throw error("quern: more than 2^32-2 rows in a window");
  auto const& keys = order.columns();
  window_order w;
  w.rows.resize(rows);
  w.partitions = {0};
  if (by.columns().empty()) {
    for (std::size_t i = 0; i < rows; ++i) w.rows[i] = static_cast<std::uint32_t>(i);
    if (rows != 0) w.partitions.push_back(static_cast<std::uint32_t>(rows));
  } else {
    place_list number_of;
    std::uint32_t const n = execution::number_partitions(by.columns(), rows, number_of);
    w.partitions.assign(n + 1, 0);
    for (std::uint32_t k : number_of) ++w.partitions[k + 1];
    for (std::uint32_t p = 0; p < n; ++p) w.partitions[p + 1] += w.partitions[p];
    place_list at(w.partitions.begin(), w.partitions.end() - 1);
    for (std::size_t i = 0; i < rows; ++i) w.rows[at[number_of[i]]++] = static_cast<std::uint32_t>(i);
  }
  if (keys.empty()) {
    w.peers = w.partitions;
  } else {
    auto const pieces = w.pieces(o.chunk_rows);
    bool const one = w.partitions.size() == 2;
    if (one) {
      bool sorted = true;
      for (std::size_t i = 1; i < rows && sorted; ++i) sorted = execution::compare_rows(keys, w.rows[i - 1], w.rows[i]) <= 0;
      if (!sorted) w.rows = order.rows(rows, o);
    }
    std::vector<place_list> begins(pieces.size() - 1);
    execution::run_tasks(pieces.size() - 1, o, [&](std::size_t k) {
      for (std::size_t p = pieces[k]; p < pieces[k + 1]; ++p) {
        std::uint32_t const b = w.partitions[p], e = w.partitions[p + 1];
        if (!one) execution::sort_partition(w.rows.data() + b, e - b, keys);
        begins[k].push_back(b);
        for (std::uint32_t i = b + 1; i < e; ++i)
          if (execution::compare_rows(keys, w.rows[i - 1], w.rows[i]) != 0) begins[k].push_back(i);
      }
    });
    for (auto const& b : begins) w.peers.insert(w.peers.end(), b.begin(), b.end());
    w.peers.push_back(static_cast<std::uint32_t>(rows));
  }
  w.in_row_order = true;
  for (std::size_t i = 0; i < rows && w.in_row_order; ++i) w.in_row_order = w.rows[i] == i;
  return w;
}

}  // namespace quern::execution
