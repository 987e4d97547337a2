// SPDX-License-Identifier: BSL-1.0
// view computes at each read, lazy_update at the first read of each combination of inputs.
#include <atomic>
#include <stdexcept>
#include <thread>

#include "laws/columns.hpp"

using namespace reference;

namespace {
struct cells : quern::schema<quern::field<"x", std::int64_t>, quern::field<"d", quern::nullable<double>>, quern::field<"s", quern::string>,
                             quern::field<"c", quern::nullable<quern::category>>, quern::field<"b", bool>> {};
// Every combination comes up many times, in all chunks.
quern::table<cells> make(std::size_t n) {
  quern::table_builder<cells> t;
  for (std::size_t i = 0; i < n; ++i)
    t.row(static_cast<std::int64_t>(i % 7), i % 3 == 0 ? std::optional<double>() : 0.5 * static_cast<double>(i % 5), i % 2 ? "odd" : "even",
          i % 11 == 0 ? std::optional<std::string_view>() : i % 2 ? "u" : "v", i % 4 == 0);
  return t.finish();
}
}  // namespace

TEST_CASE("lazy_update calls once for each value, at the first read, and remembers", "[query][formulas]") {
  std::atomic<int> calls = 0;
  auto const f = [&](std::int64_t x) { return ++calls, x * 10; };
  auto const t = quern::make_table("x"_c = std::vector<std::int64_t>{1, 2, 3, 2, 3, 1});
  auto const q = quern::from(t).lazy_update("A"_c = quern::map(f, "x"_c));
  CHECK(calls == 0);
  CHECK(q.select("x"_c).collect().rows() == 6);
  CHECK(calls == 0);  // nobody read it
  auto const r = q.collect();
  CHECK(calls == 3);
  for (std::size_t i = 0; i < 6; ++i) CHECK(r["A"_c][i] == t["x"_c][i] * 10);
  CHECK(q.where("A"_c > 10).update("B"_c = "A"_c + 1).count() == 4);
  CHECK(calls == 3);  // plans made of it know what it knows
}
TEST_CASE("lazy_update computes only rows that are read", "[query][formulas]") {
  std::atomic<int> calls = 0;
  auto const f = [&](std::int64_t x) { return ++calls, x; };
  auto const q = quern::range(0, 1000).update("k"_c = "id"_c % 10).lazy_update("A"_c = quern::map(f, "k"_c)).where("k"_c < 3);
  CHECK(q.collect().rows() == 300);
  CHECK(calls == 3);
  CHECK(quern::range(0, 0).lazy_update("A"_c = quern::map(f, "id"_c)).collect().rows() == 0);
  CHECK(calls == 3);
}
TEST_CASE("lazy_update gives the values of update, for every type and any number of threads", "[query][formulas]") {
  auto const text = [](std::string_view s, std::string_view c) { return std::string(s) + "/" + std::string(c); };
  for (std::size_t n : {0u, 1u, 7u, 8u, 9u, 1000u, 140000u}) {
    auto const q = quern::from(make(n));
    auto const columns = [&](auto verb) {
      return verb("i"_c = "x"_c * 2 + 1, "h"_c = "d"_c / 2, "n"_c = quern::coalesce("d"_c, -1.0), "t"_c = quern::map(text, "s"_c, "c"_c), "k"_c = "c"_c == "u",
                  "m"_c = quern::cast<quern::decimal<9, 2>>("x"_c), "f"_c = quern::lit<5>, "b"_c = !"b"_c);
    };
    auto const expected = columns([&](auto const&... c) { return q.update(c...); }).collect({.threads = 1});
    for (int threads : {1, 2, 4}) {
      auto const lazy = columns([&](auto const&... c) { return q.lazy_update(c...); });
      for (int time = 0; time < 2; ++time) {
        INFO("rows " << n << ", threads " << threads << ", time " << time);
        auto const r = lazy.collect({.threads = threads});
        check_rows(r["i"_c], n, "i", [&](auto i) { return expected["i"_c][i]; });
        check_rows(r["h"_c], n, "h", [&](auto i) { return expected["h"_c][i]; });
        check_rows(r["n"_c], n, "n", [&](auto i) { return expected["n"_c][i]; });
        check_rows(r["t"_c], n, "t", [&](auto i) { return expected["t"_c][i]; });
        check_rows(r["k"_c], n, "k", [&](auto i) { return expected["k"_c][i]; });
        check_rows(r["m"_c], n, "m", [&](auto i) { return expected["m"_c][i]; });
        check_rows(r["f"_c], n, "f", [&](auto i) { return expected["f"_c][i]; });
        check_rows(r["b"_c], n, "b", [&](auto i) { return expected["b"_c][i]; });
      }
    }
  }
}
TEST_CASE("a value of another param is another value, and an exception is not remembered", "[query][formulas]") {
  std::atomic<int> calls = 0;
  bool fails = true;
  auto const f = [&](std::int64_t x) {
    ++calls;
    if (fails) throw std::runtime_error("not yet");
    return x;
  };
  auto const t = quern::make_table("x"_c = std::vector<std::int64_t>{1, 1, 2});
  auto const q = quern::from(t).lazy_update("A"_c = quern::map(f, "x"_c * quern::param<"k">(1)));
  CHECK_THROWS_WITH(q.collect(), "not yet");
  CHECK(calls == 1);
  fails = false;
  CHECK(q.collect()["A"_c][2] == 2);
  CHECK(calls == 3);
  auto const twice = q.with<"k">(2).collect();
  CHECK((twice["A"_c][0] == 2 && twice["A"_c][2] == 4));
  CHECK(calls == 5);
  CHECK(q.collect()["A"_c][0] == 1);
  CHECK(calls == 5);
}
TEST_CASE("a function of lazy_update is called once for each value whichever threads meet it", "[query][formulas]") {
  for (int round = 0; round < 5; ++round) {
    std::atomic<int> calls = 0;
    auto const f = [&](std::int64_t x) {
      std::this_thread::yield();
      return ++calls, x + 1;
    };
    auto const q = quern::range(0, 300'000).update("k"_c = "id"_c % 13).lazy_update("A"_c = quern::map(f, "k"_c));
    auto const sum = q.agg("s"_c = quern::sum("A"_c)).collect({.threads = 4})["s"_c][0];
    std::int64_t expected = 0;
    for (std::int64_t i = 0; i < 300'000; ++i) expected += i % 13 + 1;
    CHECK(sum == expected);
    CHECK(calls == 13);
  }
}
TEST_CASE("view keeps formulas: computed at each read, with the values of select", "[query][formulas]") {
  std::atomic<int> calls = 0;
  auto const f = [&](std::int64_t x) { return ++calls, x * 3; };
  auto const q = quern::range(0, 100).view("a"_c = quern::map(f, "id"_c), "id"_c);
  CHECK(calls == 0);
  CHECK(std::is_same_v<decltype(q)::schema, decltype(quern::range(0, 1).select("a"_c = quern::map(f, "id"_c), "id"_c))::schema>);
  auto const r = q.where("a"_c % 2 == 0).collect();
  CHECK(calls == 150);  // in the filter for each row, in the result for each row left
  CHECK(r.rows() == 50);
  CHECK(r["a"_c][7] == 42);
  CHECK(q.select("id"_c).count() == 100);
  CHECK(calls == 150);
}
TEST_CASE("a function written twice is called twice, though its type is one", "[query][formulas]") {
  static std::atomic<int> calls = 0;
  auto const f = [](std::int64_t x) { return ++calls, x; };  // holds nothing
  auto const t = quern::make_table("x"_c = std::vector<std::int64_t>{1, 2, 3});
  auto const r = quern::from(t).view("a"_c = quern::map(f, "x"_c), "b"_c = quern::map(f, "x"_c)).collect();
  CHECK(calls == 6);
  CHECK(r["b"_c][2] == 3);
}
