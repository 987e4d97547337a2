// SPDX-License-Identifier: BSL-1.0
// Distinct values of a group: the few that stand in place, the list behind them, and every way of putting two groups together. Against a set.
#include <random>
#include <set>

using quern::kernel::accumulator;
using quern::kernel::distinct_values;

namespace {
template <class T, class Make>
void check_merges(Make const& make) {
  using distinct = accumulator<distinct_values, quern::kernel::input<0, T>>;
  auto const less = [](auto const& a, auto const& b) { return distinct::less(a, b); };
  auto const number = [](typename distinct::slot const& s) {
    quern::column_builder<std::int64_t> one;
    distinct::emit(s, one);
    return quern::column_view<std::int64_t>(one.finish_shared())[0];
  };
  constexpr std::size_t few = distinct::most_few;
  for (std::size_t a : {std::size_t{0}, std::size_t{1}, few, few + 1, std::size_t{40}, std::size_t{600}})
    for (std::size_t b : {std::size_t{0}, std::size_t{1}, few, few + 1, std::size_t{600}})
      for (int differing : {1, 3, 12, 1000}) {
        INFO(a << " and " << b << " values, of " << differing);
        std::mt19937 random(static_cast<unsigned>(a * 1000 + b));
        typename distinct::slot parts[2];
        std::set<typename distinct::V, decltype(less)> wanted(less);
        for (std::size_t i = 0; i < a + b; ++i) {
          auto const v = make(static_cast<int>(random() % static_cast<unsigned>(differing)));
          distinct::add(parts[i >= a], v);
          wanted.insert(typename distinct::V(v));
        }
        distinct::merge(parts[0], parts[1]);
        REQUIRE(number(parts[0]) == static_cast<std::int64_t>(wanted.size()));
        auto const all = parts[0].sorted();
        REQUIRE(all.size() == wanted.size());
        std::size_t k = 0;
        for (auto const& w : wanted) {
          if (less(all[k], w) || less(w, all[k])) FAIL("value " << k);
          ++k;
        }
      }
}
}  // namespace

TEST_CASE("distinct values, few and many", "[kernel]") {
  check_merges<std::int32_t>([](int k) { return k * 7 - 300; });
  check_merges<std::int64_t>([](int k) { return std::int64_t{k} << 40; });
  check_merges<std::int8_t>([](int k) { return static_cast<std::int8_t>(k); });
  check_merges<quern::fixed_string<3>>([](int k) { return quern::fixed_string<3>(std::to_string(k)); });
  check_merges<quern::string>([](int k) { return std::string_view(k % 2 == 0 ? "even" : "odd, and longer than any short text").substr(0, static_cast<std::size_t>(4 + k % 29)); });
}
TEST_CASE("distinct floats: one NaN, one zero", "[kernel]") {
  double const odd[] = {0.0, -0.0, std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()};
  check_merges<double>([&](int k) { return k < 5 ? odd[k] : k / 8.0; });
}
