// SPDX-License-Identifier: BSL-1.0
// Texts of known greatest length, made without allocating: names with a number, phones, addresses, names of parts.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "../random_stream.hpp"

namespace tpch {

template <std::size_t Most>
class short_text {
 public:
  operator std::string_view() const { return {bytes_.data(), size_}; }
  void put(char c) { bytes_[size_++] = c; }
  void put(std::string_view t) {
    std::memcpy(bytes_.data() + size_, t.data(), t.size());
    size_ += t.size();
  }
  // With zeros in front.
  void put_digits(std::int64_t v, std::size_t digits) {
    for (std::size_t k = digits; k-- > 0; v /= 10) bytes_[size_ + k] = static_cast<char>('0' + v % 10);
    size_ += digits;
  }

 private:
  std::array<char, Most> bytes_;
  std::size_t size_ = 0;
};

// "Customer#000000001"
inline short_text<18> numbered(std::string_view word, std::int64_t number) {
  short_text<18> t;
  t.put(word), t.put('#'), t.put_digits(number, 9);
  return t;
}

// 4.2.2.9: the country code is the nation's key + 10.
inline short_text<15> phone(std::int64_t nation, bench::random_stream r) {
  short_text<15> t;
  t.put_digits(nation + 10, 2), t.put('-');
  t.put_digits(r.between(100, 999), 3), t.put('-');
  t.put_digits(r.between(100, 999), 3), t.put('-');
  t.put_digits(r.between(1000, 9999), 4);
  return t;
}

// 4.2.2.7: a text of 10 to 40 characters, each one of 64; a random number is good for ten of them.
inline short_text<40> address(bench::random_stream r) {
  constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ,";
  static_assert(letters.size() == 64);
  short_text<40> t;
  std::uint64_t bits = 0;
  for (std::int64_t k = 0, length = r.between(10, 40); k < length; ++k, bits >>= 6) {
    if (k % 10 == 0) bits = r.next();
    t.put(letters[bits & 63]);
  }
  return t;
}

}  // namespace tpch
