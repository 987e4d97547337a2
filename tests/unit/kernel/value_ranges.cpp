// SPDX-License-Identifier: BSL-1.0
// Sets of integers as ranges: their algebra against sets of single values, and what a comparison says of stored values.
#include <set>

#include "laws/columns.hpp"

using namespace reference;
namespace kernel = quern::kernel;

namespace {
using set = std::set<int>;
constexpr int end = 24;

set members(kernel::value_ranges const& r) {
  set s;
  for (std::size_t k = 0; k < r.count; ++k)
    for (int x = 0; x < end; ++x)
      if (r.of[k].lo <= x && x <= r.of[k].hi) s.insert(x);
  return s;
}
kernel::value_ranges ranges(set const& s) {
  kernel::value_ranges r;
  for (int x : s) r.add({x, x});
  return r;
}
set some(numbers& g) {
  set s;
  for (int x = 0; x < end; ++x)
    if (g.next() % 3 != 0) s.insert(x);
  return s;
}
}  // namespace

TEST_CASE("ranges are sets", "[kernel][ranges]") {
  numbers g(5);
  int usable = 0;
  for (int round = 0; round < 500; ++round) {
    set const a = some(g), b = some(g);
    auto const x = ranges(a), y = ranges(b);
    if (!x.usable || !y.usable) continue;
    ++usable;
    CHECK(members(x) == a);
    set both, either = a, rest;
    for (int v : a)
      if (b.count(v) != 0) both.insert(v);
    either.insert(b.begin(), b.end());
    for (int v = 0; v < end; ++v)
      if (a.count(v) == 0) rest.insert(v);
    auto const i = kernel::intersection(x, y), u = kernel::set_union(x, y), c = kernel::complement(x);
    CHECK((!i.usable || members(i) == both));
    CHECK((!u.usable || members(u) == either));
    CHECK((!c.usable || members(c) == rest));
    for (auto const& r : {i, u, c})
      for (std::size_t k = 1; k < r.count; ++k) CHECK(r.of[k - 1].hi + 1 < r.of[k].lo);
  }
  CHECK(usable > 200);
  CHECK(kernel::value_ranges::between(3, 2).count == 0);
  CHECK(kernel::complement({}).count == 1);
  // More than are held: said, not lost.
  set odd;
  for (int v = 1; v < 2 * static_cast<int>(kernel::value_ranges::most) + 3; v += 2) odd.insert(v);
  CHECK(!ranges(odd).usable);
  CHECK(!kernel::intersection(ranges(odd), kernel::complement({})).usable);
}

TEST_CASE("what a comparison says of stored values", "[kernel][ranges]") {
  // x * times compared with value.
  for (int times : {1, 10, 100})
    for (int value = -130; value <= 130; ++value) {
      auto const check = [&]<class Op>(Op, auto const& compare) {
        auto const r = kernel::ranges_by<Op>(value, times);
        for (int x = -140; x <= 140; ++x) {
          bool in = false;
          for (std::size_t k = 0; k < r.count; ++k) in = in || (r.of[k].lo <= x && x <= r.of[k].hi);
          if (in != compare(x * times, value)) FAIL_CHECK(x << " * " << times << " " << Op::symbol << " " << value << ": " << in);
        }
      };
      check(quern::expr::op::eq{}, std::equal_to<>());
      check(quern::expr::op::ne{}, std::not_equal_to<>());
      check(quern::expr::op::lt{}, std::less<>());
      check(quern::expr::op::le{}, std::less_equal<>());
      check(quern::expr::op::gt{}, std::greater<>());
      check(quern::expr::op::ge{}, std::greater_equal<>());
    }
  SUCCEED();
}

TEMPLATE_TEST_CASE("rows in ranges, at every tail", "[kernel][ranges]", std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t) {
  using V = TestType;
  numbers g(7);
  constexpr V most = std::numeric_limits<V>::max();
  std::vector<V> values(131);
  for (auto& v : values) {
    std::uint64_t const k = g.next();
    v = k % 4 == 0 ? static_cast<V>(k % 8 < 4 ? k / 8 % 3 : most - k / 8 % 3) : k % 4 == 1 ? static_cast<V>(most / 2 + k / 4 % 4) : static_cast<V>(g.next());
  }
  auto const half = static_cast<std::uint64_t>(most / 2), last = static_cast<std::uint64_t>(most);
  std::vector<std::vector<kernel::wrapped_range>> const lists = {
      {}, {{0, 0}}, {{0, last}}, {{last, 0}}, {{half, 1}}, {{last - 1, 2}},  // which goes round: the greatest and the least
      {{1, 0}, {half + 2, half / 2}}, {{0, 0}, {2, 0}, {last, 0}, {half, 0}, {5, 3}, {20, 1}, {40, 7}, {60, 11}}};
  for (auto const& list : lists)
    for (std::size_t n = 0; n <= values.size(); ++n) {
      std::vector<std::uint8_t> live(32, 0xee), before = live;
      kernel::keep_in_ranges(values.data(), n, list, live.data());
      for (std::size_t i = 0; i < n; ++i) {
        bool in = false;
        for (auto const& r : list) in = in || static_cast<V>(values[i] - static_cast<V>(r.low)) <= static_cast<V>(r.span);
        bool const was = (before[i / 8] >> (i % 8)) & 1, is = (live[i / 8] >> (i % 8)) & 1;
        if (is != (was && in)) FAIL_CHECK("row " << i << " of " << n << ", value " << +values[i]);
      }
      for (std::size_t b = (n + 7) / 8; b < live.size(); ++b) REQUIRE(live[b] == before[b]);
    }
  SUCCEED();
}
