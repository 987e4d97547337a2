// SPDX-License-Identifier: BSL-1.0
// Aggregates over frames of rows and of ranges, against sums over the rows that the definition gives.
#include <set>

#include "unit/query/plain_windows.hpp"

using namespace reference;
using namespace quern;
using quern::asc, quern::desc;

namespace {
double const inf = std::numeric_limits<double>::infinity();

struct input_columns {
  std::vector<std::optional<int>> k;
  std::vector<std::int32_t> t;
  std::vector<std::optional<std::int64_t>> x;
  std::vector<std::optional<double>> d;  // whole numbers, and what sums must not keep a trace of
  std::vector<std::int64_t> cents;
  std::vector<std::optional<std::string>> s;
  std::vector<std::optional<bool>> b;
};
input_columns make(std::size_t n, std::uint64_t seed) {
  double const odd[] = {inf, -inf, std::nan(""), 1e300, -0.0};
  input_columns c;
  c.k = sprinkle_nulls(integers<int>(n, seed, 0, 3), seed + 1, 20);
  c.t = integers<std::int32_t>(n, seed + 2, -6, 6);
  c.x = sprinkle_nulls(integers<std::int64_t>(n, seed + 3, -50, 50), seed + 4);
  c.d = sprinkle_nulls(make_values(n, seed + 5, [&](numbers& g) { return g.chance(15) ? odd[g.next() % 5] : static_cast<double>(g.between(-9, 9)); }), seed + 6);
  c.cents = integers<std::int64_t>(n, seed + 7, -999, 999);
  c.s = sprinkle_nulls(make_values(n, seed + 8, [](numbers& g) { return std::string(g.next() % 30, 'b') + std::to_string(g.next() % 9); }), seed + 9);
  c.b = sprinkle_nulls(make_values(n, seed + 10, [](numbers& g) { return g.chance(50); }), seed + 11);
  return c;
}
auto table_of(input_columns const& c) {
  std::vector<decimal<25, 2>> money;
  for (auto v : c.cents) money.push_back(decimal<25, 2>::from_units(v));
  return make_table("k"_c = c.k, "t"_c = c.t, "x"_c = c.x, "d"_c = c.d, "m"_c = money, "s"_c = c.s, "b"_c = c.b);
}
plain_window window_of(input_columns const& c) {
  return plain_window(
      c.t.size(), [&](auto i, auto j) { return c.k[i] == c.k[j]; }, [&](auto i, auto j) { return c.t[i] < c.t[j]; });
}

template <class V, class F>
auto if_any(std::vector<V> const& v, F f) {
  using R = decltype(f(v));
  return v.empty() ? std::optional<R>() : std::optional<R>(f(v));
}
auto const sum_of = [](auto const& v) {
  std::remove_cvref_t<decltype(v[0])> r{};
  for (auto const& e : v) r += e;
  return r;
};
auto const least_of = [](auto const& v) {
  return *std::min_element(v.begin(), v.end(), [](auto const& a, auto const& b) { return compare(a, b) < 0; });
};
auto const greatest_of = [](auto const& v) {
  return *std::max_element(v.begin(), v.end(), [](auto const& a, auto const& b) { return compare(a, b) < 0; });
};
double variance_of(std::vector<std::int64_t> const& v) {
  double mean = 0, m2 = 0;
  for (auto e : v) mean += static_cast<double>(e) / static_cast<double>(v.size());
  for (auto e : v) m2 += (static_cast<double>(e) - mean) * (static_cast<double>(e) - mean);
  return m2 / static_cast<double>(v.size());
}
double median_of(std::vector<std::int64_t> v) {
  std::sort(v.begin(), v.end());
  std::size_t const h = v.size() / 2;
  return v.size() % 2 == 1 ? static_cast<double>(v[h]) : static_cast<double>(v[h - 1] + v[h]) / 2;
}
bool near(std::optional<double> const& a, std::optional<double> const& b) {
  return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) <= 1e-9 * (1 + std::abs(*b)));
}

// All aggregates over one kind of frame. frame(row) gives the rows that the definition does.
template <class Frame, class Rows>
void check_aggregates(input_columns const& c, Frame const& frame, Rows const& rows_of_row, exec const& how) {
  std::size_t const n = c.t.size();
  auto const in = [&](auto const& f) { return f.over(partition_by("k"_c), order_by("t"_c), frame); };
  auto const q = from(table_of(c))
                     .select("n"_c = in(count()), "nx"_c = in(count("x"_c)), "sum"_c = in(sum("x"_c)), "sumd"_c = in(sum("d"_c)), "summ"_c = in(sum("m"_c)), "mean"_c = in(mean("x"_c)),
                             "min"_c = in(min("x"_c)), "maxd"_c = in(max("d"_c)), "mins"_c = in(min("s"_c)), "first"_c = in(first("s"_c)), "last"_c = in(last("x"_c)),
                             "var"_c = in(variance_population("x"_c)), "any"_c = in(any("b"_c)), "all"_c = in(all("b"_c)), "kinds"_c = in(count_distinct("s"_c)),
                             "median"_c = in(median("x"_c)))
                     .collect(how);
  std::vector<row_list> fr;
  for (std::size_t r = 0; r < n; ++r) fr.push_back(rows_of_row(r));
  check_rows(q["n"_c], n, "count", [&](auto r) { return static_cast<std::int64_t>(fr[r].size()); });
  check_rows(q["nx"_c], n, "count of values", [&](auto r) { return static_cast<std::int64_t>(values_of(c.x, fr[r]).size()); });
  check_rows(q["sum"_c], n, "sum", [&](auto r) { return if_any(values_of(c.x, fr[r]), sum_of); });
  check_rows(q["sumd"_c], n, "sum of floats", [&](auto r) { return if_any(values_of(c.d, fr[r]), sum_of); });
  check_rows(q["summ"_c], n, "sum of decimals", [&](auto r) {
    return if_any(values_of(c.cents, fr[r]), [](auto const& v) { return decimal<38, 2>::from_units(sum_of(v)); });
  });
  check_rows(q["mean"_c], n, "mean", [&](auto r) {
    return if_any(values_of(c.x, fr[r]), [](auto const& v) { return static_cast<double>(sum_of(v)) / static_cast<double>(v.size()); });
  });
  check_rows(q["min"_c], n, "min", [&](auto r) { return if_any(values_of(c.x, fr[r]), least_of); });
  check_rows(q["maxd"_c], n, "max of floats", [&](auto r) { return if_any(values_of(c.d, fr[r]), greatest_of); });
  check_rows(q["mins"_c], n, "min of texts", [&](auto r) { return if_any(values_of(c.s, fr[r]), least_of); });
  check_rows(q["first"_c], n, "first", [&](auto r) { return if_any(values_of(c.s, fr[r]), [](auto const& v) { return v.front(); }); });
  check_rows(q["last"_c], n, "last", [&](auto r) { return if_any(values_of(c.x, fr[r]), [](auto const& v) { return v.back(); }); });
  check_rows(q["any"_c], n, "any", [&](auto r) { return if_any(values_of(c.b, fr[r]), [](auto const& v) { return std::count(v.begin(), v.end(), true) > 0; }); });
  check_rows(q["all"_c], n, "all", [&](auto r) { return if_any(values_of(c.b, fr[r]), [](auto const& v) { return std::count(v.begin(), v.end(), false) == 0; }); });
  check_rows(q["kinds"_c], n, "count_distinct", [&](auto r) {
    auto const v = values_of(c.s, fr[r]);
    return static_cast<std::int64_t>(std::set<std::string>(v.begin(), v.end()).size());
  });
  check_rows(q["median"_c], n, "median", [&](auto r) { return if_any(values_of(c.x, fr[r]), median_of); });
  bool same = true;
  for (std::size_t r = 0; r < n; ++r) same = same && near(q["var"_c][r], if_any(values_of(c.x, fr[r]), variance_of));
  CHECK(same);
}

// One aggregate over many frames: bounds are run-time values, so the plans have few types.
template <class Key, class V, class Order, class Frame, class Moved>
void check_range(Key const& key, Order const& order, bool descending, bounds<V> const& b, Frame const& frame, Moved moved, exec const& how) {
  std::size_t const n = key.size();
  auto const k = integers<int>(n, n, 0, 2);
  auto const x = integers<std::int64_t>(n, n + 1, 0, 1000);
  plain_window const w(
      n, [&](auto i, auto j) { return k[i] == k[j]; }, [&](auto i, auto j) { return descending ? compare(key[j], key[i]) < 0 : compare(key[i], key[j]) < 0; });
  auto const q = from(make_table("k"_c = k, "x"_c = x, "key"_c = key)).select("sum"_c = sum("x"_c).over(partition_by("k"_c), order, frame)).collect(how);
  INFO("from " << (b.from ? in_words(*b.from) : "unbounded") << " to " << (b.to ? in_words(*b.to) : "unbounded"));
  check_rows(q["sum"_c], n, "sum of a range", [&](auto r) { return if_any(values_of(x, w.range_frame(r, [&](std::size_t j) { return key[j]; }, descending, b, moved)), sum_of); });
}
template <class Key, class V, class Make, class Moved>
void check_ranges(Key const& key, std::vector<V> const& offsets, Make make, Moved moved) {
  for (auto const& how : ways)
    for (auto a : offsets) {
      for (auto b : offsets)
        if (!(b < a)) {
          check_range(key, order_by("key"_c), false, bounds<V>{a, b}, range_between(make(a), make(b)), moved, how);
          check_range(key, order_by(desc("key"_c)), true, bounds<V>{a, b}, range_between(make(a), make(b)), moved, how);
        }
      check_range(key, order_by("key"_c), false, bounds<V>{{}, a}, quern::range(unbounded, make(a)), moved, how);
      check_range(key, order_by(desc("key"_c)), true, bounds<V>{a, {}}, quern::range(make(a), unbounded), moved, how);
    }
}
auto const plus = [](auto a, auto b) { return a + b; };
auto const itself = [](auto v) { return v; };
}  // namespace

TEST_CASE("aggregates over frames of rows", "[query][windows]") {
  for (std::size_t n : {0u, 1u, 2u, 9u, 130u}) {
    input_columns const c = make(n, n);
    plain_window const w = window_of(c);
    auto const frame = [&](bounds<std::int64_t> b) { return [&w, b](std::size_t r) { return w.rows_frame(r, b); }; };
    auto const peers = [&](std::size_t r) { return w.range_frame(r, [&](std::size_t j) { return c.t[j]; }, false, bounds<std::int64_t>{{}, 0}, plus); };
    for (auto const& how : ways) {
      INFO(n << " rows, " << how.threads << " threads");
      std::pair<int, int> const some[] = {{-2, 0}, {-3, 2}, {0, 0}, {1, 3}, {-3, -1}, {-1000, 0}, {-1, 1000}, {-1000, 1000}};
      for (auto [a, b] : some) {
        INFO("rows " << a << ", " << b);
        check_aggregates(c, rows(a, b), frame({a, b}), how);
      }
      check_aggregates(c, range_between(unbounded, 0), peers, how);
      auto const check_count = [&](auto const& f, bounds<std::int64_t> b) {
        auto const q = from(table_of(c)).select("n"_c = count().over(partition_by("k"_c), order_by("t"_c), f)).collect(how);
        check_rows(q["n"_c], n, "count", [&](auto r) { return static_cast<std::int64_t>(w.rows_frame(r, b).size()); });
      };
      check_count(rows(unbounded, current_row), {{}, 0});
      check_count(rows(-1, unbounded), {-1, {}});
      check_count(rows(lit<1>, unbounded), {1, {}});
      check_count(rows(unbounded, unbounded), {{}, {}});
    }
  }
}

TEST_CASE("quantiles and distinct values over long frames", "[query][windows]") {
  std::size_t const n = 1500;
  auto const x = sprinkle_nulls(integers<std::int64_t>(n, 1, -200, 200), 2);
  auto const d = make_values(n, 3, [](numbers& g) { return g.chance(5) ? std::nan("") : static_cast<double>(g.between(-30, 30)); });
  auto const t = from(make_table("x"_c = x, "d"_c = d));
  plain_window const w(n, [](auto i, auto j) { return i / 1400 == j / 1400; }, [](auto i, auto j) { return i < j; });
  std::pair<int, int> const some[] = {{-90, 60}, {-5000, 0}, {200, 400}, {-400, -300}, {0, 5000}};
  for (auto const& how : ways)
    for (auto [a, b] : some) {
      INFO("rows " << a << ", " << b);
      auto const over = [&](auto const& f) { return f.over(partition_by(div("i"_c, 1400)), rows(a, b)); };
      auto const q = t.with_row_index("i"_c).select("m"_c = over(median("x"_c)), "top"_c = over(quantile("d"_c, 0.97)), "kinds"_c = over(count_distinct("x"_c)), "ds"_c = over(count_distinct("d"_c))).collect(how);
      std::vector<row_list> fr;
      for (std::size_t r = 0; r < n; ++r) fr.push_back(w.rows_frame(r, {a, b}));
      check_rows(q["m"_c], n, "median", [&](auto r) { return if_any(values_of(x, fr[r]), median_of); });
      check_rows(q["kinds"_c], n, "count_distinct", [&](auto r) {
        auto const v = values_of(x, fr[r]);
        return static_cast<std::int64_t>(std::set<std::int64_t>(v.begin(), v.end()).size());
      });
      auto const sorted = [&](std::size_t r) {
        auto v = values_of(d, fr[r]);
        std::sort(v.begin(), v.end(), [](double p, double q2) { return compare(p, q2) < 0; });
        return v;
      };
      check_rows(q["ds"_c], n, "count_distinct of floats", [&](auto r) {
        auto v = sorted(r);
        return static_cast<std::int64_t>(std::unique(v.begin(), v.end(), [](double p, double q2) { return compare(p, q2) == 0; }) - v.begin());
      });
      check_rows(q["top"_c], n, "quantile", [&](auto r) {
        return if_any(sorted(r), [](auto const& v) {
          double const at = 0.97 * static_cast<double>(v.size() - 1);
          auto const k = static_cast<std::size_t>(at);
          return at == static_cast<double>(k) || v[k] == v[k + 1] ? v[k] : v[k] + (v[k + 1] - v[k]) * (at - static_cast<double>(k));
        });
      });
    }
  CHECK_THROWS_AS(t.select("q"_c = quantile("x"_c, 1.5).over(rows(-90, 90))).collect(), data_error);
}

TEST_CASE("ranges add to the order key", "[query][windows]") {
  for (std::size_t n : {0u, 1u, 9u, 130u}) {
    INFO(n << " rows");
    std::vector<std::int64_t> const whole = {-40, -3, -1, 0, 2, 1000};
    check_ranges(sprinkle_nulls(integers<std::int32_t>(n, n, -20, 20), 1), whole, itself, plus);
    double const odd[] = {inf, -inf, std::nan(""), 0.0, -0.0};
    check_ranges(sprinkle_nulls(make_values(n, n + 1, [&](numbers& g) { return g.chance(30) ? odd[g.next() % 5] : static_cast<double>(g.between(-9, 9)) / 2; }), 2),
                 std::vector<double>{-2.5, 0, 0.5, 3}, itself, plus);
  }
  auto const days_key = make_values(90, 4, [](numbers& g) { return date(static_cast<std::int32_t>(g.between(0, 60))); });
  check_ranges(days_key, std::vector<std::int64_t>{-7, 0, 3}, [](auto v) { return days(v); }, [](date d, std::int64_t by) { return date(d.days + static_cast<std::int32_t>(by)); });
  auto const times = make_values(90, 5, [](numbers& g) { return timestamp<ms>(g.between(0, 20000)); });
  check_ranges(times, std::vector<std::int64_t>{-4, 0, 2}, [](auto v) { return seconds(v); }, [](timestamp<ms> d, std::int64_t by) { return timestamp<ms>(d.ticks + by * 1000); });
  auto const prices = make_values(90, 6, [](numbers& g) { return decimal<9, 2>::from_units(g.between(-500, 500)); });
  check_ranges(prices, std::vector<std::int64_t>{-12, 0, 5}, [](auto v) { return decimal<3, 1>::from_units(v); },
               [](decimal<9, 2> d, std::int64_t by) { return decimal<9, 2>::from_units(d.units + by * 10); });
}

TEST_CASE("range(a, b) of integers is a frame inside over", "[query][windows]") {
  auto const q = from(make_table("x"_c = std::vector{1, 2, 4, 8, 9})).select("n"_c = sum("x"_c).over(order_by("x"_c), quern::range(-2, 1))).collect();
  std::vector<std::optional<std::int64_t>> const want = {3, 3, 6, 17, 17};
  check_rows(q["n"_c], 5, "range", [&](auto r) { return want[r]; });
}

TEST_CASE("extremes of keys and offsets do not wrap around", "[query][windows]") {
  using limits = std::numeric_limits<std::int64_t>;
  std::vector<std::int64_t> const v = {limits::min(), -1, 0, 1, limits::max()};
  auto const q = from(make_table("x"_c = v));
  auto const n = [&](auto const& frame) {
    std::string all;
    auto const t = q.select("n"_c = count().over(order_by("x"_c), frame)).collect();
    for (std::size_t i = 0; i < 5; ++i) all += std::to_string(t["n"_c][i]);
    return all;
  };
  CHECK(n(range_between(limits::min(), limits::max())) == "24544");
  CHECK(n(range_between(-1, limits::max())) == "23431");
  CHECK(n(rows(limits::min(), limits::max())) == "55555");
  CHECK(n(rows(limits::max() - 1, limits::max())) == "00000");
}

TEST_CASE("sums of integers raise where 64 bits do not hold them, and come back", "[query][windows]") {
  auto const big = std::numeric_limits<std::int64_t>::max();
  auto const q = from(make_table("x"_c = std::vector<std::int64_t>{big, -1, 1, -5, big}));
  CHECK(q.select("s"_c = sum("x"_c).over(rows(-1, 0))).collect({.min_rows_per_chunk = 8})["s"_c][4] == big - 5);
  CHECK_THROWS_AS(q.select("s"_c = sum("x"_c).over()).collect(), overflow_error);
}

TEST_CASE("frames that make no sense are told when the plan runs", "[query][windows]") {
  auto const q = from(make_table("x"_c = std::vector{1, 2, 3}, "s"_c = std::vector<std::string>{"a", "b", "c"}, "d"_c = std::vector{1.0, 2.0, 3.0}));
  auto const run = [&](auto const& order, auto const& frame) { return q.select("n"_c = count().over(order, frame)).collect(); };
  CHECK_THROWS_AS(run(order_by("x"_c), rows(2, 1)), data_error);
  CHECK_THROWS_AS(run(order_by("x"_c), range_between(1, 0)), data_error);
  CHECK_THROWS_AS(run(order_by("x"_c), quern::range(1, current_row)), data_error);
  CHECK_THROWS_AS(run(order_by("s"_c), range_between(-1, 0)), data_error);
  CHECK_THROWS_AS(run(order_by("x"_c, "d"_c), range_between(-1, 0)), data_error);
  CHECK_THROWS_AS(run(order_by("d"_c), range_between(-inf, 0)), data_error);
  CHECK_THROWS_AS(run(order_by("d"_c), range_between(std::nan(""), 0)), data_error);
  CHECK_THROWS_AS(count().over(order_by("x"_c), quern::range(1, 9, 2)), data_error);
  CHECK(run(order_by("s"_c), range_between(0, 0))["n"_c][1] == 1);
  CHECK(run(order_by("x"_c, "d"_c), quern::range(unbounded, 0))["n"_c][1] == 2);
}

TEST_CASE("a frame that the compiler knows to hold the row gives sums without nulls", "[query][windows]") {
  auto const q = from(make_table("x"_c = std::vector{1, 2, 3}))
                     .select("a"_c = sum("x"_c).over(rows(lit<-1>, lit<0>)), "b"_c = sum("x"_c).over(rows(-1, 0)), "c"_c = sum("x"_c).over(order_by("x"_c)), "d"_c = sum("x"_c).over(),
                             "e"_c = variance("x"_c).over(), "f"_c = mean("x"_c).over(rows(lit<1>, unbounded)));
  using S = typename decltype(q)::schema;
  static_assert(std::is_same_v<schemas::type_of<S, "a">, std::int64_t> && std::is_same_v<schemas::type_of<S, "b">, nullable<std::int64_t>>);
  static_assert(std::is_same_v<schemas::type_of<S, "c">, std::int64_t> && std::is_same_v<schemas::type_of<S, "d">, std::int64_t>);
  static_assert(std::is_same_v<schemas::type_of<S, "e">, nullable<double>> && std::is_same_v<schemas::type_of<S, "f">, nullable<double>>);
  auto const t = q.collect();
  CHECK(t["a"_c][2] == 5);
  CHECK(t["f"_c][0] == 2.5);
  CHECK(t["f"_c][2] == std::nullopt);
}
