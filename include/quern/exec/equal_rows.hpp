// SPDX-License-Identifier: BSL-1.0
// For each row, the first row that equals it: what distinct_on, intersect and except are made of. Without C++ types. Rows are cut
// into partitions by their hashes, and each partition is one task with a hash table of its own; rows stay in order in it, so the
// answer depends on the rows alone.
#pragma once
#include <quern/exec/encoded_keys.hpp>
#include <quern/exec/place_list.hpp>

namespace quern::inline QUERN_ABI::execution {

// One or two tables of keys whose columns have the same forms; rows of the second are numbered behind those of the first.
class equal_rows {
 public:
  void add(std::vector<key_column> columns, std::size_t rows) {
    if (rows_ + rows > 0xffffffff) throw error("quern: more than 2^32-1 rows to compare");
    sides_[sides_used_++] = std::move(columns);
    if (sides_used_ == 1) of_first_ = rows;
    rows_ += rows;
  }
  // Linear in the rows; 12 bytes a row beside the result.
  place_list firsts(read_options const& o) {
    hashes_.resize(rows_);
    place_list first(rows_);
    std::size_t const pieces = (rows_ + piece - 1) / piece;
    execution::run_tasks(pieces, o, [&](std::size_t p) { hash_rows(p * piece, end_of(p)); });
    std::size_t const parts = rows_ > piece ? 64 : 1;
    if (parts == 1) {
      number(nullptr, rows_, first);
      return first;
    }
    // Rows of each part in row order: counted by piece, then put where the counts say.
    std::vector<std::size_t> at(pieces * parts + 1);
    execution::run_tasks(pieces, o, [&](std::size_t p) {
      for (std::size_t i = p * piece; i < end_of(p); ++i) ++at[part_of(i) * pieces + p];
    });
    std::size_t sum = 0;
    for (auto& n : at) {
      std::size_t const here = n;
      n = sum;
      sum += here;
    }
    std::vector<std::size_t> begin(parts + 1);
    for (std::size_t k = 0; k < parts; ++k) begin[k] = at[k * pieces];
    begin[parts] = rows_;
    place_list order(rows_);
    execution::run_tasks(pieces, o, [&](std::size_t p) {
      for (std::size_t i = p * piece; i < end_of(p); ++i) order[at[part_of(i) * pieces + p]++] = static_cast<std::uint32_t>(i);
    });
    execution::run_tasks(parts, o, [&](std::size_t k) { number(order.data() + begin[k], begin[k + 1] - begin[k], first); });
    return first;
  }

 private:
  static constexpr std::size_t piece = 65536;
  static constexpr std::uint32_t none = 0xffffffff;
  std::size_t end_of(std::size_t p) const { return (p + 1) * piece < rows_ ? (p + 1) * piece : rows_; }
  std::size_t part_of(std::size_t row) const { return hashes_[row] >> 58; }

  void hash_rows(std::size_t begin, std::size_t end) {
    constexpr std::size_t block = 1024;
    std::uint64_t words[2 * block];
    while (begin < end) {
      bool const second = begin >= of_first_;
      std::size_t const side_end = second ? end : end < of_first_ ? end : of_first_, first = second ? begin - of_first_ : begin;
      std::size_t const n = side_end - begin < block ? side_end - begin : block;
      std::uint64_t* const h = hashes_.data() + begin;
      for (std::size_t i = 0; i < n; ++i) h[i] = 0x9E3779B97F4A7C15u;
      for (auto const& c : sides_[second]) {
        execution::encode_key(c, first, n, words, nullptr);
        for (std::size_t i = 0; i < n; ++i) {
          bool const there = valid_at(c.ref, first + i);
          h[i] = hash_word(there ? words[i] : 0x6e756c6cu, h[i]);
          if (c.form == key_form::wide && there) h[i] = hash_word(words[n + i], h[i]);
        }
      }
      begin += n;
    }
  }
  bool equal(std::size_t a, std::size_t b) const {
    bool const x = a >= of_first_, y = b >= of_first_;
    a -= x ? of_first_ : 0, b -= y ? of_first_ : 0;
    for (std::size_t k = 0; k < sides_[x].size(); ++k) {
      key_column const &c = sides_[x][k], &d = sides_[y][k];
      bool const there = valid_at(c.ref, a);
      if (there != valid_at(d.ref, b)) return false;
      if (!there) continue;
      if (is_text_form(c.form)) {
        if (c.text(a) != d.text(b)) return false;
      } else {
        std::uint64_t v[2] = {}, w[2] = {};
        execution::encode_key(c, a, 1, v, nullptr);
        execution::encode_key(d, b, 1, w, nullptr);
        if (v[0] != w[0] || v[1] != w[1]) return false;
      }
    }
    return true;
  }
  // Rows in order, all of them where `rows` is null. Linear probing, at most half full.
  void number(std::uint32_t const* rows, std::size_t n, place_list& first) const {
    place_list slots(64, none);
    std::size_t used = 0;
    auto const home = [&](std::uint32_t row) { return static_cast<std::size_t>(hashes_[row]) & (slots.size() - 1); };
    for (std::size_t i = 0; i < n; ++i) {
      auto const row = rows == nullptr ? static_cast<std::uint32_t>(i) : rows[i];
      if (used * 2 >= slots.size()) {
        place_list old(slots.size() * 2, none);
        old.swap(slots);
        for (std::uint32_t const r : old) {
          if (r == none) continue;
          std::size_t s = home(r);
          while (slots[s] != none) s = (s + 1) & (slots.size() - 1);
          slots[s] = r;
        }
      }
      std::size_t s = home(row);
      while (slots[s] != none && !(hashes_[slots[s]] == hashes_[row] && equal(slots[s], row))) s = (s + 1) & (slots.size() - 1);
      if (slots[s] == none) slots[s] = row, ++used;
      first[row] = slots[s];
    }
  }

  std::vector<key_column> sides_[2];
  std::size_t sides_used_ = 0, of_first_ = 0, rows_ = 0;
  unset_vector<std::uint64_t> hashes_;
};

// The rows of the first table in a set operation, in order. `first`: of all rows of both, as equal_rows gives them.
inline place_list rows_of_set(place_list const& first, std::size_t left, bool intersect, bool all) {
  place_list right_has(left, 0), kept;
  for (std::size_t i = left; i < first.size(); ++i)
    if (first[i] < left) ++right_has[first[i]];
  for (std::size_t i = 0; i < left; ++i) {
    std::uint32_t& n = right_has[first[i]];
    bool keep;
    if (all) {
      keep = (n > 0) == intersect;  // each row of the right side stands for one of the left
      if (n > 0) --n;
    } else {
      keep = first[i] == i && (n > 0) == intersect;
    }
    if (keep) kept.push_back(static_cast<std::uint32_t>(i));
  }
  return kept;
}

}  // namespace quern::execution
