// SPDX-License-Identifier: BSL-1.0
// min, max, first, last, any, all, variance, stddev, count_distinct, median and quantile, of all rows and of groups at once.
#include <algorithm>
#include <cmath>
#include <set>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t;

template <class T>
bool before(T const& a, T const& b) {
  if constexpr (std::is_floating_point_v<T>)
    return a < b || (b != b && a == a);
  else
    return a < b;
}
// The answers over the rows of one group, in row order.
template <class T>
struct answers {
  std::optional<T> min, max, first, last;
  int64_t distinct = 0;
  explicit answers(std::vector<T> const& v) {
    if (v.empty()) return;
    min = *std::min_element(v.begin(), v.end(), before<T>), max = *std::max_element(v.begin(), v.end(), before<T>);
    first = v.front(), last = v.back();
    distinct = static_cast<int64_t>(std::set<T, bool (*)(T const&, T const&)>(v.begin(), v.end(), before<T>).size());
  }
};
template <class T>
std::vector<T> of_group(std::vector<std::optional<T>> const& v, std::size_t groups, std::size_t g) {
  std::vector<T> r;
  for (std::size_t i = 0; i < v.size(); ++i)
    if (i % groups == g && v[i]) r.push_back(*v[i]);
  return r;
}
// Global, few groups and many groups, with some, no and only nulls.
template <class T, class Make>
void check_type(char const* name, Make make) {
  for (std::size_t n : {0u, 1u, 9u, 1025u, 65537u})
    for (int percent : {0, 40, 100})
      for (std::size_t groups : {std::size_t{1}, std::size_t{7}, std::size_t{300}}) {
        auto const v = sprinkle_nulls(make_values(n, 1, make), 2, percent);
        std::vector<std::int16_t> k(n);
        for (std::size_t i = 0; i < n; ++i) k[i] = static_cast<std::int16_t>(i % groups);
        auto const q = quern::from(quern::make_table("x"_c = v, "k"_c = k));
        auto const aggregated = [](auto const& g) {
          return g.agg("min"_c = quern::min("x"_c), "max"_c = quern::max("x"_c), "first"_c = quern::first("x"_c), "last"_c = quern::last("x"_c), "n"_c = quern::count_distinct("x"_c)).collect();
        };
        auto const check = [&](auto const& t, std::size_t rows, std::size_t parts) {
          REQUIRE(t.rows() == rows);
          INFO(name << " x " << n << ", " << percent << "% null, " << parts << " groups");
          bool right = true;
          for (std::size_t g = 0; g < rows; ++g) {
            answers<T> const want(of_group(v, parts, g));
            right = right && same(t["min"_c][g], want.min) && same(t["max"_c][g], want.max) && same(t["first"_c][g], want.first) && same(t["last"_c][g], want.last) && t["n"_c][g] == want.distinct;
          }
          CHECK(right);
        };
        if (groups == 1)
          check(aggregated(q), 1, 1);
        else
          check(aggregated(q.group_by("k"_c)), std::min(n, groups), groups);
      }
}
}  // namespace

TEST_CASE("least, greatest, first, last and distinct values of numbers", "[exec][aggregate]") {
  check_type<std::int8_t>("int8", [](numbers& g) { return static_cast<std::int8_t>(g.between(-128, 127)); });
  check_type<std::uint64_t>("uint64", [](numbers& g) { return g.next() | (std::uint64_t{1} << 63); });
  check_type<double>("double", [](numbers& g) {
    double const odd[] = {0.0, -0.0, std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    return g.chance(50) ? odd[g.next() % 6] : static_cast<double>(g.between(-9, 9));
  });
}
TEST_CASE("least, greatest, first, last and distinct values of dates and wide decimals", "[exec][aggregate]") {
  check_type<quern::date>("date", [](numbers& g) { return quern::date(static_cast<std::int32_t>(g.between(-9, 20000))); });
  check_type<quern::decimal<30, 2>>("decimal<30,2>", [](numbers& g) { return quern::decimal<30, 2>::from_units(g.between(-INT64_MAX, INT64_MAX) * quern::power_of_ten(8)); });
}
TEST_CASE("least, greatest, first, last and distinct values of texts and bools", "[exec][aggregate]") {
  check_type<std::string>("string", [](numbers& g) { return std::string("a text longer than a small buffer holds ").substr(0, g.next() % 40) + std::to_string(g.next() % 50); });
  check_type<bool>("bool", [](numbers& g) { return g.chance(50); });
}
