// SPDX-License-Identifier: BSL-1.0
// Rows chosen by an order (top) and at random (sample, random_split).
#include <algorithm>
#include <set>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
using quern::desc, quern::asc, quern::exec;

// The same bytes for any number of threads and any size of chunks.
template <class Q>
auto collected(Q const& q) {
  auto const t = q.collect({.threads = 1});
  for (int threads : {2, 8}) CHECK(same_bytes(t, q.collect({.threads = threads})));
  for (std::size_t rows : {8u, 1000u}) CHECK(same_bytes(t, q.collect({.threads = 2, .min_rows_per_chunk = rows})));
  return t;
}
auto many(std::size_t n, int different) {
  return quern::make_table("i"_c = sprinkle_nulls(integers<std::int16_t>(n, 1, 0, different), 2, 10),
                           "x"_c = sprinkle_nulls(make_values(n, 3, [&](numbers& g) { return g.chance(5) ? std::numeric_limits<double>::quiet_NaN() : g.chance(5) ? -0.0 : double(g.between(0, different)); }), 4, 20),
                           "s"_c = sprinkle_nulls(make_values(n, 5, [&](numbers& g) { return "a long prefix in common " + std::to_string(g.between(0, different)); }), 6, 20),
                           "b"_c = make_values(n, 7, [](numbers& g) { return g.chance(50); }), "u"_c = make_values(n, 8, [](numbers& g) { return g.next(); }),
                           "m"_c = make_values(n, 9, [&](numbers& g) { return quern::decimal<38, 2>::from_units((int128{1} << 80) * g.between(-different, different)); }));
}
// The numbers of the rows in the order of one key, worked out with std::stable_sort.
template <class V, class Less>
std::vector<std::int64_t> in_order(std::vector<V> const& v, Less less) {
  std::vector<std::int64_t> r(v.size());
  for (std::size_t i = 0; i < r.size(); ++i) r[i] = static_cast<std::int64_t>(i);
  std::stable_sort(r.begin(), r.end(), [&](auto a, auto b) { return less(v[static_cast<std::size_t>(a)], v[static_cast<std::size_t>(b)]); });
  return r;
}
template <class Column>
auto values_of(Column const& c) {
  std::vector<typename Column::value_type> r;
  for (auto const v : c) r.push_back(v);
  return r;
}
}  // namespace

TEST_CASE("top gives the first rows of the sorted input, ties in row order", "[query][top]") {
  for (std::size_t n : {0u, 1u, 130u, 5000u, 70000u})
    for (int different : {1, 50, 30000}) {
      auto const t = many(n, different);
      auto const q = quern::from(t).with_row_index("row"_c);
      // Nulls first, then by value; last for desc.
      auto const number_less = [](auto const& a, auto const& b) { return *a < *b || (*a == *a && *b != *b); };
      auto const plain = [](auto const& a, auto const& b) { return *a < *b; };
      auto const up = [&](auto less) { return [less](auto const& a, auto const& b) { return a && b ? less(a, b) : !a && b; }; };
      auto const down = [&](auto less) { return [less](auto const& a, auto const& b) { return a && b ? less(b, a) : a && !b; }; };
      auto const x = values_of(t["x"_c]);
      auto const by_i = in_order(values_of(t["i"_c]), up(plain)), by_x_down = in_order(x, down(number_less));
      auto const by_x = in_order(x, [&](auto const& a, auto const& b) { return a && b ? number_less(a, b) : a && !b; });
      auto const by_s = in_order(values_of(t["s"_c]), up(plain)), by_u = in_order(values_of(t["u"_c]), [](auto a, auto b) { return a > b; });
      auto const by_m = in_order(values_of(t["m"_c]), [](auto a, auto b) { return a < b; }), by_b = in_order(values_of(t["b"_c]), [](bool a, bool b) { return a < b; });
      for (std::size_t wanted : {0u, 1u, 7u, 600u, 100000u}) {
        if (wanted > 600 && different == 1) continue;  // a sort of all rows, once of few values and once of many
        auto const check = [&](auto const& r, auto const& order) {
          auto const row = [&](auto k) { return static_cast<std::size_t>(order[k]); };
          std::size_t const rows = std::min(wanted, n);
          check_rows(r["row"_c], rows, "row", [&](auto k) { return order[k]; });
          check_rows(r["s"_c], rows, "s", [&](auto k) { return t["s"_c][row(k)]; });
          check_rows(r["b"_c], rows, "b", [&](auto k) { return t["b"_c][row(k)]; });
          check_rows(r["x"_c], rows, "x", [&](auto k) { return t["x"_c][row(k)]; });
        };
        check(collected(q.top(wanted, "i"_c)), by_i);
        check(q.top(wanted, desc("x"_c)).collect({.threads = 3, .min_rows_per_chunk = 1000}), by_x_down);
        if (different != 50) continue;
        check(q.top(wanted, asc("x"_c).nulls_last()).collect(), by_x);
        check(collected(q.top(wanted, "s"_c)), by_s);
        check(q.top(wanted, desc("u"_c)).collect({.threads = 2}), by_u);
        check(q.top(wanted, "m"_c).collect(), by_m);
        check(q.top(wanted, "b"_c).collect(), by_b);
      }
    }
}

TEST_CASE("top by several keys over filtered, computed and categorised rows is order_by and limit", "[query][top]") {
  auto const t = many(70000, 20);
  auto const q = quern::from(t).where("u"_c % 3 != 0).update("k"_c = "i"_c * 2 + 1, "c"_c = quern::upper("s"_c)).with_row_index("row"_c);
  auto const sorted = q.order_by(desc("k"_c), "c"_c, "x"_c).collect();
  auto const best = collected(q.top(900, desc("k"_c), "c"_c, "x"_c));
  check_rows(best["row"_c], 900, "row", [&](auto i) { return sorted["row"_c][i]; });
  check_rows(best["c"_c], 900, "c", [&](auto i) { return sorted["c"_c][i]; });
  static_assert(std::is_same_v<decltype(q.top(3, "k"_c)), decltype(q.order_by("k"_c).limit(3))>);
  CHECK(q.top(0, "k"_c).count() == 0);
  CHECK_THROWS_AS(q.top(-1, "k"_c), quern::data_error);
  using S = quern::schema<quern::field<"c", quern::nullable<quern::category>>, quern::field<"n", std::int64_t>>;
  quern::table_builder<S> b;
  for (int i = 0; i < 20000; ++i) b.row(i % 7 == 0 ? std::optional<std::string_view>() : std::string_view(i % 3 == 0 ? "pear" : i % 3 == 1 ? "apple" : "fig"), i);
  auto const c = collected(quern::from(b.finish()).top(12000, desc("c"_c)));
  CHECK(c["c"_c][0] == std::optional<std::string_view>("pear"));
  CHECK((c["n"_c][0] == 3 && c["n"_c][1] == 6));
  CHECK(c["c"_c][11999] == std::optional<std::string_view>("apple"));
}

TEST_CASE("sample gives exactly as many rows as asked for, in order, each once", "[query][sample]") {
  for (std::size_t n : {0u, 1u, 9u, 1000u, 70000u}) {
    auto const q = quern::range(0, static_cast<std::int64_t>(n));
    for (std::uint64_t seed : {0u, 1u, 99u})
      for (std::size_t wanted : {std::size_t{0}, std::size_t{1}, std::size_t{5}, n / 2, n, n + 5}) {
        auto const t = collected(q.sample(wanted, seed));
        REQUIRE(t.rows() == std::min(wanted, n));
        for (std::size_t i = 0; i < t.rows(); ++i) CHECK((t["id"_c][i] < static_cast<std::int64_t>(n) && (i == 0 || t["id"_c][i - 1] < t["id"_c][i])));
      }
  }
  auto const q = quern::range(0, 10);
  CHECK(q.sample(0.0).count() == 0);
  CHECK(q.sample(0.25).count() == 3);  // 2.5 is rounded up
  CHECK(q.sample(0.24).count() == 2);
  CHECK(q.sample(1.0).count() == 10);
  CHECK(q.sample(7.5).count() == 10);
  CHECK(q.sample(3, 5).count() == 3);
  CHECK_THROWS_AS(q.sample(-1), quern::data_error);
  CHECK_THROWS_AS(q.sample(-0.1), quern::data_error);
  CHECK_THROWS_AS(q.sample(std::numeric_limits<double>::quiet_NaN()), quern::data_error);
  // Another seed, another choice; and every row has its chance.
  CHECK_FALSE(same_bytes(quern::range(0, 1000).sample(10, 1).collect(), quern::range(0, 1000).sample(10, 2).collect()));
  std::vector<int> chosen(20);
  for (std::uint64_t seed = 0; seed < 2000; ++seed)
    for (auto const id : quern::range(0, 20).sample(5, seed).collect()["id"_c]) ++chosen[static_cast<std::size_t>(id)];
  for (int const c : chosen) CHECK((c > 400 && c < 600));  // 500 expected, 19 the standard deviation
}

TEST_CASE("random_split puts every row into one part, in order, with the sizes of the weights", "[query][sample]") {
  for (std::size_t n : {0u, 1u, 10u, 1001u, 70000u}) {
    auto const q = quern::range(0, static_cast<std::int64_t>(n)).update("s"_c = quern::when("id"_c % 2 == 0).then("even").otherwise("odd"));
    auto const parts = q.random_split({3, 0, 2, 5}, 7);
    std::set<std::int64_t> seen;
    for (auto const& p : parts)
      for (std::size_t i = 0; i < p.rows(); ++i) {
        seen.insert(p["id"_c][i]);
        CHECK((i == 0 || p["id"_c][i - 1] < p["id"_c][i]));
      }
    CHECK(seen.size() == n);
    CHECK(parts[0].rows() + parts[1].rows() + parts[2].rows() + parts[3].rows() == n);
    CHECK(parts[1].rows() == 0);
    CHECK(parts[0].rows() == static_cast<std::size_t>(0.3 * static_cast<double>(n) + 0.5));
    for (int threads : {1, 2, 8}) {
      auto const again = q.random_split({3, 0, 2, 5}, 7, {.threads = threads, .min_rows_per_chunk = 8});
      for (std::size_t k = 0; k < 4; ++k) CHECK(same_bytes(parts[k], again[k]));
    }
    // The first part is a sample of its size.
    CHECK(same_bytes(parts[0], q.sample(0.3, 7).collect()));
  }
  auto const q = quern::range(0, 10);
  auto const [a, b] = q.random_split({1e-300, 1e300});
  CHECK((a.rows() == 0 && b.rows() == 10));
  CHECK(q.random_split(std::vector<double>{1, 1, 1}, 3).size() == 3);
  CHECK(q.random_split(std::array<double, 1>{2})[0].rows() == 10);
  CHECK(q.where("id"_c > 100).random_split({1, 1})[0].rows() == 0);
  CHECK_THROWS_AS(q.random_split(std::vector<double>{}), quern::data_error);
  CHECK_THROWS_AS(q.random_split({0, 0}), quern::data_error);
  CHECK_THROWS_AS(q.random_split({1, -1, 3}), quern::data_error);
  CHECK_THROWS_AS(q.random_split({std::numeric_limits<double>::infinity(), 1}), quern::data_error);
  CHECK_THROWS_AS(q.random_split({1e308, 1e308}), quern::data_error);
}
