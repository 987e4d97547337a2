// SPDX-License-Identifier: BSL-1.0
// In which order filters run, told by how many rows each of them is called for.
#include "laws/order.hpp"

using namespace reference;

namespace {
struct b1 : quern::barrier {};
struct b2 : quern::barrier {};

// Filters over the column "id" that count their calls; calls of the Kth are in [K].
struct calls {
  number n[5] = {};
  auto at_least(int k, std::int64_t v) {
    return quern::map(counted(n[k], [v](std::int64_t i) { return i >= v; }), "id"_c);
  }
  auto below(int k, std::int64_t v) {
    return quern::map(counted(n[k], [v](std::int64_t i) { return i < v; }), "id"_c);
  }
  // The counts of a run with `kept` rows left.
  template <class Query>
  void check(Query const& q, std::uint64_t kept, std::vector<std::int64_t> const& wanted) {
    for (int threads : {1, 4}) {
      for (auto& c : n) c = 0;
      INFO(q.explain() << "on " << threads << " threads");
      CHECK(q.count(in_small_chunks(threads)) == kept);
      std::vector<std::int64_t> const got(n, n + wanted.size());
      CHECK(got == wanted);
    }
  }
};
auto const source = quern::range(0, 100000);
}  // namespace

TEST_CASE("the cheaper filter runs first", "[laws][order][filters]") {
  calls c;
  auto const a = c.at_least(0, 20000);
  auto const b = c.below(1, 25000);
  c.check(source.where(quern::cost<100>(a) && quern::cost<80>(b)), 5000, {25000, 100000});
  c.check(source.where(quern::cost<80>(a) && quern::cost<100>(b)), 5000, {100000, 80000});
  c.check(source.where(quern::cost<100>(a)).where(quern::cost<80>(b)), 5000, {25000, 100000});
  c.check(source.where(quern::cost<100>(a)).order_by("id"_c).where(quern::cost<80>(b)), 5000, {100000, 80000});
  c.check(source.where(quern::cost<100>(a) && "id"_c < 25000), 5000, {25000});
  c.check(source.where(a && "id"_c < 25000), 5000, {25000});
  c.check(source.where(a && quern::cost<0>("id"_c < 25000)), 5000, {25000});
}
TEST_CASE("filters of one cost, and unmarked ones, run as written", "[laws][order][filters]") {
  calls c;
  auto const a = c.at_least(0, 20000);
  auto const b = c.below(1, 25000);
  auto const d = c.at_least(2, 24000);
  c.check(source.where(quern::cost<7>(a) && quern::cost<7>(b) && quern::cost<7>(d)), 1000, {100000, 80000, 5000});
  c.check(source.where(quern::cost<7>(d) && quern::cost<7>(b) && quern::cost<7>(a)), 1000, {1000, 76000, 100000});
  c.check(source.where(a && b && d), 1000, {100000, 80000, 5000});
  c.check(source.where(a).where(b).where(d), 1000, {100000, 80000, 5000});
  c.check(source.where(a && quern::declares<b1>(b) && d), 1000, {100000, 80000, 5000});
}
TEST_CASE("AND is taken apart, in any nesting and across adjacent wheres", "[laws][order][filters]") {
  calls c;
  auto const a = c.at_least(0, 20000);
  auto const b = c.below(1, 25000);
  auto const d = c.at_least(2, 24000);
  c.check(source.where(quern::cost<9>(a) && (quern::cost<8>(b) && quern::cost<7>(d))), 1000, {1000, 76000, 100000});
  c.check(source.where((quern::cost<9>(a) && quern::cost<8>(b)) && quern::cost<7>(d)), 1000, {1000, 76000, 100000});
  c.check(source.where(quern::cost<9>(a)).where(quern::cost<8>(b)).where(quern::cost<7>(d)), 1000, {1000, 76000, 100000});
  c.check(source.where(quern::cost<9>(a && b) && quern::cost<7>(d)), 1000, {76000, 76000, 100000});
}
TEST_CASE("a serial filter is a fence for costs on both sides", "[laws][order][filters]") {
  calls c;
  auto const f0 = quern::cost<9>(c.at_least(0, 10000));
  auto const f1 = quern::cost<8>(c.at_least(1, 20000));
  auto const s = quern::serial(c.below(2, 50000));
  auto const f3 = quern::cost<7>(c.at_least(3, 30000));
  auto const f4 = quern::cost<1>(c.at_least(4, 45000));
  c.check(source.where(f0 && f1 && s && f3 && f4), 5000, {80000, 100000, 80000, 5000, 30000});
  c.check(source.where(f0 && f1).where(s).where(f3 && f4), 5000, {80000, 100000, 80000, 5000, 30000});
  c.check(source.where(s && f4), 5000, {0, 0, 100000, 0, 50000});
  c.check(source.where(quern::serial(f0) && quern::serial(f1) && s), 30000, {100000, 90000, 80000});
}
TEST_CASE("barriers say otherwise than costs, also through others", "[laws][order][filters]") {
  calls c;
  auto const f0 = quern::cost<100>(c.at_least(0, 20000));
  auto const f1 = quern::cost<80>(c.below(1, 50000));
  auto const f2 = quern::cost<60>(c.at_least(2, 45000));
  auto const f3 = quern::cost<70>(c.below(3, 48000));
  c.check(source.where(f0 && f1 && f2 && f3), 3000, {3000, 3000, 100000, 55000});
  c.check(source.where(quern::declares<b1>(f0) && quern::declares<b2>(quern::respects<b1>(f1)) && quern::respects<b2>(f2) && quern::respects<b2>(f3)), 3000, {100000, 80000, 30000, 5000});
  c.check(source.where(quern::declares<b1>(f0)).where(quern::respects<b1>(f1)), 30000, {100000, 80000});
  // One that is not involved keeps its freedom.
  c.check(source.where(quern::declares<b1>(f0) && quern::respects<b1>(f1) && f2), 5000, {55000, 55000, 100000});
}
TEST_CASE("a respecting filter starts when the declaring one is done with all rows", "[laws][order][filters]") {
  number late{0}, done{0}, n{0};
  auto const first = quern::map([&](std::int64_t i) {
    if (i % 2048 == 0) std::this_thread::sleep_for(std::chrono::microseconds(30));
    return ++done, i % 2 == 0;
  }, "id"_c);
  auto const second = quern::map([&](std::int64_t) { return late += done != rows, ++n, true; }, "id"_c);
  auto const q = quern::range(0, rows).where(quern::declares<b1>(first) && quern::respects<b1>(second));
  CHECK(q.count(four) == static_cast<std::uint64_t>((rows + 1) / 2));
  CHECK(late == 0);
  CHECK(n == (rows + 1) / 2);
}
TEST_CASE("a column waits for a filter that declares, and a filter for a column", "[laws][order][filters]") {
  number calls_of_first{0}, wrong{0};
  auto const count = [&](std::int64_t i) { return ++calls_of_first, i % 3 != 0; };
  auto const look = [&](std::int64_t i) { return wrong += calls_of_first != rows, i; };
  auto const q = quern::range(0, rows);
  auto const filtered = q.where(quern::declares<b1>(quern::map(count, "id"_c)));
  CHECK(filtered.update(quern::respects<b1>("x"_c = quern::map(look, "id"_c))).count(four) == static_cast<std::uint64_t>(rows - (rows + 2) / 3));
  CHECK(wrong == 0);
  calls_of_first = 0;
  CHECK(q.update(quern::declares<b1>("x"_c = quern::map(count, "id"_c))).where(quern::respects<b1>(quern::map(look, "id"_c) >= 0)).count(four) == static_cast<std::uint64_t>(rows));
  CHECK(wrong == 0);
}
TEST_CASE("later alternatives of OR see the rows that the earlier ones refused", "[laws][order][filters]") {
  calls c;
  auto const a = c.at_least(0, 80000);
  auto const b = c.below(1, 30000);
  auto const d = c.at_least(2, 50000);
  c.check(source.where(a || b || d), 80000, {100000, 80000, 50000});
  c.check(source.where(quern::cost<5>(a || b || d)), 80000, {100000, 80000, 50000});
  c.check(source.where(quern::serial(a || b || d)), 80000, {100000, 80000, 50000});
  c.check(source.where(quern::cost<5>(a) || quern::cost<1>(b)), 50000, {100000, 80000});
  c.check(source.where((quern::declares<b1>(a) || b) && quern::respects<b1>(d)), 20000, {100000, 80000, 50000});
}
TEST_CASE("filters are not called where no row is left", "[laws][order][filters]") {
  calls c;
  auto const none = quern::cost<0>("id"_c < 0);
  c.check(source.where(none && c.below(0, 5) && quern::serial(c.below(1, 5)) && c.below(2, 5)), 0, {0, 0, 0});
  c.check(source.where(c.below(0, 0) && quern::serial(c.below(1, 5)) && quern::declares<b1>(c.below(2, 5)) && quern::respects<b1>(c.below(3, 5))), 0, {100000, 0, 0, 0});
  c.check(quern::range(0, 0).where(quern::declares<b1>(c.below(0, 5)) && quern::serial(c.below(1, 5)) && quern::respects<b1>(c.below(2, 5))), 0, {0, 0, 0});
  c.check(quern::range(0, 0).update(quern::serial("x"_c = c.below(0, 5)), quern::declares<b1>("y"_c = c.below(1, 5)), quern::respects<b1>("z"_c = c.below(2, 5))), 0, {0, 0, 0});
}
TEST_CASE("a filter is not called for null", "[laws][order][filters]") {
  number n{0};
  auto const q = quern::from(quern::make_table("x"_c = sprinkle_nulls(integers<std::int64_t>(5000, 1, 0, 9), 2)));
  auto const there = static_cast<std::int64_t>(q.where(quern::is_not_null("x"_c)).count());
  CHECK(q.where(quern::serial(quern::map(counted(n, [](std::int64_t) { return true; }), "x"_c))).count() == static_cast<std::uint64_t>(there));
  CHECK(n == there);
}
TEST_CASE("a filter that may raise stays behind its guard", "[laws][order][filters]") {
  auto const q = quern::range(0, 200000).update("d"_c = "id"_c % 10);
  auto const guard = quern::cost<1000>("d"_c != 0);
  auto const risk = quern::cost<0>(1000 % "d"_c == 0);
  for (int threads : {1, 4}) {
    CHECK(q.where(guard && risk).count(in_small_chunks(threads)) == 100000);
    CHECK(q.where(guard).where(risk).count(in_small_chunks(threads)) == 100000);
    CHECK_THROWS_AS(q.where(risk && guard).count(in_small_chunks(threads)), quern::error);
  }
}
TEST_CASE("a marked filter has parameters as others do", "[laws][order][filters]") {
  auto const q = source.where(quern::serial("id"_c < quern::param<"end">(10)) && quern::cost<3>("id"_c >= quern::param<"begin">(0))).update(quern::serial("x"_c = "id"_c + quern::param<"more">(1)), "p"_c = quern::prev("id"_c) + quern::param<"more">(1));
  CHECK(q.count() == 10);
  auto const t = q.with<"end">(2000).with<"begin">(1500).with<"more">(7).collect(four);
  check_rows(t["x"_c], 500, "x", [](std::size_t i) { return static_cast<std::int64_t>(i) + 1507; });
  check_rows(t["p"_c], 500, "p", [](std::size_t i) { return i == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(1506 + static_cast<std::int64_t>(i)); });
}
