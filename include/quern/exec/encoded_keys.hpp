// SPDX-License-Identifier: BSL-1.0
// Keys of joins and of whole rows, without their C++ types: each key column becomes 64-bit words that are equal exactly where the
// values are (texts: where their hashes are, and the texts decide). Floats by the total order of keys: one NaN, one zero.
#pragma once
#include <bit>

#include <quern/exec/gather.hpp>

namespace quern::inline QUERN_ABI::execution {

enum class key_form : std::uint8_t { bit, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, wide, fixed_text, text, category };

template <class T>
inline constexpr key_form key_form_of = [] {
  using B = bare<T>;
  using S = storage_of<B>;
  if constexpr (std::is_same_v<B, bool>)
    return key_form::bit;
  else if constexpr (std::is_same_v<B, category>)
    return key_form::category;
  else if constexpr (std::is_same_v<B, string>)
    return key_form::text;
  else if constexpr (is_fixed_string<B>)
    return key_form::fixed_text;
  else if constexpr (std::is_same_v<S, float>)
    return key_form::f32;
  else if constexpr (std::is_same_v<S, double>)
    return key_form::f64;
  else if constexpr (sizeof(S) == 16)
    return key_form::wide;
  else if constexpr (std::is_signed_v<S>)
    return sizeof(S) == 1 ? key_form::i8 : sizeof(S) == 2 ? key_form::i16 : sizeof(S) == 4 ? key_form::i32 : key_form::i64;
  else
    return sizeof(S) == 1 ? key_form::u8 : sizeof(S) == 2 ? key_form::u16 : sizeof(S) == 4 ? key_form::u32 : key_form::u64;
}();
constexpr bool is_text_form(key_form f) { return f == key_form::text || f == key_form::fixed_text; }
constexpr std::size_t words_of(key_form f) { return f == key_form::wide ? 2 : 1; }

// One key column of some rows; places: where each row stands in it, null where in order.
struct key_column {
  key_form form = key_form::i64;
  bool null_safe = false;  // null equals null; else a null key has no match
  std::size_t bytes = 0;   // of a fixed text
  column_ref ref;
  std::uint32_t const* places = nullptr;

  std::size_t place(std::size_t i) const { return places == nullptr ? i : places[i]; }
  std::string_view text(std::size_t i) const {
    std::size_t const at = place(i);
    if (form == key_form::text) return value_at<string>(ref, at);
    auto const* p = reinterpret_cast<char const*>(ref.values) + at * bytes;
    std::size_t n = bytes;
    while (n > 0 && p[n - 1] == '\0') --n;
    return {p, n};
  }
};

// Numbers become unsigned words in their order, so that ranges of words are ranges of values.
template <class V>
std::uint64_t key_word(V v) {
  if constexpr (std::is_floating_point_v<V>) {
    double const d = v != v ? std::numeric_limits<double>::quiet_NaN() : v == 0 ? 0.0 : static_cast<double>(v);
    auto const u = std::bit_cast<std::uint64_t>(d);
    return u >> 63 ? ~u : u | std::uint64_t{1} << 63;
  } else if constexpr (std::is_unsigned_v<V>) {
    return v;
  } else {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(v)) ^ std::uint64_t{1} << 63;
  }
}
// Calls f(word_at) for a key that is a number in its column; word_at(i) is the word of row first + i. False: it is none.
template <class F>
bool visit_number(key_column const& c, std::size_t first, F f) {
  auto const with = [&]<class V>(V const* v) {
    if (c.places == nullptr)
      f([v = v + first](std::size_t i) { return execution::key_word(v[i]); });
    else
      f([v, at = c.places + first](std::size_t i) { return execution::key_word(v[at[i]]); });
    return true;
  };
  void const* const p = c.ref.values;
  switch (c.form) {
    case key_form::i8: return with(static_cast<std::int8_t const*>(p));
    case key_form::i16: return with(static_cast<std::int16_t const*>(p));
    case key_form::i32: return with(static_cast<std::int32_t const*>(p));
    case key_form::i64: return with(static_cast<std::int64_t const*>(p));
    case key_form::u8: return with(static_cast<std::uint8_t const*>(p));
    case key_form::u16: return with(static_cast<std::uint16_t const*>(p));
    case key_form::u32: return with(static_cast<std::uint32_t const*>(p));
    case key_form::u64: return with(static_cast<std::uint64_t const*>(p));
    case key_form::f32: return with(static_cast<float const*>(p));
    case key_form::f64: return with(static_cast<double const*>(p));
    default: return false;
  }
}

// Codes of one dictionary as codes of another; -1 where that has no such text. Grows with the dictionary it reads.
class code_translation {
 public:
  std::int32_t const* upto(dictionary const& from, dictionary const& to) {
    if (&from != from_ || &to != to_) codes_.clear(), from_ = &from, to_ = &to;
    for (std::size_t const n = from.size(); codes_.size() < n;) codes_.push_back(to.find(from[static_cast<std::int32_t>(codes_.size())]));
    return codes_.data();
  }

 private:
  dictionary const *from_ = nullptr, *to_ = nullptr;
  std::vector<std::int32_t> codes_;
};

// Words of rows first .. first + n; `wide` keys fill two runs of n words, high ones first. A category's word is its code, or its
// translation into the dictionary of the other side, whose unknown texts are the word ~0. Words of null rows are anything.
inline void encode_key(key_column const& c, std::size_t first, std::size_t n, std::uint64_t* to, std::int32_t const* translation) {
  bool const is_number = execution::visit_number(c, first, [&](auto const& word_at) {
    for (std::size_t i = 0; i < n; ++i) to[i] = word_at(i);
  });
  if (is_number) return;
  switch (c.form) {
    case key_form::bit:
      for (std::size_t i = 0; i < n; ++i) to[i] = bit_at(c.ref.values, c.place(first + i));
      break;
    case key_form::wide: {
      auto const* v = reinterpret_cast<int128 const*>(c.ref.values);
      for (std::size_t i = 0; i < n; ++i) {
        int128 const x = v[c.place(first + i)];
        to[i] = execution::key_word(static_cast<std::int64_t>(x >> 64));
        to[n + i] = static_cast<std::uint64_t>(x);
      }
      break;
    }
    case key_form::category: {
      auto const* v = reinterpret_cast<std::int32_t const*>(c.ref.values);
      // A null row's code may be of no text.
      for (std::size_t i = 0; i < n; ++i) {
        std::size_t const at = c.place(first + i);
        std::int32_t const code = valid_at(c.ref, at) ? v[at] : 0;
        to[i] = translation == nullptr      ? static_cast<std::uint64_t>(code)
                : !valid_at(c.ref, at)      ? 0
                : translation[code] < 0     ? ~std::uint64_t{0}
                                            : static_cast<std::uint64_t>(translation[code]);
      }
      break;
    }
    case key_form::fixed_text:
    case key_form::text:
      for (std::size_t i = 0; i < n; ++i) {
        std::string_view const t = valid_at(c.ref, c.place(first + i)) ? c.text(first + i) : std::string_view();
        to[i] = hash_bytes(t.data(), t.size());
      }
      break;
    default: break;
  }
}

}  // namespace quern::execution
