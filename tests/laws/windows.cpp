// SPDX-License-Identifier: BSL-1.0
// Windows have the same bits for any number of threads and, but for sums of floats, for any size of chunks; a stop ends them.
#include "laws/chunks.hpp"
#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
auto make(std::size_t n) {
  return quern::make_table("k"_c = sprinkle_nulls(integers<std::int32_t>(n, 1, 0, 50), 2), "t"_c = floats<double>(n, 3), "x"_c = integers<std::int64_t>(n, 4, -1000, 1000),
                           "y"_c = make_values(n, 5, [](numbers& g) { return (g.fraction() - 0.5) * std::ldexp(1.0, static_cast<int>(g.next() % 40)); }),
                           "s"_c = sprinkle_nulls(make_values(n, 6, [](numbers& g) { return "t" + std::to_string(g.next() % 1000); }), 7));
}
}  // namespace

TEST_CASE("windows have the same bits on any number of threads", "[laws][threads][windows]") {
  for (std::size_t n : {std::size_t{0}, std::size_t{9}, std::size_t{3000}, 3 * chunk_rows + 3392}) {
    using namespace quern;
    auto const by = partition_by("k"_c);
    auto const in = order_by(desc("t"_c), "s"_c);
    auto const exact = from(make(n)).select("rn"_c = row_number().over(by, in), "r"_c = rank().over(by, order_by("s"_c)), "l"_c = lag("s"_c, 2).over(by, in),
                                            "n"_c = sum("x"_c).over(by, in, rows(-100, 20)), "m"_c = min("s"_c).over(by, in, rows(-3, 3)), "e"_c = max("y"_c).over(order_by("x"_c)));
    auto const sums = from(make(n)).select("run"_c = sum("y"_c).over(by, in), "all"_c = sum("y"_c).over(by), "near"_c = sum("y"_c).over(order_by("x"_c), range_between(-1, 1)),
                                           "few"_c = variance("y"_c).over(in, rows(-5, 0)));
    auto const one = exact.collect(on_threads(1));
    auto const one_sums = sums.collect(on_threads(1)), small_sums = sums.collect({.threads = 1, .min_rows_per_chunk = 64});
    for (int threads : {2, 3, 8}) {
      INFO(n << " rows on " << threads << " threads");
      CHECK(same_bytes(one, exact.collect(on_threads(threads))));
      CHECK(same_bytes(one, exact.collect({.threads = threads, .min_rows_per_chunk = 64})));
      CHECK(same_bytes(one_sums, sums.collect(on_threads(threads))));
      CHECK(same_bytes(small_sums, sums.collect({.threads = threads, .min_rows_per_chunk = 64})));
    }
  }
}

TEST_CASE("an overflow in a window reaches the caller as itself", "[laws][windows]") {
  auto const big = quern::decimal<38, 0>::from_units(quern::power_of_ten(37) * 9);
  auto const q = quern::from(quern::make_table("x"_c = std::vector(1000, big))).select("s"_c = quern::sum("x"_c).over(quern::rows(-1, 0)));
  for (int threads : {1, 3}) CHECK_THROWS_AS(q.collect({.threads = threads, .min_rows_per_chunk = 8}), quern::overflow_error);
}
