// SPDX-License-Identifier: BSL-1.0
// The keys of rows as one word each. Where the ranges of all parts of a key fit 64 bits together, the word is the key itself; else it
// is a hash, and keys of equal words are compared.
#pragma once
#include <quern/exec/encoded_keys.hpp>
#include <quern/exec/place_list.hpp>

namespace quern::inline QUERN_ABI::execution {

// What a thread needs to pack keys.
struct packing_space {
  std::vector<std::uint64_t> words;   // of a part one row after another
  std::vector<std::uint64_t> packed;
  std::vector<char> missing;          // rows that have a null, or a key that is not among those measured
  // Rows that a first look left over, as columns.
  place_list left;
  std::vector<key_column> columns;
  std::vector<place_list> places;
  std::vector<code_translation> translations;
};

class key_packing {
 public:
  // The columns of the side whose keys are looked up later: they stay where they are.
  void measure(std::vector<key_column> columns, std::size_t rows, read_options const& o) {
    columns_ = std::move(columns);
    parts_.clear();
    null_safe_ = false;
    exact_ = true;
    std::size_t words = 0;
    for (auto const& c : columns_) {
      words += words_of(c.form);
      null_safe_ = null_safe_ || c.null_safe;
      exact_ = exact_ && !is_text_form(c.form);
    }
    parts_.resize(words + null_safe_);
    if (!exact_) return;
    std::size_t const pieces = (rows + rows_per_chunk - 1) / rows_per_chunk;
    std::vector<part> found(pieces * parts_.size());  // of each piece, of each part
    execution::run_tasks(pieces, o, [&](std::size_t p) {
      packing_space s;
      for (std::size_t first = p * rows_per_chunk; first < rows && first < (p + 1) * rows_per_chunk; first += block) {
        std::size_t const n = std::min({block, rows - first, (p + 1) * rows_per_chunk - first});
        encode(columns_, first, n, s);
        for (std::size_t k = 0; k < parts_.size(); ++k) found[p * parts_.size() + k].widen(s.words.data() + k * n, n, s.missing.data());
      }
    });
    int bits = 0;
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      for (std::size_t p = 0; p < pieces; ++p) parts_[k].widen(found[p * parts_.size() + k]);
      if (parts_[k].least > parts_[k].most) parts_[k].least = parts_[k].most = 0;
      parts_[k].shift = bits;
      bits += static_cast<int>(std::bit_width(parts_[k].most - parts_[k].least));
    }
    exact_ = bits <= 64;
    if (parts_.empty()) return;
    std::uint64_t const values = parts_.back().most - parts_.back().least + 1;
    int const shift = parts_.back().shift;
    domain_ = bits >= 63 ? ~std::uint64_t{0} : values << shift;
  }
  std::vector<key_column> const& columns() const { return columns_; }
  std::size_t parts() const { return parts_.size(); }
  bool is_exact() const { return exact_; }
  // Of an exact key: packed words are below this, or any 64 bits where it is the largest number.
  std::uint64_t domain() const { return domain_; }

  static constexpr std::size_t block = 2048;  // words and packed keys of a block stay in the first-level cache
  // Packs rows first .. first + n of columns of the same forms as those measured.
  void pack(std::vector<key_column> const& from, std::size_t first, std::size_t n, packing_space& s) const {
    s.packed.resize(n);
    if (exact_ && parts_.size() == 1 && from[0].ref.validity == nullptr && pack_number(0, from[0], first, n, s)) {
      s.missing.resize(n);
      for (std::size_t i = 0; i < n; ++i) s.missing[i] = s.packed[i] > range(0);
      return;
    }
    encode(from, first, n, s);
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      std::uint64_t const* const w = s.words.data() + k * n;
      std::uint64_t* const to = s.packed.data();
      if (!exact_) {
        for (std::size_t i = 0; i < n; ++i) to[i] = hash_word(w[i], k == 0 ? 0x9E3779B97F4A7C15u : to[i]);
        continue;
      }
      std::uint64_t const least = parts_[k].least, range = parts_[k].most - least;
      int const shift = parts_[k].shift & 63;
      for (std::size_t i = 0; i < n; ++i) {
        std::uint64_t const v = w[i] - least;
        s.missing[i] |= static_cast<char>(v > range);
        to[i] = (k == 0 ? 0 : to[i]) | v << shift;
      }
    }
  }

  // Part k of keys that is a number in its column c, alone: how far the values are above the least one; more than range(k) if the key is
  // not among those measured. False: it is no number.
  bool pack_number(std::size_t k, key_column const& c, std::size_t first, std::size_t n, packing_space& s) const {
    s.packed.resize(n);
    return execution::visit_number(c, first, [&, least = parts_[k].least, packed = s.packed.data()](auto const& word_at) {
      for (std::size_t i = 0; i < n; ++i) packed[i] = word_at(i) - least;
    });
  }
  // The word of the least one.
  std::uint64_t least(std::size_t k) const { return parts_[k].least; }
  std::uint64_t range(std::size_t k) const { return parts_[k].most - parts_[k].least; }

 private:
  // A word of the key: the range of its values, and where they stand in a packed key.
  struct part {
    std::uint64_t least = ~std::uint64_t{0}, most = 0;
    int shift = 0;
    void widen(std::uint64_t const* w, std::size_t n, char const* missing) {
      for (std::size_t i = 0; i < n; ++i) {
        std::uint64_t const low = missing[i] ? ~std::uint64_t{0} : w[i], high = missing[i] ? 0 : w[i];
        least = low < least ? low : least;
        most = high > most ? high : most;
      }
    }
    void widen(part const& p) {
      least = p.least < least ? p.least : least;
      most = p.most > most ? p.most : most;
    }
  };

  void encode(std::vector<key_column> const& from, std::size_t first, std::size_t n, packing_space& s) const {
    s.words.resize(parts_.size() * n);
    s.missing.assign(n, 0);
    s.translations.resize(columns_.size());
    std::uint64_t* const marks = null_safe_ ? s.words.data() + (parts_.size() - 1) * n : nullptr;
    if (marks != nullptr) std::fill(marks, marks + n, 0);
    std::uint64_t* to = s.words.data();
    for (std::size_t k = 0; k < from.size(); ++k) {
      key_column const& c = from[k];
      dictionary const *of = c.ref.dict, *known = columns_[k].ref.dict;
      bool const other_codes = c.form == key_form::category && of != known && of != nullptr && known != nullptr;
      execution::encode_key(c, first, n, to, other_codes ? s.translations[k].upto(*of, *known) : nullptr);
      if (other_codes)
        for (std::size_t i = 0; i < n; ++i) s.missing[i] |= static_cast<char>(to[i] == ~std::uint64_t{0});
      if (c.ref.validity != nullptr) encode_nulls(c, k, first, n, to, s.missing.data(), marks);
      to += words_of(c.form) * n;
    }
  }
  // A null of a null-safe key is a mark and the word 0; another one has no partner.
  static void encode_nulls(key_column const& c, std::size_t k, std::size_t first, std::size_t n, std::uint64_t* words, char* missing, std::uint64_t* marks) {
    for (std::size_t i = 0; i < n; ++i) {
      bool const null = !bit_at(c.ref.validity, c.place(first + i));
      if (!c.null_safe) {
        missing[i] |= static_cast<char>(null);
      } else if (null) {
        marks[i] |= std::uint64_t{1} << k;
        for (std::size_t w = 0; w < words_of(c.form); ++w) words[w * n + i] = 0;
      }
    }
  }

  std::vector<key_column> columns_;
  std::vector<part> parts_;
  bool null_safe_ = false, exact_ = true;
  std::uint64_t domain_ = ~std::uint64_t{0};
};

}  // namespace quern::execution
