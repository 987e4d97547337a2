// SPDX-License-Identifier: BSL-1.0
// The build side of a join: finds the rows that have a key. Packed keys of a small domain index an array, others go through a hash
// table (linear probing, at most half full); both are asked in batches with prefetch. Keys that are all different need no lists of rows.
#pragma once
#include <algorithm>

#include <quern/exec/packed_keys.hpp>

namespace quern::inline QUERN_ABI::execution {

class key_index {
 public:
  // The rows must stay where they are as long as keys are looked up. Columns have one form on both sides; no columns are one key
  // that every row has. `lists`: rows_of is wanted, also where keys are unique. `left_out`: rows that are not to be found, or nothing.
  // `promised`: names of columns by which keys are promised to be unique; then one that comes again is an error.
  void build(std::vector<key_column> columns, std::size_t rows, bool lists, std::vector<char> left_out, read_options const& o, std::string_view promised = {}) {
    if (rows >= no_row) throw error("quern: a join builds on at most 2^32-2 rows");
    rows_ = rows;
    left_out_ = std::move(left_out);
    if (columns.empty()) {
      any_key_ = true;
      unique_ = false;
      first_row_.assign(1, 0);
      number_of_row_.assign(rows_, 0);
      for (std::size_t i = 0; i < left_out_.size(); ++i) number_of_row_[i] = left_out_[i] ? no_row : 0;
      return list_rows();
    }
    keys_.measure(std::move(columns), rows, o);
    make_room();
    unique_ = !lists && number_rows(false, o);
    if (!unique_) {
      if (!lists && !promised.empty())
        throw data_error("quern: join: one input's rows are promised to be unique by " + std::string(promised) + ", but of those that reach the join row " + std::to_string(alike_[1]) +
                         " has the same as row " + std::to_string(alike_[0]) + " (counted from 0)");
      number_rows(true, o);
      list_rows();
    }
  }
  bool is_unique() const { return unique_; }
  // Whether some rows have a null key.
  bool leaves_out_rows() const { return leaves_out_; }
  // The most rows that one key has.
  std::size_t most_matches() const { return most_; }

  // For each of n rows the number of its key, or no_row: of unique keys the row itself, else what rows_of takes.
  void find(std::vector<key_column> const& probe, std::size_t n, packing_space& s, std::uint32_t* numbers) const {
    if (any_key_) return void(std::fill(numbers, numbers + n, rows_ == 0 ? no_row : 0u));
    for (std::size_t first = 0; first < n; first += key_packing::block) {
      std::size_t const m = n - first < key_packing::block ? n - first : key_packing::block;
      keys_.pack(probe, first, m, s);
      std::uint32_t* const to = numbers + first;
      if (direct_)
        find_direct(s, m, to);
      else
        find_hashed(probe, first, m, s, to);
    }
  }
  // Sorts the rows of each key by the words of a column; equal ones stay in order.
  void sort_lists(std::vector<std::uint64_t> const& words, read_options const& o) {
    execution::run_tasks(begins_.size() - 1, o, [&](std::size_t g) {
      std::sort(list_.begin() + begins_[g], list_.begin() + begins_[g + 1],
                [&](std::uint32_t a, std::uint32_t b) { return words[a] != words[b] ? words[a] < words[b] : a < b; });
    });
  }
  // The rows of a key that is not unique, in order.
  std::span<std::uint32_t const> rows_of(std::uint32_t number) const { return {list_.data() + begins_[number], begins_[number + 1] - begins_[number]}; }

 private:
  struct slot {
    std::uint64_t key;
    std::uint32_t number;
  };
  // How far ahead memory is asked for: about as many misses as a core has in flight.
  static constexpr std::size_t ahead = 24;

  void make_room() {
    bool const small = keys_.is_exact() && keys_.bits() < 32;
    std::size_t const domain = small ? std::size_t{1} << keys_.bits() : 0;
    direct_ = small && domain <= (rows_ < 16384 ? 65536 : rows_ * 4);
    if (direct_) {
      memory_.resize(domain * sizeof(std::uint32_t));
    } else {
      std::size_t n = 64;
      while (n < rows_ * 2) n *= 2;
      memory_.resize(n * sizeof(slot));
      mask_ = n - 1;
      shift_ = 64 - std::countr_zero(n);
      if (!keys_.is_exact()) words_.resize(keys_.parts() * rows_);
    }
  }
  std::uint32_t* numbers() { return memory_.as<std::uint32_t>(); }
  std::uint32_t const* numbers() const { return memory_.as<std::uint32_t>(); }
  slot* slots() { return memory_.as<slot>(); }
  slot const* slots() const { return memory_.as<slot>(); }
  std::size_t start_of(std::uint64_t packed) const { return static_cast<std::size_t>(hash_word(packed) >> shift_); }

  void find_direct(packing_space const& s, std::size_t n, std::uint32_t* to) const {
    bool const large = memory_.size() > (std::size_t{1} << 20);
    for (std::size_t i = 0; i < n; ++i) {
      if (large && i + ahead < n && !s.missing[i + ahead]) __builtin_prefetch(numbers() + s.packed[i + ahead]);
      to[i] = s.missing[i] ? no_row : numbers()[s.packed[i]];
    }
  }
  void find_hashed(std::vector<key_column> const& probe, std::size_t first, std::size_t n, packing_space const& s, std::uint32_t* to) const {
    for (std::size_t i = 0; i < n; ++i) {
      if (i + ahead < n) __builtin_prefetch(slots() + start_of(s.packed[i + ahead]));
      to[i] = no_row;
      if (s.missing[i]) continue;
      for (std::size_t at = start_of(s.packed[i]);; at = (at + 1) & mask_) {
        slot const& x = slots()[at];
        if (x.number == no_row) break;
        if (x.key == s.packed[i] && (keys_.is_exact() || same(unique_ ? x.number : first_row_[x.number], probe, first, i, n, s))) {
          to[i] = x.number;
          break;
        }
      }
    }
  }
  // Whether build row r has the key of row first + i, whose words are the i-th of n; packed words are equal already.
  bool same(std::uint32_t r, std::vector<key_column> const& probe, std::size_t first, std::size_t i, std::size_t n, packing_space const& s) const {
    for (std::size_t k = 0; k < keys_.parts(); ++k)
      if (words_[k * rows_ + r] != s.words[k * n + i]) return false;
    for (std::size_t k = 0; k < probe.size(); ++k) {
      key_column const& c = keys_.columns()[k];
      if (is_text_form(c.form) && valid_at(c.ref, c.place(r)) && c.text(r) != probe[k].text(first + i)) return false;
    }
    return true;
  }
  // Gives every row's key its number: the row while keys are unique (false where one comes again), else in order of appearance.
  bool number_rows(bool repeated, read_options const& o) {
    if (direct_)
      std::memset(memory_.data(), 0xff, memory_.size());
    else
      for (std::size_t i = 0; i <= mask_; ++i) slots()[i].number = no_row;
    first_row_.clear();
    leaves_out_ = false;
    if (repeated) number_of_row_.assign(rows_, no_row);
    packing_space s;
    for (std::size_t first = 0; first < rows_; first += key_packing::block) {
      if (first % rows_per_chunk == 0) o.check_stop();
      std::size_t const n = rows_ - first < key_packing::block ? rows_ - first : key_packing::block;
      keys_.pack(keys_.columns(), first, n, s);
      if (!keys_.is_exact())
        for (std::size_t k = 0; k < keys_.parts(); ++k) std::memcpy(words_.data() + k * rows_ + first, s.words.data() + k * n, n * 8);
      for (std::size_t i = 0; i < n; ++i) {
        if (i + ahead < n) __builtin_prefetch(direct_ ? static_cast<void const*>(numbers() + s.packed[i + ahead] * !s.missing[i + ahead]) : slots() + start_of(s.packed[i + ahead]), 1);
        std::size_t const r = first + i;
        leaves_out_ = leaves_out_ || s.missing[i];
        if (s.missing[i] || (!left_out_.empty() && left_out_[r])) continue;
        std::uint32_t& number = place_of(first, i, n, s, repeated);
        if (number == no_row) {
          number = repeated ? static_cast<std::uint32_t>(first_row_.size()) : static_cast<std::uint32_t>(r);
          if (repeated) first_row_.push_back(static_cast<std::uint32_t>(r));
        } else if (!repeated) {
          alike_[0] = number, alike_[1] = static_cast<std::uint32_t>(r);
          return false;
        }
        if (repeated) number_of_row_[r] = number;
      }
    }
    return true;
  }
  std::uint32_t& place_of(std::size_t first, std::size_t i, std::size_t n, packing_space const& s, bool repeated) {
    if (direct_) return numbers()[s.packed[i]];
    for (std::size_t at = start_of(s.packed[i]);; at = (at + 1) & mask_) {
      slot& x = slots()[at];
      if (x.number == no_row) x.key = s.packed[i];
      if (x.number == no_row || (x.key == s.packed[i] && (keys_.is_exact() || same(repeated ? first_row_[x.number] : x.number, keys_.columns(), first, i, n, s))))
        return x.number;
    }
  }
  // The rows of each number one after another: a counting sort.
  void list_rows() {
    begins_.assign(first_row_.size() + 1, 0);
    for (std::uint32_t g : number_of_row_)
      if (g != no_row) ++begins_[g + 1];
    most_ = 0;
    for (std::size_t g = 0; g < first_row_.size(); ++g) {
      most_ = begins_[g + 1] > most_ ? begins_[g + 1] : most_;
      begins_[g + 1] += begins_[g];
    }
    list_.resize(begins_.back());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (std::size_t i = 0; i < rows_; ++i)
      if (number_of_row_[i] != no_row) list_[next[number_of_row_[i]]++] = static_cast<std::uint32_t>(i);
    number_of_row_ = {};
  }

  key_packing keys_;
  std::vector<char> left_out_;
  buffer memory_;                        // numbers by packed key, or slots; in huge pages where it is large
  std::vector<std::uint64_t> words_;     // of all rows, part by part, where keys are compared
  std::vector<std::uint32_t> first_row_, number_of_row_, begins_, list_;
  std::size_t rows_ = 0, most_ = 1, mask_ = 0;
  std::uint32_t alike_[2] = {};  // the first rows with one key
  int shift_ = 58;
  bool any_key_ = false, direct_ = false, unique_ = true, leaves_out_ = false;
};

}  // namespace quern::execution
