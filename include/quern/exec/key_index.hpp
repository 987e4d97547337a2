// SPDX-License-Identifier: BSL-1.0
// The build side of a join: finds the rows that have a key. Keys whose ranges fit are packed into one word; a word of a small
// domain indexes an array, others go through a hash table (linear probing, at most half full, asked in batches with prefetch);
// what does not fit a word is hashed and compared. Keys that are all different need no lists of rows.
#pragma once
#include <quern/exec/encoded_keys.hpp>

namespace quern::inline QUERN_ABI::execution {

// What a thread needs to look keys up.
struct probe_space {
  std::vector<std::uint64_t> words, packed;
  std::vector<char> missing;  // rows whose key cannot be there
  std::vector<code_translation> translations;
};

class key_index {
 public:
  // The rows must stay where they are as long as keys are looked up. Columns have one form on both sides; no columns are one key
  // that every row has. `lists`: rows_of is wanted, also where keys are unique. `left_out`: rows that are not to be found, or nothing.
  void build(std::vector<key_column> columns, std::size_t rows, bool lists, std::vector<char> left_out, read_options const& o) {
    if (rows >= no_row) throw error("quern: a join builds on at most 2^32-2 rows");
    columns_ = std::move(columns);
    rows_ = rows;
    missing_ = std::move(left_out);
    missing_.resize(rows_);
    if (columns_.empty()) {
      unique_ = false;
      first_row_.assign(1, 0);
      number_of_row_.resize(rows_);
      for (std::size_t i = 0; i < rows_; ++i) number_of_row_[i] = missing_[i] ? no_row : 0;
      return list_rows();
    }
    encode_all(o);
    leaves_out_ = std::find(missing_.begin(), missing_.end(), 1) != missing_.end();
    choose_form();
    o.check_stop();
    unique_ = !lists && number_rows(false);
    if (!unique_) {
      number_rows(true);
      list_rows();
    }
  }
  bool is_unique() const { return unique_; }
  // Whether some rows have a null key.
  bool leaves_out_rows() const { return leaves_out_; }
  // The most rows that one key has.
  std::size_t most_matches() const { return most_; }

  // For each of n rows the number of its key, or no_row: of unique keys the row itself, else what rows_of takes.
  void find(std::vector<key_column> const& probe, std::size_t n, probe_space& s, std::uint32_t* numbers) const {
    if (columns_.empty()) return void(std::fill(numbers, numbers + n, rows_ == 0 ? no_row : 0u));
    prepare(probe, n, s);
    if (direct_) {
      for (std::size_t i = 0; i < n; ++i) numbers[i] = s.missing[i] ? no_row : number_of_[s.packed[i]];
      return;
    }
    constexpr std::size_t batch = 64;
    std::size_t at[batch];
    for (std::size_t b = 0; b < n; b += batch) {
      std::size_t const m = n - b < batch ? n - b : batch;
      for (std::size_t k = 0; k < m; ++k) {
        at[k] = start_of(s.packed[b + k]);
        __builtin_prefetch(slots_.data() + at[k]);
      }
      for (std::size_t k = 0; k < m; ++k) numbers[b + k] = s.missing[b + k] ? no_row : look_up(s.packed[b + k], at[k], probe, b + k, n, s.words.data());
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
    std::uint64_t key = 0;
    std::uint32_t number = no_row;
  };
  struct part {            // one word of a key
    std::size_t words;     // where its words begin in words_
    std::uint64_t least = 0, most = 0;
    int shift = 0;
  };

  static std::size_t words_per_row(std::vector<key_column> const& columns) {
    std::size_t n = 0;
    for (auto const& c : columns) n += words_of(c.form);
    return n;
  }
  static bool null_anywhere(std::vector<key_column> const& columns) {
    for (auto const& c : columns)
      if (c.null_safe) return true;
    return false;
  }
  // Which rows have nulls: bits of null-safe keys in `marks` (may be null), rows with another null in `missing`.
  static void find_nulls(std::vector<key_column> const& columns, std::size_t n, char* missing, std::uint64_t* marks) {
    if (marks != nullptr) std::fill(marks, marks + n, 0);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      auto const& c = columns[k];
      if (c.ref.validity == nullptr) continue;
      for (std::size_t i = 0; i < n; ++i) {
        bool const null = !bit_at(c.ref.validity, c.place(i));
        if (c.null_safe)
          marks[i] |= std::uint64_t{null} << k;
        else
          missing[i] |= static_cast<char>(null);
      }
    }
  }
  void encode_all(read_options const& o) {
    std::size_t const width = words_per_row(columns_) + null_anywhere(columns_);
    words_.resize(width * rows_);
    std::uint64_t* const marks = null_anywhere(columns_) ? words_.data() + (width - 1) * rows_ : nullptr;
    find_nulls(columns_, rows_, missing_.data(), marks);
    std::size_t at = 0;
    parts_.clear();
    for (auto const& c : columns_) {
      std::uint64_t* const to = words_.data() + at * rows_;
      for (std::size_t w = 0; w < words_of(c.form); ++w) parts_.push_back({(at + w) * rows_});
      if (c.form == key_form::wide)
        execution::encode_key(c, 0, rows_, to, nullptr);
      else
        execution::run_tasks((rows_ + rows_per_chunk - 1) / rows_per_chunk, o, [&](std::size_t p) {
          std::size_t const b = p * rows_per_chunk, n = rows_ - b < rows_per_chunk ? rows_ - b : rows_per_chunk;
          execution::encode_key(c, b, n, to + b, nullptr);
        });
      if (c.null_safe && c.ref.validity != nullptr)
        for (std::size_t i = 0; i < rows_; ++i)
          if (!bit_at(c.ref.validity, c.place(i)))
            for (std::size_t w = 0; w < words_of(c.form); ++w) to[w * rows_ + i] = 0;
      at += words_of(c.form);
    }
    if (marks != nullptr) parts_.push_back({at * rows_});
  }
  // Packed exactly where the ranges of all parts fit 64 bits.
  void choose_form() {
    exact_ = true;
    int bits = 0;
    for (auto const& c : columns_) exact_ = exact_ && !is_text_form(c.form);
    for (auto& p : parts_) {
      auto const* w = words_.data() + p.words;
      p.least = ~std::uint64_t{0}, p.most = 0;
      for (std::size_t i = 0; i < rows_; ++i) {
        std::uint64_t const v = missing_[i] ? w[0] : w[i];
        p.least = v < p.least ? v : p.least;
        p.most = v > p.most ? v : p.most;
      }
      if (rows_ == 0) p.least = 0;
      p.shift = bits;
      bits += static_cast<int>(std::bit_width(p.most - p.least));
    }
    if (bits > 64) exact_ = false;
    packed_.resize(rows_);
    std::vector<char> outside(exact_ ? rows_ : 0);
    pack(words_.data(), rows_, packed_.data(), outside.data());
    std::size_t const domain = exact_ && bits < 32 ? std::size_t{1} << bits : 0;
    direct_ = domain != 0 && domain <= (rows_ < 16384 ? 65536 : rows_ * 4);
    if (direct_) {
      number_of_.assign(domain, no_row);
    } else {
      std::size_t n = 64;
      while (n < rows_ * 2) n *= 2;
      slots_.assign(n, {});
      shift_ = 64 - std::countr_zero(n);
    }
  }
  // One word for all parts; `outside` marks rows that no packed key can equal.
  void pack(std::uint64_t const* words, std::size_t n, std::uint64_t* to, char* outside) const {
    std::size_t k = 0;
    for (auto const& p : parts_) {
      std::uint64_t const* const w = words + k * n;
      if (exact_) {
        std::uint64_t const least = p.least, range = p.most - p.least;
        int const shift = p.shift & 63;
        for (std::size_t i = 0; i < n; ++i) {
          std::uint64_t const v = w[i] - least;
          outside[i] |= static_cast<char>(v > range);
          to[i] = (k == 0 ? 0 : to[i]) | v << shift;
        }
      } else {
        for (std::size_t i = 0; i < n; ++i) to[i] = hash_word(w[i], k == 0 ? 0x9E3779B97F4A7C15u : to[i]);
      }
      ++k;
    }
  }
  void prepare(std::vector<key_column> const& probe, std::size_t n, probe_space& s) const {
    s.words.resize(parts_.size() * n);
    s.packed.resize(n);
    s.missing.assign(n, 0);
    s.translations.resize(columns_.size());
    std::uint64_t* const marks = null_anywhere(columns_) ? s.words.data() + (parts_.size() - 1) * n : nullptr;
    find_nulls(probe, n, s.missing.data(), marks);
    std::size_t at = 0;
    for (std::size_t k = 0; k < probe.size(); ++k) {
      key_column const& c = probe[k];
      std::uint64_t* const to = s.words.data() + at * n;
      bool const other_codes = c.form == key_form::category && c.ref.dict != columns_[k].ref.dict && c.ref.dict != nullptr && columns_[k].ref.dict != nullptr;
      execution::encode_key(c, 0, n, to, other_codes ? s.translations[k].upto(*c.ref.dict, *columns_[k].ref.dict) : nullptr);
      if (c.form == key_form::category)
        for (std::size_t i = 0; i < n; ++i) s.missing[i] |= static_cast<char>(to[i] == ~std::uint64_t{0});
      if (c.null_safe && c.ref.validity != nullptr)
        for (std::size_t i = 0; i < n; ++i)
          if (!bit_at(c.ref.validity, c.place(i)))
            for (std::size_t w = 0; w < words_of(c.form); ++w) to[w * n + i] = 0;
      at += words_of(c.form);
    }
    pack(s.words.data(), n, s.packed.data(), s.missing.data());
  }

  std::size_t start_of(std::uint64_t packed) const { return static_cast<std::size_t>(hash_word(packed) >> shift_); }
  // Whether row i of a probe of n rows has the key of build row r; packed words are equal already.
  bool same(std::uint32_t r, std::vector<key_column> const& probe, std::size_t i, std::size_t n, std::uint64_t const* words) const {
    for (std::size_t k = 0; k < parts_.size(); ++k)
      if (words_[parts_[k].words + r] != words[k * n + i]) return false;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      if (!is_text_form(columns_[k].form)) continue;
      bool const there = valid_at(columns_[k].ref, columns_[k].place(r));
      if (there && columns_[k].text(r) != probe[k].text(i)) return false;
    }
    return true;
  }
  std::uint32_t look_up(std::uint64_t packed, std::size_t at, std::vector<key_column> const& probe, std::size_t i, std::size_t n, std::uint64_t const* words) const {
    for (std::size_t const mask = slots_.size() - 1;; at = (at + 1) & mask) {
      slot const& s = slots_[at];
      if (s.number == no_row) return no_row;
      if (s.key == packed && (exact_ || same(unique_ ? s.number : first_row_[s.number], probe, i, n, words))) return s.number;
    }
  }
  // Gives every row's key its number: the row while keys are unique (false where one comes again), else in order of appearance.
  bool number_rows(bool repeated) {
    if (direct_)
      std::fill(number_of_.begin(), number_of_.end(), no_row);
    else
      std::fill(slots_.begin(), slots_.end(), slot{});
    first_row_.clear();
    if (repeated) number_of_row_.assign(rows_, no_row);
    constexpr std::size_t batch = 64;
    for (std::size_t b = 0; b < rows_; b += batch) {
      std::size_t const m = rows_ - b < batch ? rows_ - b : batch;
      if (!direct_)
        for (std::size_t k = 0; k < m; ++k) __builtin_prefetch(slots_.data() + start_of(packed_[b + k]), 1);
      for (std::size_t i = b; i < b + m; ++i) {
        if (missing_[i]) continue;
        std::uint32_t& number = place_of(static_cast<std::uint32_t>(i), repeated);
        if (number == no_row) {
          number = repeated ? static_cast<std::uint32_t>(first_row_.size()) : static_cast<std::uint32_t>(i);
          if (repeated) first_row_.push_back(static_cast<std::uint32_t>(i));
        } else if (!repeated) {
          return false;
        }
        if (repeated) number_of_row_[i] = number;
      }
    }
    return true;
  }
  std::uint32_t& place_of(std::uint32_t i, bool repeated) {
    if (direct_) return number_of_[packed_[i]];
    std::size_t at = start_of(packed_[i]);
    for (std::size_t const mask = slots_.size() - 1;; at = (at + 1) & mask) {
      slot& s = slots_[at];
      if (s.number == no_row) s.key = packed_[i];
      if (s.number == no_row || (s.key == packed_[i] && (exact_ || same(repeated ? first_row_[s.number] : s.number, columns_, i, rows_, words_.data())))) return s.number;
    }
  }
  // The rows of each number one after another: a counting sort.
  void list_rows() {
    begins_.assign(first_row_.size() + 1, 0);
    for (std::uint32_t g : number_of_row_)
      if (g != no_row) ++begins_[g + 1];
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

  std::vector<key_column> columns_;
  std::vector<part> parts_;
  std::vector<std::uint64_t> words_, packed_;
  std::vector<char> missing_;
  std::vector<std::uint32_t> number_of_, first_row_, number_of_row_, begins_, list_;
  std::vector<slot> slots_;
  std::size_t rows_ = 0, most_ = 1;
  int shift_ = 58;
  bool exact_ = true, direct_ = false, unique_ = true, leaves_out_ = false;
};

}  // namespace quern::execution
