// SPDX-License-Identifier: BSL-1.0
// Columns of reproducible values for tests, and the comparison of a result with a reference computed row by row.
#pragma once
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"

#include <quern.hpp>

namespace reference {

using namespace quern::literals;
using quern::int128;

// Around a register, a tile and a chunk: where tails begin and end.
inline std::vector<std::size_t> const lengths = {0, 1, 7, 8, 9, 1023, 1024, 1025, 65536, 65537};
inline std::vector<std::size_t> const short_lengths = {0, 1, 7, 8, 9, 17, 1025};

// SplitMix64: the same numbers on every machine.
class numbers {
 public:
  explicit numbers(std::uint64_t seed) : s_(seed * 0x9E3779B97F4A7C15u + 1) {}
  std::uint64_t next() {
    std::uint64_t z = s_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // low .. high, both included
  std::int64_t between(std::int64_t low, std::int64_t high) {
    std::uint64_t const span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + (span == 0 ? next() : next() % span));
  }
  double fraction() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }
  bool chance(int percent) { return static_cast<int>(next() % 100) < percent; }

 private:
  std::uint64_t s_;
};

// n times make(generator).
template <class F>
auto make_values(std::size_t n, std::uint64_t seed, F make) {
  numbers g(seed);
  std::vector<std::decay_t<decltype(make(g))>> r;
  r.reserve(n);
  for (std::size_t i = 0; i < n; ++i) r.push_back(make(g));
  return r;
}
// The values of `from`, some of them null.
template <class T>
std::vector<std::optional<T>> sprinkle_nulls(std::vector<T> const& from, std::uint64_t seed, int percent = 25) {
  numbers g(seed);
  std::vector<std::optional<T>> r;
  r.reserve(from.size());
  for (auto const& v : from) r.push_back(g.chance(percent) ? std::optional<T>() : std::optional<T>(v));
  return r;
}
template <class T>
std::vector<T> integers(std::size_t n, std::uint64_t seed, std::int64_t low, std::int64_t high) {
  return make_values(n, seed, [&](numbers& g) { return static_cast<T>(g.between(low, high)); });
}
// Ordinary floats and the ones that break kernels.
template <class T>
std::vector<T> floats(std::size_t n, std::uint64_t seed) {
  using limits = std::numeric_limits<T>;
  T const odd[] = {T(0), -T(0), limits::infinity(), -limits::infinity(), limits::quiet_NaN(), limits::max(), limits::lowest(), limits::min(), limits::denorm_min(), T(1), T(-1), T(0.5)};
  return make_values(n, seed, [&](numbers& g) { return g.chance(30) ? odd[g.next() % std::size(odd)] : static_cast<T>((g.fraction() - 0.5) * 2000); });
}

template <class A, class B>
bool same(A const& a, B const& b) {
  if constexpr (std::is_floating_point_v<A>)
    return a == b || (a != a && b != b);
  else
    return a == b;
}
template <class A, class B>
bool same(std::optional<A> const& a, std::optional<B> const& b) {
  return a.has_value() == b.has_value() && (!a || reference::same(*a, *b));
}

template <class V>
std::string in_words(V const& v) {
  if constexpr (requires { v.has_value(); }) {
    return v.has_value() ? reference::in_words(*v) : "null";
  } else if constexpr (std::is_same_v<V, std::string>) {
    return '"' + v + '"';
  } else {
    std::string s;
    quern::format_value(s, v);
    return s;
  }
}

// Whether two tables have as many rows and, in these columns, the same values.
template <class S, class T, class... Names>
bool same_values(quern::table<S> const& a, quern::table<T> const& b, Names... names) {
  auto const same_column = [&](auto name) {
    auto const x = a[name];
    auto const y = b[name];
    for (std::size_t i = 0; i < a.rows(); ++i)
      if (x[i] != y[i]) return false;
    return true;
  };
  return a.rows() == b.rows() && (same_column(names) && ...);
}

// Every row of a column is what `expected(row)` says; the first one that is not is shown.
template <class T, class F>
void check_rows(quern::column_view<T> const& column, std::size_t rows, char const* name, F expected) {
  INFO(name);
  REQUIRE(column.size() == rows);
  for (std::size_t i = 0; i < rows; ++i) {
    auto const got = column[i];
    auto const want = expected(i);
    if (!reference::same(got, want)) {
      INFO("row " << i << " of " << rows << ": got " << reference::in_words(got) << ", expected " << reference::in_words(want));
      CHECK(false);
      return;
    }
  }
  CHECK(true);
}

// f(values) where no operand is null, else null.
template <class F, class... V>
auto lift(F f, std::optional<V> const&... v) {
  using R = decltype(f(*v...));
  return (v.has_value() && ...) ? std::optional<R>(f(*v...)) : std::optional<R>();
}

}  // namespace reference
