// SPDX-License-Identifier: BSL-1.0
// Integer results that 64 bits do not hold raise, at the values around every boundary, and only for rows that count.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t, std::uint64_t;

std::vector<int128> const edges = {-(int128{1} << 63), -(int128{1} << 63) + 1, -(int128{1} << 62) - 1, -(int128{1} << 62), -(int128{1} << 32), -3037000500, -3, -2, -1, 0, 1, 2, 3, 3037000499,
                                   3037000500, int128{1} << 31, int128{1} << 32, (int128{1} << 62) - 1, int128{1} << 62, (int128{1} << 63) - 2, (int128{1} << 63) - 1, int128{1} << 63,
                                   (int128{1} << 64) - 2, (int128{1} << 64) - 1};
template <class T>
bool holds(int128 v) {
  return v >= std::numeric_limits<T>::min() && v <= static_cast<int128>(std::numeric_limits<T>::max());
}
// The pair stands among rows of zeros, at places of a register and a tail.
template <class R, class A, class B, class Query, class F>
void every_pair(char const* what, Query const& query, F exact) {
  int wrong = 0;
  std::string first;
  for (int128 x : edges)
    for (int128 y : edges) {
      if (!holds<A>(x) || !holds<B>(y)) continue;
      for (std::size_t at : {0, 9}) {
        std::vector<A> a(10, A(0));
        std::vector<B> b(10, B(0));
        a[at] = static_cast<A>(x), b[at] = static_cast<B>(y);
        std::optional<int128> const want = exact(x, y);
        bool const fits = want.has_value() && holds<R>(*want);
        std::string got = "overflow_error";
        try {
          got = in_words(static_cast<int128>(query(quern::from(quern::make_table("a"_c = a, "b"_c = b))).collect()["r"_c][at]));
        } catch (quern::overflow_error const&) {
        }
        if (got == (fits ? in_words(*want) : "overflow_error")) continue;
        if (wrong++ == 0) first = in_words(a[at]) + ' ' + what + ' ' + in_words(b[at]) + " gave " + got;
      }
    }
  INFO(first);
  CHECK(wrong == 0);
}
std::optional<int128> product(int128 x, int128 y) {
  int128 r;
  return __builtin_mul_overflow(x, y, &r) ? std::optional<int128>() : r;
}
auto const plus = [](auto const& q) { return q.select("r"_c = "a"_c + "b"_c); };
auto const minus = [](auto const& q) { return q.select("r"_c = "a"_c - "b"_c); };
auto const times = [](auto const& q) { return q.select("r"_c = "a"_c * "b"_c); };
auto const negated = [](auto const& q) { return q.select("r"_c = -"a"_c); };
auto const absolute = [](auto const& q) { return q.select("r"_c = quern::abs("a"_c)); };
}  // namespace

TEST_CASE("signed + - * raise exactly where 64 bits do not hold the result", "[kernel][overflow]") {
  every_pair<int64_t, int64_t, int64_t>("+", plus, [](int128 x, int128 y) { return x + y; });
  every_pair<int64_t, int64_t, int64_t>("-", minus, [](int128 x, int128 y) { return x - y; });
  every_pair<int64_t, int64_t, int64_t>("*", times, product);
}
TEST_CASE("unsigned + - * raise exactly where unsigned 64 bits do not hold the result", "[kernel][overflow]") {
  every_pair<uint64_t, uint64_t, uint64_t>("+", plus, [](int128 x, int128 y) { return x + y; });
  every_pair<uint64_t, uint64_t, uint64_t>("-", minus, [](int128 x, int128 y) { return x - y; });
  every_pair<uint64_t, uint64_t, uint64_t>("*", times, product);
}
TEST_CASE("signed with unsigned raises exactly where signed 64 bits do not hold the result", "[kernel][overflow]") {
  every_pair<int64_t, uint64_t, int64_t>("+", plus, [](int128 x, int128 y) { return x + y; });
  every_pair<int64_t, int64_t, uint64_t>("-", minus, [](int128 x, int128 y) { return x - y; });
  every_pair<int64_t, int64_t, uint64_t>("*", times, product);
}
TEST_CASE("negation and abs raise where 64 bits do not hold the result", "[kernel][overflow]") {
  every_pair<int64_t, int64_t, int64_t>("neg", negated, [](int128 x, int128) { return -x; });
  every_pair<int64_t, uint64_t, int64_t>("neg unsigned", negated, [](int128 x, int128) { return -x; });
  every_pair<int64_t, int64_t, int64_t>("abs", absolute, [](int128 x, int128) { return x < 0 ? -x : x; });
  every_pair<int64_t, uint64_t, int64_t>("abs unsigned", absolute, [](int128 x, int128) { return x; });
}

TEST_CASE("a row that is null or was removed before does not raise", "[kernel][overflow]") {
  std::optional<int64_t> const null;
  std::vector<std::optional<int64_t>> const a = {INT64_MAX, null, 3, INT64_MIN, INT64_MAX}, b = {null, INT64_MAX, 4, -1, 1};
  auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b, "row"_c = std::vector<int>{0, 1, 2, 3, 4}));
  auto const sums = q.where("row"_c < 3).select("r"_c = "a"_c + "b"_c).collect();
  check_rows(sums["r"_c], 3, "a + b", [](auto r) { return r == 2 ? std::optional<int64_t>(7) : std::optional<int64_t>(); });
  CHECK_THROWS_AS(q.select("r"_c = "a"_c + "b"_c).collect(), quern::overflow_error);
  auto const kept = q.where("row"_c < 3).where("a"_c + "b"_c < 100).collect();
  CHECK(kept.rows() == 1);
  // INT64_MIN + -1: the left side of && protects the right one.
  CHECK(q.where("row"_c < 3 && "a"_c + "b"_c < 100).collect().rows() == 1);
  CHECK_THROWS_AS(q.where("a"_c + "b"_c < 100 && "row"_c < 3).collect(), quern::overflow_error);
}

TEST_CASE("wrapping arithmetic is modulo 2^64 and never raises", "[kernel][overflow]") {
  std::vector<int64_t> a, b;
  for (int128 x : edges)
    for (int128 y : edges)
      if (holds<int64_t>(x) && holds<int64_t>(y)) a.push_back(static_cast<int64_t>(x)), b.push_back(static_cast<int64_t>(y));
  using quern::wrapping;
  auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b)).select("x"_c = wrapping("a"_c + "b"_c), "y"_c = wrapping("a"_c - "b"_c), "z"_c = wrapping("a"_c * "b"_c)).collect();
  auto const u = [](int64_t v) { return static_cast<uint64_t>(v); };
  check_rows(t["x"_c], a.size(), "+", [&](auto r) { return static_cast<int64_t>(u(a[r]) + u(b[r])); });
  check_rows(t["y"_c], a.size(), "-", [&](auto r) { return static_cast<int64_t>(u(a[r]) - u(b[r])); });
  check_rows(t["z"_c], a.size(), "*", [&](auto r) { return static_cast<int64_t>(u(a[r]) * u(b[r])); });
}
