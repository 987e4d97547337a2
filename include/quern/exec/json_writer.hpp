// SPDX-License-Identifier: BSL-1.0
// Writes JSON. Any bytes may come in: what is not UTF-8 becomes U+FFFD, control characters are escaped, and so is "<", so that the
// result can stand in a <script> of a page.
#pragma once
#include <string>
#include <string_view>

#include <quern/table/text_format.hpp>
#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::execution {

// The length of the valid UTF-8 sequence at the front of t, or 0.
inline std::size_t utf8_length(std::string_view t) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(t[i]); };
  unsigned char const first = byte(0);
  if (first < 0x80) return 1;
  std::size_t const n = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (n == 0 || n > t.size()) return 0;
  for (std::size_t i = 1; i < n; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  // Longer than needed, a surrogate, or behind the last code point.
  if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) || (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f)) return 0;
  return n;
}

class json_writer {
 public:
  explicit json_writer(std::string& out) : out_(out) {}

  json_writer& begin(char bracket) {
    comma();
    out_ += bracket;
    first_ = true;
    return *this;
  }
  json_writer& end(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
  }
  json_writer& key(std::string_view name) {
    comma();
    quote(name);
    out_ += ':';
    first_ = true;
    return *this;
  }
  void value(std::string_view t) { comma(), quote(t); }
  void value(bool b) { comma(), out_ += b ? "true" : "false"; }
  void value(long long n) { comma(), out_ += std::to_string(n); }
  void value(int n) { value(static_cast<long long>(n)); }
  // Infinities and NaN, which JSON has not, become null.
  void value(double v) {
    comma();
    if (v - v == 0)
      quern::format_value(out_, v);
    else
      out_ += "null";
  }

 private:
  void comma() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void quote(std::string_view t) {
    constexpr char digits[] = "0123456789abcdef";
    out_ += '"';
    while (!t.empty()) {
      auto const c = static_cast<unsigned char>(t[0]);
      std::size_t const n = utf8_length(t);
      if (n == 0)
        out_ += "\xef\xbf\xbd";
      else if (c == '"' || c == '\\')
        (out_ += '\\') += t[0];
      else if (c < 0x20 || c == 0x7f || c == '<')
        ((out_ += "\\u00") += digits[c >> 4]) += digits[c & 15];
      else
        out_ += t.substr(0, n);
      t.remove_prefix(n == 0 ? 1 : n);
    }
    out_ += '"';
  }

  std::string& out_;
  bool first_ = true;
};

}  // namespace quern::execution
