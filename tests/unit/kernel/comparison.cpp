// SPDX-License-Identifier: BSL-1.0
// Comparisons across widths and signs of integers, of dates and times, of texts, with literals; between and is_in.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int32_t, std::int64_t, std::int8_t, std::uint32_t, std::uint64_t;
}

TEST_CASE("integers of different widths and signs compare by value", "[kernel][comparison]") {
  for (std::size_t n : lengths) {
    auto const a = integers<int8_t>(n, 1, -5, 5);
    auto const b = make_values(n, 2, [](numbers& g) { return g.chance(50) ? static_cast<uint32_t>(g.between(0, 5)) : UINT32_MAX; });
    auto const c = make_values(n, 3, [](numbers& g) { return g.chance(50) ? g.between(-5, 5) : g.chance(50) ? INT64_MIN : INT64_MAX; });
    auto const d = make_values(n, 4, [](numbers& g) { return g.chance(50) ? static_cast<uint64_t>(g.between(0, 5)) : UINT64_MAX - static_cast<uint64_t>(g.between(0, 1)); });
    auto const e = integers<int32_t>(n, 5, -5, 5);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "c"_c = c, "d"_c = d, "e"_c = e))
                       .select("ab"_c = "a"_c < "b"_c, "bc"_c = "b"_c >= "c"_c, "cd"_c = "c"_c < "d"_c, "dc"_c = "d"_c == "c"_c, "da"_c = "d"_c > "a"_c, "ea"_c = "e"_c == "a"_c,
                               "eb"_c = "e"_c <= "b"_c, "dd"_c = "d"_c < UINT64_MAX, "cl"_c = "c"_c != INT64_MIN, "al"_c = "a"_c < 1000000)
                       .collect();
    auto const w = [](auto v) { return static_cast<int128>(v); };
    check_rows(t["ab"_c], n, "i8 < u32", [&](auto r) { return w(a[r]) < w(b[r]); });
    check_rows(t["bc"_c], n, "u32 >= i64", [&](auto r) { return w(b[r]) >= w(c[r]); });
    check_rows(t["cd"_c], n, "i64 < u64", [&](auto r) { return w(c[r]) < w(d[r]); });
    check_rows(t["dc"_c], n, "u64 == i64", [&](auto r) { return w(d[r]) == w(c[r]); });
    check_rows(t["da"_c], n, "u64 > i8", [&](auto r) { return w(d[r]) > w(a[r]); });
    check_rows(t["ea"_c], n, "i32 == i8", [&](auto r) { return e[r] == a[r]; });
    check_rows(t["eb"_c], n, "i32 <= u32", [&](auto r) { return w(e[r]) <= w(b[r]); });
    check_rows(t["dd"_c], n, "u64 < max", [&](auto r) { return d[r] < UINT64_MAX; });
    check_rows(t["cl"_c], n, "i64 != min", [&](auto r) { return c[r] != INT64_MIN; });
    check_rows(t["al"_c], n, "i8 < 1000000", [&](auto) { return true; });
  }
}

TEST_CASE("a literal above every signed value compares by value, also beside proven arithmetic", "[kernel][comparison]") {
  std::vector<int64_t> const a = {-1, 0, INT64_MAX};
  std::vector<int32_t> const b = {1, 2, 3};
  auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b));
  CHECK(q.where("a"_c < UINT64_MAX).count() == 3);
  CHECK(q.where("a"_c < UINT64_MAX && "b"_c * 2 > 0).count() == 3);
  CHECK(q.where("b"_c < UINT64_MAX && "b"_c * 2 > 0).count() == 3);
  CHECK(q.where("a"_c < 18446744073709551615ULL).count() == 3);  // unsigned long long is another type than uint64_t
}

TEST_CASE("columns of long long hold what they are given", "[kernel][comparison]") {
  std::vector<unsigned long long> const u = {0, 1, ULLONG_MAX};
  std::vector<long long> const s = {LLONG_MIN, -1, LLONG_MAX};
  auto const t = quern::from(quern::make_table("u"_c = u, "s"_c = s)).select("gt"_c = "u"_c > "s"_c, "copy"_c = quern::coalesce("u"_c, 0ULL), "big"_c = "u"_c > 5).collect();
  check_rows(t["gt"_c], 3, "u > s", [&](auto r) { return static_cast<int128>(u[r]) > static_cast<int128>(s[r]); });
  check_rows(t["copy"_c], 3, "u", [&](auto r) { return u[r]; });
  check_rows(t["big"_c], 3, "u > 5", [&](auto r) { return u[r] > 5; });
}

TEST_CASE("between includes both ends and is null where an end decides and is null", "[kernel][comparison]") {
  for (std::size_t n : lengths) {
    auto const x = sprinkle_nulls(integers<int32_t>(n, 6, -5, 5), 7), low = sprinkle_nulls(integers<int32_t>(n, 8, -5, 5), 9);
    auto const f = floats<float>(n, 10);
    auto const t = quern::from(quern::make_table("x"_c = x, "low"_c = low, "f"_c = f))
                       .select("a"_c = quern::between("x"_c, -2, 3), "b"_c = quern::between("x"_c, "low"_c, 3), "c"_c = quern::between("f"_c, -1.0f, 1.0f))
                       .collect();
    check_rows(t["a"_c], n, "between", [&](auto r) { return lift([](auto v) { return -2 <= v && v <= 3; }, x[r]); });
    check_rows(t["b"_c], n, "between low", [&](auto r) -> std::optional<bool> {
      if (x[r] && *x[r] > 3) return false;
      return lift([](auto v, auto l) { return l <= v && v <= 3; }, x[r], low[r]);
    });
    check_rows(t["c"_c], n, "between float", [&](auto r) { return -1.0f <= f[r] && f[r] <= 1.0f; });
  }
}

TEST_CASE("is_in finds a value, and is null where nothing equal was found beside a null", "[kernel][comparison]") {
  for (std::size_t n : lengths) {
    auto const x = sprinkle_nulls(integers<std::int16_t>(n, 11, 0, 6), 12);
    std::vector<std::string> s;
    for (auto const& v : x) s.push_back(v ? std::to_string(*v) : "none");
    auto const t = quern::from(quern::make_table("x"_c = x, "s"_c = s))
                       .select("a"_c = quern::is_in("x"_c, 1, 3, 5), "b"_c = quern::is_in("x"_c, 1, quern::null<int32_t>), "c"_c = quern::is_in("s"_c, "2", "none"), "d"_c = quern::is_in("x"_c, 4))
                       .collect();
    check_rows(t["a"_c], n, "1 3 5", [&](auto r) { return lift([](int v) { return v == 1 || v == 3 || v == 5; }, x[r]); });
    check_rows(t["b"_c], n, "1 null", [&](auto r) { return x[r] == 1 ? std::optional<bool>(true) : std::optional<bool>(); });
    check_rows(t["c"_c], n, "texts", [&](auto r) { return s[r] == "2" || s[r] == "none"; });
    check_rows(t["d"_c], n, "4", [&](auto r) { return lift([](int v) { return v == 4; }, x[r]); });
  }
}
