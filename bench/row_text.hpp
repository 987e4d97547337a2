// SPDX-License-Identifier: BSL-1.0
// Rows of a text file while they are made. Whoever puts something asks for room before.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "calendar.hpp"

namespace bench {

class row_text {
 public:
  static constexpr std::size_t longest_number = 24;

  std::size_t size() const { return size_; }
  char const* data() const { return bytes_.data(); }
  void clear() { size_ = 0; }
  void room(std::size_t bytes) {
    if (bytes_.size() - size_ < bytes) bytes_.resize((bytes_.size() + bytes) * 2);
  }

  void put(char c) { bytes_[size_++] = c; }
  void put(std::string_view s) {
    std::memcpy(bytes_.data() + size_, s.data(), s.size());
    size_ += s.size();
  }
  void number(std::int64_t v) {
    char digits[longest_number];
    char* p = digits + sizeof digits;
    auto rest = v < 0 ? 0 - static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v);
    do *--p = static_cast<char>('0' + rest % 10), rest /= 10;
    while (rest != 0);
    if (v < 0) *--p = '-';
    put(std::string_view(p, static_cast<std::size_t>(digits + sizeof digits - p)));
  }
  void hundredths(std::int64_t v) {
    if (v < 0) put('-'), v = -v;
    number(v / 100), put('.'), two(static_cast<int>(v % 100));
  }
  // Of the years 0 to 9999.
  void date(std::int32_t days) {
    auto const [year, month, day] = from_days(days);
    two(year / 100), two(year % 100), put('-'), two(month), put('-'), two(day);
  }

 private:
  void two(int v) { put(static_cast<char>('0' + v / 10)), put(static_cast<char>('0' + v % 10)); }

  std::vector<char> bytes_;
  std::size_t size_ = 0;
};

}  // namespace bench
