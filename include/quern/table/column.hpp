// SPDX-License-Identifier: BSL-1.0
// A column in Arrow's layout without its type, the plain pointers kernels read, and the typed view users read.
#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <span>

#include <quern/schema/schema.hpp>
#include <quern/table/array_view.hpp>
#include <quern/table/buffer.hpp>
#include <quern/table/dictionary.hpp>
#include <quern/table/zones.hpp>

namespace quern::inline QUERN_ABI {

// Immutable once shared. values: numbers, bits (bool), bytes (string) or codes (category).
struct column_data {
  buffer values;
  buffer offsets;   // string only: rows + 1 64-bit offsets into values
  buffer validity;  // one bit a row, 1 = there; empty where nothing is null
  std::shared_ptr<dictionary> dict;
  std::size_t rows = 0;
  std::size_t nulls = 0;
  zone_cache zones;

  bool padded() const { return values.padded() && offsets.padded() && validity.padded(); }
};

// How a column of type T is stored, without the type.
struct column_layout {
  std::size_t bytes;  // of a value, where it is neither a bit nor a string
  bool bits, offsets, category, nullable;
};
template <class T>
inline constexpr column_layout layout_of = {
    std::is_same_v<bare<T>, bool> || std::is_same_v<bare<T>, string> ? 0 : sizeof(storage_of<bare<T>>),
    std::is_same_v<bare<T>, bool>,
    std::is_same_v<bare<T>, string>,
    std::is_same_v<bare<T>, category>,
    is_nullable<T>,
};
template <class Fields>
inline constexpr std::array<column_layout, 0> layouts_of{};
template <class... F>
inline constexpr std::array<column_layout, sizeof...(F)> layouts_of<meta::list<F...>> = {layout_of<typename F::type>...};

// Where the rows of one chunk of a column lie; validity is null where no row is null.
struct column_ref {
  std::byte const* values = nullptr;
  std::int64_t const* offsets = nullptr;
  std::uint8_t const* validity = nullptr;
  dictionary const* dict = nullptr;
};

// Rows from `first` (a multiple of 8) on.
inline column_ref ref_of(column_layout const& l, column_data const& c, std::size_t first = 0) {
  column_ref r;
  if (l.nullable && c.validity.size() != 0) r.validity = c.validity.as<std::uint8_t>() + first / 8;
  r.values = c.values.data() + (l.bits ? first / 8 : first * l.bytes);
  if (l.offsets) r.offsets = c.offsets.as<std::int64_t>() + first;
  r.dict = c.dict.get();
  return r;
}
template <class T>
column_ref ref_of(column_data const& c, std::size_t first = 0) {
  return quern::ref_of(layout_of<T>, c, first);
}

// Row i of a non-null column type, or of the value part of a nullable one.
template <class B>
value_of<B> value_at(column_ref const& c, std::size_t i) {
  if constexpr (std::is_same_v<B, string>)
    return {reinterpret_cast<char const*>(c.values) + c.offsets[i], static_cast<std::size_t>(c.offsets[i + 1] - c.offsets[i])};
  else if constexpr (std::is_same_v<B, bool>)
    return bit_at(c.values, i);
  else {
    storage_of<B> v;
    std::memcpy(&v, c.values + i * sizeof v, sizeof v);
    if constexpr (std::is_same_v<B, category>)
      return (*c.dict)[v];
    else
      return from_storage<B>(v);
  }
}
inline bool valid_at(column_ref const& c, std::size_t i) { return c.validity == nullptr || bit_at(c.validity, i); }

// A column with its type: read-only, shares the memory of its table.
template <class T>
class column_view {
 public:
  using value_type = value_of<T>;

  column_view(std::shared_ptr<column_data const> c) : data_(std::move(c)), ref_(ref_of<T>(*data_)) {}

  std::size_t size() const { return data_->rows; }
  std::size_t null_count() const { return data_->nulls; }
  value_type operator[](std::size_t i) const {
    if constexpr (is_nullable<T>)
      return valid_at(ref_, i) ? value_type(value_at<bare<T>>(ref_, i)) : value_type();
    else
      return value_at<T>(ref_, i);
  }
  // The stored numbers (null rows hold zeros); not for bool and string, whose storage is not one number a row.
  auto values() const
    requires(!std::is_same_v<bare<T>, string> && !std::is_same_v<bare<T>, bool>)
  {
    return std::span<storage_of<T> const>(reinterpret_cast<storage_of<T> const*>(ref_.values), size());
  }
  column_ref const& ref() const { return ref_; }
  std::shared_ptr<column_data const> const& data() const { return data_; }

  class iterator {
   public:
    using value_type = value_of<T>;
    using difference_type = std::ptrdiff_t;
    iterator() = default;
    iterator(column_view const* c, std::size_t i) : c_(c), i_(i) {}
    value_type operator*() const { return (*c_)[i_]; }
    iterator& operator++() { return ++i_, *this; }
    iterator operator++(int) { return {c_, i_++}; }
    bool operator==(iterator const& o) const { return i_ == o.i_; }

   private:
    column_view const* c_ = nullptr;
    std::size_t i_ = 0;
  };
  iterator begin() const { return {this, 0}; }
  iterator end() const { return {this, size()}; }

 private:
  std::shared_ptr<column_data const> data_;
  column_ref ref_;
};

}  // namespace quern
