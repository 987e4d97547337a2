// SPDX-License-Identifier: BSL-1.0
// Queries inside expressions: values, membership with SQL's nulls, existence.
#include "unit/join/joined.hpp"

using namespace joined;
using quern::on;

namespace {
auto const numbers = quern::from(quern::make_table("k"_c = std::vector<std::optional<int>>{1, 2, {}, 4, 5}, "x"_c = std::vector<double>{.1, .2, .3, .4, .5}));
auto const others = quern::from(quern::make_table("k"_c = std::vector<int>{2, 4, 4}, "y"_c = std::vector<double>{.3, .1, .9}));

template <class Query>
std::vector<std::string> first_column(Query const& q) {
  std::vector<std::string> r;
  for (auto const& one : rows_of(q.collect({.threads = 2}))) r.push_back(one[0]);
  return r;
}
using texts = std::vector<std::string>;
}  // namespace

TEST_CASE("scalar is the one value of a query, null where there is none, an error where there are more", "[join][subquery]") {
  auto const mean = numbers.agg("m"_c = quern::mean("x"_c));
  CHECK(first_column(numbers.where("x"_c > quern::scalar(mean))) == texts{"4", "5"});
  auto const none = others.where("y"_c > 5).select("y"_c);
  CHECK(numbers.where("x"_c > quern::scalar(none)).count() == 0);
  CHECK(numbers.where(quern::is_null(quern::scalar(none))).count() == 5);
  CHECK_THROWS_AS(numbers.where("x"_c > quern::scalar(others.select("y"_c))).count(), quern::data_error);
  // In every place of a plan, of every kind of value.
  auto const name = quern::from(quern::make_table("s"_c = std::vector<std::string>{"b"}));
  auto const flag = quern::from(quern::make_table("b"_c = std::vector<bool>{true}));
  auto const t = numbers.update("t"_c = quern::concat(quern::scalar(name), "!"), "b"_c = quern::scalar(flag))
                     .group_by("t"_c, "b"_c)
                     .agg("s"_c = quern::sum("k"_c * quern::scalar(others.agg("n"_c = quern::count()))) - quern::scalar(others.agg("n"_c = quern::max("k"_c))))
                     .order_by(quern::desc("s"_c + quern::scalar(none)))
                     .collect();
  REQUIRE(t.rows() == 1);
  CHECK(*t["t"_c][0] == "b!");
  CHECK(*t["b"_c][0] == true);
  CHECK(*t["s"_c][0] == 12 * 3 - 4);
}

TEST_CASE("a scalar query runs once a run, with the run's options, and takes other params", "[join][subquery]") {
  std::atomic<int> calls{0};
  auto const counted = quern::range(0, 1).select("v"_c = quern::map_rows([&](std::int64_t) { return static_cast<std::int64_t>(++calls); }, "id"_c));
  auto const one = quern::scalar(counted);
  auto const q = quern::range(0, 100'000).where("id"_c >= one).agg("a"_c = quern::sum("id"_c - one), "b"_c = quern::sum("id"_c) / one);
  q.collect({.threads = 2});
  CHECK(calls == 1);
  q.collect();
  CHECK(calls == 2);
  auto const limited = numbers.where("x"_c < quern::scalar(others.where("y"_c < quern::param<"most">(0.2)).agg("m"_c = quern::max("y"_c))));
  CHECK(limited.count() == 0);
  CHECK(limited.with<"most">(0.5).count() == 2);
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(q.collect({.stop = stop.get_token()}), quern::cancelled);
}

TEST_CASE("is_in a query has SQL's nulls", "[join][subquery]") {
  auto const keys = others.select("k"_c);
  auto const with_null = quern::from(quern::make_table("v"_c = std::vector<std::optional<std::int64_t>>{2, {}}));
  CHECK(first_column(numbers.where(quern::is_in("k"_c, keys) && "x"_c < 0.35)) == texts{"2"});
  CHECK(first_column(numbers.where(!quern::is_in("k"_c, keys))) == texts{"1", "5"});
  CHECK(first_column(numbers.where(quern::is_in("k"_c, with_null))) == texts{"2"});
  CHECK(first_column(numbers.where(!quern::is_in("k"_c, with_null))).empty());
  CHECK(first_column(numbers.where(!quern::is_in("k"_c, with_null.limit(0)))) == texts{"1", "2", "null", "4", "5"});
  CHECK(first_column(numbers.where("x"_c > 0.15 && quern::is_in("k"_c * 2, keys))) == texts{"2"});
}

TEST_CASE("exists looks at pairs of rows", "[join][subquery]") {
  CHECK(first_column(numbers.where(quern::exists(others, on("k"_c, "x"_c < "y"_c)))) == texts{"2", "4"});
  CHECK(first_column(numbers.where(!quern::exists(others, on("k"_c, "x"_c > "y"_c)))) == texts{"1", "2", "null", "5"});
  CHECK(first_column(numbers.where("x"_c > 0.1 && !!quern::exists(others, on("y"_c < "x"_c)))) == texts{"2", "null", "4", "5"});
}

TEST_CASE("the value of a scalar query counts where products are proven to fit", "[join][subquery]") {
  auto const numbers64 = quern::from(quern::make_table("i"_c = std::vector<std::int64_t>{std::int64_t{1} << 30, 2}));
  auto const power = [&](int n) { return quern::scalar(quern::from(quern::make_table("p"_c = std::vector<std::int64_t>{std::int64_t{1} << n}))); };
  CHECK(*numbers64.select("p"_c = "i"_c * power(30)).collect()["p"_c][0] == std::int64_t{1} << 60);
  CHECK_THROWS_AS(numbers64.select("p"_c = "i"_c * power(40)).collect(), quern::overflow_error);
}
