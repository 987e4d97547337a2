// SPDX-License-Identifier: BSL-1.0
// ascii, chr, hex, bin, conv, base64, crc32 and xxhash64, a row at a time.
#pragma once
#include <array>

#include <quern/kernel/rows.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <>
struct row_function<op::ascii> {
  static std::int32_t of(arena&, std::string_view t) {
    if (t.empty()) return 0;
    auto const byte = [&](std::size_t i) { return i < t.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(t[i])) : 0; };
    std::uint32_t const b = byte(0);
    auto const more = [&](std::size_t i) { return byte(i) & 0x3f; };
    return static_cast<std::int32_t>(b < 0xc0   ? b
                                     : b < 0xe0 ? (b & 0x1f) << 6 | more(1)
                                     : b < 0xf0 ? (b & 0x0f) << 12 | more(1) << 6 | more(2)
                                                : (b & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3));
  }
};
template <>
struct row_function<op::chr> {
  static std::optional<std::string_view> of(arena& a, std::int64_t n) {
    if (n < 0 || n > 0x10'ffff || (n >= 0xd800 && n < 0xe000)) return {};
    char* const p = a.take(4);
    auto const c = static_cast<std::uint32_t>(n);
    std::size_t const bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x1'0000 ? 3 : 4;
    constexpr unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (std::size_t i = 0; i < bytes; ++i) {
      std::uint32_t const six = c >> (6 * (bytes - 1 - i));
      p[i] = static_cast<char>(i == 0 ? marks[bytes] | six : 0x80 | (six & 0x3f));
    }
    return std::string_view(p, bytes);
  }
};

// The digits of v, in a base of 2 to 36, without leading zeros.
inline std::string_view digits_in(arena& a, std::uint64_t v, unsigned base, bool minus = false) {
  char digits[65];
  std::size_t n = sizeof digits;
  do digits[--n] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[v % base];
  while ((v /= base) != 0);
  if (minus) digits[--n] = '-';
  return kernel::keep(a, {digits + n, sizeof digits - n});
}
template <>
struct row_function<op::hex> {
  static std::string_view of(arena& a, std::int64_t v) { return kernel::digits_in(a, static_cast<std::uint64_t>(v), 16); }
  static std::string_view of(arena& a, std::string_view t) {
    char* const p = kernel::take_text(a, op::hex::symbol, t.size() * 2);
    for (std::size_t i = 0; i < t.size(); ++i) {
      auto const b = static_cast<unsigned char>(t[i]);
      p[2 * i] = "0123456789ABCDEF"[b >> 4], p[2 * i + 1] = "0123456789ABCDEF"[b & 15];
    }
    return {p, t.size() * 2};
  }
};
template <>
struct row_function<op::bin> {
  static std::string_view of(arena& a, std::int64_t v) { return kernel::digits_in(a, static_cast<std::uint64_t>(v), 2); }
};
template <>
struct row_function<op::conv> {
  static std::optional<std::string_view> of(arena& a, std::string_view t, std::int64_t from, std::int64_t to) {
    if (from < 2 || from > 36 || (to < 2 && to > -2) || to > 36 || to < -36) return {};
    while (!t.empty() && t.front() == ' ') t.remove_prefix(1);
    while (!t.empty() && t.back() == ' ') t.remove_suffix(1);
    if (t.empty()) return {};
    bool minus = t.front() == '-';
    if (minus) t.remove_prefix(1);
    std::uint64_t v = 0;
    bool over = false;
    for (char c : t) {
      int const low = c | 32;
      int const digit = '0' <= c && c <= '9' ? c - '0' : 'a' <= low && low <= 'z' ? low - 'a' + 10 : 36;
      if (digit >= from) break;
      over |= __builtin_mul_overflow(v, static_cast<std::uint64_t>(from), &v);
      over |= __builtin_add_overflow(v, static_cast<std::uint64_t>(digit), &v);
    }
    if (over) v = ~std::uint64_t{0};
    bool const high = v >> 63 != 0;
    if (minus && to > 0) v = high ? ~std::uint64_t{0} : std::uint64_t{0} - v, minus = false;
    else if (to < 0 && high && !minus) v = std::uint64_t{0} - v, minus = true;
    return kernel::digits_in(a, v, static_cast<unsigned>(to < 0 ? -to : to), minus && v != 0);
  }
};
template <>
struct row_function<op::base64> {
  static std::string_view of(arena& a, std::string_view t) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::size_t const bytes = (t.size() + 2) / 3 * 4;
    char* const p = kernel::take_text(a, op::base64::symbol, bytes);
    auto const byte = [&](std::size_t i) { return i < t.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(t[i])) : 0; };
    for (std::size_t i = 0, o = 0; i < t.size(); i += 3, o += 4) {
      std::uint32_t const v = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
      p[o] = letters[v >> 18], p[o + 1] = letters[v >> 12 & 63];
      p[o + 2] = i + 1 < t.size() ? letters[v >> 6 & 63] : '=', p[o + 3] = i + 2 < t.size() ? letters[v & 63] : '=';
    }
    return {p, bytes};
  }
};
template <>
struct row_function<op::crc32> {
  static std::int64_t of(arena&, std::string_view t) {
    static constexpr auto table = [] {
      std::array<std::uint32_t, 256> r{};
      for (std::uint32_t i = 0; i < 256; ++i) {
        r[i] = i;
        for (int k = 0; k < 8; ++k) r[i] = r[i] >> 1 ^ (r[i] & 1 ? 0xedb8'8320u : 0u);
      }
      return r;
    }();
    std::uint32_t c = ~0u;
    for (char b : t) c = table[(c ^ static_cast<unsigned char>(b)) & 255] ^ c >> 8;
    return static_cast<std::int64_t>(~c);
  }
};
// Yann Collet's xxHash, 64 bits: github.com/Cyan4973/xxHash, doc/xxhash_spec.md.
template <>
struct row_function<op::xxhash64> {
  static std::int64_t of(arena&, std::string_view t) {
    char const* p = t.data();
    std::size_t left = t.size();
    std::uint64_t h = seed + prime[4];
    if (left >= 32) {
      std::uint64_t v[4] = {seed + prime[0] + prime[1], seed + prime[1], seed, seed - prime[0]};
      for (; left >= 32; left -= 32)
        for (auto& lane : v) lane = round(lane, read<std::uint64_t>(p)), p += 8;
      h = std::rotl(v[0], 1) + std::rotl(v[1], 7) + std::rotl(v[2], 12) + std::rotl(v[3], 18);
      for (auto const lane : v) h = (h ^ round(0, lane)) * prime[0] + prime[3];
    }
    h += t.size();
    for (; left >= 8; left -= 8, p += 8) h = std::rotl(h ^ round(0, read<std::uint64_t>(p)), 27) * prime[0] + prime[3];
    if (left >= 4) h = std::rotl(h ^ read<std::uint32_t>(p) * prime[0], 23) * prime[1] + prime[2], p += 4, left -= 4;
    for (; left > 0; --left, ++p) h = std::rotl(h ^ static_cast<unsigned char>(*p) * prime[4], 11) * prime[0];
    h = (h ^ h >> 33) * prime[1];
    h = (h ^ h >> 29) * prime[2];
    return static_cast<std::int64_t>(h ^ h >> 32);
  }

 private:
  static constexpr std::uint64_t seed = 42;
  static constexpr std::uint64_t prime[] = {0x9E3779B185EBCA87u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u, 0x85EBCA77C2B2AE63u, 0x27D4EB2F165667C5u};
  static std::uint64_t round(std::uint64_t lane, std::uint64_t in) { return std::rotl(lane + in * prime[1], 31) * prime[0]; }
  template <class W>
  static std::uint64_t read(char const* p) {
    W w;
    std::memcpy(&w, p, sizeof w);  // little-endian, as every machine quern is built for
    return w;
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
