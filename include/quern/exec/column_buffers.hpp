// SPDX-License-Identifier: BSL-1.0
// A column that is being made, without its C++ type: buffers that grow, chunks that are put into them, and the finished column.
#pragma once
#include <quern/table/chunk.hpp>

namespace quern::inline QUERN_ABI::execution {

// Copies n bits to position `at` of a bitmap that already has room.
inline void append_bits(std::uint8_t* to, std::size_t at, std::uint8_t const* from, std::size_t n) {
  if (at % 8 == 0) {
    std::memcpy(to + at / 8, from, bitmap_bytes(n));
    return;
  }
  // Each byte goes into the upper bits of one and the lower bits of the next.
  unsigned const up = at % 8;
  std::uint8_t* b = to + at / 8;
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8, ++b) {
    unsigned const byte = from[i / 8];
    b[0] = static_cast<std::uint8_t>((b[0] & ((1u << up) - 1)) | byte << up);
    b[1] = static_cast<std::uint8_t>((b[1] & ~((1u << up) - 1)) | byte >> (8 - up));
  }
  for (; i < n; ++i) set_bit(to, at + i, bit_at(from, i));
}

// How far a range is: buffers that must grow do so for what is to be expected.
struct progress {
  std::size_t done = 0;   // chunks that have been put into a column
  std::size_t total = 0;  // chunks it is to hold in the end, 0 where that is not known
  std::size_t ahead(std::size_t bytes, std::size_t of_chunks) const {
    return of_chunks < total && of_chunks != 0 ? static_cast<std::size_t>(1.05 * static_cast<double>(bytes) * static_cast<double>(total) / static_cast<double>(of_chunks)) : bytes;
  }
};

struct column_buffers {
  column_layout layout{};
  column_data data;
  std::size_t rows = 0;
  std::size_t text_bytes = 0;

  column_buffers() = default;
  explicit column_buffers(column_layout const& l) : layout(l) {}

  // No rows again, of a column of this layout; the memory stays.
  void clear(column_layout const& l) {
    layout = l;
    rows = text_bytes = data.nulls = 0;
  }
  // The rows so far, for who reads them before the column is finished.
  column_ref ref() const {
    return {data.values.data(), data.offsets.as<std::int64_t>(), data.nulls == 0 ? nullptr : data.validity.as<std::uint8_t>(), data.dict.get()};
  }

  // Makes a buffer hold `bytes`; one that must grow gets room for `ahead`, or for twice as much.
  static void grow(buffer& b, std::size_t bytes, std::size_t ahead = 0) {
    if (b.data() != nullptr && bytes <= b.size()) return;
    if (b.data() == nullptr || bytes > b.capacity()) b.reserve(ahead > bytes * 2 ? ahead : bytes * 2);
    b.resize(b.capacity());
  }
  void all_valid() {
    grow(data.validity, bitmap_bytes(rows));
    std::memset(data.validity.data(), 0xff, bitmap_bytes(rows));
  }
  // `growing`: the dictionary of a run, in which codes are given as threads come by.
  void use_dictionary(std::shared_ptr<dictionary> const& d, bool growing) {
    if (data.dict == nullptr) data.dict = d, renumber_ = growing;
  }

  // Room for the next chunk: `n` rows out of at most `bytes` of text. Nowhere for bits, which need not begin at a byte.
  place room(std::size_t n, std::size_t bytes, progress const& p) {
    if (layout.bits) return {};
    if (!layout.offsets) {
      grow(data.values, (rows + n) * layout.bytes, p.ahead((rows + n) * layout.bytes, p.done + 1));
      return {data.values.data() + rows * layout.bytes};
    }
    grow(data.values, text_bytes + bytes, p.ahead(text_bytes, p.done) + bytes);
    grow_offsets(n, p.ahead((rows + n + 1) * 8, p.done + 1));
    return {data.values.data(), data.offsets.as<std::int64_t>() + rows + 1, text_bytes};
  }
  // Appends a chunk's rows, which are not copied where they already stand in the room made for them.
  void append_chunk(column_ref const& c, std::size_t n, progress const& p) {
    if (n == 0) return;
    if (c.validity != nullptr || data.nulls != 0) append_validity(c.validity, n);
    if (layout.bits) {
      grow(data.values, bitmap_bytes(rows + n));
      execution::append_bits(data.values.as<std::uint8_t>(), rows, reinterpret_cast<std::uint8_t const*>(c.values), n);
    } else if (layout.offsets) {
      if (data.offsets.data() != nullptr && c.offsets == data.offsets.as<std::int64_t>() + rows)
        text_bytes = static_cast<std::size_t>(c.offsets[n]);
      else
        append_texts(c.values + c.offsets[0], c.offsets + 1, c.offsets[0], n, p);
    } else if (data.values.data() == nullptr || c.values != data.values.data() + rows * layout.bytes) {
      std::memcpy(room(n, 0, p).values, c.values, n * layout.bytes);
    }
    rows += n;
  }

  // This column's rows are to be those from row `first` on of `whole`, which has room for them.
  void stand_in(column_buffers& whole, std::size_t first, std::size_t n) {
    if (layout.bits) return;
    buffer& b = layout.offsets ? whole.data.offsets : whole.data.values;
    std::size_t const bytes = layout.offsets ? 8 : layout.bytes;
    (layout.offsets ? data.offsets : data.values) = buffer::borrow(b.data() + first * bytes, (n + layout.offsets) * bytes);
  }
  // Appends all rows of another and forgets them there; moves nothing where they stand behind this one's already.
  void take(column_buffers&& o) {
    if (o.rows == 0) return;
    if (data.dict == nullptr) data.dict = o.data.dict, renumber_ = o.renumber_;
    if (rows == 0 && o.data.padded()) {
      *this = std::move(o);
      return;
    }
    if (data.nulls != 0 || o.data.nulls != 0) {
      if (o.data.nulls == 0) o.all_valid();
      append_validity(o.data.validity.as<std::uint8_t>(), o.rows);
    }
    if (layout.bits) {
      grow(data.values, bitmap_bytes(rows + o.rows));
      execution::append_bits(data.values.as<std::uint8_t>(), rows, o.data.values.as<std::uint8_t>(), o.rows);
    } else if (layout.offsets) {
      append_texts(o.data.values.data(), o.data.offsets.as<std::int64_t>() + 1, 0, o.rows, {});
    } else {
      grow(data.values, (rows + o.rows) * layout.bytes);
      std::byte* const to = data.values.data() + rows * layout.bytes;
      if (to != o.data.values.data()) std::memmove(to, o.data.values.data(), o.rows * layout.bytes);
    }
    rows += o.rows;
    o = column_buffers(layout);
  }
  std::shared_ptr<column_data const> finish() {
    if (layout.offsets) grow_offsets(0, 0);
    if (layout.category && data.dict == nullptr) data.dict = std::make_shared<dictionary>();
    if (layout.category && renumber_) renumber();
    data.rows = rows;
    data.values.resize(layout.bits ? bitmap_bytes(rows) : layout.offsets ? text_bytes : rows * layout.bytes);
    if (layout.offsets) data.offsets.resize((rows + 1) * 8);
    // Bits behind the last row are zero: equal results are equal bytes.
    auto const clear_tail = [this](buffer& bits) {
      if (rows % 8 != 0) bits.as<std::uint8_t>()[rows / 8] &= static_cast<std::uint8_t>((1u << (rows % 8)) - 1);
    };
    if (layout.bits) clear_tail(data.values);
    if (data.nulls != 0) {
      clear_tail(data.validity);
      data.validity.resize(bitmap_bytes(rows));
    } else {
      data.validity = buffer();
    }
    return std::make_shared<column_data>(std::move(data));
  }

 private:
  void grow_offsets(std::size_t n, std::size_t ahead) {
    bool const fresh = data.offsets.data() == nullptr;
    grow(data.offsets, (rows + n + 1) * 8, ahead);
    if (fresh) *data.offsets.as<std::int64_t>() = 0;
  }
  void append_validity(std::uint8_t const* bits, std::size_t n) {
    if (data.nulls == 0) all_valid();
    grow(data.validity, bitmap_bytes(rows + n));
    auto* const to = data.validity.as<std::uint8_t>();
    if (bits == nullptr) {
      for (std::size_t i = 0; i < n; ++i) set_bit(to, rows + i, true);
      return;
    }
    execution::append_bits(to, rows, bits, n);
    data.nulls += n - count_bits(bits, n);
  }
  // Texts that begin at `first` of some memory and end at ends[0 .. n), which may be where this column's own ends go.
  void append_texts(std::byte const* text, std::int64_t const* ends, std::int64_t first, std::size_t n, progress const& p) {
    auto const bytes = static_cast<std::size_t>(ends[n - 1] - first);
    place const to = room(n, bytes, p);
    if (bytes != 0) std::memcpy(to.values + to.text_begin, text, bytes);
    auto const base = static_cast<std::int64_t>(to.text_begin) - first;
    for (std::size_t i = 0; i < n; ++i) to.ends[i] = ends[i] + base;
    text_bytes += bytes;
  }
  // Codes in the order in which their texts first appear: the same for any number of threads.
  void renumber() {
    auto ordered = std::make_shared<dictionary>();
    std::vector<std::int32_t> code_of(data.dict->size(), -1);
    auto* const codes = data.values.as<std::int32_t>();
    std::size_t seen = 0;
    bool same = true;
    for (std::size_t i = 0; i < rows; ++i) {
      if (data.nulls != 0 && !bit_at(data.validity.data(), i)) {
        codes[i] = 0;
        continue;
      }
      std::int32_t& to = code_of[static_cast<std::size_t>(codes[i])];
      if (to < 0) {
        to = ordered->intern((*data.dict)[codes[i]]);
        same = same && to == codes[i];
        if (++seen == code_of.size() && same && data.nulls == 0) return;  // as it should be: usual where one thread met all texts first
      }
      codes[i] = to;
    }
    data.dict = std::move(ordered);
  }
  bool renumber_ = false;
};

}  // namespace quern::execution
