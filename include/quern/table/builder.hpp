// SPDX-License-Identifier: BSL-1.0
// Fills one column value by value, or many at a time. The bitmap is made at the first null.
#pragma once
#include <quern/table/column.hpp>

namespace quern::inline QUERN_ABI {

template <class T>
class column_builder {
  using B = bare<T>;
  using S = storage_of<B>;
  static constexpr bool is_text = std::is_same_v<B, string>;
  static constexpr bool is_bits = std::is_same_v<B, bool>;

 public:
  column_builder() {
    if constexpr (is_text) data_.offsets.resize(8), *data_.offsets.as<std::int64_t>() = 0;
    if constexpr (std::is_same_v<B, category>) data_.dict = std::make_shared<dictionary>();
  }
  explicit column_builder(std::shared_ptr<dictionary> d) : column_builder() { data_.dict = std::move(d); }

  std::size_t size() const { return rows_; }
  void reserve(std::size_t rows) {
    if constexpr (is_bits)
      data_.values.reserve(bitmap_bytes(rows));
    else if constexpr (is_text)
      data_.offsets.reserve((rows + 1) * 8);
    else
      data_.values.reserve(rows * sizeof(S));
  }

  void append(value_of<T> const& v) {
    if constexpr (is_nullable<T>) {
      if (!v) return append_null();
      append_value(*v);
    } else {
      append_value(v);
    }
  }
  void append_value(value_of<B> const& v) {
    put(v);
    if (data_.validity.size() != 0) grow_bits(data_.validity, rows_, true);
    ++rows_;
  }
  void append_null()
    requires is_nullable<T>
  {
    put(value_of<B>{});
    if (data_.validity.size() == 0) {
      data_.validity.resize(bitmap_bytes(rows_ + 1));
      std::memset(data_.validity.data(), 0xff, data_.validity.size());
    }
    grow_bits(data_.validity, rows_, false);
    ++rows_, ++data_.nulls;
  }
  // A category by its code into the builder's dictionary.
  void append_code(std::int32_t code)
    requires std::is_same_v<B, category>
  {
    put_number(code);
    if (data_.validity.size() != 0) grow_bits(data_.validity, rows_, true);
    ++rows_;
  }
  column_data finish() {
    data_.rows = rows_;
    if constexpr (!is_bits && !is_text) data_.values.resize(data_.values.size());  // pads
    return std::move(data_);
  }
  std::shared_ptr<column_data const> finish_shared() { return std::make_shared<column_data>(finish()); }

 private:
  static void grow_bits(buffer& b, std::size_t i, bool v) {
    if (i / 8 >= b.size()) b.resize(i / 8 + 1), b.as<std::uint8_t>()[i / 8] = 0;
    set_bit(b.data(), i, v);
  }
  void put_number(S v) {
    data_.values.append(&v, sizeof(S));
  }
  void put(value_of<B> const& v) {
    if constexpr (is_bits) {
      grow_bits(data_.values, rows_, v);
    } else if constexpr (is_text) {
      std::size_t const at = data_.values.size();
      data_.values.resize(at + v.size());
      if (!v.empty()) std::memcpy(data_.values.data() + at, v.data(), v.size());
      data_.offsets.resize((rows_ + 2) * 8);
      data_.offsets.template as<std::int64_t>()[rows_ + 1] = static_cast<std::int64_t>(at + v.size());
    } else if constexpr (std::is_same_v<B, category>) {
      put_number(data_.dict->intern(v));
    } else {
      put_number(to_storage(v));
    }
  }
  column_data data_;
  std::size_t rows_ = 0;
};

}  // namespace quern
