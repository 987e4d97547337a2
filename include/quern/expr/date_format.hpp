// SPDX-License-Identifier: BSL-1.0
// Dates and timestamps as texts of a pattern that the compiler reads: date_format<"yyyy-MM-dd HH:mm">("at"_c).
#pragma once
#include <quern/expr/dates.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

// A letter repeated `width` times, or one character that stands for itself (letter 0).
struct pattern_piece {
  char letter = 0;
  char plain = 0;
  int width = 0;
};
template <std::size_t N>
struct date_pattern {
  pattern_piece pieces[N + 1];
  std::size_t size = 0;
  bool good = true;
};
// Letters as in Java's DateTimeFormatter, on which Spark's patterns stand: y M d E D Q a H h m s S. Texts in single
// quotes are themselves, and two quotes are one.
template <fixed_string Pattern>
constexpr auto read_date_pattern() {
  date_pattern<Pattern.capacity> r;
  std::string_view const p = Pattern;
  for (std::size_t i = 0; i < p.size();) {
    char const c = p[i];
    bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '\'') {
      if (++i < p.size() && p[i] == '\'') {
        r.pieces[r.size++] = {0, p[i++], 1};
        continue;
      }
      for (; i < p.size() && (p[i] != '\'' || (i + 1 < p.size() && p[i + 1] == '\'')); ++i) {
        if (p[i] == '\'') ++i;
        r.pieces[r.size++] = {0, p[i], 1};
      }
      r.good = r.good && i < p.size();
      ++i;
    } else if (is_letter) {
      int n = 0;
      for (; i < p.size() && p[i] == c; ++i) ++n;
      int most = 0;  // letters there are, and how often each may stand
      for (std::string_view const rule : {"y9", "M4", "d2", "E4", "D3", "Q1", "a1", "H2", "h2", "m2", "s2", "S9"})
        if (rule[0] == c) most = rule[1] - '0';
      r.good = r.good && n <= most;
      r.pieces[r.size++] = {c, 0, n};
    } else {
      r.pieces[r.size++] = {0, c, 1};
      ++i;
    }
  }
  return r;
}
template <fixed_string Pattern>
inline constexpr auto date_pattern_of = expr::read_date_pattern<Pattern>();
template <fixed_string Pattern>
inline constexpr bool is_a_date_pattern = date_pattern_of<Pattern>.good;

namespace op {
template <fixed_string Pattern>
struct date_format : function<date_format<Pattern>, string, operand::time> {
  static constexpr std::string_view symbol = "date_format";
  static constexpr auto pattern = Pattern;
};
}  // namespace op

}  // namespace expr

// The text of a date or timestamp, English names: y M d E (day's name) D (day of year) Q a (AM, PM) H h m s S (fraction);
// repeated letters fill up with zeros, MMM and E are short names, MMMM and EEEE long ones. A date's time is midnight.
template <fixed_string Pattern, expr::Expression A>
constexpr auto date_format(A const& a) {
  static_assert(expr::is_a_date_pattern<Pattern>,
                "quern: a date pattern has letters of y M d E D Q a H h m s S, not too many of one, and other letters only between single quotes");
  if constexpr (expr::is_a_date_pattern<Pattern>)
    return expr::make<expr::op::date_format<Pattern>>(a);
  else
    return expr::refused{};
}
// "Mon", "Jan"
template <expr::Expression A>
constexpr auto day_name(A const& a) {
  return quern::date_format<"EEE">(a);
}
template <expr::Expression A>
constexpr auto month_name(A const& a) {
  return quern::date_format<"MMM">(a);
}
// Seconds since 1970 as a text.
template <fixed_string Pattern = "yyyy-MM-dd HH:mm:ss", expr::Expression A>
constexpr auto from_unixtime(A const& a) {
  return quern::date_format<Pattern>(quern::timestamp_seconds(a));
}

}  // namespace quern::inline QUERN_ABI
