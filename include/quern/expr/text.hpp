// SPDX-License-Identifier: BSL-1.0
// Texts: length, case, trim, substr, concat, starts_with, ends_with, contains, and like with a compile-time pattern.
// Texts are UTF-8; length and substr count code points, upper and lower change ASCII letters only.
#pragma once
#include <quern/expr/operators.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

template <class Op, class Result>
struct text_function : scalar_op {
  template <class A>
  using of = std::conditional_t<family_of<A> == family::text, Result, type_mismatch<Op, A>>;
};
template <class Op, class Result>
struct text_pair : scalar_op {
  template <class A, class B>
  using of = std::conditional_t<family_of<A> == family::text && family_of<B> == family::text, Result, type_mismatch<Op, A, B>>;
};
struct length : text_function<length, std::int64_t> {
  static constexpr std::string_view symbol = "length";
};
struct upper : text_function<upper, string> {
  static constexpr std::string_view symbol = "upper";
};
struct lower : text_function<lower, string> {
  static constexpr std::string_view symbol = "lower";
};
struct trim : text_function<trim, string> {
  static constexpr std::string_view symbol = "trim";
};
struct concat : text_pair<concat, string> {
  static constexpr std::string_view symbol = "concat";
};
struct starts_with : text_pair<starts_with, bool> {
  static constexpr std::string_view symbol = "starts_with";
};
struct ends_with : text_pair<ends_with, bool> {
  static constexpr std::string_view symbol = "ends_with";
};
struct contains : text_pair<contains, bool> {
  static constexpr std::string_view symbol = "contains";
};
struct substr : scalar_op {
  static constexpr std::string_view symbol = "substr";
  template <class A, class B, class C>
  using of = std::conditional_t<family_of<A> == family::text && family_of<B> == family::integer && family_of<C> == family::integer, string,
                                type_mismatch<substr, A, B, C>>;
};
constexpr bool ends_in_an_escape(std::string_view pattern) {
  std::size_t n = 0;
  while (n < pattern.size() && pattern[pattern.size() - 1 - n] == '\\') ++n;
  return n % 2 != 0;
}
// SQL's LIKE: % any run, _ one code point, \ escapes the next character.
template <fixed_string Pattern>
struct like : text_function<like<Pattern>, bool> {
  static constexpr std::string_view symbol = "like";
  static constexpr auto pattern = Pattern;
  template <class A>
  using of = std::conditional_t<op::ends_in_an_escape(Pattern), pattern_ends_in_an_escape<Pattern>, typename text_function<like, bool>::template of<A>>;
};

}  // namespace expr::op

#define QUERN_FUNCTION(name)              \
  template <class A>                      \
    requires expr::Expression<A>          \
  constexpr auto name(A const& a) {       \
    return expr::make<expr::op::name>(a); \
  }
QUERN_FUNCTION(length)
QUERN_FUNCTION(upper)
QUERN_FUNCTION(lower)
QUERN_FUNCTION(trim)
#undef QUERN_FUNCTION
#define QUERN_FUNCTION(name)                 \
  template <class A, class B>                \
    requires expr::Operands<A, B>            \
  constexpr auto name(A const& a, B const& b) { \
    return expr::make<expr::op::name>(a, b); \
  }
QUERN_FUNCTION(starts_with)
QUERN_FUNCTION(ends_with)
QUERN_FUNCTION(contains)
#undef QUERN_FUNCTION

// The texts one after another; null if one is null.
template <class A, class B, class... Rest>
constexpr auto concat(A const& a, B const& b, Rest const&... rest) {
  if constexpr (sizeof...(Rest) == 0)
    return expr::make<expr::op::concat>(a, b);
  else
    return quern::concat(expr::make<expr::op::concat>(a, b), rest...);
}
// `count` code points from `start` on, the first being 1, as in SQL; what lies outside the text is left out.
template <expr::Expression A, class B, class C>
constexpr auto substr(A const& a, B const& start, C const& count) {
  return expr::make<expr::op::substr>(a, start, count);
}
// like<"%green%">("name"_c)
template <fixed_string Pattern, expr::Expression A>
constexpr auto like(A const& a) {
  return expr::make<expr::op::like<Pattern>>(a);
}

}  // namespace quern
