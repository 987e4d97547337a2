// SPDX-License-Identifier: BSL-1.0
// Functions of texts, row by row for live rows. New texts live in the tile's arena.
#pragma once
#include <quern/kernel/like.hpp>
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

inline bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

inline std::int64_t count_code_points(std::string_view t) {
  std::int64_t n = 0;
  for (char c : t) n += !is_continuation(c);
  return n;
}
// Bytes of `count` code points from code point `start` (1 is the first) on.
inline std::string_view cut_code_points(std::string_view t, std::int64_t start, std::int64_t count) {
  if (count <= 0) return {};
  if (start < 1) {
    count = start + count - 1 > count ? 0 : start + count - 1;  // what lies before the text is left out
    if (count <= 0) return {};
    start = 1;
  }
  // Near the begin of a text whose first characters, and the one behind the cut, have one byte each, none is looked for.
  if (t.size() >= 8 && start <= 8 && count <= 8 - start) {
    std::uint64_t first = 0;
    std::memcpy(&first, t.data(), sizeof first);
    if ((first & (0x8080808080808080 >> (8 * (8 - start - count)))) == 0) return t.substr(static_cast<std::size_t>(start - 1), static_cast<std::size_t>(count));
  }
  std::size_t b = 0;
  for (; start > 1 && b < t.size(); --start)
    for (++b; b < t.size() && is_continuation(t[b]); ++b) {
    }
  std::size_t e = b;
  for (; count > 0 && e < t.size(); --count)
    for (++e; e < t.size() && is_continuation(t[e]); ++e) {
    }
  return t.substr(b, e - b);
}
inline std::string_view trim_spaces(std::string_view t) {
  while (!t.empty() && t.front() == ' ') t.remove_prefix(1);
  while (!t.empty() && t.back() == ' ') t.remove_suffix(1);
  return t;
}
template <bool Upper>
std::string_view change_case(std::string_view t, arena& a) {
  char* p = a.take(t.size());
  char const from = Upper ? 'a' : 'A', to = Upper ? 'z' : 'Z';
  for (std::size_t i = 0; i < t.size(); ++i) p[i] = from <= t[i] && t[i] <= to ? static_cast<char>(t[i] ^ 0x20) : t[i];
  return {p, t.size()};
}
inline std::string_view join(std::string_view x, std::string_view y, arena& a) {
  char* p = a.take(x.size() + y.size());
  if (!x.empty()) std::memcpy(p, x.data(), x.size());
  if (!y.empty()) std::memcpy(p + x.size(), y.data(), y.size());
  return {p, x.size() + y.size()};
}

// One jump that may be foreseen badly for eight rows, not eight of them.
template <class F>
QUERN_INLINE void for_each_bit(std::uint32_t live, F f) {
  for (; live != 0; live &= live - 1) f(std::countr_zero(live));
}
template <class F>
QUERN_INLINE mask<0> test_rows(std::uint32_t live, F f) {
  std::uint32_t r = 0;
  kernel::for_each_bit(live, [&](int k) QUERN_INLINE_LAMBDA { r |= (f(k) ? 1u : 0u) << k; });
  return {r};
}
template <class R, class F>
QUERN_INLINE lanes<R> fill_rows(std::uint32_t live, F f) {
  values<R> r{};
  kernel::for_each_bit(live, [&](int k) QUERN_INLINE_LAMBDA { r.v[k] = f(k); });
  return kernel::pack<R>(r);
}

using texts = values<std::string_view>;

template <class L, class T, std::size_t I, class C>
struct special_operation<L, call<decode, T, input<I, C>>> {
  QUERN_INLINE static auto run(call<decode, T, input<I, C>> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const codes = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    auto const c = kernel::unpack(kernel::value_part(codes));
    std::uint32_t const valid = kernel::valid_part(codes);
    auto const r = kernel::fill_rows<std::string_view>(live & valid, [&](int k) { return (*f.columns[I].dict)[c.v[k]]; });
    if constexpr (is_nullable<T>)
      return maybe<texts>{r, valid};
    else
      return r;
  }
};

template <class L, class A>
struct operation<L, op::length, std::int64_t, A> {
  QUERN_INLINE static auto run(op::length, frame const&, std::uint32_t live, texts const& x) {
    return kernel::fill_rows<std::int64_t>(live, [&](int k) { return kernel::count_code_points(x.v[k]); });
  }
};
template <class L, class A>
struct operation<L, op::upper, string, A> {
  QUERN_INLINE static auto run(op::upper, frame const& f, std::uint32_t live, texts const& x) {
    return kernel::fill_rows<std::string_view>(live, [&](int k) { return kernel::change_case<true>(x.v[k], *f.texts); });
  }
};
template <class L, class A>
struct operation<L, op::lower, string, A> {
  QUERN_INLINE static auto run(op::lower, frame const& f, std::uint32_t live, texts const& x) {
    return kernel::fill_rows<std::string_view>(live, [&](int k) { return kernel::change_case<false>(x.v[k], *f.texts); });
  }
};
template <class L, class A>
struct operation<L, op::trim, string, A> {
  QUERN_INLINE static auto run(op::trim, frame const&, std::uint32_t live, texts const& x) {
    return kernel::fill_rows<std::string_view>(live, [&](int k) { return kernel::trim_spaces(x.v[k]); });
  }
};
template <class L, class A, class B>
struct operation<L, op::concat, string, A, B> {
  QUERN_INLINE static auto run(op::concat, frame const& f, std::uint32_t live, texts const& x, texts const& y) {
    return kernel::fill_rows<std::string_view>(live, [&](int k) { return kernel::join(x.v[k], y.v[k], *f.texts); });
  }
};
template <class L, class A, class B, class C>
struct operation<L, op::substr, string, A, B, C> {
  template <class Y, class Z>
  QUERN_INLINE static auto run(op::substr, frame const&, std::uint32_t live, texts const& x, Y const& start, Z const& count) {
    auto const s = kernel::unpack(start);
    auto const n = kernel::unpack(count);
    return kernel::fill_rows<std::string_view>(
        live, [&](int k) { return kernel::cut_code_points(x.v[k], static_cast<std::int64_t>(s.v[k]), static_cast<std::int64_t>(n.v[k])); });
  }
};
template <class L, class A, class B>
struct operation<L, op::starts_with, bool, A, B> {
  QUERN_INLINE static auto run(op::starts_with, frame const&, std::uint32_t live, texts const& x, texts const& y) {
    return kernel::test_rows(live, [&](int k) { return x.v[k].size() >= y.v[k].size() && kernel::equal_texts(x.v[k].substr(0, y.v[k].size()), y.v[k]); });
  }
};
template <class L, class A, class B>
struct operation<L, op::ends_with, bool, A, B> {
  QUERN_INLINE static auto run(op::ends_with, frame const&, std::uint32_t live, texts const& x, texts const& y) {
    return kernel::test_rows(live, [&](int k) { return x.v[k].size() >= y.v[k].size() && kernel::equal_texts(x.v[k].substr(x.v[k].size() - y.v[k].size()), y.v[k]); });
  }
};
template <class L, class A, class B>
struct operation<L, op::contains, bool, A, B> {
  QUERN_INLINE static auto run(op::contains, frame const&, std::uint32_t live, texts const& x, texts const& y) {
    return kernel::test_rows(live, [&](int k) { return kernel::find_text(x.v[k], 0, y.v[k]) != std::string_view::npos; });
  }
};
template <class L, fixed_string Pattern, class A>
struct operation<L, op::like<Pattern>, bool, A> {
  QUERN_INLINE static auto run(op::like<Pattern>, frame const&, std::uint32_t live, texts const& x) {
    return kernel::test_rows(live, [&](int k) { return like_matcher<Pattern>::matches(x.v[k]); });
  }
};

}  // namespace quern::kernel
