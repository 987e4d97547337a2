// SPDX-License-Identifier: BSL-1.0
// The build side of a join: finds the rows that have a key. Keys whose range is not far larger than their number are bits of a bitmap,
// others go through a hash table. Keys that are all different need no lists of rows, and such that come in order nothing but the bits.
#pragma once
#include <quern/exec/key_bitmap.hpp>
#include <quern/exec/key_lists.hpp>
#include <quern/exec/key_slots.hpp>

namespace quern::inline QUERN_ABI::execution {

// Rows whose key was found, in order, and what key_index says about each.
struct key_hits {
  place_list rows, numbers;
};

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
      number_of_row_.assign(rows_, 0);
      for (std::size_t i = 0; i < left_out_.size(); ++i) number_of_row_[i] = left_out_[i] ? no_row : 0;
      return lists_.build(1, std::exchange(number_of_row_, {}));
    }
    keys_.measure(std::move(columns), rows, o);
    dense_ = keys_.is_exact() && keys_.domain() <= most_bits();
    if (rows_ != 0) filter_by_part();
    if (dense_) return build_dense(lists, o, promised);
    if (!keys_.is_exact()) words_.resize(keys_.parts() * rows_);
    unique_ = !lists && number_rows(false, o);
    if (!unique_) {
      if (!lists && !promised.empty()) break_promise(promised);
      number_rows(true, o);
      lists_.build(first_row_.size(), std::exchange(number_of_row_, {}));
    }
  }
  bool is_unique() const { return unique_; }
  // Whether some rows have a null key.
  bool leaves_out_rows() const { return leaves_out_; }
  // The most rows that one key has.
  std::size_t most_matches() const { return lists_.longest(); }

  // Those of n rows whose key is there. Their numbers: of unique keys the row itself, else what rows_of takes.
  void find(std::vector<key_column> const& probe, std::size_t n, packing_space& s, key_hits& to) const {
    to.rows.resize(n + 8);
    to.numbers.resize(n);
    std::size_t hits = 0;
    if (any_key_) {
      for (; hits < n && rows_ != 0; ++hits) to.rows[hits] = static_cast<std::uint32_t>(hits), to.numbers[hits] = 0;
    } else {
      for (std::size_t first = 0; first < n; first += key_packing::block) {
        std::size_t const m = n - first < key_packing::block ? n - first : key_packing::block;
        std::uint32_t *const rows = to.rows.data() + hits, *const numbers = to.numbers.data() + hits;
        hits += filtered_by_ != no_part ? find_filtered(probe, first, m, s, rows, numbers) : find_whole(probe, first, m, s, rows, numbers);
      }
    }
    to.rows.resize(hits);
    to.numbers.resize(hits);
  }
  // Sorts the rows of each key by the words of a column; equal ones stay in order.
  void sort_lists(unset_vector<std::uint64_t> const& words, read_options const& o) { lists_.sort(words, o); }
  // The rows of a key that is not unique, in order.
  array_view<std::uint32_t> rows_of(std::uint32_t number) const { return lists_.rows_of(number); }

 private:
  // What a run of rows shows of their keys.
  struct seen {
    std::uint64_t first = 0, last = 0;
    std::size_t rows = 0;  // with a key
    bool ascending = true, nulls = false;
    void add(std::uint64_t key) {
      if (rows++ == 0) first = key;
      ascending = ascending && key >= last;
      last = key;
    }
  };
  // Calls f(row, packed key) for rows begin .. end that have a key and are not left out, also(row) for those whose key is missing.
  template <class F, class Missing>
  void for_keys(std::size_t begin, std::size_t end, packing_space& s, F f, Missing also) const {
    for (std::size_t first = begin; first < end; first += key_packing::block) {
      std::size_t const n = end - first < key_packing::block ? end - first : key_packing::block;
      keys_.pack(keys_.columns(), first, n, s);
      for (std::size_t i = 0; i < n; ++i) {
        if (s.missing[i])
          also(first + i);
        else if (left_out_.empty() || !left_out_[first + i])
          f(first + i, s.packed[i]);
      }
    }
  }

  void build_dense(bool lists, read_options const& o, std::string_view promised) {
    // Each thread has a bitmap of its own where it is not large beside the rows.
    std::size_t const threads = keys_.domain() <= 16 * static_cast<std::uint64_t>(rows_) ? o.threads : 1;
    std::size_t const tasks = std::min(threads, rows_ / rows_per_chunk + 1);
    auto const begin_of = [&](std::size_t t) { return rows_ * t / tasks; };
    std::vector<key_bitmap> bitmaps(tasks);
    std::vector<seen> pieces(tasks);
    execution::run_tasks(tasks, o, [&](std::size_t t) {
      packing_space s;
      bitmaps[t].reset(keys_.domain());
      seen here;
      for_keys(begin_of(t), begin_of(t + 1), s, [&](std::size_t, std::uint64_t key) { here.add(key), bitmaps[t].add(key); }, [&](std::size_t) { here.nulls = true; });
      pieces[t] = here;
    });
    bits_ = std::move(bitmaps[0]);
    seen all;
    for (std::size_t t = 0; t < tasks; ++t) {
      if (t > 0) bits_.add(bitmaps[t]);
      all.ascending = all.ascending && pieces[t].ascending && (pieces[t].rows == 0 || pieces[t].first >= all.last);
      if (pieces[t].rows != 0) all.last = pieces[t].last;
      all.rows += pieces[t].rows;
      leaves_out_ = leaves_out_ || pieces[t].nulls;
    }
    std::size_t const keys = bits_.count();
    unique_ = !lists && keys == all.rows;
    if (unique_ && all.ascending && keys == rows_) return;  // the n-th key is row n
    if (!unique_ && !lists && !promised.empty()) {
      find_alike(keys);
      break_promise(promised);
    }
    if (unique_)
      first_row_.resize(keys);
    else
      number_of_row_.assign(rows_, no_row);
    execution::run_tasks(rows_ / rows_per_chunk + 1, o, [&](std::size_t c) {
      packing_space s;
      auto const each = [&](std::size_t r, std::uint64_t key) {
        if (unique_)
          first_row_[bits_.rank(key)] = static_cast<std::uint32_t>(r);
        else
          number_of_row_[r] = bits_.rank(key);
      };
      for_keys(c * rows_per_chunk, std::min(rows_, (c + 1) * rows_per_chunk), s, each, [](std::size_t) {});
    });
    if (!unique_) lists_.build(keys, std::exchange(number_of_row_, {}));
  }
  // The first row whose key came before, and the row it came with.
  void find_alike(std::size_t keys) {
    packing_space s;
    place_list first(keys, no_row);
    bool found = false;
    for_keys(0, rows_, s, [&](std::size_t r, std::uint64_t key) {
      std::uint32_t& at = first[bits_.rank(key)];
      if (at != no_row && !found) found = true, alike_[0] = at, alike_[1] = static_cast<std::uint32_t>(r);
      at = static_cast<std::uint32_t>(r);
    }, [](std::size_t) {});
  }
  [[noreturn]] void break_promise(std::string_view columns) const {
    throw data_error("quern: join: one input's rows are promised to be unique by " + std::string(columns) + ", but of those that reach the join row " + std::to_string(alike_[1]) +
                     " has the same as row " + std::to_string(alike_[0]) + " (counted from 0)");
  }

  std::size_t find_bits(std::vector<key_column> const& probe, std::size_t first, std::size_t n, packing_space& s, std::uint32_t* rows, std::uint32_t* numbers) const {
    std::size_t hits = 0;
    if (keys_.parts() == 1 && probe[0].ref.validity == nullptr && keys_.pack_number(0, probe[0], first, 0, s)) {
      hits = bits_.find(keys_, 0, probe[0], first, n, first, s, rows);
    } else {
      keys_.pack(probe, first, n, s);
      for (std::size_t i = 0; i < n; ++i) s.packed[i] = s.missing[i] ? keys_.domain() : s.packed[i];
      hits = bits_.find(keys_.domain(), s.packed.data(), n, first, rows);
    }
    for (std::size_t i = 0; i < hits; ++i) numbers[i] = bits_.rank(s.packed[i]);
    if (unique_ && !first_row_.empty())
      for (std::size_t i = 0; i < hits; ++i) numbers[i] = first_row_[numbers[i]];
    return hits;
  }
  std::size_t find_whole(std::vector<key_column> const& probe, std::size_t first, std::size_t n, packing_space& s, std::uint32_t* rows, std::uint32_t* numbers) const {
    return dense_ ? find_bits(probe, first, n, s, rows, numbers) : find_hashed(probe, first, n, s, rows, numbers);
  }
  // Asks the bits of one part of the keys before those, or the table, of whole keys.
  std::size_t find_filtered(std::vector<key_column> const& probe, std::size_t first, std::size_t n, packing_space& s, std::uint32_t* rows, std::uint32_t* numbers) const {
    s.left.resize(n + 8);
    std::size_t const left = bits_of_part_.find(keys_, filtered_by_, probe[filtered_by_], first, n, 0, s, s.left.data());
    s.columns = probe;
    s.places.resize(probe.size());
    for (std::size_t k = 0; k < probe.size(); ++k) {
      s.places[k].resize(left);
      for (std::size_t i = 0; i < left; ++i) s.places[k][i] = static_cast<std::uint32_t>(probe[k].place(first + s.left[i]));
      s.columns[k].places = s.places[k].data();
    }
    std::size_t const hits = find_whole(s.columns, 0, left, s, rows, numbers);
    for (std::size_t i = 0; i < hits; ++i) rows[i] = static_cast<std::uint32_t>(first) + s.left[rows[i]];
    return hits;
  }
  std::size_t find_hashed(std::vector<key_column> const& probe, std::size_t first, std::size_t n, packing_space& s, std::uint32_t* rows, std::uint32_t* numbers) const {
    keys_.pack(probe, first, n, s);
    std::size_t hits = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (i + key_slots::ahead < n) slots_.prefetch(s.packed[i + key_slots::ahead]);
      if (s.missing[i]) continue;
      std::uint32_t const number =
          slots_.find(s.packed[i], [&](std::uint32_t x) { return keys_.is_exact() || same(unique_ ? x : first_row_[x], probe, first, i, n, s); });
      rows[hits] = static_cast<std::uint32_t>(first + i);
      numbers[hits] = number;
      hits += number != no_row;
    }
    return hits;
  }
  // Of keys of several numbers the part that has the fewest of its values: rows whose value is not among them need not be looked up.
  void filter_by_part() {
    auto const& columns = keys_.columns();
    packing_space s;
    double least = 0.5;
    for (std::size_t k = 0; k < columns.size() && keys_.is_exact() && keys_.parts() == columns.size() && columns.size() > 1; ++k) {
      std::uint64_t const values = keys_.range(k) + 1;
      if (rows_ / 8 > values) continue;  // so many rows hardly leave a value out
      if (values == 0 || values > most_bits() || columns[k].ref.validity != nullptr || !keys_.pack_number(k, columns[k], 0, 0, s)) continue;
      key_bitmap bits;
      bits.reset(values);
      for (std::size_t first = 0; first < rows_; first += key_packing::block) {
        std::size_t const n = rows_ - first < key_packing::block ? rows_ - first : key_packing::block;
        keys_.pack_number(k, columns[k], first, n, s);
        for (std::size_t i = 0; i < n; ++i)
          if (s.packed[i] < values) bits.add(s.packed[i]);  // not of a row whose other part is null: it was not measured
      }
      double const share = static_cast<double>(bits.count()) / static_cast<double>(values);
      if (share < least) least = share, filtered_by_ = k, bits_of_part_ = std::move(bits);
    }
  }
  // A hash table has 32 to 64 bytes a row; a bitmap of 2^23 bits is one mebibyte.
  std::uint64_t most_bits() const { return std::max<std::uint64_t>(std::uint64_t{1} << 23, 128 * static_cast<std::uint64_t>(rows_)); }

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
    slots_.reset(rows_);
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
        if (i + key_slots::ahead < n) slots_.prefetch(s.packed[i + key_slots::ahead]);
        std::size_t const r = first + i;
        leaves_out_ = leaves_out_ || s.missing[i];
        if (s.missing[i] || (!left_out_.empty() && left_out_[r])) continue;
        std::uint32_t& number = slots_.place_of(
            s.packed[i], [&](std::uint32_t x) { return keys_.is_exact() || same(repeated ? first_row_[x] : x, keys_.columns(), first, i, n, s); });
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
  static constexpr std::size_t no_part = ~std::size_t{0};

  key_packing keys_;
  std::vector<char> left_out_;
  key_bitmap bits_;                      // of the keys
  key_bitmap bits_of_part_;              // of one part of them
  std::size_t filtered_by_ = no_part;    // this one
  key_slots slots_;
  unset_vector<std::uint64_t> words_;    // of all rows, part by part, where keys are compared
  place_list first_row_, number_of_row_;
  key_lists lists_;
  std::size_t rows_ = 0;
  std::uint32_t alike_[2] = {};  // the first rows with one key
  bool any_key_ = false, dense_ = false, unique_ = true, leaves_out_ = false;
};

}  // namespace quern::execution
