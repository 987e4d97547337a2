// SPDX-License-Identifier: BSL-1.0
// Sets of integers as a few ranges: what a condition on one column asks of it.
#pragma once
#include <array>
#include <cstddef>

#include <quern/schema/types.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Ranges [lo, hi] in ascending order, none of which meets the next. Not `usable` where they are too many, or unknown.
struct value_ranges {
  static constexpr std::size_t most = 8;
  struct range {
    int128 lo, hi;
  };
  static constexpr int128 least = -(int128{1} << 65), greatest = int128{1} << 65;  // beyond every 64-bit integer

  std::array<range, most> of{};
  std::size_t count = 0;
  bool usable = true;

  static value_ranges unusable() {
    value_ranges r;
    r.usable = false;
    return r;
  }
  static value_ranges between(int128 lo, int128 hi) {
    value_ranges r;
    if (lo <= hi) r.add({lo, hi});
    return r;
  }
  void add(range const& x) {
    if (count != 0 && x.lo <= of[count - 1].hi + 1)
      of[count - 1].hi = x.hi > of[count - 1].hi ? x.hi : of[count - 1].hi;
    else if (count == most)
      usable = false;
    else
      of[count++] = x;
  }
};

inline value_ranges intersection(value_ranges const& a, value_ranges const& b) {
  value_ranges r;
  r.usable = a.usable && b.usable;
  for (std::size_t i = 0, j = 0; i < a.count && j < b.count;) {
    int128 const lo = a.of[i].lo > b.of[j].lo ? a.of[i].lo : b.of[j].lo, hi = a.of[i].hi < b.of[j].hi ? a.of[i].hi : b.of[j].hi;
    if (lo <= hi) r.add({lo, hi});
    a.of[i].hi < b.of[j].hi ? ++i : ++j;
  }
  return r;
}
inline value_ranges set_union(value_ranges const& a, value_ranges const& b) {
  value_ranges r;
  r.usable = a.usable && b.usable;
  for (std::size_t i = 0, j = 0; i < a.count || j < b.count;)
    if (j == b.count || (i < a.count && a.of[i].lo <= b.of[j].lo))
      r.add(a.of[i++]);
    else
      r.add(b.of[j++]);
  return r;
}
inline value_ranges complement(value_ranges const& a) {
  value_ranges r;
  r.usable = a.usable;
  int128 next = value_ranges::least;
  for (std::size_t i = 0; i < a.count; ++i) {
    if (next < a.of[i].lo) r.add({next, a.of[i].lo - 1});
    next = a.of[i].hi + 1;
  }
  if (next <= value_ranges::greatest) r.add({next, value_ranges::greatest});
  return r;
}

}  // namespace quern::kernel
