// SPDX-License-Identifier: BSL-1.0
// Filters whose order is found while they run: the rows are those of any order, and no filter sees a row that one before it dropped.
#include <atomic>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {

std::atomic<std::size_t> calls_a{0}, calls_b{0}, calls_c{0};
constexpr auto a = [](std::int64_t x) noexcept { return ++calls_a, x % 10 != 0; };
constexpr auto b = [](std::int64_t x) noexcept { return ++calls_b, x % 50 == 1; };
constexpr auto c = [](std::int64_t x, double y) noexcept { return ++calls_c, y < 0.7 && x % 3 != 0; };
constexpr auto may_throw = [](std::int64_t x) { return x != 3; };
void forget() { calls_a = calls_b = calls_c = 0; }

// How many filters of a plan find their order while they run.
template <class Query>
constexpr int adaptive_in() {
  using Plan = quern::rules::optimised_t<typename Query::plan_type>;
  using Stream = decltype(lower(std::declval<Plan const&>(), std::declval<quern::execution::context const&>()));
  return []<class Source, class Names, class... Steps>(quern::execution::stream<Source, Names, Steps...> const*) {
    return (0 + ... + int{quern::execution::is_adaptive_filter<Steps>});
  }(static_cast<Stream const*>(nullptr));
}
template <class Query>
int adaptive(Query const&) {
  return adaptive_in<Query>();
}
auto make_rows(std::size_t n, std::uint64_t seed) {
  return quern::make_table("x"_c = integers<std::int64_t>(n, seed, 0, 1000), "y"_c = sprinkle_nulls(floats<double>(n, seed + 1), seed + 2),
                           "s"_c = make_values(n, seed + 3, [](numbers& g) { return "t" + std::to_string(g.next() % 97); }));
}

}  // namespace

TEST_CASE("which filters find their order", "[query][filter_order]") {
  auto const q = quern::from(make_rows(10, 1));
  auto const text = quern::contains("s"_c, "7");
  auto const other = quern::ends_with("s"_c, "1");
  CHECK(adaptive(q.where(text)) == 0);
  CHECK(adaptive(q.where("x"_c > 3 && "x"_c < 900 && text)) == 0);
  CHECK(adaptive(q.where(text && other)) == 1);
  CHECK(adaptive(q.where(text).where("x"_c > 3).where(other)) == 1);
  CHECK(adaptive(q.where(quern::map(a, "x"_c) && quern::map(b, "x"_c))) == 1);
  CHECK(adaptive(q.where(text && quern::map(b, "x"_c) && "x"_c > 3)) == 1);
  // What may raise, or says in which order it runs, keeps its place.
  CHECK(adaptive(q.where(text && quern::map(may_throw, "x"_c))) == 0);
  CHECK(adaptive(q.where(quern::map(may_throw, "x"_c) && quern::map(a, "x"_c))) == 0);
  CHECK(adaptive(q.where(quern::map(a, "x"_c) && quern::map(may_throw, "x"_c) && quern::map(b, "x"_c))) == 0);
  // Behind those that find theirs it gets the same rows in any order of them.
  CHECK(adaptive(q.where(quern::map(a, "x"_c) && quern::map(may_throw, "x"_c) && text)) == 1);
  CHECK(adaptive(q.where(quern::cost<100>(quern::map(a, "x"_c)) && quern::map(b, "x"_c))) == 0);
  CHECK(adaptive(q.where(quern::map(a, "x"_c + 1) && quern::map(b, "x"_c * "x"_c))) == 0);
  CHECK(adaptive(q.where(quern::serial(quern::map(a, "x"_c)) && quern::map(b, "x"_c))) == 0);
  struct gate : quern::barrier {};
  CHECK(adaptive(q.where(quern::declares<gate>(quern::map(a, "x"_c)) && quern::respects<gate>(quern::map(b, "x"_c)))) == 0);
}

TEST_CASE("the same rows in any order", "[query][filter_order]") {
  for (std::size_t n : {0, 1, 7, 8, 9, 63, 64, 65, 127, 1023, 1024, 1025, 20000, 65537}) {
    auto const t = make_rows(n, n);
    auto const q = quern::from(t).where("x"_c > 20 && quern::map(a, "x"_c) && quern::map(c, "x"_c, "y"_c) && quern::ends_with("s"_c, "1"));
    auto const plain = quern::from(t).where("x"_c > 20).where("x"_c % 10 != 0).where("y"_c < 0.7).where("x"_c % 3 != 0).where(quern::ends_with("s"_c, "1"));
    auto const expected = plain.collect({.threads = 1});
    for (int threads : {1, 2, 4})
      for (std::size_t chunk : {std::size_t{64}, std::size_t{1000}, std::size_t{65536}}) {
        INFO(n << " rows, " << threads << " threads, chunks of " << chunk);
        quern::exec const o{.threads = threads, .min_rows_per_chunk = chunk};
        CHECK(same_bytes(q.collect(o), expected));
        CHECK(q.count(o) == expected.rows());
        CHECK(same_bytes(q.profile(o).result, expected));
        CHECK(same_bytes(q.group_by("s"_c).agg("n"_c = quern::sum("x"_c)).order_by("s"_c).collect(o), plain.group_by("s"_c).agg("n"_c = quern::sum("x"_c)).order_by("s"_c).collect(o)));
      }
    // Also where blocks are read by a union, and behind it.
    CHECK(q.union_all(q).where(quern::map(a, "x"_c) && quern::starts_with("s"_c, "t")).count() == 2 * expected.rows());
  }
}

TEST_CASE("a filter sees no row that was dropped before it", "[query][filter_order]") {
  constexpr std::size_t n = 200'000;
  auto const t = quern::make_table("x"_c = make_values(n, 5, [](numbers& g) { return static_cast<std::int64_t>(g.next() % 1000); }));
  auto const of = [&](auto const& q, int threads) {
    forget();
    return q.count({.threads = threads});
  };
  std::size_t dropped_by_a = 0, dropped_by_b = 0, both = 0;
  for (auto const r : quern::from(t).collect()) {
    bool const in_a = r["x"_c] % 10 != 0, in_b = r["x"_c] % 50 == 1;
    dropped_by_a += !in_a, dropped_by_b += !in_b, both += !in_a && !in_b;
  }
  for (int threads : {1, 2, 4}) {
    // a lets nine of ten pass, b one of fifty: as it is written, a is called for each row.
    auto const kept = of(quern::from(t).where(quern::map(a, "x"_c) && quern::map(b, "x"_c)), threads);
    CHECK(kept == n - dropped_by_a - dropped_by_b + both);
    // Each row is seen by one of them at least, and by the second only if the first lets it pass.
    CHECK(calls_a <= n);
    CHECK(calls_b <= n);
    CHECK(calls_a + calls_b >= n + kept);
    CHECK(calls_a + calls_b <= n + (n - dropped_by_a));
    CHECK(calls_a < n / 4);
    CHECK(calls_b > n * 3 / 4);
  }
}

TEST_CASE("an order is looked at again where data changes", "[query][filter_order]") {
  constexpr std::size_t n = 800'000;
  std::vector<std::int64_t> x(n);
  // First b drops nearly all, then a does.
  for (std::size_t i = 0; i < n; ++i) x[i] = i < n / 2 ? (i % 100 == 0 ? 1 : 2) : (i % 100 == 0 ? 51 : i % 2 == 0 ? 10 * static_cast<std::int64_t>(i) : 1);
  std::size_t pass_a = 0;
  for (auto const v : x) pass_a += v % 10 != 0;
  forget();
  auto const q = quern::from(quern::make_table("x"_c = x)).where(quern::map(a, "x"_c) && quern::map(b, "x"_c));
  auto const kept = q.count({.threads = 1});
  CHECK(kept == static_cast<std::size_t>(std::count_if(x.begin(), x.end(), [](std::int64_t v) { return v % 10 != 0 && v % 50 == 1; })));
  CHECK(calls_a + calls_b < n + pass_a * 3 / 4);
}
