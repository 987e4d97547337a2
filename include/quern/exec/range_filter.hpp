// SPDX-License-Identifier: BSL-1.0
// A filter that asks for ranges of columns' stored values alone, over a tile before all else: without the columns' types, and in the fewer
// bytes in which the chunk may have them (table/narrow_values.hpp).
#pragma once
#include <vector>

#include <quern/exec/steps.hpp>
#include <quern/kernel/keep_in_ranges.hpp>
#include <quern/kernel/ranges_of.hpp>

namespace quern::inline QUERN_ABI::execution {

// Conjuncts of one chunk as ranges. Word: std::uint64_t, the widest stored value; a template, so that nothing of it is instantiated for
// programs that filter nothing.
template <class Word>
class range_filter_of {
 public:
  void start() {
    tests_.clear();
    complete_ = true;
  }
  // T: the type of the column.
  template <class T>
  void add(kernel::value_ranges const& wanted, std::size_t column, chunk const& c) {
    for (test& t : tests_)
      if (t.column == column) {
        if (!t.narrow_down(wanted)) leave();
        return;
      }
    using B = bare<T>;
    using V = std::conditional_t<is_fixed_string<B>, std::uint8_t, storage_of<B>>;
    narrow_values narrow;
    if constexpr (sizeof(V) > 1) narrow = c.template narrow_of<V>(column);
    std::uint8_t const* const validity = is_nullable<T> ? c.columns[column].validity : nullptr;
    if (narrow.distances == nullptr)
      tests_.push_back({column, c.columns[column].values, validity, sizeof(V), std::numeric_limits<V>::min(), std::numeric_limits<V>::max(), 0, wanted});
    else
      tests_.push_back({column, narrow.distances, validity, narrow.bytes, narrow.base, narrow.base + (int128{1} << (8 * narrow.bytes)) - 1, narrow.base, wanted});
    tests_.back().find_ranges();
  }
  // That a conjunct which should be a range is none in this chunk.
  void leave() { complete_ = false; }
  bool complete() const { return complete_; }

  // Clears the bits of rows begin .. begin + rows of the chunk that do not pass.
  void apply(std::size_t begin, std::size_t rows, std::uint8_t* live) const {
    for (test const& t : tests_) {
      array_view<kernel::wrapped_range> const ranges(t.ranges, t.count);
      std::byte const* const from = t.values + begin * t.bytes;
      switch (t.bytes) {
        case 1: kernel::keep_in_ranges(reinterpret_cast<std::uint8_t const*>(from), rows, ranges, live); break;
        case 2: kernel::keep_in_ranges(reinterpret_cast<std::uint16_t const*>(from), rows, ranges, live); break;
        case 4: kernel::keep_in_ranges(reinterpret_cast<std::uint32_t const*>(from), rows, ranges, live); break;
        default: kernel::keep_in_ranges(reinterpret_cast<Word const*>(from), rows, ranges, live);
      }
      if (t.validity != nullptr)
        for (std::size_t i = 0; i < rows; i += 8) live[i / 8] &= t.validity[(begin + i) / 8];
    }
  }

 private:
  // A column's values, stored as distances from `base`, all within [least, greatest]; and what is asked of them.
  struct test {
    std::size_t column;
    std::byte const* values;
    std::uint8_t const* validity;
    std::size_t bytes;
    int128 least, greatest, base;
    kernel::value_ranges wanted;
    std::size_t count = 0;
    kernel::wrapped_range ranges[kernel::value_ranges::most] = {};

    // Whether the ranges that are left are few enough.
    bool narrow_down(kernel::value_ranges const& more) {
      auto const both = kernel::intersection(wanted, more);
      if (!both.usable) return false;
      wanted = both;
      find_ranges();
      return true;
    }
    void find_ranges() {
      count = 0;
      for (std::size_t k = 0; k < wanted.count; ++k) {
        int128 const lo = wanted.of[k].lo < least ? least : wanted.of[k].lo, hi = wanted.of[k].hi > greatest ? greatest : wanted.of[k].hi;
        if (lo <= hi) ranges[count++] = {static_cast<std::uint64_t>(lo - base), static_cast<std::uint64_t>(hi - lo)};
      }
    }
  };
  std::vector<test> tests_;
  bool complete_ = true;
};
using range_filter = range_filter_of<std::uint64_t>;

// Whether all conjuncts of a filter ask for ranges. With another one beside them the whole is evaluated in one loop: it reads its columns
// from end to end, and the ranges saved it nothing (TPC-H Q12).
template <class Step>
inline constexpr bool has_ranges = false;
template <class... C>
inline constexpr bool has_ranges<filter_step<C...>> = (kernel::ranges_of<C>::applies && ...);
template <class S, bool C>
inline constexpr bool has_ranges<operator_step<S, C>> = has_ranges<S>;

// How many steps run on their own, before the sink does. The last one, where it is a filter, runs inside the sink's own loop, unless its
// order is to be found, or it is the first one, too, and has ranges.
template <class... Steps>
constexpr std::size_t steps_before_sink() {
  if constexpr (sizeof...(Steps) == 0)
    return 0;
  else
    return sizeof...(Steps) - (is_fused_filter<meta::at<sizeof...(Steps) - 1, meta::list<Steps...>>> && !(sizeof...(Steps) == 1 && (has_ranges<Steps> && ...)));
}

// The ranges of a filter, for a chunk. Where one cannot be told for this run it stays, with all behind it: it may raise.
template <class... C>
void find_ranges(range_filter& to, filter_step<C...> const& step, chunk const& c) {
  to.start();
  meta::for_each(step.conjuncts, [&](auto const& e) {
    using R = kernel::ranges_of<std::remove_cvref_t<decltype(e)>>;
    if (!to.complete()) return;
    if (auto const wanted = R::of(e); wanted.usable)
      to.add<typename R::type>(wanted, R::column, c);
    else
      to.leave();
  });
}

}  // namespace quern::execution
