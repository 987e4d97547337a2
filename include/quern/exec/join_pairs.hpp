// SPDX-License-Identifier: BSL-1.0
// Which rows of two inputs belong together: by equal keys, by the order of one more column, and by what is left of the condition,
// which is looked at pair by pair.
#pragma once
#include <quern/exec/key_index.hpp>
#include <quern/exec/row_block.hpp>

namespace quern::inline QUERN_ABI::execution {

// What is left of a condition, over pairs: columns of the first input, then those of the second, by position.
class pair_test {
 public:
  virtual ~pair_test() = default;
  virtual void add_reads(column_set& to) const = 0;
  // A bit for each pair.
  virtual void run(chunk const& pairs, std::vector<std::uint8_t>& passed) const = 0;
};

// How the order column of the second input stands to that of the first in a pair.
enum class relation : std::uint8_t { none, less, at_most, greater, at_least, nearest_before, nearest_after, nearest };
constexpr relation turned(relation r) {
  switch (r) {
    case relation::less: return relation::greater;
    case relation::at_most: return relation::at_least;
    case relation::greater: return relation::less;
    case relation::at_least: return relation::at_most;
    default: return r;
  }
}

struct join_key {
  key_form form;
  bool null_safe;
  std::size_t bytes;
  std::size_t at[2];  // position among the columns of each input
};
struct join_rule {
  std::vector<join_key> keys;
  relation order = relation::none;
  join_key order_key{};
  double tolerance = -1;                    // of the nearest ones; negative: any distance
  std::int64_t exact_tolerance = -1;        // the same where the order column is an integer or a time
  std::shared_ptr<pair_test const> rest;
  std::string unique[2];  // of each input: the key columns by which its type promises that no two rows are alike, or nothing
};

// One row of the probe side and one of the build side; of a row without a partner no_row.
struct row_pairs {
  place_list probe, build;
  bool in_order = false;  // every probe row once, in order
  void clear() { probe.clear(), build.clear(), in_order = false; }
  void add(std::uint32_t p, std::uint32_t b) { probe.push_back(p), build.push_back(b); }
};

inline double word_as_double(std::uint64_t w) { return std::bit_cast<double>(w >> 63 ? w & ~(std::uint64_t{1} << 63) : ~w); }
inline bool is_nan_word(key_form f, std::uint64_t w) { return (f == key_form::f32 || f == key_form::f64) && word_as_double(w) != word_as_double(w); }

// The build side, ready to be asked.
class join_table {
 public:
  // `side`: which of the two inputs this is.
  void build(join_rule const& rule, int side, column_list const& columns, array_view<column_layout> layouts, std::size_t rows, read_options const& o) {
    rule_ = &rule;
    order_ = side == 1 ? rule.order : turned(rule.order);
    std::vector<key_column> keys;
    for (auto const& k : rule.keys) keys.push_back({k.form, k.null_safe, k.bytes, quern::ref_of(layouts[k.at[side]], *columns[k.at[side]])});
    if (order_ != relation::none) {
      // A row without a value in the order column has no partner: it is left out.
      auto const at = rule.order_key.at[side];
      key_column const by{rule.order_key.form, false, rule.order_key.bytes, quern::ref_of(layouts[at], *columns[at])};
      order_words_.resize(rows);
      execution::encode_key(by, 0, rows, order_words_.data(), nullptr);
      std::vector<char> lacking(rows);
      for (std::size_t i = 0; i < rows; ++i) lacking[i] = !valid_at(by.ref, i) || is_nan_word(by.form, order_words_[i]);
      index_.build(std::move(keys), rows, true, std::move(lacking), o);
      index_.sort_lists(order_words_, o);
    } else {
      index_.build(std::move(keys), rows, false, {}, o, rule.unique[side]);
    }
  }
  bool has_null_keys() const { return index_.leaves_out_rows(); }
  bool is_unique() const { return index_.is_unique(); }
  std::size_t most_matches() const { return index_.is_unique() ? 1 : index_.most_matches(); }

  struct space {
    packing_space keys;
    std::vector<key_column> columns;
    key_hits hits;
    unset_vector<std::uint64_t> order_words;
  };
  // All pairs of a block of the other input that the keys and the order allow. keep_all: rows without a partner get a pair with no_row.
  void find(row_block const& block, int probe_side, bool keep_all, space& s, row_pairs& to) const {
    find_keys(block, probe_side, s);
    to.clear();
    if (order_ != relation::none) {
      find_ordered(block, probe_side, keep_all, s, to);
    } else if (keep_all) {
      for_each_row(block.rows, s.hits, to, [&](std::uint32_t p, std::uint32_t number) {
        if (index_.is_unique()) return to.add(p, number);
        for (std::uint32_t b : index_.rows_of(number)) to.add(p, b);
      });
      to.in_order = index_.is_unique();
    } else if (index_.is_unique()) {
      to.probe.swap(s.hits.rows), to.build.swap(s.hits.numbers);
      to.in_order = to.probe.size() == block.rows;
    } else {
      list_pairs(s.hits, to);
    }
  }
  // The rows of a block whose key is there.
  void find_keys(row_block const& block, int probe_side, space& s) const {
    s.columns.clear();
    for (auto const& k : rule_->keys) s.columns.push_back(column_of(block, k, probe_side));
    index_.find(s.columns, block.rows, s.keys, s.hits);
  }

 private:
  static key_column column_of(row_block const& block, join_key const& k, int side) {
    std::size_t const at = k.at[side];
    return {k.form, k.null_safe, k.bytes, block.columns[at], block.places(at)};
  }
  // Calls f(row, number) for the rows whose key is there. Every row from which nothing comes gets a pair with no_row.
  template <class F>
  static void for_each_row(std::size_t rows, key_hits const& hits, row_pairs& to, F f) {
    std::uint32_t next = 0;
    for (std::size_t h = 0; h < hits.rows.size(); ++h) {
      for (; next < hits.rows[h]; ++next) to.add(next, no_row);
      std::size_t const before = to.probe.size();
      f(next, hits.numbers[h]);
      if (to.probe.size() == before) to.add(next, no_row);
      ++next;
    }
    for (; next < rows; ++next) to.add(next, no_row);
  }
  void list_pairs(key_hits const& hits, row_pairs& to) const {
    std::size_t n = 0;
    for (std::uint32_t number : hits.numbers) n += index_.rows_of(number).size();
    to.probe.resize(n), to.build.resize(n);
    std::size_t at = 0;
    for (std::size_t h = 0; h < hits.rows.size(); ++h)
      for (std::uint32_t b : index_.rows_of(hits.numbers[h])) to.probe[at] = hits.rows[h], to.build[at++] = b;
  }
  void find_ordered(row_block const& block, int probe_side, bool keep_all, space& s, row_pairs& to) const {
    key_column const by = column_of(block, rule_->order_key, probe_side);
    s.order_words.resize(block.rows);
    execution::encode_key(by, 0, block.rows, s.order_words.data(), nullptr);
    auto const add = [&](std::uint32_t p, std::uint32_t number) {
      std::uint64_t const w = s.order_words[p];
      if (valid_at(by.ref, by.place(p)) && !is_nan_word(by.form, w)) add_ordered(p, w, index_.rows_of(number), to);
    };
    if (keep_all) return for_each_row(block.rows, s.hits, to, add);
    for (std::size_t h = 0; h < s.hits.rows.size(); ++h) add(s.hits.rows[h], s.hits.numbers[h]);
  }
  // The rows of one key, sorted by the order column: the pairs are a run of them, or the one next to w.
  void add_ordered(std::uint32_t p, std::uint64_t w, array_view<std::uint32_t> rows, row_pairs& to) const {
    auto const below = [&](std::uint32_t r, std::uint64_t x) { return order_words_[r] < x; };
    auto const above = [&](std::uint64_t x, std::uint32_t r) { return x < order_words_[r]; };
    auto const lower = std::lower_bound(rows.begin(), rows.end(), w, below), upper = std::upper_bound(lower, rows.end(), w, above);
    auto const add = [&](auto from, auto end) {
      for (; from != end; ++from) to.add(p, *from);
    };
    auto const add_one = [&](auto at) {
      if (is_near(w, order_words_[*at])) to.add(p, *at);
    };
    switch (order_) {
      case relation::less: return add(rows.begin(), lower);
      case relation::at_most: return add(rows.begin(), upper);
      case relation::greater: return add(upper, rows.end());
      case relation::at_least: return add(lower, rows.end());
      case relation::nearest_before:
        if (upper != rows.begin()) add_one(upper - 1);
        return;
      case relation::nearest_after:
        if (lower != rows.end()) add_one(lower);
        return;
      default:
        // Of two that are as far away the earlier; of equal ones the last, as going backward.
        if (upper == rows.begin()) {
          if (lower != rows.end()) add_one(lower);
        } else if (lower == rows.end() || distance(order_words_[*(upper - 1)], w) <= distance(w, order_words_[*lower])) {
          add_one(upper - 1);
        } else {
          add_one(lower);
        }
    }
  }
  bool is_float() const { return rule_->order_key.form == key_form::f32 || rule_->order_key.form == key_form::f64; }
  // Between words in order.
  long double distance(std::uint64_t a, std::uint64_t b) const {
    if (is_float()) return a == b ? 0 : static_cast<long double>(word_as_double(b)) - static_cast<long double>(word_as_double(a));
    return static_cast<long double>(b - a);
  }
  bool is_near(std::uint64_t a, std::uint64_t b) const {
    if (a > b) std::swap(a, b);
    if (is_float()) return rule_->tolerance < 0 || distance(a, b) <= static_cast<long double>(rule_->tolerance);
    return rule_->exact_tolerance < 0 || b - a <= static_cast<std::uint64_t>(rule_->exact_tolerance);
  }

  join_rule const* rule_ = nullptr;
  relation order_ = relation::none;
  key_index index_;
  unset_vector<std::uint64_t> order_words_;
};

}  // namespace quern::execution
