// SPDX-License-Identifier: BSL-1.0
// Rows of a tile whose codes ascend, as those of a sorted key do: a group's rows follow one another, so its sum is the difference of two
// sums from the tile's first row on. A loop over the rows of each run would end at another length each time, which is foreseen badly.
#pragma once
#include <quern/exec/group_arguments.hpp>
#include <quern/kernel/places.hpp>

namespace quern::inline QUERN_ABI::execution {

// Whether the values of a primitive add up to less than 64 bits in a tile: counts, and sums of integers that fit a lane at level L.
template <class L, class P>
inline constexpr bool adds_in_runs = false;
template <class L, class E, class Tag>
inline constexpr bool adds_in_runs<L, kernel::primitive<kernel::row_count, E, Tag>> = true;
template <class L, class E, class Tag>
  requires(!kernel::accumulator<kernel::total, E>::floating)
inline constexpr bool adds_in_runs<L, kernel::primitive<kernel::total, E, Tag>> = kernel::accumulator<kernel::total, E>::template fits_lane<L>;

// Where the runs of equal codes begin, and behind the last of them the number of rows.
struct code_runs {
  std::size_t count = 0;
  std::uint32_t starts[kernel::tile_rows + kernel::width + 1];

  // False where a code is below the one before; there are rows.
  bool find(std::uint32_t const* codes, std::size_t rows) {
    starts[0] = 0;
    std::uint32_t* end = starts + 1;
    std::size_t i = 1;
    std::uint32_t falls = 0;
    for (; i + kernel::width <= rows; i += kernel::width) {
      auto const here = kernel::load<std::int32_t>(codes + i), before = kernel::load<std::int32_t>(codes + i - 1);
      falls |= kernel::bits(kernel::compare<false>(here, before));
      end = kernel::put_places(end, static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(~kernel::bits(kernel::compare<true>(here, before))));
    }
    for (; i < rows; ++i) {
      falls |= codes[i] < codes[i - 1];
      *end = static_cast<std::uint32_t>(i);
      end += codes[i] != codes[i - 1];
    }
    count = static_cast<std::size_t>(end - starts);
    *end = static_cast<std::uint32_t>(rows);
    return falls == 0;
  }
};

// to[i]: the sum of a primitive's argument, or the number of rows that it counts, over the live rows before row i, for i up to `rows`.
template <class L, class P>
void sums_before(P const& p, kernel::frame const& f, std::size_t rows, std::uint8_t const* live, std::int64_t* to) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < rows; i += kernel::width) {
    prefetcher<typename inputs_of<P>::type>::run(f.columns, f.tile_begin + i);
    std::uint32_t const all = rows - i < kernel::width ? (1u << (rows - i)) - 1 : kernel::all_bits;
    kernel::mask<0> const m{live[i / 8] & all};
    auto const v = execution::argument_of<L>(p, f, f.tile_begin + i, m);
    auto const counted = execution::counted_rows(v, m);
    if constexpr (std::is_same_v<typename P::kind, kernel::row_count>) {
      std::uint32_t const bits = kernel::bits(counted);
      for (unsigned k = 0; k < kernel::width; ++k) to[i + k] = sum, sum += bits >> k & 1;
    } else {
      auto const values = kernel::unpack(kernel::zero_unless(counted, kernel::convert<std::int64_t>(kernel::value_part(v))));
      for (unsigned k = 0; k < kernel::width; ++k) to[i + k] = sum, sum += values.v[k];
    }
  }
  to[rows] = sum;
}

// Adds each run's rows to the slots of its code.
template <class L, class Slots, class... P>
void add_runs(meta::tuple<P...> const& primitives, kernel::frame const& f, std::size_t rows, std::uint8_t const* live, std::uint32_t const* codes, code_runs const& runs, Slots* groups) {
  alignas(64) std::int64_t before[kernel::tile_rows + kernel::width];
  [&]<std::size_t... K>(std::index_sequence<K...>) {
    [[maybe_unused]] auto const add = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
      execution::sums_before<L>(meta::get<I>(primitives), f, rows, live, before);
      for (std::size_t r = 0; r < runs.count; ++r) meta::get<I>(groups[codes[runs.starts[r]]]) += before[runs.starts[r + 1]] - before[runs.starts[r]];
    };
    (add(std::integral_constant<std::size_t, K>{}), ...);
  }(std::index_sequence_for<P...>{});
}

}  // namespace quern::execution
