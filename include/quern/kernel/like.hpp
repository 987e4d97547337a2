// SPDX-License-Identifier: BSL-1.0
// A LIKE pattern compiled to its own matcher: the pattern is cut at % in the compiler; pieces without _ are plain texts
// that a loop and find_text find. Greedy from the left, which is right because pieces between two % are taken at their first
// possible place.
#pragma once
#include <quern/kernel/find_text.hpp>
#include <quern/meta/fixed_string.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <fixed_string Pattern>
struct like_matcher {
  // Pattern characters with escapes resolved; any = _, run = %.
  enum kind : char { plain, any, run };
  struct parsed {
    char text[Pattern.capacity + 1]{};
    kind what[Pattern.capacity + 1]{};
    std::size_t size = 0;
    bool escape_at_end = false;
  };
  static constexpr parsed p = [] {
    parsed r;
    for (std::size_t i = 0; i < Pattern.capacity; ++i) {
      char c = Pattern.data[i];
      kind k = c == '%' ? run : c == '_' ? any : plain;
      if (c == '\\') {
        if (i + 1 == Pattern.capacity)
          r.escape_at_end = true;
        else
          c = Pattern.data[++i];
        k = plain;
      }
      if (k == run && r.size > 0 && r.what[r.size - 1] == run) continue;
      r.text[r.size] = c, r.what[r.size++] = k;
    }
    return r;
  }();
  static_assert(!p.escape_at_end, "quern: a like pattern must not end in an escape character; write \\\\ for a backslash");

  static constexpr bool all_plain(std::size_t b, std::size_t e) {
    for (; b < e; ++b)
      if (p.what[b] != plain) return false;
    return true;
  }
  // Whether the characters of piece [b, e) stand at `at`, where there is room for them. A loop of a length known to the
  // compiler; for memcmp g++ 12 warns of reading too far although the length has been asked.
  template <std::size_t B, std::size_t E>
  static bool plain_at(std::string_view t, std::size_t at) {
    for (std::size_t k = B; k < E; ++k)
      if (t[at + (k - B)] != p.text[k]) return false;
    return true;
  }
  // Where piece [b, e) ends when it begins at `at` in t, or npos.
  template <std::size_t B, std::size_t E>
  static std::size_t match_at(std::string_view t, std::size_t at) {
    if constexpr (all_plain(B, E)) {
      return t.size() - at >= E - B && plain_at<B, E>(t, at) ? at + (E - B) : std::string_view::npos;
    } else {
      for (std::size_t k = B; k < E; ++k) {
        if (at >= t.size()) return std::string_view::npos;
        if (p.what[k] == any) {
          for (++at; at < t.size() && (static_cast<unsigned char>(t[at]) & 0xC0) == 0x80; ++at) {
          }
        } else if (t[at++] != p.text[k]) {
          return std::string_view::npos;
        }
      }
      return at;
    }
  }
  template <std::size_t B, std::size_t E>
  static std::size_t find(std::string_view t, std::size_t at) {
    if constexpr (all_plain(B, E)) {
      std::size_t const hit = kernel::find_text(t, at, std::string_view(p.text + B, E - B));
      return hit == std::string_view::npos ? hit : hit + (E - B);
    } else {
      for (; at <= t.size(); ++at)
        if (std::size_t const end = match_at<B, E>(t, at); end != std::string_view::npos) return end;
      return std::string_view::npos;
    }
  }
  // Whether the tail of t matches the last piece, which nothing but the end may follow.
  template <std::size_t B, std::size_t E>
  static bool match_tail(std::string_view t, std::size_t at) {
    if constexpr (all_plain(B, E)) {
      return t.size() - at >= E - B && plain_at<B, E>(t, t.size() - (E - B));
    } else {
      for (; at <= t.size(); ++at)
        if (match_at<B, E>(t, at) == t.size()) return true;
      return false;
    }
  }
  static constexpr std::size_t piece_end(std::size_t b) {
    while (b < p.size && p.what[b] != run) ++b;
    return b;
  }
  template <std::size_t B, bool Anchored>
  static bool step(std::string_view t, std::size_t at) {
    constexpr std::size_t e = piece_end(B);
    if constexpr (e == p.size) {  // the last piece
      if constexpr (Anchored)
        return match_at<B, e>(t, at) == t.size();
      else if constexpr (B == e)
        return true;
      else
        return match_tail<B, e>(t, at);
    } else {
      std::size_t const end = [&] {
        if constexpr (Anchored)
          return match_at<B, e>(t, at);
        else
          return find<B, e>(t, at);
      }();
      return end != std::string_view::npos && step<e + 1, false>(t, end);
    }
  }
  static bool matches(std::string_view t) { return step<0, true>(t, 0); }

  // A pattern of the form %text%...: every match begins with the first place of that text, and the rest decides.
  static constexpr std::size_t first_end = p.size > 1 && p.what[0] == run ? piece_end(1) : 0;
  static constexpr bool begins_with_a_search = first_end > 1 && first_end < p.size && all_plain(1, first_end);
  static constexpr std::string_view first_text() { return {p.text + 1, first_end - 1}; }
  static bool first_stands_at(std::string_view t, std::size_t at) { return plain_at<1, first_end>(t, at); }
  static bool rest_matches(std::string_view t, std::size_t at) { return step<first_end + 1, false>(t, at); }
};

}  // namespace quern::kernel
