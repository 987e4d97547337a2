// SPDX-License-Identifier: BSL-1.0
// A part that stands in a plan more than once is made once a run, and gives each use the rows it would have made for itself.
#include <atomic>
#include <thread>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {

constexpr std::size_t rows = 1000;
auto make_sales(std::uint64_t seed) {
  return quern::make_table("k"_c = integers<std::int32_t>(rows, seed, 0, 20), "x"_c = sprinkle_nulls(floats<double>(rows, seed + 1), seed + 2),
                           "s"_c = make_values(rows, seed + 3, [](numbers& g) { return "t" + std::to_string(g.next() % 7); }));
}
auto const sales = make_sales(1);

// Called once for each row of `sales` whenever they are run through.
std::atomic<std::size_t> calls{0};
struct passed {
  bool operator()(std::int64_t) const { return ++calls, true; }
};
auto const all = quern::from(sales).where(quern::map(passed{}, "k"_c));
auto const revenue = all.group_by("k"_c).agg("total"_c = quern::sum("x"_c), "n"_c = quern::count());

// How often f runs through `sales`; part of a time is one.
template <class F>
std::size_t runs_of(F f) {
  calls = 0;
  f();
  return (calls + rows - 1) / rows;
}
// make(part) is the same with a part that is shared, and with one that two tables hold; with it, the part runs once.
template <class Part, class Make>
void check_shared(Part const& part, Make make) {
  auto const q = make(part, part);
  auto const first = q.collect({.threads = 1, .min_rows_per_chunk = 64});
  for (int threads : {1, 2, 4}) {
    quern::exec const o{.threads = threads, .min_rows_per_chunk = 64};
    auto const expected = make(quern::from(part.collect(o)), quern::from(part.collect(o))).collect(o);
    CHECK(runs_of([&] { CHECK(same_bytes(q.collect(o), expected)); }) == 1);
    CHECK(same_bytes(expected, first));
    CHECK(runs_of([&] { CHECK(q.count(o) == expected.rows()); }) == 1);
  }
  CHECK(runs_of([&] { q.is_empty(); }) == 1);
}

}  // namespace

TEST_CASE("a group is made once for a query and the scalar query in it", "[query][shared]") {
  check_shared(revenue, [](auto const& a, auto const& b) { return a.where("n"_c == quern::scalar(b.agg("m"_c = quern::max("n"_c)))); });
  check_shared(revenue, [](auto const& a, auto const& b) { return a.update("part"_c = "n"_c / quern::scalar(b.agg("m"_c = quern::sum("n"_c)))).order_by("k"_c); });
  check_shared(revenue, [](auto const& a, auto const& b) {
    return a.where("n"_c >= quern::scalar(b.agg("m"_c = quern::min("n"_c))) && "n"_c < quern::scalar(b.agg("m"_c = quern::max("n"_c))));
  });
  // Only in expressions; in the other's rows no group is read twice.
  auto const q = all.where("k"_c > quern::scalar(revenue.agg("m"_c = quern::min("k"_c))) && "k"_c < quern::scalar(revenue.agg("m"_c = quern::max("k"_c))));
  CHECK(runs_of([&] { q.collect(); }) == 2);
}

TEST_CASE("the rows below a shared group are read once", "[query][shared]") {
  auto const groups = quern::from(sales).group_by("k"_c).agg("n"_c = quern::count());
  auto const observe = [](auto const& q) {
    quern::execution::run_counters c;
    quern::execution::current_counters() = &c;
    q.collect();
    quern::execution::current_counters() = nullptr;
    return std::pair(c.rows_read / rows, c.tables_made.load());
  };
  auto const once = groups.where("n"_c == quern::scalar(groups.agg("m"_c = quern::max("n"_c))));
  auto const twice = groups.where("n"_c == quern::scalar(quern::from(sales).where("k"_c >= 0).group_by("k"_c).agg("n"_c = quern::count()).agg("m"_c = quern::max("n"_c))));
  CHECK(same_bytes(once.collect(), twice.collect()));
  CHECK(observe(once).first == 1);
  CHECK(observe(twice).first == 2);
  CHECK(observe(once).second + 1 == observe(twice).second);
}

TEST_CASE("a group is made once for both inputs of joins and sets", "[query][shared]") {
  check_shared(revenue, [](auto const& a, auto const& b) { return a.join(b.select("k"_c, "m"_c = "n"_c), quern::on("k"_c)); });
  check_shared(revenue, [](auto const& a, auto const& b) { return a.join(b.agg("most"_c = quern::max("n"_c)), quern::on(quern::left("n"_c) == quern::right("most"_c))); });
  check_shared(revenue, [](auto const& a, auto const& b) { return a.union_all(b); });
  check_shared(revenue, [](auto const& a, auto const& b) { return a.where("n"_c > 45).semi_join(b.where("k"_c < 10), quern::on("k"_c)).union_all(a); });
  check_shared(revenue, [](auto const& a, auto const& b) { return a.where(quern::is_in("n"_c, b.where("k"_c > 3).select("n"_c))); });
  check_shared(revenue, [](auto const& a, auto const& b) { return a.where(!quern::exists(b.where("k"_c > 3), quern::on(quern::left("n"_c) < quern::right("n"_c)))); });
}

TEST_CASE("all that makes a table is shared", "[query][shared]") {
  auto const both = [](auto const& a, auto const& b) { return a.union_all(b.with_row_index("i"_c).drop("i"_c)); };
  check_shared(all.order_by("x"_c), both);
  check_shared(all.order_by("x"_c), [](auto const& a, auto const& b) { return a.limit(5).union_all(b).union_all(a.offset(990)); });
  CHECK(runs_of([&] { all.order_by("x"_c).limit(5).union_all(all.order_by("x"_c)).union_all(revenue.order_by("k"_c).limit(1).select("k"_c, "x"_c = "total"_c, "s"_c = "t")).collect(); }) == 2);
  check_shared(all.order_by("x"_c, quern::desc("k"_c)).limit(50), both);
  check_shared(all.limit(999), both);
  check_shared(all.select("k"_c, "s"_c).distinct(), both);
  check_shared(all.distinct_on("s"_c), both);
  check_shared(all.sample(500, 3), both);
  check_shared(all.group_by(quern::rollup("k"_c, "s"_c)).agg("n"_c = quern::count()), both);
  check_shared(all.select("k"_c, "x"_c).unpivot(quern::keep("x"_c), "name"_c, "value"_c, quern::columns("k"_c)), both);
}
TEST_CASE("windows, shifted reads and set operations are shared", "[query][shared]") {
  auto const both = [](auto const& a, auto const& b) { return a.limit(700).union_all(b.where("k"_c < 5)); };
  auto const windows = all.update("r"_c = quern::row_number().over(quern::partition_by("s"_c), quern::order_by("k"_c)), "y"_c = "x"_c + 1);
  auto const shifted = all.update("y"_c = quern::shift("x"_c, 1));
  auto const ops = all.where("k"_c < 10).intersect(quern::from(sales));
  check_shared(windows, both);
  check_shared(shifted, both);
  check_shared(ops.limit(100), [](auto const& a, auto const& b) { return a.union_all(b.distinct()); });
}

TEST_CASE("parts in parts are made once, however deep and often", "[query][shared]") {
  auto const level2 = revenue.where("n"_c > 40).order_by("k"_c);
  auto const level3 = level2.join(revenue.agg("sum"_c = quern::sum("n"_c)), quern::on(quern::left("n"_c) < quern::right("sum"_c))).distinct();
  check_shared(level3, [](auto const& a, auto const& b) { return a.union_all(b).union_all(b.where("k"_c > 2)); });
  CHECK(runs_of([&] { level3.union_all(level3).where("n"_c > quern::scalar(level3.agg("m"_c = quern::min("n"_c)))).semi_join(revenue, quern::on("k"_c)).collect(); }) == 1);
  // A scalar query in a scalar query.
  auto const inner = revenue.where("n"_c > quern::scalar(revenue.agg("m"_c = quern::mean("n"_c))));
  CHECK(runs_of([&] { revenue.where("n"_c > quern::scalar(inner.agg("m"_c = quern::min("n"_c)))).collect(); }) == 1);
}

TEST_CASE("which sources give the same rows", "[query][shared]") {
  struct S : quern::schema<quern::field<"k", int>> {};
  using csv = quern::csv_source<S>;
  CHECK(csv("a.csv") == csv("a.csv"));
  CHECK(csv("a.csv") != csv("b.csv"));
  CHECK(csv("a.csv", {.separator = ';'}) == csv("a.csv", {.separator = ';'}));
  CHECK(csv("a.csv", {.separator = ';'}) != csv("a.csv"));
  CHECK(csv("a.csv", {.null_texts = {"NA"}}) != csv("a.csv", {.null_texts = {"-"}}));
  CHECK(csv("a.csv", {.report = std::make_shared<quern::csv_report>()}) != csv("a.csv"));
  quern::any_query const any = all;
  CHECK(any.plan().source == quern::any_query(any).plan().source);
  CHECK(any.plan().source != quern::any_query(all).plan().source);
  CHECK(revenue.cache().plan().kept != revenue.cache().plan().kept);
}

TEST_CASE("what the rules bring apart or together is compared after them", "[query][shared]") {
  auto const a = all.where("k"_c < 15).group_by("k"_c).agg("n"_c = quern::count());
  auto const b = quern::from(sales).where(quern::map(passed{}, "k"_c) && "k"_c < 15).group_by("k"_c).agg("n"_c = quern::count());
  CHECK(runs_of([&] { a.union_all(b).collect(); }) == 1);
  CHECK(runs_of([&] { a.where("n"_c > quern::scalar(b.agg("m"_c = quern::min("n"_c)))).collect(); }) == 1);
}

TEST_CASE("parts that hold something else are not shared", "[query][shared]") {
  auto const part = [](auto const& from, auto const& predicate) { return from.where(predicate).group_by("k"_c).agg("n"_c = quern::count()); };
  auto const reads = [](auto const& a, auto const& b) {
    auto const q = a.union_all(b);
    CHECK(same_bytes(q.collect(), quern::from(a.collect()).union_all(quern::from(b.collect())).collect()));
    auto const calls_of = [](auto const& x) {
      calls = 0;
      x.collect();
      return calls.load();
    };
    std::size_t const one = calls_of(a), other = calls_of(b), together = calls_of(q);
    return together == one ? 1 : together == one + other ? 2 : 0;
  };
  CHECK(reads(part(all, "k"_c > 3), part(all, "k"_c > 3)) == 1);
  CHECK(reads(part(all, "k"_c > 3), part(all, "k"_c > 4)) == 2);
  CHECK(reads(part(all, "s"_c > "t3"), part(all, "s"_c > std::string("t3"))) == 1);
  CHECK(reads(part(all, "s"_c > "t3"), part(all, "s"_c > "t4")) == 2);
  CHECK(reads(part(all, "x"_c > 0.0), part(all, "x"_c > -0.0)) == 2);
  auto const with_param = part(all, "k"_c > quern::param<"low">(3));
  CHECK(reads(with_param, with_param) == 1);
  CHECK(reads(with_param, with_param.with<"low">(4)) == 2);
  CHECK(reads(with_param, with_param.with<"low">(3)) == 1);
  CHECK(runs_of([&] { with_param.union_all(with_param).with<"low">(5).collect(); }) == 1);
  CHECK(same_bytes(with_param.union_all(with_param).with<"low">(5).collect(), part(all, "k"_c > 5).union_all(part(all, "k"_c > 5)).collect()));
  // Another table with the same rows.
  CHECK(reads(part(all, "k"_c > 3), part(quern::from(make_sales(1)).where(quern::map(passed{}, "k"_c)), "k"_c > 3)) == 2);
  auto const copy = sales;
  CHECK(reads(part(all, "k"_c > 3), part(quern::from(copy).where(quern::map(passed{}, "k"_c)), "k"_c > 3)) == 1);
  auto const numbers = [](std::int64_t last) { return quern::range(0, last).where(quern::map(passed{}, "id"_c)).distinct(); };
  CHECK(reads(numbers(1000), numbers(1000)) == 1);
  CHECK(reads(numbers(1000), numbers(999)) == 2);
  CHECK(reads(all.sample(900, 1), all.sample(900, 1)) == 1);
  CHECK(reads(all.sample(900, 1), all.sample(900, 2)) == 2);
  CHECK(reads(all.order_by("k"_c).limit(3), all.order_by("k"_c).limit(4)) == 2);
  CHECK(reads(all.group_by("k"_c).agg("q"_c = quern::quantile("x"_c, 0.5)), all.group_by("k"_c).agg("q"_c = quern::quantile("x"_c, 0.25))) == 2);
}

namespace {
bool counted(int k) { return ++calls, k > 5; }
bool counted_too(int k) { return ++calls, k > 6; }
}  // namespace

TEST_CASE("functions: the same one is called for one of the uses, others for theirs", "[query][shared]") {
  auto const plain = quern::from(sales);
  auto const part = [&](auto f) { return plain.where(quern::map(f, "k"_c)).select("k"_c).distinct(); };
  auto const both = [](auto const& a, auto const& b) { return runs_of([&] { a.union_all(b).collect(); }); };
  CHECK(both(part(counted), part(counted)) == 1);
  CHECK(both(part(counted), part(counted_too)) == 2);
  int bound = 5;
  auto const holds = [bound](int k) { return ++calls, k > bound; };
  CHECK(both(part(holds), part(holds)) == 2);
  auto const ordered = plain.where(quern::serial(quern::map([n = 0](int k) mutable { return ++calls, ++n % 2 == 0 && k > 0; }, "k"_c))).select("k"_c).distinct();
  CHECK(both(ordered, ordered) == 2);
  auto const serial = plain.update("y"_c = quern::serial(quern::map(counted, "k"_c))).distinct();
  CHECK(both(serial, serial) == 2);
}

TEST_CASE("scalar queries that are the same run once, and those with other values for themselves", "[query][shared]") {
  auto const least = quern::range(0, 1000).where(quern::map(passed{}, "id"_c)).where("id"_c >= quern::param<"low">(7)).agg("m"_c = quern::min("id"_c));
  auto const q = quern::range(0, 30).where("id"_c == quern::scalar(least));
  // One expression in two plans, each with its own value.
  auto const two = q.union_all(q.with<"low">(9)).collect();
  REQUIRE(two.rows() == 2);
  CHECK(two["id"_c][0] == 7);
  CHECK(two["id"_c][1] == 9);
  CHECK(runs_of([&] { q.union_all(q.with<"low">(9)).collect(); }) == 2);
  CHECK(runs_of([&] { q.union_all(q).collect(); }) == 1);
  CHECK(runs_of([&] { q.union_all(quern::range(0, 30).where("id"_c == quern::scalar(least))).collect(); }) == 1);
}

TEST_CASE("actions at the same time share nothing", "[query][shared][threads]") {
  auto const q = revenue.join(revenue.select("k"_c, "m"_c = "total"_c), quern::on("k"_c)).where("n"_c >= quern::scalar(revenue.agg("m"_c = quern::min("n"_c))));
  auto const expected = q.collect();
  std::atomic<int> right{0};
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i) callers.emplace_back([&] { right += same_bytes(q.collect({.threads = 2, .min_rows_per_chunk = 1 << 20}), expected); });
  }
  CHECK(right == 8);
}

TEST_CASE("an error in a shared part reaches the caller, and the next run is as new", "[query][shared]") {
  static std::atomic<bool> fails{true};
  auto const part = all.update("y"_c = quern::map([](int k) { return fails && k == 20 ? throw std::runtime_error("no") : k; }, "k"_c)).select("y"_c).distinct();
  auto const q = part.union_all(part).where("y"_c <= quern::scalar(part.agg("m"_c = quern::max("y"_c))));
  for (int threads : {1, 4}) CHECK_THROWS_WITH(q.collect({.threads = threads, .min_rows_per_chunk = 8}), "no");
  fails = false;
  CHECK(q.count() == 42);
  CHECK_THROWS_WITH(all.limit(2).union_all(all.limit(2)).where("k"_c > quern::scalar(all.limit(2).select("k"_c))).collect(), matching::ContainsSubstring("a value is one row"));
}

TEST_CASE("plans without a type, caches and random_split share parts too", "[query][shared]") {
  auto const q = revenue.union_all(revenue);
  quern::any_query const any = q;
  CHECK(runs_of([&] { any.count(); }) == 1);
  CHECK(same_bytes(any.collect(), q.collect()));
  quern::any_query const with_scalar = revenue.where("n"_c == quern::scalar(revenue.agg("m"_c = quern::max("n"_c))));
  CHECK(runs_of([&] { with_scalar.collect(); }) == 1);
  auto const cached = revenue.cache();
  CHECK(runs_of([&] { cached.distinct().union_all(cached.distinct()).count(); }) == 1);
  CHECK(runs_of([&] { q.where("n"_c > quern::scalar(revenue.agg("m"_c = quern::min("n"_c)))).random_split({1.0, 1.0}, 3); }) == 1);
}
