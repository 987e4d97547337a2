// SPDX-License-Identifier: BSL-1.0
// Keys of groups: a combination of key values is packed into 64-bit words (and texts), which are equal exactly where the
// values are; a hash table gives every combination its number, in the order of first appearance.
#pragma once
#include <vector>

#include <quern/exec/pipeline.hpp>
#include <quern/kernel/extremes.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class B>
inline constexpr bool key_is_text = family_of<B> == family::text && !std::is_same_v<B, category> && !(is_fixed_string<B> && sizeof(storage_of<B>) <= 8);
template <class B>
inline constexpr std::size_t key_words = key_is_text<B> ? 0 : sizeof(storage_of<B>) == 16 ? 2 : 1;

// One value as words. Floats are brought to one form: NaN to one NaN, -0.0 to 0.0.
template <class B, class V>
void write_key(V const& v, std::uint64_t* to) {
  if constexpr (std::is_floating_point_v<B>) {
    double const x = v != v ? std::numeric_limits<double>::quiet_NaN() : v == 0 ? 0.0 : static_cast<double>(v);
    *to = std::bit_cast<std::uint64_t>(x);
  } else if constexpr (is_fixed_string<B>) {
    *to = 0;
    std::memcpy(to, v.data(), v.size());
  } else if constexpr (key_words<B> == 2) {
    to[0] = static_cast<std::uint64_t>(v);
    to[1] = static_cast<std::uint64_t>(static_cast<int128>(v) >> 64);
  } else {
    *to = static_cast<std::uint64_t>(static_cast<std::int64_t>(v));
  }
}
// And back, into the column of keys.
template <class B, class Builder>
void read_key(std::uint64_t const* from, Builder& b) {
  if constexpr (std::is_floating_point_v<B>)
    b.append_value(static_cast<B>(std::bit_cast<double>(*from)));
  else if constexpr (is_fixed_string<B>)
    b.append_value(B(std::string_view(reinterpret_cast<char const*>(from), sizeof(storage_of<B>))));
  else if constexpr (key_words<B> == 2)
    b.append_value(from_storage<B>(static_cast<int128>(static_cast<std::int64_t>(from[1])) * (int128{1} << 64) + static_cast<int128>(from[0])));
  else
    b.append_value(from_storage<B>(static_cast<storage_of<B>>(*from)));
}

// The key of one row.
template <std::size_t Words, std::size_t Texts>
struct key {
  std::uint64_t words[Words == 0 ? 1 : Words];
  std::string_view texts[Texts == 0 ? 1 : Texts];

  std::uint64_t hash() const {
    std::uint64_t h = 0x9E3779B97F4A7C15u;
    for (std::size_t i = 0; i < Words; ++i) h = hash_word(words[i], h);
    for (std::size_t i = 0; i < Texts; ++i) h = hash_word(hash_bytes(texts[i].data(), texts[i].size()), h);
    return h;
  }
  bool operator==(key const& o) const {
    bool same = true;
    for (std::size_t i = 0; i < Words; ++i) same &= words[i] == o.words[i];
    for (std::size_t i = 0; same && i < Texts; ++i) same = texts[i] == o.texts[i];
    return same;
  }
};

// Numbers keys from 0 in the order in which they are first seen. Linear probing at most half full; a slot holds the
// number and half of the hash, so that a probe seldom touches a key it does not want.
template <std::size_t Words, std::size_t Texts>
class key_table {
 public:
  using key_type = key<Words, Texts>;

  std::uint32_t find_or_add(key_type const& k) {
    std::uint64_t const h = k.hash();
    if (keys_.size() * 2 >= slots_.size()) grow();
    std::size_t const mask = slots_.size() - 1;
    auto const tag = static_cast<std::uint32_t>(h >> 32);
    for (std::size_t i = h & mask;; i = (i + 1) & mask) {
      slot& s = slots_[i];
      if (s.number == empty) {
        s = {static_cast<std::uint32_t>(keys_.size()), tag};
        add(k);
        return s.number;
      }
      if (s.tag == tag && keys_[s.number] == k) return s.number;
    }
  }
  std::size_t size() const { return keys_.size(); }
  key_type const& operator[](std::size_t i) const { return keys_[i]; }

 private:
  static constexpr std::uint32_t empty = 0xffffffff;
  struct slot {
    std::uint32_t number = empty;
    std::uint32_t tag = 0;
  };
  void add(key_type k) {
    if (keys_.size() == empty) throw error("quern: more than 2^32-1 groups");
    for (std::size_t t = 0; t < Texts; ++t) {
      char* p = texts_.take(k.texts[t].size());
      if (!k.texts[t].empty()) std::memcpy(p, k.texts[t].data(), k.texts[t].size());
      k.texts[t] = {p, k.texts[t].size()};
    }
    keys_.push_back(k);
  }
  void grow() {
    std::vector<slot> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    std::size_t const mask = slots_.size() - 1;
    for (std::size_t n = 0; n < keys_.size(); ++n) {
      std::uint64_t const h = keys_[n].hash();
      std::size_t i = h & mask;
      while (slots_[i].number != empty) i = (i + 1) & mask;
      slots_[i] = {static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(h >> 32)};
    }
  }
  std::vector<slot> slots_;
  std::vector<key_type> keys_;
  kernel::arena texts_;
};

// Where each key's parts lie in key<>: nullable keys have their own word of null bits, the last.
template <class... E>
struct key_layout {
  static constexpr bool nulls = (is_nullable<typename E::type> || ... || false);
  static constexpr std::size_t value_words = (key_words<bare<typename E::type>> + ... + 0);
  static constexpr std::size_t words = value_words + nulls;
  static constexpr std::size_t texts = (std::size_t{key_is_text<bare<typename E::type>>} + ... + 0);
  using types = meta::list<typename E::type...>;
  using key_type = key<words, texts>;

  template <std::size_t K>
  static constexpr std::size_t word_at() {
    constexpr std::size_t n[] = {key_words<bare<typename E::type>>..., 0};
    std::size_t r = 0;
    for (std::size_t i = 0; i < K; ++i) r += n[i];
    return r;
  }
  template <std::size_t K>
  static constexpr std::size_t text_at() {
    constexpr bool n[] = {key_is_text<bare<typename E::type>>..., false};
    std::size_t r = 0;
    for (std::size_t i = 0; i < K; ++i) r += n[i];
    return r;
  }
};

}  // namespace quern::execution
