// SPDX-License-Identifier: BSL-1.0
// order_by: a stable sort by one total order, with the place of nulls chosen by the direction or by the user.
#include <algorithm>
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using quern::asc, quern::desc;

template <class T>
bool before(T const& a, T const& b) {
  if constexpr (std::is_floating_point_v<T>)
    return a < b || (b != b && a == a);
  else
    return a < b;
}
// Row numbers in the order asked for.
template <class T>
std::vector<std::int64_t> sorted(std::vector<std::optional<T>> const& v, bool descending, bool nulls_last) {
  std::vector<std::int64_t> r(v.size());
  for (std::size_t i = 0; i < r.size(); ++i) r[i] = static_cast<std::int64_t>(i);
  std::stable_sort(r.begin(), r.end(), [&](auto x, auto y) {
    auto const &a = v[static_cast<std::size_t>(x)], &b = v[static_cast<std::size_t>(y)];
    if (!a || !b) return a.has_value() != b.has_value() && a.has_value() == nulls_last;
    return descending ? before(*b, *a) : before(*a, *b);
  });
  return r;
}
template <class T, class Make>
void check_type(char const* name, Make make) {
  for (std::size_t n : {0u, 1u, 2u, 9u, 1025u, 70000u})
    for (int percent : {0, 30, 100}) {
      auto const v = sprinkle_nulls(make_values(n, 1, make), 2, percent);
      auto const q = quern::from(quern::make_table("v"_c = v)).with_row_index("row"_c);
      auto const check = [&](auto const& t, bool descending, bool nulls_last) {
        auto const want = sorted(v, descending, nulls_last);
        check_rows(t["row"_c], n, name, [&](auto r) { return want[r]; });
        check_rows(t["v"_c], n, name, [&](auto r) { return v[static_cast<std::size_t>(want[r])]; });
      };
      check(q.order_by("v"_c).collect(), false, false);
      check(q.order_by(desc("v"_c)).collect(), true, true);
      check(q.order_by(asc("v"_c).nulls_last()).collect(), false, true);
      check(q.order_by(desc("v"_c).nulls_first()).collect(), true, false);
    }
}
}  // namespace

TEST_CASE("integers and floats sort, NaN last and -0.0 beside 0.0", "[query][order]") {
  check_type<std::int8_t>("int8", [](numbers& g) { return static_cast<std::int8_t>(g.between(-128, 127)); });
  check_type<std::uint64_t>("uint64", [](numbers& g) { return g.next() >> (g.next() % 64); });
  check_type<double>("double", [](numbers& g) {
    double const odd[] = {0.0, -0.0, std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                          std::numeric_limits<double>::denorm_min()};
    return g.chance(50) ? odd[g.next() % 7] : (g.fraction() - 0.5) * 100;
  });
}
TEST_CASE("wide decimals and texts with long prefixes in common sort", "[query][order]") {
  check_type<quern::decimal<38, 2>>("decimal<38,2>", [](numbers& g) { return quern::decimal<38, 2>::from_units(g.between(-3, 3) * (int128{1} << 64) + g.between(-3, 3)); });
  check_type<std::string>("string", [](numbers& g) {
    std::string const odd[] = {"", "abcdefgh", std::string("abcdefgh\0", 9), "abcdefghi", "abcdefg", "\xff", "\x7f", std::string("a\0b", 3)};
    return g.chance(30) ? odd[g.next() % 8] : "abcdefgh" + std::to_string(g.next() % 100);
  });
}
TEST_CASE("bools and dates sort", "[query][order]") {
  check_type<bool>("bool", [](numbers& g) { return g.chance(50); });
  check_type<quern::date>("date", [](numbers& g) { return quern::date(static_cast<std::int32_t>(g.between(-50, 50))); });
}

TEST_CASE("later keys decide where earlier ones are equal, each in its own direction; keys may be expressions", "[query][order]") {
  for (std::size_t n : {0u, 1u, 1025u, 70000u}) {
    auto const a = sprinkle_nulls(integers<int>(n, 3, 0, 4), 4);
    auto const s = make_values(n, 5, [](numbers& g) { return "same prefix " + std::to_string(g.next() % 5); });
    auto const x = integers<std::int64_t>(n, 6, -3, 3);
    auto const t = quern::from(quern::make_table("a"_c = a, "s"_c = s, "x"_c = x)).with_row_index("row"_c).order_by(desc("a"_c), "s"_c, desc("x"_c * "x"_c)).collect();
    std::vector<std::size_t> want(n);
    for (std::size_t i = 0; i < n; ++i) want[i] = i;
    std::stable_sort(want.begin(), want.end(), [&](auto i, auto j) {
      auto const key = [&](auto k) { return std::tuple(a[k] ? -*a[k] : 1, s[k], -x[k] * x[k]); };
      return key(i) < key(j);
    });
    check_rows(t["row"_c], n, "rows", [&](auto r) { return static_cast<std::int64_t>(want[r]); });
    check_rows(t["s"_c], n, "s", [&](auto r) { return s[want[r]]; });
  }
}

TEST_CASE("categories and fixed_strings sort by their texts", "[query][order]") {
  using S = quern::schema<quern::field<"c", quern::nullable<quern::category>>, quern::field<"f", quern::fixed_string<12>>>;
  quern::table_builder<S> b;
  b.row("pear", quern::fixed_string<12>("commonprefix"));
  b.row(std::nullopt, quern::fixed_string<12>(std::string_view("commonprefi")));
  b.row("apple", quern::fixed_string<12>(std::string_view("")));
  b.row("pear", quern::fixed_string<12>(std::string_view("commonb")));
  auto const q = quern::from(b.finish()).with_row_index("row"_c);
  auto const c = q.order_by("c"_c).collect(), f = q.order_by(desc("f"_c)).collect();
  std::int64_t const by_c[] = {1, 2, 0, 3}, by_f[] = {0, 1, 3, 2};
  check_rows(c["row"_c], 4, "c", [&](auto r) { return by_c[r]; });
  check_rows(f["row"_c], 4, "f", [&](auto r) { return by_f[r]; });
}

TEST_CASE("a limit after a sort keeps the first rows of the whole order", "[query][order]") {
  for (std::size_t n : {9u, 1025u, 200000u}) {
    auto const v = integers<int>(n, 7, 0, 1000);
    auto const q = quern::from(quern::make_table("v"_c = v)).with_row_index("row"_c).order_by(desc("v"_c));
    auto const all = q.collect();
    for (std::uint64_t k : {0u, 1u, 7u, 1000u}) {
      auto const some = q.limit(k).collect(), later = q.offset(3).limit(k).collect();
      check_rows(some["row"_c], std::min<std::size_t>(n, k), "limit", [&](auto r) { return all["row"_c][r]; });
      check_rows(later["row"_c], std::min<std::size_t>(n - 3, k), "offset", [&](auto r) { return all["row"_c][r + 3]; });
    }
  }
}
