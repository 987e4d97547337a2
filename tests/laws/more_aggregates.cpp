// SPDX-License-Identifier: BSL-1.0
// Aggregates that choose rows or hold states, and sets of keys: the same bits on any number of threads, and, but for the last bits of floats,
// for any size of chunks.
#include "laws/chunks.hpp"
#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
auto make(std::size_t n) {
  return quern::make_table("x"_c = floats<double>(n, 1), "f"_c = make_values(n, 2, [](numbers& g) { return g.fraction() - 0.5; }), "y"_c = sprinkle_nulls(integers<std::int32_t>(n, 3, -50, 50), 4),
                           "s"_c = sprinkle_nulls(make_values(n, 5, [](numbers& g) { return "t" + std::to_string(g.next() % 300); }), 6), "k"_c = sprinkle_nulls(integers<std::int32_t>(n, 7, 0, 90), 8, 5));
}
auto const texts = quern::aggregate(std::string(), [](std::string& s, std::string_view t, int y) { if (y == 7) s += t; }, [](std::string& s, std::string const& o) { s += o; }, [](std::string const& s) { return s; });
}  // namespace

TEST_CASE("aggregates that choose rows and groups of several sets of keys have the same bits on any number of threads and in chunks of any size", "[laws][aggregate]") {
  for (std::size_t n : {std::size_t{0}, std::size_t{9}, std::size_t{130}, chunk_rows + 1}) {
    auto const q = quern::from(make(n));
    auto const check = [&](auto const& exact, auto const& floats) {
      auto const wanted = exact.collect({.threads = 1});
      for (int threads : {1, 2, 3, 8})
        for (std::size_t rows : {std::size_t{8}, std::size_t{1000}, chunk_rows}) {
          INFO(n << " rows, " << threads << " threads, chunks of " << rows);
          quern::exec const o{.threads = threads, .min_rows_per_chunk = rows};
          CHECK(same_bytes(wanted, exact.collect(o)));
          if (threads > 1) CHECK(same_bytes(floats.collect({.threads = 1, .min_rows_per_chunk = rows}), floats.collect(o)));
        }
    };
    auto const exact = [](auto const& by) {
      return by.agg("m"_c = quern::mode("x"_c), "ms"_c = quern::mode("s"_c), "a"_c = quern::arg_min("s"_c, "x"_c), "b"_c = quern::arg_max("x"_c, "y"_c), "f"_c = quern::first_row("s"_c), "l"_c = quern::last_row("y"_c),
                    "d"_c = quern::sum_distinct("f"_c), "t"_c = texts("s"_c, "y"_c));
    };
    auto const rounded = [](auto const& by) {
      return by.agg("p"_c = quern::product("f"_c), "sk"_c = quern::skewness("f"_c), "ku"_c = quern::kurtosis("y"_c), "r"_c = quern::correlation("f"_c, "y"_c), "i"_c = quern::regr_intercept("f"_c, "y"_c), "c"_c = quern::covariance("f"_c, "x"_c));
    };
    check(exact(q), rounded(q));
    check(exact(q.group_by("k"_c)), rounded(q.group_by("k"_c)));
    auto const sets = q.group_by(quern::cube("k"_c, "s"_c));
    check(sets.agg("n"_c = quern::count(), "g"_c = quern::grouping("k"_c), "l"_c = quern::last("y"_c), "a"_c = quern::arg_max("s"_c, "y"_c)), sets.agg("m"_c = quern::mean("f"_c), "v"_c = quern::variance("f"_c)));
  }
}
