// SPDX-License-Identifier: BSL-1.0
// Joins on more than equal keys: further conditions, ranges alone, nothing at all, and the nearest row; and what joins read and stream.
#include "unit/join/joined.hpp"

using namespace joined;
using quern::on;

namespace {
struct two_tables {
  std::vector<int> k, l;
  std::vector<std::optional<double>> x, y;
  explicit two_tables(std::size_t n, std::size_t m, std::uint64_t seed) : k(n), l(m), x(n), y(m) {
    dice d(seed);
    auto const value = [&]() -> std::optional<double> {
      std::size_t const v = d(14);
      if (v == 0) return std::nullopt;
      if (v == 1) return std::numeric_limits<double>::quiet_NaN();
      return static_cast<double>(v) / 2;
    };
    for (std::size_t i = 0; i < n; ++i) k[i] = static_cast<int>(d(5)), x[i] = value();
    for (std::size_t i = 0; i < m; ++i) l[i] = static_cast<int>(d(5)), y[i] = value();
  }
  auto a() const { return quern::make_table("k"_c = k, "x"_c = x); }
  auto b() const { return quern::make_table("l"_c = l, "y"_c = y); }
};
}  // namespace

TEST_CASE("what is no key is looked at pair by pair, before rows count as alone", "[join]") {
  for (auto const& [n, m] : {std::pair{0, 4}, std::pair{4, 0}, std::pair{40, 31}}) {
    two_tables const t(static_cast<std::size_t>(n), static_cast<std::size_t>(m), 11);
    auto const match = [&](std::size_t i, std::size_t j) { return t.k[i] == t.l[j] && t.x[i] && t.y[j] && (*t.x[i] < *t.y[j] || *t.x[i] + *t.y[j] == 5); };
    check_kinds(quern::from(t.a()), quern::from(t.b()), on("k"_c == "l"_c && ("x"_c < "y"_c || "x"_c + "y"_c == 5.0)), nested_loops(rows_of(t.a()), rows_of(t.b()), 2, 2, match));
  }
}

TEST_CASE("joins on ranges alone, in every direction", "[join]") {
  for (auto const& [n, m] : {std::pair{0, 4}, std::pair{4, 0}, std::pair{1, 1}, std::pair{50, 33}}) {
    two_tables const t(static_cast<std::size_t>(n), static_cast<std::size_t>(m), 12);
    auto const a = quern::from(t.a());
    auto const b = quern::from(t.b());
    auto const expect = [&](auto compare) {
      return nested_loops(rows_of(t.a()), rows_of(t.b()), 2, 2, [&, compare](std::size_t i, std::size_t j) { return t.x[i] && t.y[j] && compare(*t.x[i], *t.y[j]); });
    };
    check("less", a.join(b, on("x"_c < "y"_c)), expect([](double x, double y) { return x < y; }).inner);
    check("at most", a.left_join(b, on("x"_c <= "y"_c)), expect([](double x, double y) { return x <= y; }).left);
    check("more, turned", a.right_join(b, on("y"_c < "x"_c)), expect([](double x, double y) { return y < x; }).right);
    check("at least", a.full_join(b, on("x"_c >= "y"_c)), expect([](double x, double y) { return x >= y; }).full);
    check("between", a.semi_join(b, on("x"_c > "y"_c, "x"_c < "y"_c + 1.0)), expect([](double x, double y) { return x > y && x < y + 1; }).semi);
    check("unequal", a.anti_join(b, on("x"_c != "y"_c)), expect([](double x, double y) { return x != y; }).anti);
  }
}

TEST_CASE("cross join gives all pairs, also of nothing", "[join]") {
  two_tables const t(9, 21, 13), none(0, 3, 13);
  auto const all = [](std::size_t, std::size_t) { return true; };
  check("all", quern::from(t.a()).cross_join(quern::from(t.b())), nested_loops(rows_of(t.a()), rows_of(t.b()), 2, 2, all).inner);
  check("left empty", quern::from(none.a()).cross_join(quern::from(t.b())), {});
  check("right empty", quern::from(t.b()).cross_join(quern::from(none.a())), {});
  CHECK(quern::range(0, 100'000).cross_join(quern::range(0, 300).rename("other"_c = "id"_c)).count() == 30'000'000);
}

TEST_CASE("as-of joins take the last row before, the first behind, or the nearest", "[join]") {
  for (auto const& [n, m] : {std::pair{0, 4}, std::pair{4, 0}, std::pair{60, 45}}) {
    two_tables const t(static_cast<std::size_t>(n), static_cast<std::size_t>(m), 14);
    auto const a = quern::from(t.a());
    auto const b = quern::from(t.b());
    // wanted(distance) is negative where the pair is not allowed, else how far apart; of equal ones `later` takes the last.
    auto const expect = [&](bool by_key, bool later, auto wanted) {
      rows r;
      rows const left = rows_of(t.a()), right = rows_of(t.b());
      for (std::size_t i = 0; i < left.size(); ++i) {
        std::optional<std::size_t> best;
        double least = 0;
        bool back = false;
        for (std::size_t j = 0; j < right.size(); ++j) {
          if ((by_key && t.k[i] != t.l[j]) || !t.x[i] || !t.y[j] || *t.x[i] != *t.x[i] || *t.y[j] != *t.y[j]) continue;
          double const d = wanted(*t.x[i], *t.y[j]);
          if (d < 0) continue;
          bool const behind = *t.y[j] > *t.x[i];
          if (!best || d < least || (d == least && (back && !behind)) || (d == least && back == behind && later && !behind)) best = j, least = d, back = behind;
        }
        r.push_back(left[i] + (best ? right[*best] : row(2, "null")));
      }
      return r;
    };
    auto const before = [](double x, double y) { return x - y; };
    auto const after = [](double x, double y) { return y - x; };
    check("backward", a.asof_join(b, quern::backward("x"_c, "y"_c), on("k"_c == "l"_c)), expect(true, true, before));
    check("forward", a.asof_join(b, quern::forward("x"_c, "y"_c)), expect(false, false, after));
    check("nearest", a.asof_join(b, quern::nearest("x"_c, "y"_c), on("k"_c == "l"_c)), expect(true, true, [](double x, double y) { return std::abs(x - y); }));
    check("within", a.asof_join(b, quern::backward("x"_c, "y"_c).within(0.5), on("k"_c == "l"_c)),
          expect(true, true, [](double x, double y) { return x - y <= 0.5 ? x - y : -1.0; }));
  }
}

TEST_CASE("as-of joins of timestamps within a duration, and a column of one name stands once", "[join]") {
  using ts = quern::timestamp<quern::us>;
  std::vector<ts> at{ts(10'000'000), ts(20'000'000), ts(30'000'000)}, quoted{ts(9'000'000), ts(14'000'000), ts(29'999'999)};
  auto const trades = quern::make_table("time"_c = at);
  auto const quotes = quern::make_table("time"_c = quoted, "price"_c = std::vector<int>{1, 2, 3});
  auto const q = quern::from(trades).asof_join(quern::from(quotes), quern::backward("time"_c).within(quern::duration<quern::s>(5)));
  static_assert(decltype(q)::schema::size == 2);
  auto const t = q.collect();
  CHECK(t["price"_c][0] == 1);
  CHECK(!t["price"_c][1]);  // six seconds before
  CHECK(t["price"_c][2] == 3);
  CHECK_THROWS_AS(quern::from(trades).asof_join(quern::from(quotes), quern::backward("time"_c).within(quern::duration<quern::s>(-1))).count(), quern::data_error);
}

TEST_CASE("types and names of joined columns", "[join]") {
  auto const a = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "v"_c = std::vector<double>{1})), b = a;
  {
    using L = decltype(a.left_join(b, on("k"_c), quern::suffix<"_right">))::schema;
    static_assert(std::is_same_v<L, quern::schema<quern::field<"k", int>, quern::field<"v", double>, quern::field<"v_right", quern::nullable<double>>>>);
    using F = decltype(a.full_join(b, on("k"_c), quern::suffix<"2">))::schema;
    static_assert(std::is_same_v<F, quern::schema<quern::field<"k", int>, quern::field<"v", quern::nullable<double>>, quern::field<"v2", quern::nullable<double>>>>);
    using S = decltype(a.semi_join(b, on(quern::left("v"_c) == quern::right("v"_c))))::schema;
    static_assert(std::is_same_v<S, decltype(a)::schema>);
  }
  CHECK(a.semi_join(b, on(quern::left("v"_c) == quern::right("v"_c))).count() == 1);
  CHECK(a.join(b, on("k"_c, quern::left("v"_c) < quern::right("v"_c)), quern::suffix<"_2">).is_empty());
}

TEST_CASE("params in the condition of a join, and in both inputs, take other values", "[join]") {
  auto const numbers = quern::range(0, 10);
  auto const q = numbers.where("id"_c < quern::param<"most">(5)).join(numbers.rename("j"_c = "id"_c).where("j"_c >= quern::param<"least">(0)), on("id"_c - "j"_c == quern::param<"gap">(1)));
  CHECK(q.count() == 4);
  CHECK(q.with<"most">(10).count() == 9);
  CHECK(q.with<"least">(3).count() == 1);
  CHECK(q.with<"gap">(2).count() == 3);
}

TEST_CASE("joins stream: verbs above and below, a join of joins, a stopped run, an exception", "[join]") {
  auto const numbers = quern::range(0, 200'000);
  auto const small = quern::from(quern::make_table("id"_c = std::vector<std::int64_t>{5, 70'000, 199'999}, "name"_c = std::vector<std::string>{"a", "b", "c"}));
  auto const q = numbers.where("id"_c % 5 == 0).update("half"_c = "id"_c / 2.0).join(small.where("name"_c != "c"), on("id"_c)).with_row_index("n"_c).order_by("id"_c);
  auto const t = q.collect({.threads = 2});
  REQUIRE(t.rows() == 2);
  CHECK(t["name"_c][0] == "a");
  CHECK(t["half"_c][1] == 35'000);
  CHECK(t["n"_c][1] == 1);
  auto const thrice = numbers.join(small, on("id"_c)).join(small.select("name"_c, "again"_c = "id"_c), on("name"_c)).left_join(numbers.rename("again"_c = "id"_c), on("again"_c));
  CHECK(thrice.group_by("name"_c).agg("s"_c = quern::sum("again"_c)).order_by("name"_c).collect()["s"_c][2] == 199'999);
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(q.collect({.stop = stop.get_token()}), quern::cancelled);
  auto const bad = numbers.join(small.update("boom"_c = "id"_c % ("id"_c - 5)), on("id"_c));
  CHECK_THROWS_AS(bad.collect(), quern::division_by_zero);
  CHECK(bad.select("name"_c).count() == 3);  // a column that nobody reads is not made
}
