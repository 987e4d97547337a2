// SPDX-License-Identifier: BSL-1.0
// The same bits for any number of threads: whole result columns compared byte by byte.
#include <cmath>

#include "laws/chunks.hpp"
#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
template <class Query>
void check_threads(char const* name, Query const& q) {
  auto const one = q.collect(on_threads(1));
  for (int threads : {2, 3, 4, 8, -1}) {
    INFO(name << " on " << threads << " threads");
    CHECK(same_bytes(one, q.collect(on_threads(threads))));
  }
}
auto make(std::size_t n) {
  auto const x = make_values(n, 1, [](numbers& g) { return (g.fraction() - 0.5) * std::ldexp(1.0, static_cast<int>(g.next() % 40)); });
  return quern::make_table("x"_c = x, "y"_c = sprinkle_nulls(floats<float>(n, 2), 3), "k"_c = integers<std::int32_t>(n, 4, 0, 3000), "g"_c = integers<std::int8_t>(n, 5, 0, 4),
                           "s"_c = sprinkle_nulls(make_values(n, 6, [](numbers& g) { return "t" + std::to_string(g.next() % 1000); }), 7), "m"_c = make_values(n, 8, [](numbers& g) { return quern::decimal<15, 2>::from_units(g.between(-100000, 100000)); }));
}
std::vector<std::size_t> const sizes = {0, 9, chunk_rows + 1, 5 * chunk_rows + 2320};
}  // namespace

TEST_CASE("filtered and computed columns have the same bits on any number of threads", "[laws][threads]") {
  for (std::size_t n : sizes) check_threads("where, update", quern::from(make(n)).where("x"_c > 0.0 && quern::is_not_null("s"_c)).update("z"_c = "x"_c * "x"_c, "u"_c = quern::concat("s"_c, "s"_c), "p"_c = "m"_c * "m"_c));
}
TEST_CASE("sums of floats have the same bits on any number of threads", "[laws][threads]") {
  for (std::size_t n : sizes)
    check_threads("sums", quern::from(make(n)).where("k"_c != 7).agg("s"_c = quern::sum("x"_c), "m"_c = quern::mean("y"_c), "v"_c = quern::variance("x"_c), "q"_c = quern::median("x"_c), "d"_c = quern::count_distinct("s"_c), "f"_c = quern::first("y"_c), "l"_c = quern::last("s"_c)));
}
TEST_CASE("groups come in the same order with the same bits on any number of threads", "[laws][threads]") {
  for (std::size_t n : sizes) {
    auto const q = quern::from(make(n));
    check_threads("few groups", q.group_by("g"_c).agg("s"_c = quern::sum("x"_c), "m"_c = quern::mean("y"_c), "n"_c = quern::count()));
    check_threads("many groups", q.group_by("s"_c, "k"_c).agg("s2"_c = quern::sum("x"_c), "sd"_c = quern::stddev("x"_c)));
  }
}
TEST_CASE("sorted rows are the same on any number of threads", "[laws][threads]") {
  for (std::size_t n : sizes) {
    auto const q = quern::from(make(n)).with_row_index("i"_c).select("g"_c, "s"_c, "i"_c);
    check_threads("sort", q.order_by("g"_c, quern::desc("s"_c)));
    check_threads("limit", q.order_by("s"_c).limit(1000));
    check_threads("distinct", q.select("g"_c, "s"_c).distinct());
    check_threads("head", q.where("g"_c == 2).limit(70000));
  }
}
