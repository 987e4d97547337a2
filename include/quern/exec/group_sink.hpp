// SPDX-License-Identifier: BSL-1.0
// The sink of group_by().agg(). A tile is handled in two passes: first every live row gets the number of its group
// (keys of small domains by an array, others by the hash table), then the aggregates are added up: with masks in
// registers while there are at most eight groups, into a row of slots for each group otherwise.
#pragma once
#include <quern/exec/aggregate_sink.hpp>
#include <quern/exec/group_numbering.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class KeyTuple, class PrimitiveTuple>
struct group_sink;

template <class... E, class... P>
struct group_sink<meta::tuple<E...>, meta::tuple<P...>> {
  meta::tuple<E...> keys;
  aggregate_sink<P...> aggregates;

  using reads = meta::tuple<E..., P...>;
  using first_reads = meta::tuple<E...>;  // by the pass that runs the filter too
  using slots = typename aggregate_sink<P...>::state;

  static constexpr bool leveled = (kernel::facts<E>::leveled || ... || aggregate_sink<P...>::leveled);
  static constexpr bool all_lanes = (accumulator_of<P>::has_lanes && ... && true);
  using numbering = group_numbering<E...>;
  static constexpr std::uint32_t none = numbering::none;

  struct state : numbering::state {
    std::vector<slots> groups;
  };
  bool wants_more(state const&) const { return true; }

  template <class F>
  void for_each_expression(F f) const {
    meta::for_each(keys, f);
    aggregates.for_each_expression(f);
  }
  bool is_proven(chunk const& c) const { return aggregates.is_proven(c); }
  void resolve(column_ref const* columns) {
    meta::for_each(keys, [&](auto& e) { kernel::resolve(e, columns); });
    aggregates.resolve(columns);
  }

  template <class L, class Mask>
  void consume(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of) const {
    alignas(64) std::uint32_t ids[kernel::tile_rows + kernel::width];
    numbering const numbers{keys};
    bool const by_code = numbers.template number_rows<L, all_lanes>(to, f, rows, c, mask_of, ids);
    to.groups.resize(to.table.size());
    if constexpr (sizeof...(P) == 0) {
      return;  // distinct(): the keys are all
    } else if constexpr (all_lanes) {
      if (to.table.size() <= numbering::most_masked) {
        for (std::size_t g = 0; g < to.table.size(); g += 4) {
          std::uint32_t wanted[4];
          for (std::size_t k = 0; k < 4; ++k) {
            std::size_t const n = g + k;
            wanted[k] = n >= to.table.size() ? none - 1 : by_code ? to.known[n] : static_cast<std::uint32_t>(n);
          }
          add_masked<L>(to, f, rows, ids, wanted, g);
        }
        return;
      }
    }
    if constexpr (sizeof...(P) > 0) {
      if (by_code)
        for (std::size_t i = 0; i < rows; ++i) ids[i] = ids[i] == none ? none : to.number_of[ids[i]];
      add_rows<L>(to, f, rows, ids);
    }
  }

  void merge(state& a, state&& b) const {
    for (std::size_t n = 0; n < b.table.size(); ++n) {
      std::uint32_t const to = a.table.find_or_add(b.table[n]);
      if (to == a.groups.size())
        a.groups.push_back(std::move(b.groups[n]));
      else
        aggregates.merge(a.groups[to], std::move(b.groups[n]));
    }
    for (std::size_t k = 0; k < sizeof...(E); ++k)
      if (!a.dictionaries[k]) a.dictionaries[k] = b.dictionaries[k], a.growing[k] = b.growing[k];
    a.number_of.clear();
  }

 private:
  // Second pass, few groups: up to four at a time, each with a mask of its rows and sums in registers.
  template <class L>
  void add_masked(state& to, kernel::frame const& f, std::size_t rows, std::uint32_t const* ids, std::uint32_t const (&wanted)[4], std::size_t first) const {
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      meta::tuple<typename accumulator_of<P>::template lanes_state<L>...> lanes[4]{};
      kernel::lanes<std::int32_t> id[4];
      for (int g = 0; g < 4; ++g) id[g] = kernel::broadcast(static_cast<std::int32_t>(wanted[g]));
      auto const body = [&](auto const& m, std::size_t i) QUERN_INLINE_LAMBDA {
        prefetcher<typename inputs_of<P...>::type>::run(f.columns, f.tile_begin + i);
        auto const of = kernel::load<std::int32_t>(ids + i);
        auto const values = meta::make_tuple(execution::argument_of<L>(meta::get<K>(aggregates.primitives), f, f.tile_begin + i, m)...);
        for (int g = 0; g < 4; ++g) {
          auto const mine = kernel::both(kernel::compare<true>(of, id[g]), m);
          (accumulator_of<P>::step(meta::get<K>(lanes[g]), kernel::value_part(meta::get<K>(values)), execution::counted_rows(meta::get<K>(values), mine)), ...);
        }
      };
      // Only arguments that may raise need to know which rows are live.
      constexpr bool raises = (kernel::needs_live<L, typename P::argument> || ... || false);
      auto const mask_of = [&]<bool Tail>(std::integral_constant<bool, Tail>, std::size_t i) {
        if constexpr (raises)
          return kernel::mask<0>{~kernel::bits(kernel::compare<true>(kernel::load<std::int32_t>(ids + i), kernel::broadcast<std::int32_t>(-1))) & kernel::all_bits};
        else if constexpr (Tail)
          return kernel::mask<0>{(1u << (rows - i)) - 1};
        else
          return kernel::every{};
      };
      execution::for_rows(rows, mask_of, body);
      for (std::size_t g = 0; g < 4 && first + g < to.groups.size(); ++g)
        (accumulator_of<P>::flush(meta::get<K>(lanes[g]), meta::get<K>(to.groups[first + g])), ...);
    }(std::index_sequence_for<P...>{});
  }

  // Second pass, many groups: row by row into the group's slots.
  template <class L>
  void add_rows(state& to, kernel::frame const& f, std::size_t rows, std::uint32_t const* ids) const {
    for (std::size_t i = 0; i < rows; i += kernel::width) {
      std::uint32_t live = 0;
      for (std::size_t k = 0; k < kernel::width && i + k < rows; ++k) live |= (ids[i + k] != none ? 1u : 0u) << k;
      if (live == 0) continue;
      [&]<std::size_t... K>(std::index_sequence<K...>) {
        (add_one<L, K>(to, f, i, live, ids), ...);
      }(std::index_sequence_for<P...>{});
    }
  }
  template <class L, std::size_t K>
  QUERN_INLINE void add_one(state& to, kernel::frame const& f, std::size_t i, std::uint32_t live, std::uint32_t const* ids) const {
    auto const& p = meta::get<K>(aggregates.primitives);
    auto const v = execution::argument_of<L>(p, f, f.tile_begin + i, kernel::mask<0>{live});
    auto const value = execution::one_by_one(kernel::value_part(v));
    for (std::uint32_t left = live & kernel::valid_part(v); left != 0; left &= left - 1) {
      int const k = std::countr_zero(left);
      kernel::add_to_slot(p, meta::get<K>(to.groups[ids[i + static_cast<std::size_t>(k)]]), value(k));
    }
  }
};

}  // namespace quern::execution
