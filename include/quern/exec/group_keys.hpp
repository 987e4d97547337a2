// SPDX-License-Identifier: BSL-1.0
// Keys of groups as 64-bit words, which are equal exactly where the values are. A text is two words: up to 15 bytes stand in them
// (the length in the highest byte), of a longer one its hash, and the texts themselves decide (exec/key_table.hpp).
#pragma once
#include <quern/exec/key_table.hpp>
#include <quern/exec/pipeline.hpp>
#include <quern/kernel/extremes.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class B>
inline constexpr bool key_is_text = family_of<B> == family::text && !std::is_same_v<B, category> && !(is_fixed_string<B> && sizeof(storage_of<B>) <= 8);
template <class B>
inline constexpr std::size_t key_words = key_is_text<B> || sizeof(storage_of<B>) == 16 ? 2 : 1;

// One value that is no text as words, `stride` apart. Floats are brought to one form: NaN to one NaN, -0.0 to 0.0.
template <class B, class V>
void write_key(V const& v, std::uint64_t* to, [[maybe_unused]] std::size_t stride) {
  if constexpr (std::is_floating_point_v<B>) {
    double const x = v != v ? std::numeric_limits<double>::quiet_NaN() : v == 0 ? 0.0 : static_cast<double>(v);
    *to = std::bit_cast<std::uint64_t>(x);
  } else if constexpr (is_fixed_string<B>) {
    *to = 0;
    std::memcpy(to, v.data(), v.size());
  } else if constexpr (key_words<B> == 2) {
    to[0] = static_cast<std::uint64_t>(v);
    to[stride] = static_cast<std::uint64_t>(static_cast<int128>(v) >> 64);
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

// Where each key's words lie among those of a row: nullable keys have a word of null bits, the last.
template <class... E>
struct key_layout {
  static constexpr bool nulls = (is_nullable<typename E::type> || ... || false);
  static constexpr std::size_t value_words = (key_words<bare<typename E::type>> + ... + 0);
  static constexpr std::size_t words = value_words + nulls;

  template <std::size_t K>
  static constexpr std::size_t word_at() {
    constexpr std::size_t n[] = {key_words<bare<typename E::type>>..., 0};
    std::size_t r = 0;
    for (std::size_t i = 0; i < K; ++i) r += n[i];
    return r;
  }
  static key_shape shape() {
    constexpr bool is_text[] = {key_is_text<bare<typename E::type>>..., false};
    constexpr std::size_t n[] = {key_words<bare<typename E::type>>..., 0};
    key_shape r{words, {}};
    for (std::size_t k = 0, at = 0; k < sizeof...(E); at += n[k++])
      if (is_text[k]) r.texts.push_back(at);
    return r;
  }
};

}  // namespace quern::execution
