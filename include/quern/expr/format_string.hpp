// SPDX-License-Identifier: BSL-1.0
// format_string<"%d of %s">(a, b): printf's conversions, read by the compiler and checked against the operands' types.
#pragma once
#include <quern/expr/function.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

// Plain text up to `end`, then one conversion, or none (letter 0) for the last piece.
struct format_piece {
  std::size_t begin = 0, end = 0;
  char letter = 0;
  bool left = false, zeros = false;
  int width = 0, places = 6;
};
template <std::size_t N>
struct format_pieces {
  format_piece pieces[N + 1];
  std::size_t size = 0;       // conversions; one piece more
  char text[N + 1]{};         // the pattern with %% as %
  bool good = true;
};
template <fixed_string Pattern>
constexpr auto read_format() {
  format_pieces<Pattern.capacity> r;
  std::string_view const p = Pattern;
  std::size_t out = 0, begin = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i] != '%' || (i + 1 < p.size() && p[i + 1] == '%')) {
      i += p[i] == '%';
      r.text[out++] = p[i];
      continue;
    }
    format_piece f{begin, out};
    begin = out;
    for (++i; i < p.size() && (p[i] == '-' || p[i] == '0'); ++i) (p[i] == '-' ? f.left : f.zeros) = true;
    for (; i < p.size() && p[i] >= '0' && p[i] <= '9' && f.width < 1000; ++i) f.width = f.width * 10 + (p[i] - '0');
    if (i < p.size() && p[i] == '.') {
      f.places = 0;
      for (++i; i < p.size() && p[i] >= '0' && p[i] <= '9' && f.places < 100; ++i) f.places = f.places * 10 + (p[i] - '0');
      r.good = r.good && i < p.size() && p[i] == 'f';
    }
    f.letter = i < p.size() ? p[i] : '?';
    r.good = r.good && (f.letter == 's' || f.letter == 'd' || f.letter == 'x' || f.letter == 'X' || f.letter == 'f');
    r.pieces[r.size++] = f;
  }
  r.pieces[r.size] = {begin, out};
  return r;
}
template <fixed_string Pattern>
inline constexpr auto format_of = expr::read_format<Pattern>();
template <fixed_string Pattern>
inline constexpr bool is_a_format = format_of<Pattern>.good;

namespace op {
// A null is written "null", so the result is never one.
template <fixed_string Pattern>
struct format_string : scalar_op {
  static constexpr std::string_view symbol = "format_string";
  static constexpr auto pattern = Pattern;
  static constexpr nulls null_rule = nulls::never;
  template <class... A>
  static constexpr bool fits() {
    if constexpr (sizeof...(A) != format_of<Pattern>.size) {
      return false;
    } else {
      std::size_t k = 0;
      auto const takes = [&](family f) {
        char const c = format_of<Pattern>.pieces[k++].letter;
        return c == 's' || (c == 'f' ? f == family::floating : f == family::integer);
      };
      return (takes(family_of<A>) && ... && true);
    }
  }
  template <class... A>
  using of = std::conditional_t<fits<A...>(), string, type_mismatch<format_string, A...>>;
};
}  // namespace op

}  // namespace expr

// %s: any value, as cast<string> writes it; %d, %x, %X: integers; %f, %.2f: floats; %%. A width fills up with spaces, on
// the right behind '-', or with zeros behind '0'. A null is written "null"; the result never is one.
template <fixed_string Pattern, class... A>
constexpr auto format_string(A const&... a) {
  static_assert(expr::is_a_format<Pattern>, "quern: a format has the conversions %s %d %x %X %f and %%, with '-', '0' and a width before the letter");
  if constexpr (expr::is_a_format<Pattern>)
    return expr::make<expr::op::format_string<Pattern>>(a...);
  else
    return expr::refused{};
}

}  // namespace quern::inline QUERN_ABI
