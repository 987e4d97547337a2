// SPDX-License-Identifier: BSL-1.0
// Rows that are gathered before they are grouped: the live rows of a tile as codes and arguments, and such rows into their groups' slots.
#pragma once
#include <quern/exec/group_arguments.hpp>
#include <quern/exec/group_codes.hpp>
#include <quern/exec/group_partitions.hpp>

namespace quern::inline QUERN_ABI::execution {

// Appends the live rows of a tile to those that will be partitioned.
template <class L, class... E, class... P>
void gather_rows(coded_rows& to, key_space const& space, meta::tuple<E...> const& keys, meta::tuple<P...> const& primitives, kernel::frame const& f, std::size_t rows,
                 std::uint8_t const* live, bool all) {
  alignas(64) std::uint64_t codes[kernel::tile_rows + kernel::width];
  for (std::size_t i = 0; i < rows; i += kernel::width) prefetcher<typename inputs_of<E...>::type>::run(f.columns, f.tile_begin + i);
  group_codes<E...>{keys}.template codes_of_tile<L>(space, f, rows, live, codes);
  std::uint16_t kept[kernel::tile_rows];
  std::size_t n = 0;
  if (!all)
    for (std::size_t i = 0; i < rows; ++i) {
      kept[n] = static_cast<std::uint16_t>(i);
      n += (live[i / 8] >> (i % 8)) & 1;
    }
  else
    n = rows;
  auto const append = [&](std::size_t column, auto const* values) {
    auto* const o = reinterpret_cast<std::remove_cvref_t<decltype(*values)>*>(to.room(column, n));
    if (all)
      std::memcpy(o, values, n * sizeof *values);
    else
      for (std::size_t i = 0; i < n; ++i) o[i] = values[kept[i]];
  };
  append(0, codes);
  std::size_t column = 1;
  auto const one = [&](auto const& p) {
    using Q = std::remove_cvref_t<decltype(p)>;
    if constexpr (has_argument<Q>) {
      alignas(64) gathered<Q> values[kernel::tile_rows + kernel::width]{};
      std::uint8_t valid[kernel::tile_rows + kernel::width]{};
      for (std::size_t i = 0; i < rows; i += kernel::width)
        if (prefetcher<typename inputs_of<Q>::type>::run(f.columns, f.tile_begin + i); live[i / 8] != 0) execution::evaluate_argument<L>(p, f, i, live[i / 8], values + i, valid + i);
      append(column++, values);
      if constexpr (argument_is_nullable<Q>) append(column++, valid);
    }
  };
  meta::for_each(primitives, one);
  to.grow(n);
}

// Adds n gathered rows, beginning with row `first` of them, to the groups with these numbers.
template <class Slots, class... P>
void add_gathered(meta::tuple<P...> const& primitives, Slots* groups, std::uint32_t const* ids, coded_rows const& from, std::size_t first, std::size_t n) {
  if constexpr (sizeof...(P) > 0) {
    std::byte const *values[sizeof...(P)], *valid[sizeof...(P)];
    std::size_t k = 0, at = 1;
    ((values[k] = has_argument<P> ? from.column(at++) + first * sizeof(gathered<P>) : nullptr,
      valid[k] = argument_is_nullable<P> ? from.column(at++) + first : nullptr, ++k),
     ...);
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      for (std::size_t i = 0; i < n; ++i) {
        Slots& s = groups[ids[i]];
        (execution::add_argument(meta::get<K>(primitives), meta::get<K>(s), reinterpret_cast<gathered<P> const*>(values[K]), reinterpret_cast<std::uint8_t const*>(valid[K]), i), ...);
      }
    }(std::index_sequence_for<P...>{});
  }
}

}  // namespace quern::execution
