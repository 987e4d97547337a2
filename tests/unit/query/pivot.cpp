// SPDX-License-Identifier: BSL-1.0
// pivot with values in the type, pivot_dynamic with those there are, unpivot: against maps filled row by row.
#include <map>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
using quern::columns, quern::exec, quern::field, quern::keep, quern::nullable;
template <class Q, class... F>
constexpr bool gives = std::is_same_v<typename std::remove_cvref_t<Q>::schema::fields, quern::meta::list<F...>>;

struct sales : quern::schema<field<"k", nullable<std::int32_t>>, field<"p", nullable<quern::category>>, field<"n", std::int16_t>, field<"x", nullable<double>>, field<"s", quern::string>> {};
auto sales_rows(std::size_t n) {
  numbers g(n);
  quern::table_builder<sales> b;
  for (std::size_t i = 0; i < n; ++i) {
    std::string const p(1, static_cast<char>('a' + g.next() % 4)), s = "s" + std::to_string(g.next() % 9);
    b.row(g.chance(10) ? std::nullopt : std::optional(std::int32_t(g.between(0, 5))), g.chance(10) ? std::optional<std::string_view>() : std::optional<std::string_view>(p), std::int16_t(10 * g.between(-1, 2)),
          g.chance(30) ? std::nullopt : std::optional(double(g.between(0, 9))), s);
  }
  return b.finish();
}
struct cell {
  std::int64_t rows = 0, values = 0;
  double sum = 0;
  std::string smallest = "~";
};
// By group in the order of first appearance, then by text of the pivot value.
template <class P>
auto cells(quern::table<sales> const& t, P text_of) {
  std::vector<std::optional<std::int32_t>> keys;
  std::map<std::pair<std::size_t, std::string>, cell> r;
  for (std::size_t i = 0; i < t.rows(); ++i) {
    std::size_t const g = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), t["k"_c][i]) - keys.begin());
    if (g == keys.size()) keys.push_back(t["k"_c][i]);
    cell& c = r[{g, text_of(i)}];
    ++c.rows, c.values += t["x"_c][i].has_value(), c.sum += t["x"_c][i].value_or(0);
    c.smallest = std::min(c.smallest, std::string(t["s"_c][i]));
  }
  return std::pair(keys, r);
}
}  // namespace

TEST_CASE("pivot gives a column for each value, null where a group has none of it", "[query][pivot]") {
  for (std::size_t n : {0u, 1u, 7u, 130u, 3000u}) {
    auto const t = sales_rows(n);
    auto const q = quern::from(t).group_by("k"_c).pivot<"b", "a", "none">("p"_c).agg("total"_c = quern::sum("x"_c), "rows"_c = quern::count(), "values"_c = quern::count("x"_c), "least"_c = quern::min("s"_c),
                                                                                      "ratio"_c = quern::sum("x"_c) / quern::count() + 1);
    static_assert(std::remove_const_t<decltype(q)>::schema::fields::size == 16);
    auto const r = q.collect({.threads = 3, .min_rows_per_chunk = 64});
    CHECK(same_bytes(r, q.collect({.threads = 1, .min_rows_per_chunk = 64})));
    auto const [keys, want] = cells(t, [&](auto i) { return std::string(t["p"_c][i].value_or("null")); });
    auto const check = [&, &keys = keys, &want = want](std::string const& value, auto total, auto rows, auto values, auto least, auto ratio) {
      auto const at = [&](std::size_t g) {
        auto const c = want.find({g, value});
        return c == want.end() ? cell{} : c->second;
      };
      check_rows(r["k"_c], keys.size(), "k", [&](auto g) { return keys[g]; });
      check_rows(r[total], keys.size(), "total", [&](auto g) { return at(g).values ? std::optional(at(g).sum) : std::nullopt; });
      check_rows(r[rows], keys.size(), "rows", [&](auto g) { return at(g).rows ? std::optional(at(g).rows) : std::nullopt; });
      check_rows(r[values], keys.size(), "values", [&](auto g) { return at(g).rows ? std::optional(at(g).values) : std::nullopt; });
      check_rows(r[least], keys.size(), "least", [&](auto g) { return at(g).rows ? std::optional(at(g).smallest) : std::nullopt; });
      check_rows(r[ratio], keys.size(), "ratio", [&](auto g) { return at(g).values ? std::optional(at(g).sum / double(at(g).rows) + 1) : std::nullopt; });
    };
    check("b", "b_total"_c, "b_rows"_c, "b_values"_c, "b_least"_c, "b_ratio"_c);
    check("a", "a_total"_c, "a_rows"_c, "a_values"_c, "a_least"_c, "a_ratio"_c);
    check("none", "none_total"_c, "none_rows"_c, "none_values"_c, "none_least"_c, "none_ratio"_c);
  }
}

TEST_CASE("values of pivot may be numbers and bools; one aggregate's columns are named by them alone", "[query][pivot]") {
  auto const t = sales_rows(500);
  auto const q = quern::from(t).update("odd"_c = "n"_c > 0).group_by("k"_c);
  auto const r = q.pivot<-10, 20, 0>("n"_c).agg("total"_c = quern::count());
  static_assert(gives<decltype(r), field<"k", nullable<std::int32_t>>, field<"-10", nullable<std::int64_t>>, field<"20", nullable<std::int64_t>>, field<"0", nullable<std::int64_t>>>);
  auto const [keys, want] = cells(t, [&](auto i) { return std::to_string(t["n"_c][i]); });
  auto const c = r.collect();
  check_rows(c["-10"_c], keys.size(), "-10", [&, &want = want](auto g) { return want.count({g, "-10"}) ? std::optional(want.at({g, "-10"}).rows) : std::nullopt; });
  check_rows(c["20"_c], keys.size(), "20", [&, &want = want](auto g) { return want.count({g, "20"}) ? std::optional(want.at({g, "20"}).rows) : std::nullopt; });
  static_assert(gives<decltype(q.pivot<true, false>("odd"_c).agg("m"_c = quern::max("n"_c))), field<"k", nullable<std::int32_t>>, field<"true", nullable<std::int16_t>>, field<"false", nullable<std::int16_t>>>);
  // Without keys, one row; also for no rows.
  auto const whole = quern::from(t).group_by().pivot<"a">("p"_c).agg("n"_c = quern::count()).collect();
  std::int64_t a = 0;
  for (auto const v : t["p"_c]) a += v == std::optional<std::string_view>("a");
  CHECK((whole.rows() == 1 && whole["a"_c][0] == a));
  CHECK(!quern::from(sales_rows(0)).group_by().pivot<"a">("p"_c).agg("n"_c = quern::count()).collect()["a"_c][0]);
}

TEST_CASE("pivot_dynamic makes a column for each value there is, in ascending order, nulls first", "[query][pivot]") {
  for (std::size_t n : {0u, 1u, 130u, 3000u}) {
    auto const t = sales_rows(n);
    auto const q = quern::from(t).group_by("k"_c);
    for (int threads : {1, 3}) {
      auto const [keys, want] = cells(t, [&](auto i) { return std::string(t["p"_c][i].value_or("null")); });
      auto const r = q.pivot_dynamic(exec{.threads = threads, .min_rows_per_chunk = 64}, "p"_c, "rows"_c = quern::count(), "least"_c = quern::min("s"_c), "total"_c = quern::sum("x"_c));
      REQUIRE(r.rows() == keys.size());
      std::map<std::string, int> values;
      for (auto const& [at, c] : want) ++values[at.second];
      std::vector<std::string> names = {"k"};
      if (values.erase("null")) names.insert(names.end(), {"null_rows", "null_least", "null_total"});
      for (auto const& [v, count] : values) names.insert(names.end(), {v + "_rows", v + "_least", v + "_total"});
      CHECK(r.names() == names);
      check_rows(r.column<nullable<std::int32_t>>("k"), keys.size(), "k", [&, &keys = keys](auto g) { return keys[g]; });
      for (auto const& [v, count] : values) {
        check_rows(r.column<nullable<std::int64_t>>(v + "_rows"), keys.size(), "rows", [&, &v = v, &want = want](auto g) { return want.count({g, v}) ? std::optional(want.at({g, v}).rows) : std::nullopt; });
        check_rows(r.column<nullable<quern::string>>(v + "_least"), keys.size(), "least", [&, &v = v, &want = want](auto g) { return want.count({g, v}) ? std::optional(want.at({g, v}).smallest) : std::nullopt; });
        check_rows(r.column<nullable<double>>(v + "_total"), keys.size(), "total", [&, &v = v, &want = want](auto g) { return want.count({g, v}) && want.at({g, v}).values ? std::optional(want.at({g, v}).sum) : std::nullopt; });
      }
    }
  }
  auto const t = quern::make_table("k"_c = std::vector<int>{1, 1, 2}, "n"_c = std::vector<int>{20, 3, 20}, "x"_c = std::vector<double>{0.5, 1.5, 2.5});
  auto const r = quern::from(t).group_by("k"_c).pivot_dynamic("n"_c, "x"_c = quern::sum("x"_c));
  CHECK(r.names() == std::vector<std::string>{"k", "3", "20"});
  CHECK(r.type("20") == "nullable<double>");
  CHECK(r.to_text() == "     k │                3 │               20\n int32 │ nullable<double> │ nullable<double>\n───────┼──────────────────┼──────────────────\n     1 │              1.5 │              0.5\n     2 │             null │              2.5\n 2 rows\n");
  CHECK_THROWS_WITH(r.column<double>("3"), "quern: column '3' is nullable<double>, not double");
  CHECK_THROWS_WITH(r.column<double>("x"), "quern: no column 'x'; there are: k, 3, 20");
  CHECK_THROWS_AS(r.type(""), quern::data_error);
  CHECK((r.has("3") && !r.has("4")));
  // A value that is called as a key is.
  auto const clash = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "p"_c = std::vector<std::string>{"k"}));
  CHECK_THROWS_WITH(clash.group_by("k"_c).pivot_dynamic("p"_c, "n"_c = quern::count()), "quern: two columns would have the name 'k'");
}

TEST_CASE("unpivot gives a row for each row and column, in their order, in a common type", "[query][pivot]") {
  for (std::size_t n : {0u, 1u, 9u, 130u, 3000u}) {
    auto const t = sales_rows(n);
    auto const q = quern::from(t).unpivot(keep("s"_c, "p"_c), "what"_c, "value"_c, columns("n"_c, "x"_c, "k"_c));
    static_assert(gives<decltype(q), field<"s", quern::string>, field<"p", nullable<quern::category>>, field<"what", quern::category>, field<"value", nullable<double>>>);
    auto const r = q.collect({.threads = 3, .min_rows_per_chunk = 8});
    CHECK(same_bytes(r, q.collect({.threads = 1})));
    std::string_view const names[] = {"n", "x", "k"};
    check_rows(r["s"_c], 3 * n, "s", [&](auto i) { return t["s"_c][i / 3]; });
    check_rows(r["p"_c], 3 * n, "p", [&](auto i) { return t["p"_c][i / 3]; });
    check_rows(r["what"_c], 3 * n, "what", [&](auto i) { return names[i % 3]; });
    check_rows(r["value"_c], 3 * n, "value", [&](auto i) {
      auto const k = t["k"_c][i / 3];
      return i % 3 == 0 ? std::optional<double>(t["n"_c][i / 3]) : i % 3 == 1 ? t["x"_c][i / 3] : k ? std::optional<double>(*k) : std::nullopt;
    });
    // Texts and categories together are texts; what stands above sees names by their codes.
    auto const texts = quern::from(t).unpivot(keep(), "what"_c, "value"_c, columns("p"_c, "s"_c)).where("what"_c == "s").collect();
    static_assert(gives<decltype(texts), field<"what", quern::category>, field<"value", nullable<quern::string>>>);
    check_rows(texts["value"_c], n, "value", [&](auto i) { return std::optional<std::string_view>(t["s"_c][i]); });
    auto const one = quern::from(t).select("b"_c = "n"_c > 0).unpivot(keep(), "what"_c, "value"_c, columns("b"_c)).collect();
    check_rows(one["value"_c], n, "b", [&](auto i) { return t["n"_c][i] > 0; });
  }
  // Back again: pivot of an unpivot.
  auto const t = quern::from(quern::make_table("id"_c = std::vector<int>{1, 2}, "a"_c = std::vector<int>{10, 20}, "b"_c = std::vector<int>{30, 40}));
  auto const back = t.unpivot(keep("id"_c), "name"_c, "value"_c, columns("a"_c, "b"_c)).group_by("id"_c).pivot<"a", "b">("name"_c).agg("v"_c = quern::first("value"_c)).collect();
  CHECK((back["a"_c][1] == 20 && back["b"_c][0] == 30 && back.rows() == 2));
}
