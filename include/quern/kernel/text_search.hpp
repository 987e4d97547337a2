// SPDX-License-Identifier: BSL-1.0
// Positions, parts between delimiters, edit distance and Soundex, a row at a time.
#pragma once
#include <vector>

#include <quern/kernel/text_edit.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <>
struct row_function<op::octet_length> {
  static std::int64_t of(arena&, std::string_view t) { return static_cast<std::int64_t>(t.size()); }
};
template <>
struct row_function<op::locate> {
  static std::int64_t of(arena&, std::string_view t, std::string_view part, std::int64_t start) {
    if (start < 1) return 0;
    std::string_view const head = kernel::cut_code_points(t, 1, start - 1);
    if (head.size() == t.size() && kernel::count_code_points(t) < start - 1) return 0;
    std::size_t const at = t.find(part, head.size());
    return at == t.npos ? 0 : kernel::count_code_points(t.substr(0, at)) + 1;
  }
};
template <>
struct row_function<op::substring_index> {
  static std::string_view of(arena&, std::string_view t, std::string_view delimiter, std::int64_t n) {
    if (n == 0 || delimiter.empty()) return {};
    if (n > 0) {
      for (std::size_t at = 0; (at = t.find(delimiter, at)) != t.npos; at += delimiter.size())
        if (--n == 0) return t.substr(0, at);
    } else {
      for (std::size_t end = t.size(), at; end >= delimiter.size() && (at = t.rfind(delimiter, end - delimiter.size())) != t.npos; end = at)
        if (++n == 0) return t.substr(at + delimiter.size());
    }
    return t;
  }
};

[[noreturn, gnu::cold, gnu::noinline]] inline void raise_part_zero() { throw data_error("quern: split_part: parts are counted from 1, or from -1 at the end; there is no part 0"); }

template <>
struct row_function<op::split_part> {
  static std::string_view of(arena&, std::string_view t, std::string_view delimiter, std::int64_t n) {
    if (n == 0) kernel::raise_part_zero();
    if (delimiter.empty()) return n == 1 || n == -1 ? t : std::string_view();
    if (n < 0) {  // delimiters are found from the left, whichever end is counted from
      std::int64_t parts = 1;
      for (std::size_t at = 0; (at = t.find(delimiter, at)) != t.npos; at += delimiter.size()) ++parts;
      n += parts + 1;
    }
    for (std::size_t from = 0; n > 0;) {
      std::size_t const at = t.find(delimiter, from);
      if (--n == 0) return t.substr(from, at == t.npos ? at : at - from);
      if (at == t.npos) break;
      from = at + delimiter.size();
    }
    return {};
  }
};
template <>
struct row_function<op::find_in_set> {
  static std::int64_t of(arena&, std::string_view t, std::string_view list) {
    if (t.find(',') != t.npos) return 0;
    std::int64_t n = 1;
    for (;; ++n) {
      std::size_t const comma = list.find(',');
      if (list.substr(0, comma) == t) return n;
      if (comma == list.npos) return 0;
      list.remove_prefix(comma + 1);
    }
  }
};
template <>
struct row_function<op::levenshtein> {
  static std::int64_t of(arena&, std::string_view x, std::string_view y) {
    std::vector<std::string_view> const b = points(y);
    std::vector<std::int64_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = static_cast<std::int64_t>(j);
    std::int64_t i = 0;
    for (std::string_view const c : points(x)) {
      std::int64_t diagonal = row[0];
      row[0] = ++i;
      for (std::size_t j = 0; j < b.size(); ++j) {
        std::int64_t const keep = diagonal + (c != b[j]), shift = (row[j] < row[j + 1] ? row[j] : row[j + 1]) + 1;
        diagonal = row[j + 1];
        row[j + 1] = keep < shift ? keep : shift;
      }
    }
    return row.back();
  }

 private:
  static std::vector<std::string_view> points(std::string_view t) {
    std::vector<std::string_view> r;
    for (std::size_t at = 0, n; at < t.size(); at += n) r.push_back(t.substr(at, n = kernel::code_point_bytes(t, at)));
    return r;
  }
};
template <>
struct row_function<op::soundex> {
  // Letters of one sound have one digit; vowels (0) part equal digits, h and w (7) do not.
  static std::string_view of(arena& a, std::string_view t) {
    static constexpr char digits[] = "01230127022455012623017202";
    auto const letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
    auto const digit = [&](char c) { return letter(c) ? digits[(c | 32) - 'a'] : '0'; };
    if (t.empty() || !letter(t[0])) return t;
    char* const p = a.take(4);
    p[0] = static_cast<char>(t[0] & ~32), p[1] = p[2] = p[3] = '0';
    int n = 1;
    char last = digit(t[0]);
    for (std::size_t i = 1; i < t.size() && n < 4; ++i) {
      char const d = digit(t[i]);
      if (d == '7') continue;
      if (d != '0' && d != last) p[n++] = d;
      last = d;
    }
    return {p, 4};
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
