// SPDX-License-Identifier: BSL-1.0
// Sets of rows: union_all, union_by_name, intersect, except, their _all forms and distinct_on, against maps of rows as text.
#include <map>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
using quern::exec, quern::field, quern::nullable;
template <class Q, class... F>
constexpr bool gives = std::is_same_v<typename std::remove_cvref_t<Q>::schema::fields, quern::meta::list<F...>>;

struct left_rows : quern::schema<field<"c", nullable<quern::category>>, field<"x", nullable<double>>, field<"s", quern::string>, field<"m", nullable<quern::decimal<30, 2>>>, field<"i", std::int32_t>, field<"f", quern::fixed_string<3>>> {};
// Other names and types of the same kinds, which are widened.
struct right_rows : quern::schema<field<"c2", quern::category>, field<"x2", nullable<float>>, field<"s2", nullable<quern::string>>, field<"m2", quern::decimal<30, 2>>, field<"i2", std::int64_t>, field<"f2", quern::fixed_string<3>>> {};

double value(numbers& g) {
  double const odd[] = {0.0, -0.0, std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN(), 1.5};
  return odd[g.next() % 5];
}
template <class S, bool Left>
quern::table<S> rows(std::size_t n, std::uint64_t seed, int different) {
  numbers g(seed);
  quern::table_builder<S> b;
  for (std::size_t i = 0; i < n; ++i) {
    std::string const c = "c" + std::to_string((g.next() + !Left) % 3), s(g.next() % 2, 's');
    auto const x = value(g);
    auto const m = quern::decimal<30, 2>::from_units((int128{1} << 70) * g.between(0, 1));
    auto const k = g.between(0, different);
    std::string_view const f = k % 2 ? "ab" : "";
    if constexpr (Left)
      b.row(g.chance(20) ? std::optional<std::string_view>() : std::optional<std::string_view>(c), g.chance(20) ? std::nullopt : std::optional(x), s, g.chance(20) ? std::nullopt : std::optional(m), std::int32_t(k), quern::fixed_string<3>(f));
    else
      b.row(c, g.chance(20) ? std::nullopt : std::optional(float(x)), g.chance(20) ? std::optional<std::string_view>() : std::optional<std::string_view>(s), m, k, quern::fixed_string<3>(f));
  }
  return b.finish();
}
// A row as text: equal exactly where the rows are.
template <class... V>
std::string key(V const&... v) {
  std::string all;
  auto const one = [&](auto const& x) {
    if constexpr (requires { x.has_value(); }) {
      if (!x) return void(all += "null|");
      all += key(*x);
    } else if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(x)>>) {
      all += in_words(x == 0 ? 0.0 : double(x)) + "|";
    } else {
      all += in_words(x) + "|";
    }
  };
  (one(v), ...);
  return all;
}
template <class T>
std::vector<std::string> keys(T const& t) {
  std::vector<std::string> r;
  for (std::size_t i = 0; i < t.rows(); ++i) r.push_back(key(t.template column<0>()[i], t.template column<1>()[i], t.template column<2>()[i], t.template column<3>()[i], t.template column<4>()[i], t.template column<5>()[i]));
  return r;
}
std::vector<std::string> reference_set(std::vector<std::string> const& a, std::vector<std::string> const& b, bool intersect, bool all) {
  std::map<std::string, std::int64_t> count, seen;
  for (auto const& k : b) ++count[k];
  std::vector<std::string> r;
  for (auto const& k : a) {
    bool const there = count[k] > 0;
    if (all ? there == intersect : there == intersect && seen[k]++ == 0) r.push_back(k);
    if (all && there) --count[k];
  }
  return r;
}
// The same bytes for any number of threads; for other sizes of chunks the same rows.
template <class Q>
auto collected(Q const& q) {
  auto const t = q.collect({.threads = 1});
  for (int threads : {2, 3, 8}) CHECK(same_bytes(t, q.collect({.threads = threads})));
  CHECK(keys(t) == keys(q.collect({.threads = 2, .min_rows_per_chunk = 8})));
  return keys(t);
}
}  // namespace

TEST_CASE("union_all gives the rows of both in order, in types that hold both", "[query][sets]") {
  for (auto [n, m] : {std::pair<std::size_t, std::size_t>{0, 0}, {0, 3}, {1, 0}, {9, 130}, {70000, 70001}}) {
    auto const a = rows<left_rows, true>(n, 1, 9);
    auto const b = rows<right_rows, false>(m, 2, 9);
    auto const q = quern::from(a).union_all(quern::from(b));
    static_assert(gives<decltype(q), field<"c", nullable<quern::category>>, field<"x", nullable<double>>, field<"s", nullable<quern::string>>, field<"m", nullable<quern::decimal<30, 2>>>, field<"i", std::int64_t>,
                        field<"f", quern::fixed_string<3>>>);
    auto want = keys(a);
    for (auto& k : keys(b)) want.push_back(k);
    CHECK(collected(q) == want);
    CHECK(q.count() == n + m);
    // What stands above it: a filter on the common codes, a position, a sum whose bounds are those of both parts.
    auto const odd = q.with_row_index("row"_c).where("c"_c == "c1").agg("rows"_c = quern::count(), "last"_c = quern::max("row"_c), "sum"_c = quern::sum("i"_c * 3)).collect({.threads = 3, .min_rows_per_chunk = 8});
    std::int64_t count = 0, sum = 0;
    std::optional<std::int64_t> last;
    for (std::size_t i = 0; i < n + m; ++i) {
      bool const left = i < n;
      auto const c = left ? a["c"_c][i] : b["c2"_c][i - n];
      if (c != std::optional<std::string_view>("c1")) continue;
      ++count, last = static_cast<std::int64_t>(i), sum += 3 * (left ? a["i"_c][i] : b["i2"_c][i - n]);
    }
    CHECK(odd["rows"_c][0] == count);
    CHECK(odd["last"_c][0] == last);
    CHECK(odd["sum"_c][0].value_or(0) == sum);
    CHECK(q.limit(2).count() == std::min<std::size_t>(2, n + m));
  }
}

TEST_CASE("filtered and computed inputs of a union stream through it, texts, truths and categories of several dictionaries too", "[query][sets]") {
  struct some : quern::schema<field<"k", std::int64_t>, field<"c", nullable<quern::category>>, field<"s", nullable<quern::string>>, field<"b", nullable<bool>>, field<"f", nullable<quern::fixed_string<3>>>> {};
  auto const make = [](std::size_t n, std::uint64_t seed, int texts) {
    numbers g(seed);
    quern::table_builder<some> b;
    for (std::size_t i = 0; i < n; ++i) {
      std::string const t = std::to_string(g.between(0, texts));
      auto const or_null = [&](auto v) { return g.chance(20) ? std::optional<decltype(v)>() : std::optional(v); };
      b.row(static_cast<std::int64_t>(i), or_null(std::string_view(t)), or_null(std::string_view(t)), or_null(g.chance(50)), or_null(quern::fixed_string<3>(std::string_view(t))));
    }
    return b.finish();
  };
  for (auto [n, m] : {std::pair<std::size_t, std::size_t>{0, 5}, {1, 0}, {300, 77}, {70000, 66000}}) {
    auto const a = make(n, 1, 20), b = make(m, 2, 30);
    auto const q = quern::from(a).where("k"_c % 3 != 0).union_all(quern::from(b).update("k"_c = "k"_c * 2, "s"_c = quern::upper("s"_c))).union_all(quern::from(a));
    std::vector<std::string> want;
    auto const add = [&](auto const& t, auto row, auto category) {
      for (std::size_t i = 0; i < t.rows(); ++i)
        if (auto const k = row(i)) want.push_back(key(*k, category(t, i), t["s"_c][i], t["b"_c][i], t["f"_c][i]));
    };
    auto const c = [](auto const& t, std::size_t i) { return t["c"_c][i]; };
    add(a, [](std::size_t i) { return i % 3 != 0 ? std::optional<std::int64_t>(static_cast<std::int64_t>(i)) : std::nullopt; }, c);
    add(b, [](std::size_t i) { return std::optional<std::int64_t>(static_cast<std::int64_t>(2 * i)); }, c);
    add(a, [](std::size_t i) { return std::optional<std::int64_t>(static_cast<std::int64_t>(i)); }, c);
    for (exec const& o : {exec{.threads = 1}, exec{.threads = 3}, exec{.threads = 2, .min_rows_per_chunk = 8}}) {
      auto const t = q.collect(o);
      std::vector<std::string> got;
      for (std::size_t i = 0; i < t.rows(); ++i) got.push_back(key(t["k"_c][i], t["c"_c][i], t["s"_c][i], t["b"_c][i], t["f"_c][i]));
      CHECK(got == want);
      // Codes are given in the order of the rows whatever the threads, and groups by them are those of the texts.
      CHECK(same_bytes(t, q.collect(exec{.threads = 2})));
      auto const by_code = q.group_by("c"_c).agg("n"_c = quern::count(), "k"_c = quern::sum("k"_c)).collect(o);
      auto const by_text = q.update("c"_c = quern::cast<quern::string>("c"_c)).group_by("c"_c).agg("n"_c = quern::count(), "k"_c = quern::sum("k"_c)).collect(o);
      REQUIRE(by_code.rows() == by_text.rows());
      bool same = true;
      for (std::size_t g = 0; g < by_code.rows(); ++g) same = same && by_code["c"_c][g] == by_text["c"_c][g] && by_code["n"_c][g] == by_text["n"_c][g] && by_code["k"_c][g] == by_text["k"_c][g];
      CHECK(same);
    }
  }
}

TEST_CASE("inputs of a union may be filtered, computed, grouped, unions, and the same table", "[query][sets]") {
  auto const t = quern::from(quern::make_table("k"_c = std::vector<int>{1, 2, 3, 4}, "s"_c = std::vector<std::string>{"a", "b", "c", "d"}));
  auto const q = t.where("k"_c > 2).union_all(t.select("n"_c = "k"_c * 10, "s"_c)).union_all(t.group_by("s"_c).agg("n"_c = quern::count()).select("n"_c, "s"_c)).union_all(t);
  std::int64_t const want[] = {3, 4, 10, 20, 30, 40, 1, 1, 1, 1, 1, 2, 3, 4};
  check_rows(q.collect()["k"_c], 14, "k", [&](auto i) { return want[i]; });
  auto const even = t.where("k"_c % 2 == 0), odd = t.where("k"_c % 2 == 1);  // a diamond: each branch has its own rows
  std::int32_t const apart[] = {2, 4, 1, 3};
  check_rows(even.union_all(odd).collect()["k"_c], 4, "k", [&](auto i) { return apart[i]; });
  CHECK(quern::range(0, 5).union_all(quern::range(10, 12)).collect()["id"_c][6] == 11);
  // A param of either side.
  auto const p = t.where("k"_c > quern::param<"p">(3)).union_all(t.where("k"_c < quern::param<"p">(3)));
  CHECK(p.count() == 3);
  CHECK(p.with<"p">(1).count() == 3);
}

TEST_CASE("union_by_name puts columns together by their names", "[query][sets]") {
  auto const a = quern::from(quern::make_table("x"_c = std::vector<int>{1, 2}, "y"_c = std::vector<std::string>{"p", "q"}));
  auto const b = quern::from(quern::make_table("y"_c = std::vector<std::string>{"r"}, "x"_c = std::vector<double>{0.5}));
  auto const c = quern::from(quern::make_table("z"_c = std::vector<bool>{true}, "x"_c = std::vector<int>{7}));
  auto const t = a.union_by_name(b).collect();
  static_assert(gives<decltype(t), field<"x", double>, field<"y", quern::string>>);
  double const x[] = {1, 2, 0.5};
  check_rows(t["x"_c], 3, "x", [&](auto i) { return x[i]; });
  CHECK(t["y"_c][2] == "r");
  auto const u = a.union_by_name(c, quern::allow_missing).collect();
  static_assert(gives<decltype(u), field<"x", std::int32_t>, field<"y", nullable<quern::string>>, field<"z", nullable<bool>>>);
  check_rows(u["y"_c], 3, "y", [](auto i) { return i == 0 ? std::optional<std::string_view>("p") : i == 1 ? std::optional<std::string_view>("q") : std::nullopt; });
  check_rows(u["z"_c], 3, "z", [](auto i) { return i == 2 ? std::optional(true) : std::nullopt; });
  // Every type can be missing.
  auto const v = quern::from(rows<left_rows, true>(3, 5, 9)).union_by_name(a, quern::allow_missing).collect();
  static_assert(std::is_same_v<decltype(v["f"_c])::value_type, std::optional<quern::fixed_string<3>>>);
  CHECK((v["f"_c][2] && !v["f"_c][3] && !v["c"_c][4] && !v["m"_c][3] && !v["s"_c][4] && v["x"_c][3] == 1.0));
}

TEST_CASE("intersect and except with and without counts, in the order of the left rows", "[query][sets]") {
  for (auto [n, m, different] : {std::tuple<std::size_t, std::size_t, int>{0, 0, 3}, {0, 3, 3}, {1, 0, 3}, {1, 1, 0}, {130, 100, 3}, {9000, 200, 300}, {70000, 70001, 100000}}) {
    auto const a = rows<left_rows, true>(n, 1, different);
    auto const b = rows<right_rows, false>(m, 2, different);
    auto const l = quern::from(a);
    auto const r = quern::from(b);
    auto const x = keys(a), y = keys(b);
    CHECK(collected(l.intersect(r)) == reference_set(x, y, true, false));
    CHECK(collected(l.except(r)) == reference_set(x, y, false, false));
    CHECK(collected(l.intersect_all(r)) == reference_set(x, y, true, true));
    CHECK(collected(l.except_all(r)) == reference_set(x, y, false, true));
    CHECK(collected(l.except(l)).empty());
    CHECK(collected(l.intersect(l)) == reference_set(x, x, true, false));
  }
}

TEST_CASE("distinct_on keeps the first row of each key", "[query][sets]") {
  for (std::size_t n : {0u, 1u, 130u, 70000u})
    for (int different : {0, 5, 50000}) {
      auto const t = rows<left_rows, true>(n, 3, different);
      auto const check = [&](auto const& q, auto key_of) {
        std::map<std::string, int> seen;
        std::vector<std::string> want;
        auto const all = keys(t);
        for (std::size_t i = 0; i < n; ++i)
          if (seen[key_of(i)]++ == 0) want.push_back(all[i]);
        CHECK(collected(q) == want);
      };
      check(quern::from(t).distinct_on("c"_c, "x"_c), [&](auto i) { return key(t["c"_c][i], t["x"_c][i]); });
      check(quern::from(t).distinct_on("i"_c % 7, quern::upper("s"_c), "m"_c), [&](auto i) { return key(t["i"_c][i] % 7, t["s"_c][i], t["m"_c][i]); });
      check(quern::from(t).distinct_on("f"_c), [&](auto i) { return key(t["f"_c][i]); });
    }
}

TEST_CASE("many keys in many partitions are told apart, and stay in row order", "[query][sets]") {
  auto const v = integers<std::int64_t>(200000, 4, 0, 150000);
  std::map<std::int64_t, std::size_t> first;
  for (std::size_t i = 0; i < v.size(); ++i) first.emplace(v[i], i);
  auto const t = quern::from(quern::make_table("v"_c = v)).with_row_index("row"_c).distinct_on("v"_c).collect();
  REQUIRE(t.rows() == first.size());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < t.rows(); ++i) wrong += first[t["v"_c][i]] != static_cast<std::size_t>(t["row"_c][i]) || (i > 0 && t["row"_c][i - 1] >= t["row"_c][i]);
  CHECK(wrong == 0);
}
