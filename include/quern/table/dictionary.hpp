// SPDX-License-Identifier: BSL-1.0
// The texts behind a category column. Append-only: a code, once given, means its text for ever, so readers that run
// beside a writer need no lock for codes they have been handed.
#pragma once
#include <atomic>
#include <bit>
#include <mutex>
#include <string_view>
#include <vector>

#include <quern/table/buffer.hpp>
#include <quern/table/error.hpp>
#include <quern/table/hash.hpp>

namespace quern::inline QUERN_ABI {

class dictionary {
 public:
  dictionary() = default;
  dictionary(dictionary const&) = delete;

  // The code of a text, new if need be. Any number of threads.
  std::int32_t intern(std::string_view t) {
    std::lock_guard lock(mutex_);
    std::size_t slot = find_slot(t);
    if (index_.empty() || index_[slot] < 0) {
      if (size_ == 0x7fffffff) throw data_error("quern: a dictionary holds at most 2^31-1 texts");
      if ((size_ + 1) * 2 > index_.size()) grow(), slot = find_slot(t);
      new_entry(size_) = store(t);
      index_[slot] = static_cast<std::int32_t>(size_++);
    }
    return index_[slot];
  }
  // The code, or -1 where the text is not there.
  std::int32_t find(std::string_view t) const {
    std::lock_guard lock(mutex_);
    return index_.empty() ? -1 : index_[find_slot(t)];
  }
  // The text of a code that intern() or find() gave.
  std::string_view operator[](std::int32_t code) const {
    auto const i = static_cast<std::uint32_t>(code);
    return blocks_[block_of(i)][place_in(i, block_of(i))];
  }
  std::size_t size() const {
    std::lock_guard lock(mutex_);
    return size_;
  }
  // Said once a table has it: its codes no longer depend on which thread meets a text first.
  void settle() { settled_.store(true, std::memory_order_relaxed); }
  bool settled() const { return settled_.load(std::memory_order_relaxed); }

 private:
  // Block k holds 1024 << k entries, so entries never move.
  static std::size_t block_of(std::size_t i) { return static_cast<std::size_t>(std::bit_width(i / 1024 + 1)) - 1; }
  static std::size_t place_in(std::size_t i, std::size_t block) { return i - ((std::size_t{1} << block) - 1) * 1024; }
  std::string_view& new_entry(std::size_t i) {
    std::size_t const k = block_of(i);
    if (blocks_[k].empty()) blocks_[k].resize(std::size_t{1024} << k);
    return blocks_[k][place_in(i, k)];
  }
  std::string_view store(std::string_view t) {
    if (t.size() > room_) {
      room_ = t.size() > 65536 ? t.size() : 65536;
      bytes_.emplace_back(room_);
      at_ = bytes_.back().as<char>();
    }
    if (!t.empty()) std::memcpy(at_, t.data(), t.size());
    std::string_view const r(at_, t.size());
    at_ += t.size(), room_ -= t.size();
    return r;
  }
  std::size_t find_slot(std::string_view t) const {
    if (index_.empty()) return 0;
    std::size_t const mask = index_.size() - 1;
    std::size_t i = hash_bytes(t.data(), t.size()) & mask;
    while (index_[i] >= 0 && (*this)[index_[i]] != t) i = (i + 1) & mask;
    return i;
  }
  void grow() {
    index_.assign(index_.empty() ? 64 : index_.size() * 2, -1);
    for (std::size_t i = 0; i < size_; ++i) index_[find_slot((*this)[static_cast<std::int32_t>(i)])] = static_cast<std::int32_t>(i);
  }

  mutable std::mutex mutex_;
  std::vector<std::int32_t> index_;  // open addressing, power of two, at most half full
  std::vector<std::string_view> blocks_[22];
  std::vector<buffer> bytes_;
  char* at_ = nullptr;
  std::size_t room_ = 0;
  std::size_t size_ = 0;
  std::atomic<bool> settled_{false};
};

}  // namespace quern
