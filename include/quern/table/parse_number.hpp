// SPDX-License-Identifier: BSL-1.0
// Bools and numbers from text, the whole text and nothing else but spaces around it: every case, in no hurry.
#pragma once
#include <charconv>
#include <limits>
#include <string>
#include <string_view>
#if __has_include(<fast_float/fast_float.h>)
#include <fast_float/fast_float.h>
#endif

#include <quern/schema/traits.hpp>

namespace quern::inline QUERN_ABI::value_text {

enum class parsed { good, wrong, range, fraction, digits, length };

inline bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

inline std::string_view trimmed(std::string_view t) {
  while (!t.empty() && (t.front() == ' ' || t.front() == '\t')) t.remove_prefix(1);
  while (!t.empty() && (t.back() == ' ' || t.back() == '\t')) t.remove_suffix(1);
  return t;
}
// Takes a sign away; is it a minus?
inline bool take_sign(std::string_view& t) {
  bool const minus = !t.empty() && t.front() == '-';
  if (minus || (!t.empty() && t.front() == '+')) t.remove_prefix(1);
  return minus;
}

inline parsed parse_bool(std::string_view t, bool& out) {
  t = trimmed(t);
  char low[6] = {};
  if (t.empty() || t.size() > 5) return parsed::wrong;
  for (std::size_t i = 0; i < t.size(); ++i) low[i] = static_cast<char>(t[i] >= 'A' && t[i] <= 'Z' ? t[i] | 32 : t[i]);
  std::string_view const l(low, t.size());
  out = l == "true" || l == "t" || l == "1" || l == "yes" || l == "y";
  return out || l == "false" || l == "f" || l == "0" || l == "no" || l == "n" ? parsed::good : parsed::wrong;
}

struct magnitude {
  std::uint64_t value = 0;
  bool minus = false;
};
inline parsed parse_magnitude(std::string_view t, magnitude& out) {
  t = trimmed(t);
  out.minus = take_sign(t);
  if (t.empty()) return parsed::wrong;
  bool over = false;
  out.value = 0;
  for (char c : t) {
    if (!is_digit(c)) return parsed::wrong;
    over |= __builtin_mul_overflow(out.value, std::uint64_t{10}, &out.value);
    over |= __builtin_add_overflow(out.value, static_cast<std::uint64_t>(c - '0'), &out.value);
  }
  return over ? parsed::range : parsed::good;
}
template <class T>
parsed parse_integer(std::string_view t, T& out) {
  magnitude m;
  if (parsed const r = parse_magnitude(t, m); r != parsed::good) return r;
  std::uint64_t const most = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
  if (m.value > (m.minus ? (std::is_signed_v<T> ? most + 1 : 0) : most)) return parsed::range;
  out = static_cast<T>(m.minus ? std::uint64_t{0} - m.value : m.value);
  return parsed::good;
}

inline parsed parse_decimal(std::string_view t, char point, int precision, int scale, int128& out) {
  t = trimmed(t);
  bool const minus = take_sign(t);
  int128 const limit = power_of_ten(precision);  // at most 10^38, and 10^38 * 10 would not fit
  int128 units = 0;
  int places = -1;
  bool over = false, any = false, lost = false;
  for (char c : t) {
    if (c == point && places < 0) {
      places = 0;
      continue;
    }
    if (!is_digit(c)) return parsed::wrong;
    any = true;
    if (places >= scale) {
      lost |= c != '0';
      continue;
    }
    if (places >= 0) ++places;
    over |= units >= limit / 10;
    if (!over) units = units * 10 + (c - '0');
  }
  if (!any) return parsed::wrong;
  for (int i = places < 0 ? 0 : places; i < scale; ++i) {
    over |= units >= limit / 10 && units != 0;
    if (!over) units *= 10;
  }
  if (over) return parsed::digits;
  if (lost) return parsed::fraction;
  out = minus ? -units : units;
  return parsed::good;
}

template <class T>
parsed parse_float(std::string_view t, char point, T& out) {
  t = trimmed(t);
  if (!t.empty() && t.front() == '+' && t.substr(1, 1) != "-") t.remove_prefix(1);
  char const* const end = t.data() + t.size();
#if __has_include(<fast_float/fast_float.h>)
  auto const r = fast_float::from_chars_advanced(t.data(), end, out, fast_float::parse_options{fast_float::chars_format::general, point});
  // Some versions call what overflows an infinity, some an error: it is one here, and what is too small is zero.
  if (r.ec == std::errc::result_out_of_range ||
      (r.ec == std::errc() && out == out && out - out != 0 && t.find_first_of("0123456789") != t.npos))
    return out == 0 ? parsed::good : parsed::range;
#else
  std::string with_point;
  if (point != '.') {
    if (t.find('.') != t.npos) return parsed::wrong;
    with_point = t;
    if (auto const at = with_point.find(point); at != with_point.npos) with_point[at] = '.';
    t = with_point;
  }
  char const* const stop = t.data() + t.size();
  auto const r0 = std::from_chars(t.data(), stop, out);
  struct {
    std::errc ec;
    char const* ptr;
  } const r{r0.ec, end - (stop - r0.ptr)};
  if (r.ec == std::errc::result_out_of_range) return parsed::range;
#endif
  return r.ec == std::errc() && r.ptr == end && !t.empty() ? parsed::good : parsed::wrong;
}

}  // namespace quern::value_text
