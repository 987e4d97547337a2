// SPDX-License-Identifier: BSL-1.0
// Texts cut, padded, repeated, reversed, replaced, translated and joined. New texts live in the tile's arena.
#pragma once
#include <quern/kernel/rows.hpp>
#include <quern/kernel/text.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Bytes of the code point that begins at t[b].
inline std::size_t code_point_bytes(std::string_view t, std::size_t b) {
  std::size_t e = b + 1;
  while (e < t.size() && is_continuation(t[e])) ++e;
  return e - b;
}
inline std::size_t last_code_point_bytes(std::string_view t) {
  std::size_t b = t.size() - 1;
  while (b > 0 && is_continuation(t[b])) --b;
  return t.size() - b;
}
inline constexpr std::int64_t to_the_end = std::numeric_limits<std::int64_t>::max();
// t without its first n code points.
inline std::string_view drop_code_points(std::string_view t, std::int64_t n) {
  return n < 1 ? t : t.substr(kernel::cut_code_points(t, 1, n).size());
}

// Writes pieces one after another into room asked for at once.
struct text_writer {
  char* at;
  void put(std::string_view t) {
    if (!t.empty()) std::memcpy(at, t.data(), t.size());
    at += t.size();
  }
};

template <op::side S>
struct row_function<op::trim_of<S>> {
  static std::string_view of(arena&, std::string_view t, std::string_view set) {
    auto const within = [&](std::string_view c) { return set.find(c) != set.npos; };
    if constexpr (S != op::side::right)
      for (std::size_t n; !t.empty() && within(t.substr(0, n = kernel::code_point_bytes(t, 0))); t.remove_prefix(n)) {
      }
    if constexpr (S != op::side::left)
      for (std::size_t n; !t.empty() && within(t.substr(t.size() - (n = kernel::last_code_point_bytes(t)))); t.remove_suffix(n)) {
      }
    return t;
  }
};
template <op::side S>
struct row_function<op::pad<S>> {
  static std::string_view of(arena& a, std::string_view t, std::int64_t n, std::string_view with) {
    std::int64_t const have = kernel::count_code_points(t), each = kernel::count_code_points(with);
    if (n <= have || each == 0) return kernel::cut_code_points(t, 1, n);
    std::uint64_t const times = static_cast<std::uint64_t>((n - have) / each);
    std::string_view const rest = kernel::cut_code_points(with, 1, (n - have) % each);
    std::uint64_t const bytes = times > 0x7fff'ffff ? times : times * with.size() + rest.size() + t.size();
    char* const p = kernel::take_text(a, op::pad<S>::symbol, bytes);
    text_writer w{p};
    if constexpr (S == op::side::right) w.put(t);
    for (std::uint64_t k = 0; k < times; ++k) w.put(with);
    w.put(rest);
    if constexpr (S == op::side::left) w.put(t);
    return {p, static_cast<std::size_t>(bytes)};
  }
};
template <>
struct row_function<op::left> {
  static std::string_view of(arena&, std::string_view t, std::int64_t n) { return kernel::cut_code_points(t, 1, n); }
};
template <>
struct row_function<op::right> {
  static std::string_view of(arena&, std::string_view t, std::int64_t n) {
    std::int64_t const have = kernel::count_code_points(t);
    return n < 1 ? std::string_view() : n >= have ? t : kernel::drop_code_points(t, have - n);
  }
};
template <>
struct row_function<op::repeat> {
  static std::string_view of(arena& a, std::string_view t, std::int64_t n) {
    if (n < 1 || t.empty()) return {};
    std::uint64_t const times = static_cast<std::uint64_t>(n);
    std::uint64_t const bytes = times > 0x7fff'ffff ? times : times * t.size();
    char* const p = kernel::take_text(a, op::repeat::symbol, bytes);
    text_writer w{p};
    for (std::uint64_t k = 0; k < times; ++k) w.put(t);
    return {p, static_cast<std::size_t>(bytes)};
  }
};
template <>
struct row_function<op::reverse> {
  static std::string_view of(arena& a, std::string_view t) {
    char* const p = a.take(t.size());
    text_writer w{p};
    for (std::string_view left = t; !left.empty();) {
      std::size_t const n = kernel::last_code_point_bytes(left);
      w.put(left.substr(left.size() - n));
      left.remove_suffix(n);
    }
    return {p, t.size()};
  }
};
template <>
struct row_function<op::replace> {
  static std::string_view of(arena& a, std::string_view t, std::string_view from, std::string_view to) {
    if (from.empty()) return t;
    std::uint64_t found = 0;
    for (std::size_t at = 0; (at = t.find(from, at)) != t.npos; at += from.size()) ++found;
    if (found == 0) return t;
    std::uint64_t const bytes = t.size() - found * from.size() + found * to.size();
    char* const p = kernel::take_text(a, op::replace::symbol, bytes);
    text_writer w{p};
    std::size_t from_here = 0;
    for (std::size_t at = 0; (at = t.find(from, at)) != t.npos; from_here = at += from.size()) w.put(t.substr(from_here, at - from_here)), w.put(to);
    w.put(t.substr(from_here));
    return {p, static_cast<std::size_t>(bytes)};
  }
};
template <>
struct row_function<op::translate> {
  static std::string_view of(arena& a, std::string_view t, std::string_view from, std::string_view to) {
    std::string made;
    for (std::size_t b = 0, n; b < t.size(); b += n) {
      n = kernel::code_point_bytes(t, b);
      std::size_t const at = from.find(t.substr(b, n));
      made += at == from.npos ? t.substr(b, n) : kernel::cut_code_points(to, kernel::count_code_points(from.substr(0, at)) + 1, 1);
    }
    return kernel::keep(a, made);
  }
};
template <>
struct row_function<op::overlay> {
  static std::string_view of(arena& a, std::string_view t, std::string_view by, std::int64_t start, std::int64_t count) {
    std::int64_t const before = start < 1 ? 0 : start - 1;
    std::int64_t skipped;  // code points of t up to the end of what goes
    if (__builtin_add_overflow(start < 1 ? start - 1 : before, count < 0 ? 0 : count, &skipped)) skipped = to_the_end;
    std::string_view const head = kernel::cut_code_points(t, 1, before), tail = kernel::drop_code_points(t, skipped);
    char* const p = kernel::take_text(a, op::overlay::symbol, head.size() + by.size() + tail.size());
    text_writer w{p};
    w.put(head), w.put(by), w.put(tail);
    return {p, static_cast<std::size_t>(w.at - p)};
  }
};
template <>
struct row_function<op::initcap> {
  static std::string_view of(arena& a, std::string_view t) {
    char* const p = a.take(t.size());
    for (std::size_t i = 0; i < t.size(); ++i) {
      bool const first = i == 0 || t[i - 1] == ' ';
      p[i] = (first ? 'a' <= t[i] && t[i] <= 'z' : 'A' <= t[i] && t[i] <= 'Z') ? static_cast<char>(t[i] ^ 0x20) : t[i];
    }
    return {p, t.size()};
  }
};
template <char Upper, char Lower, char Digit>
struct row_function<op::mask_with<Upper, Lower, Digit>> {
  static std::string_view of(arena& a, std::string_view t) {
    char* const p = a.take(t.size());
    for (std::size_t i = 0; i < t.size(); ++i) {
      char const c = t[i];
      p[i] = 'A' <= c && c <= 'Z' ? Upper : 'a' <= c && c <= 'z' ? Lower : '0' <= c && c <= '9' ? Digit : c;
    }
    return {p, t.size()};
  }
};

template <class L, class T, class... A>
struct special_operation<L, call<op::concat_ws, T, A...>> {
  static auto run(call<op::concat_ws, T, A...> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    return meta::apply(
        [&](auto const&... a) {
          return [&](auto const& separator, auto const&... x) {
            std::uint32_t const valid = kernel::valid_part(separator);
            auto const r = kernel::run_rows<L, string>(live & valid, [&](int k) {
              std::string_view const between = kernel::value_part(separator).v[k];
              std::uint64_t bytes = 0;
              bool first = true;
              auto const each = [&](auto put) {
                first = true;
                (((kernel::valid_part(x) >> k) & 1 ? (first ? void(first = false) : put(between), put(kernel::value_part(x).v[k])) : void()), ...);
              };
              each([&](std::string_view t) { bytes += t.size(); });
              text_writer w{kernel::take_text(*f.texts, op::concat_ws::symbol, bytes)};
              char const* const p = w.at;
              each([&](std::string_view t) { w.put(t); });
              return std::string_view(p, static_cast<std::size_t>(bytes));
            });
            if constexpr (is_nullable<T>)
              return maybe<texts>{r, valid};
            else
              return r;
          }(kernel::eval<L>(a, f, i, live)...);
        },
        e.args);
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
