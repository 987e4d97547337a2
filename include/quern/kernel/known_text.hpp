// SPDX-License-Identifier: BSL-1.0
// Texts compared with one that is known before the rows are read, or with several: without a jump for each row, as which rows are equal is
// foreseen badly.
#pragma once
#include <quern/kernel/logic.hpp>

namespace quern::inline QUERN_ABI::kernel {

// By the first and last words of live texts as long as the wanted one, which may overlap; in the place of others it is compared with itself.
template <class Word>
QUERN_INLINE std::uint32_t texts_with_ends(values<std::string_view> const& x, std::uint32_t live, std::string_view wanted) {
  std::size_t const n = wanted.size();
  Word first, last;
  std::memcpy(&first, wanted.data(), sizeof(Word)), std::memcpy(&last, wanted.data() + n - sizeof(Word), sizeof(Word));
  std::uint32_t r = 0;
  for (unsigned k = 0; k < width; ++k) {
    bool const same = (live >> k & 1) & static_cast<std::uint32_t>(x.v[k].size() == n);
    char const* const p = same ? x.v[k].data() : wanted.data();
    Word a, b;
    std::memcpy(&a, p, sizeof(Word)), std::memcpy(&b, p + n - sizeof(Word), sizeof(Word));
    r |= static_cast<std::uint32_t>(same & (((a ^ first) | (b ^ last)) == 0)) << k;
  }
  return r;
}
inline std::uint32_t texts_equal(values<std::string_view> const& x, std::uint32_t live, std::string_view wanted) {
  std::size_t const n = wanted.size();
  if (n != 0 && n <= 16) {
    if (n >= 8) return kernel::texts_with_ends<std::uint64_t>(x, live, wanted);
    if (n >= 4) return kernel::texts_with_ends<std::uint32_t>(x, live, wanted);
    return n >= 2 ? kernel::texts_with_ends<std::uint16_t>(x, live, wanted) : kernel::texts_with_ends<std::uint8_t>(x, live, wanted);
  }
  std::uint32_t r = 0;
  for (unsigned k = 0; k < width; ++k) r |= static_cast<std::uint32_t>((live >> k & 1) != 0 && kernel::equal_texts(x.v[k], wanted)) << k;
  return r;
}

template <class L, class Op, class T, class X>
  requires((std::is_same_v<Op, op::eq> || std::is_same_v<Op, op::ne>) && (std::is_same_v<bare<typename X::type>, string> || is_fixed_string<bare<typename X::type>>))
struct special_operation<L, call<Op, T, X, value<string>>> {
  QUERN_INLINE static auto run(call<Op, T, X, value<string>> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const v = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    std::uint32_t const equal = kernel::texts_equal(kernel::value_part(v), live & kernel::valid_part(v), std::string_view(meta::get<1>(e.args).v));
    mask<0> const r{std::is_same_v<Op, op::eq> ? equal : ~equal & all_bits};
    if constexpr (is_nullable<T>)
      return maybe<mask<0>>{r, kernel::valid_part(v)};
    else
      return r;
  }
};

// x == a || x == b || ...: each row's text is packed once, if it is short, and then compared as a number.

// What is compared, a column or what is kept of one, and the texts it is compared with.
template <class E>
struct text_choice {
  static constexpr bool is = false;
};
template <class T, class X>
inline constexpr bool is_column_of_texts = false;
template <class T, std::size_t I>
inline constexpr bool is_column_of_texts<T, input<I, T>> = std::is_same_v<bare<T>, string>;
template <class T, std::size_t K>
inline constexpr bool is_column_of_texts<T, temp<K, T>> = std::is_same_v<bare<T>, string>;
template <class T, class X>
  requires is_column_of_texts<typename X::type, X>
struct text_choice<call<op::eq, T, X, value<string>>> {
  static constexpr bool is = true;
  using text = X;
  static X const& text_of(call<op::eq, T, X, value<string>> const& e) { return meta::get<0>(e.args); }
  template <class F>
  QUERN_INLINE static void for_each(call<op::eq, T, X, value<string>> const& e, F const& f) {
    f(meta::get<1>(e.args));
  }
};
template <class T, class A, class B>
  requires(text_choice<A>::is && text_choice<B>::is)
struct text_choice<call<op::or_, T, A, B>> {
  using text = typename text_choice<A>::text;
  static constexpr bool is = std::is_same_v<text, typename text_choice<B>::text>;
  static text const& text_of(call<op::or_, T, A, B> const& e) { return text_choice<A>::text_of(meta::get<0>(e.args)); }
  template <class F>
  QUERN_INLINE static void for_each(call<op::or_, T, A, B> const& e, F const& f) {
    text_choice<A>::for_each(meta::get<0>(e.args), f);
    text_choice<B>::for_each(meta::get<1>(e.args), f);
  }
};
template <class L, class T, class A, class B>
  requires text_choice<call<op::or_, T, A, B>>::is
struct special_operation<L, call<op::or_, T, A, B>> {
  QUERN_INLINE static auto run(call<op::or_, T, A, B> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    using Choice = text_choice<call<op::or_, T, A, B>>;
    auto const v = kernel::eval<L>(Choice::text_of(e), f, i, live);
    auto const& texts = kernel::value_part(v);
    values<std::int64_t> packed;
    std::uint32_t const there = live & kernel::valid_part(v);
    for (int k = 0; k < width; ++k) packed.v[k] = static_cast<std::int64_t>((there >> k) & 1 ? kernel::short_text_word(texts.v[k]) : 0);
    auto const words = kernel::pack<std::int64_t>(packed);
    auto found = kernel::invert(kernel::compare<true>(words, words));
    std::uint32_t longer = 0;
    Choice::for_each(e, [&](value<string> const& wanted) QUERN_INLINE_LAMBDA {
      if (wanted.word == no_short_text)
        longer |= kernel::texts_equal(texts, there, std::string_view(wanted.v));
      else
        found = kernel::either(found, kernel::compare<true>(words, kernel::broadcast(static_cast<std::int64_t>(wanted.word))));
    });
    mask<0> const r{kernel::bits(found) | longer};
    if constexpr (is_nullable<T>)
      return maybe<mask<0>>{r, kernel::valid_part(v)};
    else
      return r;
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
