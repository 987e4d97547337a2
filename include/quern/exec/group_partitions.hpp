// SPDX-License-Identifier: BSL-1.0
// Rows cut by the hash of their key's code, so that the groups of one part fit a cache and parts can be grouped beside one
// another (Manegold, Boncz, Kersten: radix clustering). Codes and values of arguments without their C++ types.
#pragma once
#include <quern/exec/parallel.hpp>
#include <quern/exec/place_list.hpp>
#include <quern/table/buffer.hpp>
#include <quern/table/hash.hpp>

namespace quern::inline QUERN_ABI::execution {

// Rows gathered by one range: their codes and some columns beside, each of a fixed number of bytes a value.
class coded_rows {
 public:
  void start(std::vector<std::size_t> widths) {
    widths_ = std::move(widths);
    widths_.insert(widths_.begin(), sizeof(std::uint64_t));
    columns_.resize(widths_.size());
  }
  std::size_t size() const { return rows_; }
  // Room for n more rows in column c (0: codes), filled by the caller before grow(n).
  std::byte* room(std::size_t c, std::size_t n) {
    buffer& b = columns_[c];
    std::size_t const bytes = (rows_ + n) * widths_[c];
    if (bytes > b.size()) b.resize(bytes > b.capacity() ? (bytes < 65536 ? 65536 : bytes * 2) : b.capacity());
    return b.data() + rows_ * widths_[c];
  }
  void grow(std::size_t n) { rows_ += n; }
  std::byte const* column(std::size_t c) const { return columns_[c].data(); }
  std::uint64_t const* codes() const { return columns_[0].as<std::uint64_t>(); }

  // Brings the rows of each of 2^bits parts together, in their order; begins()[p] .. begins()[p + 1] are those of part p.
  void partition(unsigned bits) {
    std::size_t const parts = std::size_t{1} << bits;
    begins_.assign(parts + 1, 0);
    place_list to(rows_);
    for (std::size_t i = 0; i < rows_; ++i) {
      to[i] = static_cast<std::uint32_t>(hash_word(codes()[i]) >> (64 - bits));
      ++begins_[to[i] + 1];
    }
    for (std::size_t p = 0; p < parts; ++p) begins_[p + 1] += begins_[p];
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (auto& t : to) t = next[t]++;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      buffer moved(rows_ * widths_[c]);
      switch (widths_[c]) {
        case 1: scatter<std::uint8_t>(moved, columns_[c], to); break;
        case 4: scatter<std::uint32_t>(moved, columns_[c], to); break;
        case 8: scatter<std::uint64_t>(moved, columns_[c], to); break;
        default:
          for (std::size_t i = 0; i < rows_; ++i) std::memcpy(moved.data() + to[i] * widths_[c], columns_[c].data() + i * widths_[c], widths_[c]);
      }
      columns_[c] = std::move(moved);
    }
  }
  std::vector<std::size_t> const& begins() const { return begins_; }

 private:
  template <class V>
  static void scatter(buffer& to, buffer const& from, place_list const& at) {
    auto* const o = to.as<V>();
    auto const* const v = from.as<V>();
    for (std::size_t i = 0; i < at.size(); ++i) o[at[i]] = v[i];
  }
  std::vector<std::size_t> widths_;
  std::vector<buffer> columns_;
  std::vector<std::size_t> begins_;
  std::size_t rows_ = 0;
};

// Numbers codes from 0 in the order in which they are first seen.
class code_table {
 public:
  // Never holds more than `most` codes.
  explicit code_table(std::size_t most) : index_(std::bit_ceil(most < 16 ? 32 : most * 2), none) { codes.reserve(most); }
  std::uint32_t find_or_add(std::uint64_t code) {
    std::size_t const mask = index_.size() - 1;
    for (std::size_t i = hash_word(code) & mask;; i = (i + 1) & mask) {
      std::uint32_t const n = index_[i];
      if (n == none) {
        auto const added = static_cast<std::uint32_t>(codes.size());
        index_[i] = added;
        codes.push_back(code);
        return added;
      }
      if (codes[n] == code) return n;
    }
  }
  unset_vector<std::uint64_t> codes;

 private:
  static constexpr std::uint32_t none = 0xffffffff;
  place_list index_;
};

}  // namespace quern::execution
