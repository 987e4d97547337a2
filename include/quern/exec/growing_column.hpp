// SPDX-License-Identifier: BSL-1.0
// A column in Arrow layout that grows by selected rows of a tile, by whole chunks, or by another such column.
#pragma once
#include <quern/kernel/operations.hpp>
#include <quern/table/builder.hpp>

namespace quern::inline QUERN_ABI::execution {

// Copies n bits to position `at` of a bitmap that already has room.
inline void append_bits(std::uint8_t* to, std::size_t at, std::uint8_t const* from, std::size_t n) {
  if (at % 8 == 0) {
    std::memcpy(to + at / 8, from, bitmap_bytes(n));
    return;
  }
  for (std::size_t i = 0; i < n; ++i) set_bit(to, at + i, bit_at(from, i));
}

// A column that grows, a few rows at a time.
template <class T>
class growing_column {
  using B = bare<T>;
  using S = storage_of<B>;

 public:
  std::size_t rows = 0;

  // Appends the live ones of eight values.
  template <class L, class V>
  QUERN_INLINE void append(V const& v, std::uint32_t live) {
    auto const n = static_cast<std::size_t>(std::popcount(live));
    if constexpr (is_nullable<T>) append_validity(kernel::valid_part(v), live, n);
    append_values(kernel::value_part(v), live, n, is_nullable<T> ? kernel::valid_part(v) : kernel::all_bits);
    rows += n;
  }
  // Appends all rows of a chunk. Room is made for `expected` times what there is then, so that a source of known length
  // is copied once.
  void append_chunk(column_ref const& c, std::size_t n, double expected) {
    auto const ahead = [expected](std::size_t bytes) { return static_cast<std::size_t>(static_cast<double>(bytes) * expected); };
    if (n == 0) return;
    if (is_nullable<T> && (c.validity != nullptr || data_.nulls != 0)) {
      if (data_.nulls == 0) all_valid();
      grow(data_.validity, bitmap_bytes(rows + n));
      auto* bits = data_.validity.template as<std::uint8_t>();
      if (c.validity != nullptr) {
        execution::append_bits(bits, rows, c.validity, n);
        for (std::size_t i = 0; i < n; ++i) data_.nulls += !bit_at(c.validity, i);
      } else {
        for (std::size_t i = 0; i < n; ++i) set_bit(bits, rows + i, true);
      }
    }
    if constexpr (std::is_same_v<B, bool>) {
      grow(data_.values, bitmap_bytes(rows + n));
      execution::append_bits(data_.values.template as<std::uint8_t>(), rows, reinterpret_cast<std::uint8_t const*>(c.values), n);
    } else if constexpr (std::is_same_v<B, string>) {
      auto const first = c.offsets[0];
      auto const bytes = static_cast<std::size_t>(c.offsets[n] - first);
      grow(data_.values, text_bytes_ + bytes, ahead(text_bytes_ + bytes));
      if (bytes != 0) std::memcpy(data_.values.data() + text_bytes_, c.values + first, bytes);
      grow(data_.offsets, (rows + n + 1) * 8, ahead((rows + n + 1) * 8));
      auto* to = data_.offsets.template as<std::int64_t>() + rows;
      if (rows == 0) *to = 0;
      auto const base = static_cast<std::int64_t>(text_bytes_) - first;
      for (std::size_t i = 1; i <= n; ++i) to[i] = c.offsets[i] + base;
      text_bytes_ += bytes;
    } else {
      grow(data_.values, (rows + n) * sizeof(S), ahead((rows + n) * sizeof(S)));
      std::memcpy(data_.values.data() + rows * sizeof(S), c.values, n * sizeof(S));
    }
    rows += n;
  }
  // Appends all rows of another, and forgets them there.
  void take(growing_column&& o) {
    if (o.rows == 0) return;
    if (data_.dict == nullptr) data_.dict = o.data_.dict, renumber_ = o.renumber_;
    if (rows == 0) {
      *this = std::move(o);
      return;
    }
    if (is_nullable<T> && (data_.nulls != 0 || o.data_.nulls != 0)) {
      if (data_.nulls == 0) all_valid();
      if (o.data_.nulls == 0) o.all_valid();
      grow(data_.validity, bitmap_bytes(rows + o.rows));
      execution::append_bits(data_.validity.template as<std::uint8_t>(), rows, o.data_.validity.template as<std::uint8_t>(), o.rows);
      data_.nulls += o.data_.nulls;
    }
    if constexpr (std::is_same_v<B, bool>) {
      grow(data_.values, bitmap_bytes(rows + o.rows));
      execution::append_bits(data_.values.template as<std::uint8_t>(), rows, o.data_.values.template as<std::uint8_t>(), o.rows);
    } else if constexpr (std::is_same_v<B, string>) {
      auto const base = static_cast<std::int64_t>(text_bytes_);
      grow(data_.values, text_bytes_ + o.text_bytes_);
      if (o.text_bytes_ != 0) std::memcpy(data_.values.data() + text_bytes_, o.data_.values.data(), o.text_bytes_);
      text_bytes_ += o.text_bytes_;
      grow(data_.offsets, (rows + o.rows + 1) * 8);
      auto* to = data_.offsets.template as<std::int64_t>() + rows;
      auto const* from = o.data_.offsets.template as<std::int64_t>();
      for (std::size_t i = 1; i <= o.rows; ++i) to[i] = from[i] + base;
    } else {
      grow(data_.values, (rows + o.rows) * sizeof(S));
      std::memcpy(data_.values.data() + rows * sizeof(S), o.data_.values.data(), o.rows * sizeof(S));
    }
    rows += o.rows;
    o = growing_column();
  }
  // `growing`: the dictionary of a run, in which codes are given as threads come by.
  void use_dictionary(std::shared_ptr<dictionary> const& d, bool growing) {
    if (data_.dict == nullptr) data_.dict = d, renumber_ = growing;
  }
  std::shared_ptr<column_data const> finish() {
    if constexpr (std::is_same_v<B, string>)
      if (rows == 0) grow(data_.offsets, 8), *data_.offsets.template as<std::int64_t>() = 0;
    if constexpr (std::is_same_v<B, category>)
      if (data_.dict == nullptr) data_.dict = std::make_shared<dictionary>();
    if constexpr (std::is_same_v<B, category>)
      if (renumber_) renumber();
    data_.rows = rows;
    if constexpr (std::is_same_v<B, bool>)
      trim(data_.values, bitmap_bytes(rows));
    else if constexpr (std::is_same_v<B, string>)
      trim(data_.values, text_bytes_), trim(data_.offsets, (rows + 1) * 8);
    else
      trim(data_.values, rows * sizeof(S));
    // Bits behind the last row are zero: equal results are equal bytes.
    auto const clear_tail = [this](buffer& bits) {
      if (rows % 8 != 0) bits.as<std::uint8_t>()[rows / 8] &= static_cast<std::uint8_t>((1u << (rows % 8)) - 1);
    };
    if (std::is_same_v<B, bool>) clear_tail(data_.values);
    if (data_.nulls != 0) clear_tail(data_.validity);
    if (data_.nulls != 0)
      trim(data_.validity, bitmap_bytes(rows));
    else
      data_.validity = buffer();
    return std::make_shared<column_data>(std::move(data_));
  }

 private:
  // Makes a buffer hold `bytes`; a new one is as large as `ahead` says, or twice that.
  static void grow(buffer& b, std::size_t bytes, std::size_t ahead = 0) {
    if (b.data() != nullptr && bytes <= b.size()) return;
    if (b.data() == nullptr || bytes > b.capacity()) b.reserve(ahead > bytes * 2 ? ahead : bytes * 2);
    b.resize(b.capacity());
  }
  static void trim(buffer& b, std::size_t bytes) { b.resize(bytes); }
  void all_valid() {
    grow(data_.validity, bitmap_bytes(rows));
    std::memset(data_.validity.data(), 0xff, bitmap_bytes(rows));
  }
  QUERN_INLINE void append_validity(std::uint32_t valid, std::uint32_t live, std::size_t n) {
    bool const whole = (valid & live) == live;
    if (whole && data_.nulls == 0) return;
    if (data_.nulls == 0) all_valid();
    grow(data_.validity, bitmap_bytes(rows + n));
    std::size_t at = rows;
    for (; live != 0; live &= live - 1, ++at) {
      bool const there = (valid >> std::countr_zero(live)) & 1;
      set_bit(data_.validity.data(), at, there);
      data_.nulls += !there;
    }
  }
  template <class V>
  QUERN_INLINE void append_values(V const& v, std::uint32_t live, std::size_t n, std::uint32_t valid) {
    if constexpr (std::is_same_v<B, bool>) {
      grow(data_.values, bitmap_bytes(rows + n) + 1);
      std::uint32_t const b = kernel::bits(v) & valid;
      std::size_t at = rows;
      for (; live != 0; live &= live - 1) set_bit(data_.values.data(), at++, (b >> std::countr_zero(live)) & 1);
    } else if constexpr (std::is_same_v<B, string>) {
      if (rows == 0) grow(data_.offsets, 8), *data_.offsets.template as<std::int64_t>() = 0;
      grow(data_.offsets, (rows + n + 1) * 8);
      auto* offsets = data_.offsets.template as<std::int64_t>() + rows;
      for (; live != 0; live &= live - 1) {
        int const k = std::countr_zero(live);
        std::string_view const t = (valid >> k) & 1 ? v.v[k] : std::string_view();
        grow(data_.values, text_bytes_ + t.size());
        if (!t.empty()) std::memcpy(data_.values.data() + text_bytes_, t.data(), t.size());
        text_bytes_ += t.size();
        *++offsets = static_cast<std::int64_t>(text_bytes_);
      }
    } else {
      grow(data_.values, (rows + kernel::width) * sizeof(S));
      S* to = data_.values.template as<S>() + rows;
      auto const cleaned = [&] {
        if constexpr (is_fixed_string<B>)
          return v;
        else if (valid == kernel::all_bits)
          return v;
        else
          return kernel::zero_unless(kernel::mask<0>{valid}, v);
      }();
      if constexpr (std::is_same_v<S, typename V::value_type>) {
        if (live == kernel::all_bits) {
          kernel::store(cleaned, to);
          return;
        }
      }
      auto const u = kernel::unpack(cleaned);
      for (; live != 0; live &= live - 1) {
        int const k = std::countr_zero(live);
        if constexpr (is_fixed_string<B>)
          *to++ = (valid >> k) & 1 ? to_storage(B(u.v[k])) : S{};
        else
          *to++ = static_cast<S>(u.v[k]);
      }
    }
  }
  // Codes in the order in which their texts first appear: the same for any number of threads.
  void renumber() {
    auto ordered = std::make_shared<dictionary>();
    std::vector<std::int32_t> code_of(data_.dict->size(), -1);
    auto* const codes = data_.values.template as<std::int32_t>();
    for (std::size_t i = 0; i < rows; ++i) {
      if (data_.nulls != 0 && !bit_at(data_.validity.data(), i)) {
        codes[i] = 0;
        continue;
      }
      std::int32_t& to = code_of[static_cast<std::size_t>(codes[i])];
      if (to < 0) to = ordered->intern((*data_.dict)[codes[i]]);
      codes[i] = to;
    }
    data_.dict = std::move(ordered);
  }
  column_data data_;
  std::size_t text_bytes_ = 0;
  bool renumber_ = false;
};

}  // namespace quern::execution
