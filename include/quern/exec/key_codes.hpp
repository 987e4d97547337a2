// SPDX-License-Identifier: BSL-1.0
// Keys as one number: where the bounds of every key are known before a run, a combination of values is a place among all
// combinations. What is known of a key is a value here and not a type: one loop a program.
#pragma once
#include <quern/exec/column_buffers.hpp>
#include <quern/exec/parallel.hpp>
#include <quern/table/array_view.hpp>

namespace quern::inline QUERN_ABI::execution {

// One key's values low .. low + size - 1, and behind them, where it may be null, a place for null.
struct key_domain {
  std::int64_t low = 0;
  std::uint64_t size = 0;
  std::uint64_t stride = 1;
  bool nullable = false;
  std::uint64_t modulus = 1;  // of the key's part in a code, from stride on: its places, or a power of two
  std::uint64_t places() const { return size + nullable; }
  // Of a code: how far the key's value is above low; size for null.
  std::uint64_t part(std::uint64_t code) const {
    if ((code | stride | modulus) >> 32 == 0) return static_cast<std::uint32_t>(code) / static_cast<std::uint32_t>(stride) % static_cast<std::uint32_t>(modulus);
    return code / stride % modulus;
  }
};
struct key_space {
  std::vector<key_domain> keys;
  std::uint64_t places = 0;  // of all combinations; 0 where they are too many or not known

  // The last key varies fastest. Sparse: every key has its own bits, so that no division takes a code apart.
  void lay_out(bool sparse) {
    constexpr std::uint64_t most = std::uint64_t{1} << 62;
    places = 1;
    for (std::size_t k = keys.size(); k-- > 0;) {
      std::uint64_t const n = sparse ? std::bit_ceil(keys[k].places()) : keys[k].places();
      keys[k].stride = places, keys[k].modulus = n;
      if (places > most / n) {
        places = 0;
        return;
      }
      places *= n;
    }
  }
};

// Adds one key's part to the codes of `rows` rows; the first key's begins them. Values out of the domain, in rows that are not wanted, give any code.
template <class V, class Code>
void add_codes(Code* to, void const* values, std::uint8_t const* validity, std::size_t rows, key_domain const& d, bool first) {
  auto const* const v = static_cast<V const*>(values);
  auto const stride = static_cast<Code>(d.stride), low = static_cast<Code>(d.low), none = static_cast<Code>(d.size * d.stride);
  if (validity != nullptr)
    for (std::size_t i = 0; i < rows; ++i) to[i] = (first ? 0 : to[i]) + (bit_at(validity, i) ? (static_cast<Code>(v[i]) - low) * stride : none);
  else if (first)
    for (std::size_t i = 0; i < rows; ++i) to[i] = (static_cast<Code>(v[i]) - low) * stride;
  else
    for (std::size_t i = 0; i < rows; ++i) to[i] += (static_cast<Code>(v[i]) - low) * stride;
}

// Key k of each code as a column of this layout; codes of one block may be given by one thread, others by another.
inline void decode_key(std::byte* to, std::size_t bytes, std::uint64_t const* codes, std::size_t n, key_domain const& d) {
  std::uint64_t const low = static_cast<std::uint64_t>(d.low);
  auto const store = [&](auto zero) {
    using V = decltype(zero);
    auto* const o = reinterpret_cast<V*>(to);
    if (std::has_single_bit(d.modulus) && std::has_single_bit(d.stride)) {
      int const shift = std::countr_zero(d.stride);
      std::uint64_t const mask = d.modulus - 1;
      for (std::size_t i = 0; i < n; ++i) o[i] = static_cast<V>(((codes[i] >> shift) & mask) + low);
    } else {
      for (std::size_t i = 0; i < n; ++i) o[i] = static_cast<V>(d.part(codes[i]) + low);
    }
  };
  switch (bytes) {
    case 1: store(std::uint8_t{}); break;
    case 2: store(std::uint16_t{}); break;
    case 4: store(std::uint32_t{}); break;
    default: store(std::uint64_t{});
  }
}
inline std::shared_ptr<column_data const> decode_column(column_layout const& layout, std::shared_ptr<dictionary> const& dict, array_view<std::uint64_t> codes,
                                                        key_domain const& d, read_options const& o) {
  auto made = std::make_shared<column_data>();
  std::size_t const n = codes.size();
  made->rows = n, made->dict = dict;
  made->values.resize(layout.bits ? bitmap_bytes(n) : n * layout.bytes);
  if (layout.bits) {
    made->values.zero();
    for (std::size_t i = 0; i < n; ++i) set_bit(made->values.data(), i, d.part(codes[i]) + static_cast<std::uint64_t>(d.low) == 1);
  } else {
    constexpr std::size_t block = 65536;
    execution::run_tasks((n + block - 1) / block, o, [&](std::size_t b) {
      std::size_t const first = b * block, rows = n - first < block ? n - first : block;
      execution::decode_key(made->values.data() + first * layout.bytes, layout.bytes, codes.data() + first, rows, d);
    });
  }
  if (!d.nullable) return made;
  // Nulls are stored as zeros.
  made->validity.resize(bitmap_bytes(n));
  made->validity.zero();
  for (std::size_t i = 0; i < n; ++i) {
    bool const there = d.part(codes[i]) != d.size;
    set_bit(made->validity.data(), i, there);
    if (there) continue;
    ++made->nulls;
    if (layout.bits)
      set_bit(made->values.data(), i, false);
    else
      std::memset(made->values.data() + i * layout.bytes, 0, layout.bytes);
  }
  if (made->nulls == 0) made->validity = buffer();
  return made;
}

}  // namespace quern::execution
