// SPDX-License-Identifier: BSL-1.0
// Keys whose bounds are known: indexed directly, partitioned or hashed, groups and sums are those of a map, and the same bits
// for any number of threads.
#include <algorithm>
#include <map>
#include <tuple>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
using std::int32_t, std::int64_t;

struct rows {
  std::vector<std::optional<int32_t>> a, x;
  std::vector<std::string> b;
  std::vector<int64_t> c;
  std::vector<double> y;
};
// Keys by three functions of a number below `most`.
template <class A, class C>
rows make_rows(std::size_t n, std::uint64_t most, int nulls, A a, C c) {
  rows r;
  std::vector<int32_t> plain;
  numbers g(n + most);
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t const k = g.next() % most;
    plain.push_back(a(k));
    r.b.push_back("t" + std::to_string(k % 3));
    r.c.push_back(c(k));
    r.y.push_back(static_cast<double>(g.between(-1000, 1000)));  // sums are exact in any order
  }
  r.a = sprinkle_nulls(plain, 5, nulls);
  r.x = sprinkle_nulls(integers<int32_t>(n, 7, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max()), 6, 10);
  return r;
}
quern::table<quern::schema<quern::field<"a", quern::nullable<int32_t>>, quern::field<"b", quern::category>, quern::field<"c", int64_t>,
                           quern::field<"x", quern::nullable<int32_t>>, quern::field<"y", double>>>
table_of(rows const& r) {
  quern::column_builder<quern::category> b;
  for (auto const& t : r.b) b.append_value(t);
  return quern::table<quern::schema<quern::field<"a", quern::nullable<int32_t>>, quern::field<"b", quern::category>, quern::field<"c", int64_t>,
                                    quern::field<"x", quern::nullable<int32_t>>, quern::field<"y", double>>>(
      {quern::column_from<quern::nullable<int32_t>>(r.a), b.finish_shared(), quern::column_from<int64_t>(r.c), quern::column_from<quern::nullable<int32_t>>(r.x),
       quern::column_from<double>(r.y)});
}

using key = std::tuple<std::optional<int32_t>, std::string, int64_t>;
struct sums {
  int64_t n = 0, nx = 0, x = 0;
  double y = 0;
  std::optional<int32_t> least;
  double first = 0;
  std::size_t first_row = 0;
};
// wanted(i): whether a row passes.
template <class Wanted>
std::map<key, sums> grouped(rows const& r, Wanted wanted) {
  std::map<key, sums> m;
  for (std::size_t i = 0; i < r.c.size(); ++i) {
    if (!wanted(i)) continue;
    sums& s = m[{r.a[i], r.b[i], r.c[i]}];
    if (s.n++ == 0) s.first = r.y[i], s.first_row = i;
    s.y += r.y[i];
    if (!r.x[i]) continue;
    ++s.nx, s.x += *r.x[i];
    if (!s.least || *r.x[i] < *s.least) s.least = r.x[i];
  }
  return m;
}
template <class Table>
void check(Table const& t, std::map<key, sums> const& right, bool by_first_row) {
  REQUIRE(t.rows() == right.size());
  std::size_t wrong = 0, before = 0;
  for (auto const& row : t) {
    auto const found = right.find({row["a"_c], std::string(row["b"_c]), row["c"_c]});
    if (found == right.end()) {
      ++wrong;
      continue;
    }
    sums const& s = found->second;
    auto const x = row["x"_c];
    wrong += row["n"_c] != s.n || x.has_value() != (s.nx != 0) || x.value_or(0) != s.x || row["y"_c] != s.y || row["least"_c] != s.least || row["first"_c] != s.first;
    if (by_first_row) wrong += row.index() != 0 && s.first_row < before;
    before = s.first_row;
  }
  CHECK(wrong == 0);
}
auto plan_of(auto const& q) {
  return q.group_by("a"_c, "b"_c, "c"_c)
      .agg("n"_c = quern::count(), "x"_c = quern::sum("x"_c), "y"_c = quern::sum("y"_c), "least"_c = quern::min("x"_c), "first"_c = quern::first("y"_c));
}
void check_all(rows const& r, bool by_first_row) {
  auto const t = quern::from(table_of(r));
  auto const all = plan_of(t);
  auto const some = plan_of(t.where("y"_c > 500.0));
  auto const right = grouped(r, [](std::size_t) { return true; }), few = grouped(r, [&](std::size_t i) { return r.y[i] > 500; });
  auto const one = all.collect({.threads = 1});
  check(one, right, by_first_row);
  check(some.collect({.threads = 1}), few, by_first_row);
  for (int threads : {2, 8}) CHECK(same_bytes(one, all.collect({.threads = threads})));
  check(all.collect({.threads = 2, .min_rows_per_chunk = 1024}), right, by_first_row);
  if (r.c.size() < 2000) check(some.collect({.threads = 2, .min_rows_per_chunk = 8}), few, by_first_row);
}
}  // namespace

TEST_CASE("keys of a small space are indexed", "[exec][group]") {
  for (std::size_t n : {0u, 1u, 9u, 1025u, 70000u})
    for (std::uint64_t most : {1u, 7u, 30u, 900u})
      for (int nulls : {0, 30, 100}) {
        INFO(n << " rows, " << most << " keys, nulls " << nulls);
        check_all(make_rows(n, most, nulls, [](auto k) { return static_cast<int32_t>(k) - 5; }, [](auto k) { return static_cast<int64_t>(k % 2) - 1; }), true);
      }
}
TEST_CASE("keys of a space that no index holds are hashed where they repeat", "[exec][group]") {
  int64_t const least = std::numeric_limits<int64_t>::min(), most = std::numeric_limits<int64_t>::max();
  for (std::size_t n : {9u, 200000u}) {
    check_all(make_rows(n, 50, 10, [](auto k) { return static_cast<int32_t>(k * 40000000); }, [](auto k) { return static_cast<int64_t>(k) << 33; }), true);
    // The whole of 64 bits is no space.
    check_all(make_rows(n, 50, 10, [](auto k) { return static_cast<int32_t>(k); }, [=](auto k) { return k == 0 ? least : k == 1 ? most : static_cast<int64_t>(k); }), true);
  }
}
TEST_CASE("rows whose keys mostly differ are partitioned", "[exec][group]") {
  for (int nulls : {0, 10}) {
    check_all(make_rows(200000, 150000, nulls, [](auto k) { return static_cast<int32_t>(k * 7919); }, [](auto k) { return -static_cast<int64_t>(k) * 1003; }), false);
    // Most fall into one group, which the sample does not see.
    auto r = make_rows(150000, 100000, nulls, [](auto k) { return static_cast<int32_t>(k); }, [](auto k) { return static_cast<int64_t>(k) << 20; });
    for (std::size_t i = 70000; i < r.c.size(); ++i) r.a[i] = 5, r.b[i] = "t0", r.c[i] = 7;
    check_all(r, false);
  }
}
TEST_CASE("computed keys have codes where their bounds are known", "[exec][group]") {
  auto const v = integers<int32_t>(140000, 3, -30000, 30000);
  auto const q = quern::from(quern::make_table("v"_c = v)).update("even"_c = "v"_c % 2 == 0, "far"_c = "v"_c * 1000);
  auto const far = q.group_by("even"_c, "far"_c).agg("n"_c = quern::count()).collect();
  auto const even = q.group_by("even"_c).agg("n"_c = quern::count(), "v"_c = quern::sum("v"_c)).collect();
  std::map<int32_t, int64_t> right;
  int64_t evens = 0, sum = 0;
  for (auto const x : v) ++right[x], evens += x % 2 == 0, sum += x % 2 == 0 ? x : 0;
  REQUIRE(far.rows() == right.size());
  std::size_t wrong = 0;
  for (auto const& row : far) {
    auto const x = static_cast<int32_t>(row["far"_c] / 1000);
    wrong += !right.contains(x) || right[x] != row["n"_c] || row["even"_c] != (x % 2 == 0);
  }
  CHECK(wrong == 0);
  REQUIRE(even.rows() == 2);
  std::size_t const at = even["even"_c][0] ? 0 : 1;
  CHECK(even["n"_c][at] == evens);
  CHECK(even["v"_c][at] == sum);
}
TEST_CASE("a sum of 32-bit integers that leaves 64 bits is found", "[exec][group]") {
  quern::kernel::narrow_sum s;
  s += std::numeric_limits<int64_t>::max() - 1;
  s += int64_t{1};
  CHECK_THROWS_AS(s += int64_t{1}, quern::overflow_error);
}
