// SPDX-License-Identifier: BSL-1.0
// The data that every plan meets: nothing, one row, all null, all equal, and random rows with nulls, repeated keys and extremes.
#pragma once
#include <limits>
#include <optional>
#include <random>

#include "plan.hpp"

namespace differential {

// Small numbers, the same on every machine.
class dice {
 public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}
  std::int64_t operator()(std::int64_t n) { return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(n)); }
  template <class T>
  T const& of(std::vector<T> const& v) {
    return v[static_cast<std::size_t>((*this)(static_cast<std::int64_t>(v.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

enum class contents { random, all_null, all_equal };
struct data_set {
  char const* name;
  int rows_a, rows_b, rows_c;
  std::int64_t keys;  // how many different small integers
  contents holds = contents::random;
};
inline std::vector<data_set> const data_sets{
    {"empty", 0, 0, 0, 5},
    {"a empty", 0, 17, 5, 5},
    {"b and c empty", 17, 0, 0, 5},
    {"one row", 1, 1, 1, 1},
    {"17 rows", 17, 13, 8, 5},
    {"all null", 20, 13, 4, 5, contents::all_null},
    {"all equal", 12, 9, 3, 1, contents::all_equal},
    {"repeated keys", 160, 110, 30, 12},
    {"many keys", 300, 260, 60, 900},
};

inline std::vector<std::string> const texts{"",    "a",   "b",    "ab",  "Ab", "abc",  "b a", " a ", "é",    "日本", "aé%", "zz_",
                                            "abc", "bab", "aab", "0",   "10", "Zebra", "a text that is longer than sixteen bytes", "a text that is longer than sixteen bytez"};
inline std::vector<std::int64_t> const wide_integers{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min() + 1, std::numeric_limits<std::int64_t>::max() - 1,
                                                     std::numeric_limits<std::int64_t>::max(), -1, 0, 1, std::int64_t{1} << 32, 0x7FFFFFFF, -0x80000000LL};
inline std::vector<double> const wide_doubles{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::max(),
                                              std::numeric_limits<double>::lowest(), std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::min(), -0.0, 0.0, 0.1, 1e15};

class value_maker {
 public:
  value_maker(data_set const& d, std::uint64_t seed) : set_(d), roll_(seed) {}

  std::int64_t integer() { return set_.holds == contents::all_equal ? 3 : roll_(set_.keys) - (set_.keys > 4 ? 2 : 0); }
  std::int32_t small() { return static_cast<std::int32_t>(integer()); }
  // Multiples of a quarter, with both zeros.
  double real() {
    if (set_.holds == contents::all_equal) return 1.5;
    std::int64_t const v = roll_(set_.keys * 4);
    return v == 0 ? -0.0 : v == 1 ? 0.0 : static_cast<double>(v - set_.keys) / 4;
  }
  std::string text() { return set_.holds == contents::all_equal ? "ab" : set_.keys > 100 && roll_(2) ? "text " + std::to_string(roll_(set_.keys)) : roll_.of(texts); }
  std::int64_t wide_integer() { return set_.holds == contents::all_equal ? std::numeric_limits<std::int64_t>::max() : roll_.of(wide_integers); }
  double wide_double() { return set_.holds == contents::all_equal ? 0.0 : roll_.of(wide_doubles); }
  bool truth() { return set_.holds == contents::all_equal || roll_(2) != 0; }
  template <class V>
  std::optional<V> or_null(V v) {
    if (set_.holds == contents::all_null || (set_.holds == contents::random && roll_(7) == 0)) return std::nullopt;
    return v;
  }

 private:
  data_set const& set_;
  dice roll_;
};

inline tables make_tables(data_set const& d, std::uint64_t seed) {
  value_maker v(d, seed);
  quern::table_builder<rows_a> a;
  for (int i = 0; i < d.rows_a; ++i) {
    // One after another: the order in which arguments are evaluated is the compiler's choice.
    auto const k = v.or_null(v.small());
    auto const g = v.small();
    auto const s = v.or_null(v.text());
    auto const t = v.text();
    auto const x = v.or_null(v.real());
    auto const y = v.real();
    auto const b = v.or_null(v.truth());
    auto const e = v.or_null(v.wide_integer());
    auto const z = v.or_null(v.wide_double());
    a.row(std::int64_t{i}, k, g, s, t, x, y, b, e, z);
  }
  quern::table_builder<rows_b> b;
  for (int i = 0; i < d.rows_b; ++i) {
    auto const j = v.or_null(v.integer());
    auto const h = v.small();
    auto const u = v.or_null(v.text());
    auto const n = v.or_null(v.small());
    auto const w = v.real();
    auto const f = v.or_null(v.wide_integer());
    auto const q = v.truth();
    b.row(j, h, u, n, w, f, q);
  }
  quern::table_builder<rows_c> c;
  for (int i = 0; i < d.rows_c; ++i) {
    auto const m = v.integer();
    auto const n = v.or_null(v.small());
    auto const o = v.text();
    c.row(m, n, o);
  }
  return {a.finish(), b.finish(), c.finish()};
}

inline literals make_literals(std::string_view kinds, dice& roll) {
  literals r;
  for (char const kind : kinds) {
    if (kind == 'i')
      r.push_back({cell::integer, roll(14) - 4});
    else if (kind == 'n')
      r.push_back({cell::integer, roll.of(std::vector<std::int64_t>{-3, -1, 1, 2, 3, 7})});
    else if (kind == 'd')
      r.push_back({cell::real, 0, static_cast<double>(roll(40) - 12) / 4});
    else if (kind == 't')
      r.push_back({cell::text, 0, 0, roll.of(texts)});
    else
      r.push_back({cell::integer, roll.of(std::vector<std::int64_t>{0, 1, 2, 3, 5, 8, 16, 100, 100000})});
  }
  return r;
}

}  // namespace differential
