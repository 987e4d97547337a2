// SPDX-License-Identifier: BSL-1.0
// A hash table that numbers keys from 0 in the order in which they are first seen. Keys are words without their C++ types: one
// table a program, whatever the plans. Asked for a tile of rows at a time, so that memory is asked for ahead of its use.
#pragma once
#include <string_view>
#include <vector>

#include <quern/kernel/bound.hpp>
#include <quern/table/buffer.hpp>
#include <quern/table/error.hpp>
#include <quern/table/hash.hpp>
#include <quern/table/kept_allocator.hpp>

namespace quern::inline QUERN_ABI::execution {

inline constexpr std::size_t longest_short_text = 15;
inline constexpr std::uint64_t is_long_text = std::uint64_t{0xff} << 56;

// A short text in its two words, without reading past its end.
inline void write_short_text(std::string_view t, std::uint64_t& first, std::uint64_t& second) {
  std::size_t const n = t.size();
  char const* const p = t.data();
  auto const load = [](char const* from, auto zero) {
    std::memcpy(&zero, from, sizeof zero);
    return static_cast<std::uint64_t>(zero);
  };
  first = 0, second = 0;
  if (n >= 8) {
    first = load(p, std::uint64_t{});
    second = (load(p + n - 8, std::uint64_t{}) >> 1) >> (8 * (16 - n) - 1);  // the bytes from the ninth on; of eight, none
  } else if (n >= 4) {
    first = load(p, std::uint32_t{}) | load(p + n - 4, std::uint32_t{}) << (8 * (n - 4));
  } else if (n > 0) {
    first = load(p, std::uint8_t{}) | load(p + n / 2, std::uint8_t{}) << (8 * (n / 2)) | load(p + n - 1, std::uint8_t{}) << (8 * (n - 1));
  }
  second |= std::uint64_t{n} << 56;
}

// Some rows' keys: word w of row i is words[i * row + w * word], and so are the long texts, beside the first words of texts.
struct key_view {
  std::uint64_t const* words;
  std::string_view const* long_texts;
  std::size_t row, word;

  std::uint64_t at(std::size_t i, std::size_t w) const { return words[i * row + w * word]; }
  std::string_view long_text(std::size_t i, std::size_t w) const { return long_texts[i * row + w * word]; }
};

// What the keys of a table are made of.
struct key_shape {
  std::size_t words = 0;
  std::vector<std::size_t> texts;  // their first words
};

// The keys of a tile, word by word.
class key_rows {
 public:
  static constexpr std::size_t most = kernel::tile_rows;

  void start(key_shape shape) {
    shape_ = std::move(shape);
    words_.assign(shape_.words * most, 0);
  }
  bool started() const { return !words_.empty(); }
  key_shape const& shape() const { return shape_; }
  std::uint64_t* word(std::size_t w) { return words_.data() + w * most; }
  void write_text(std::size_t w, std::size_t i, std::string_view t) {
    std::uint64_t* const to = word(w) + i;
    if (t.size() <= longest_short_text) return execution::write_short_text(t, to[0], to[most]);
    to[0] = hash_bytes(t.data(), t.size());
    to[most] = is_long_text | t.size();
    if (long_texts_.empty()) long_texts_.resize(words_.size());
    long_texts_[w * most + i] = t;
  }
  key_view view() const { return {words_.data(), long_texts_.data(), 1, most}; }

 private:
  key_shape shape_;
  std::vector<std::uint64_t> words_;
  std::vector<std::string_view> long_texts_;
};

// Linear probing at most half full, a quarter while small, so that most keys stand in their first slot. A slot holds the number and
// half of the hash, so that a probe seldom touches a key it does not want.
class key_table {
 public:
  std::size_t size() const { return hashes_.size(); }
  std::uint64_t const* words_of(std::size_t number) const { return keys_.as<std::uint64_t>() + number * shape_.words; }
  // The text whose first word is w.
  std::string_view text_of(std::size_t number, std::size_t w) const {
    std::uint64_t const* const k = words_of(number) + w;
    if ((k[1] & is_long_text) == is_long_text) return long_texts_[number * shape_.words + w];
    return {reinterpret_cast<char const*>(k), static_cast<std::size_t>(k[1] >> 56)};
  }

  // ids: the numbers of rows 0 .. n of a tile; `none` for those whose bit is not set in live.
  void find_or_add(key_rows const& rows, std::size_t n, std::uint8_t const* live, std::uint32_t* ids) {
    if (shape_.words == 0) shape_ = rows.shape();
    key_view const view = rows.view();
    std::uint64_t hashes[key_rows::most + ahead];
    for (std::size_t i = 0; i < n; ++i) hashes[i] = hash_word(view.at(i, 0));
    for (std::size_t w = 1; w < shape_.words; ++w)
      for (std::size_t i = 0; i < n; ++i) hashes[i] = hash_word(view.at(i, w), hashes[i]);
    find_hashed(view, hashes, n, live, ids);
  }
  // The numbers here of all keys of another table.
  void merge(key_table const& from, unset_vector<std::uint32_t>& numbers) {
    if (shape_.words == 0) shape_ = from.shape_;
    numbers.resize(from.size());
    std::uint64_t hashes[key_rows::most + ahead];
    std::uint8_t live[key_rows::most / 8];
    std::memset(live, 0xff, sizeof live);
    for (std::size_t first = 0; first < from.size(); first += key_rows::most) {
      std::size_t const n = from.size() - first < key_rows::most ? from.size() - first : key_rows::most, at = first * shape_.words;
      std::memcpy(hashes, from.hashes_.data() + first, n * sizeof(std::uint64_t));
      find_hashed({from.words_of(first), from.long_texts_.size() > at ? from.long_texts_.data() + at : nullptr, shape_.words, 1}, hashes, n, live, numbers.data() + first);
    }
  }
  static constexpr std::uint32_t none = 0xffffffff;

 private:
  static constexpr std::size_t ahead = 24;  // rows between asking for a slot and looking at it
  static constexpr std::size_t sparse_slots = std::size_t{1} << 20;
  struct slot {
    std::uint32_t number;
    std::uint32_t tag;
  };

  // Three passes over a tile, each with nothing to wait for but its own loads: which number the first slot offers, whether all words
  // are equal, and for the few rows where they are not, the whole search. There is room for `ahead` more hashes.
  void find_hashed(key_view const& view, std::uint64_t* hashes, std::size_t n, std::uint8_t const* live, std::uint32_t* ids) {
    if (slot_count_ == 0) grow();
    std::uint64_t other[key_rows::most];
    if (size() == 0)
      std::memset(other, 0xff, n * sizeof other[0]);
    else
      compare_offered(view, hashes, n, ids, other);
    for (std::size_t i = 0; i < n; ++i) {
      if (((live[i / 8] >> (i % 8)) & 1) == 0)
        ids[i] = none;
      else if (other[i] != 0 || !long_texts_.empty())
        ids[i] = search(view, i, hashes[i]);
    }
  }
  // ids: the number in the first slot of each row; other: 0 where its words are the row's.
  void compare_offered(key_view const& view, std::uint64_t* hashes, std::size_t n, std::uint32_t* ids, std::uint64_t* other) const {
    std::size_t const words = shape_.words, mask = slot_count_ - 1;
    slot const* const s = slots_.as<slot>();
    std::uint64_t const* const keys = keys_.as<std::uint64_t>();
    for (std::size_t i = n; i < n + ahead; ++i) hashes[i] = hashes[0];
    auto const offer = [&](std::size_t i) QUERN_INLINE_LAMBDA {
      slot const at = s[hashes[i] & mask];
      bool const offered = at.number != none && at.tag == static_cast<std::uint32_t>(hashes[i] >> 32);
      ids[i] = offered ? at.number : 0;
      other[i] = !offered;
    };
    if (slot_count_ <= 4096)
      for (std::size_t i = 0; i < n; ++i) offer(i);
    else
      for (std::size_t i = 0; i < n; ++i) {
        __builtin_prefetch(s + (hashes[i + ahead] & mask));
        offer(i);
        __builtin_prefetch(keys + ids[i] * words);
      }
    for (std::size_t w = 0; w < words; ++w) {
      std::uint64_t const* const of_row = view.words + w * view.word;
      for (std::size_t i = 0; i < n; ++i) other[i] |= keys[ids[i] * words + w] ^ of_row[i * view.row];
    }
  }
  std::uint32_t search(key_view const& view, std::size_t i, std::uint64_t hash) {
    auto const tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = hash & (slot_count_ - 1);
    for (; slots()[at].number != none; at = (at + 1) & (slot_count_ - 1))
      if (slot const& x = slots()[at]; x.tag == tag && is_key(x.number, view, i)) return x.number;
    if (size() == none) throw error("quern: more than 2^32-1 groups");
    auto const number = static_cast<std::uint32_t>(size());
    slots()[at] = {number, tag};
    add(view, i, hash);
    return number;
  }
  bool is_key(std::size_t number, key_view const& view, std::size_t i) const {
    std::uint64_t const* const k = words_of(number);
    for (std::size_t w = 0; w < shape_.words; ++w)
      if (k[w] != view.at(i, w)) return false;
    for (std::size_t const w : shape_.texts)
      if ((k[w + 1] & is_long_text) == is_long_text && long_texts_[number * shape_.words + w] != view.long_text(i, w)) return false;
    return true;
  }
  void add(key_view const& view, std::size_t i, std::uint64_t hash) {
    std::size_t const first = size() * shape_.words;
    keys_.resize((first + shape_.words) * sizeof(std::uint64_t));
    std::uint64_t* const k = keys_.as<std::uint64_t>() + first;
    for (std::size_t w = 0; w < shape_.words; ++w) k[w] = view.at(i, w);
    for (std::size_t const w : shape_.texts) {
      if ((k[w + 1] & is_long_text) != is_long_text) continue;
      std::string_view const t = view.long_text(i, w);
      char* const p = texts_.take(t.size());
      std::memcpy(p, t.data(), t.size());
      long_texts_.resize(first + shape_.words);
      long_texts_[first + w] = {p, t.size()};
    }
    hashes_.push_back(hash);
    if (size() * (slot_count_ <= sparse_slots ? 4 : 2) >= slot_count_) grow();
  }
  void grow() {
    slot_count_ = slot_count_ == 0 ? 256 : slot_count_ * 2;
    buffer fresh(slot_count_ * sizeof(slot));
    std::memset(fresh.data(), 0xff, fresh.size());
    slots_ = std::move(fresh);
    for (std::size_t n = 0; n < hashes_.size(); ++n) {
      std::size_t at = hashes_[n] & (slot_count_ - 1);
      while (slots()[at].number != none) at = (at + 1) & (slot_count_ - 1);
      slots()[at] = {static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(hashes_[n] >> 32)};
    }
  }
  slot* slots() { return slots_.as<slot>(); }

  key_shape shape_;
  std::size_t slot_count_ = 0;
  buffer slots_, keys_;
  unset_vector<std::uint64_t> hashes_;       // of all keys
  kept_vector<std::string_view> long_texts_;  // beside the words of all keys up to the last that has one
  kernel::arena texts_;
};

}  // namespace quern::execution
