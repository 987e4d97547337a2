// SPDX-License-Identifier: BSL-1.0
// What texts hold and how far they are apart: positions, parts between delimiters, sizes, edit distance, like with
// another escape. Positions count code points, from 1 on; 0 says "nowhere".
#pragma once
#include <quern/expr/function.hpp>
#include <quern/expr/text.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

struct octet_length : function<octet_length, std::int64_t, operand::text> {
  static constexpr std::string_view symbol = "octet_length";
};
struct locate : function<locate, std::int64_t, operand::text, operand::text, operand::integer> {
  static constexpr std::string_view symbol = "locate";
};
struct substring_index : function<substring_index, string, operand::text, operand::text, operand::integer> {
  static constexpr std::string_view symbol = "substring_index";
};
struct split_part : function<split_part, string, operand::text, operand::text, operand::integer> {
  static constexpr std::string_view symbol = "split_part";
  static constexpr bool raises = true;
};
struct find_in_set : function<find_in_set, std::int64_t, operand::text, operand::text> {
  static constexpr std::string_view symbol = "find_in_set";
};
struct levenshtein : function<levenshtein, std::int64_t, operand::text, operand::text> {
  static constexpr std::string_view symbol = "levenshtein";
};
struct soundex : function<soundex, string, operand::text> {
  static constexpr std::string_view symbol = "soundex";
};

// Pattern as like takes it, with backslashes in place of another escape; in lower case where letters' case shall not count.
template <fixed_string Pattern, char Escape, bool Fold>
constexpr auto as_like_pattern() {
  fixed_string<2 * Pattern.capacity> r;
  std::size_t n = 0;
  auto const put = [&](char c) { r.data[n++] = Fold && c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; };
  for (std::size_t i = 0; i < Pattern.capacity; ++i) {
    char const c = Pattern.data[i];
    if (c == Escape) {
      put('\\');
      if (i + 1 < Pattern.capacity) put(Pattern.data[++i]);
    } else {
      if (c == '\\') put('\\');
      put(c);
    }
  }
  return r;
}
template <fixed_string Pattern, char Escape, bool Fold>
inline constexpr auto like_pattern = [] {
  constexpr auto wide = op::as_like_pattern<Pattern, Escape, Fold>();
  fixed_string<std::string_view(wide).size()> r;
  for (std::size_t i = 0; i < r.capacity; ++i) r.data[i] = wide.data[i];
  return r;
}();

}  // namespace expr::op

// Bytes; and eight times as many bits.
template <expr::Expression A>
constexpr auto octet_length(A const& a) {
  return expr::make<expr::op::octet_length>(a);
}
template <expr::Expression A>
constexpr auto bit_length(A const& a) {
  return expr::make<expr::op::octet_length>(a) * 8;
}
// Where `part` begins, first, at `start` or later. An empty part stands everywhere.
template <class B, class A, class N>
constexpr auto locate(B const& part, A const& a, N const& start) {
  return expr::make<expr::op::locate>(a, part, start);
}
template <class B, class A>
  requires expr::Operands<A, B>
constexpr auto locate(B const& part, A const& a) {
  return expr::make<expr::op::locate>(a, part, 1);
}
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto instr(A const& a, B const& part) {
  return expr::make<expr::op::locate>(a, part, 1);
}
// All before the n-th delimiter; for a negative n all behind the n-th from the end. Fewer delimiters: the whole text.
template <expr::Expression A, class B, class N>
constexpr auto substring_index(A const& a, B const& delimiter, N const& n) {
  return expr::make<expr::op::substring_index>(a, delimiter, n);
}
// The n-th of the parts between delimiters, a negative n from the end; empty where there are fewer. n == 0 raises data_error.
template <expr::Expression A, class B, class N>
constexpr auto split_part(A const& a, B const& delimiter, N const& n) {
  return expr::make<expr::op::split_part>(a, delimiter, n);
}
// Which of the parts of `list`, between commas, equals a; 0 for none, and where a holds a comma.
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto find_in_set(A const& a, B const& list) {
  return expr::make<expr::op::find_in_set>(a, list);
}
// How many code points must be inserted, removed or replaced to make a into b. Time and memory: length(a) * length(b), length(b).
template <class A, class B>
  requires expr::Operands<A, B>
constexpr auto levenshtein(A const& a, B const& b) {
  return expr::make<expr::op::levenshtein>(a, b);
}
// The American Soundex code, of a text that begins with an ASCII letter; any other is itself.
template <expr::Expression A>
constexpr auto soundex(A const& a) {
  return expr::make<expr::op::soundex>(a);
}
// like<"50#%", '#'>("note"_c); ilike does not tell upper from lower case of ASCII letters.
template <fixed_string Pattern, char Escape, expr::Expression A>
constexpr auto like(A const& a) {
  return expr::make<expr::op::like<expr::op::like_pattern<Pattern, Escape, false>>>(a);
}
template <fixed_string Pattern, char Escape = '\\', expr::Expression A>
constexpr auto ilike(A const& a) {
  return expr::make<expr::op::like<expr::op::like_pattern<Pattern, Escape, true>>>(expr::make<expr::op::lower>(a));
}

}  // namespace quern::inline QUERN_ABI
