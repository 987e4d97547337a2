// SPDX-License-Identifier: BSL-1.0
// The sink of group_by().agg(). A tile is handled in two passes: first every live row gets the number of its group (its code, where the
// bounds of the keys are known, or by the hash table), then the aggregates are added up: with masks in registers while there are
// at most eight groups, into a row of slots for each group otherwise.
#pragma once
#include <quern/exec/group_gathered.hpp>
#include <quern/exec/group_numbering.hpp>
#include <quern/exec/group_runs.hpp>
#include <quern/kernel/places.hpp>

namespace quern::inline QUERN_ABI::execution {

// What is known of the source before the run: nothing; bounds of its columns, chunk by chunk; or it is a table, and its rows are known, too.
// build_rows: it is a join, and may say which row of its build side a row has.
enum class source_facts { none, bounds, build_rows, table };
template <class KeyTuple, class PrimitiveTuple, source_facts Facts>
struct group_sink;

template <class... E, class... P, source_facts Facts>
struct group_sink<meta::tuple<E...>, meta::tuple<P...>, Facts> {
  meta::tuple<E...> keys;
  aggregate_sink<P...> aggregates;

  using reads = meta::tuple<E..., P...>;
  using first_reads = meta::tuple<E...>;  // by the pass that runs the filter too
  using slots = typename aggregate_sink<P...>::state;
  using key = typename meta::at<0, meta::list<E...>>::type;

  static constexpr bool leveled = (kernel::facts<E>::leveled || ... || aggregate_sink<P...>::leveled);
  static constexpr bool all_lanes = (accumulator_of<P>::has_lanes && ... && true);
  using numbering = group_numbering<E...>;
  using coding = group_codes<E...>;
  static constexpr std::uint32_t none = numbering::none;
  static constexpr std::size_t ahead = 32;
  static constexpr bool by_build_rows = Facts == source_facts::build_rows;
  static constexpr bool codes_may_be_known = by_build_rows || (Facts != source_facts::none && coding::all_integers);
  static constexpr bool may_be_clustered = codes_may_be_known && !by_build_rows && sizeof...(E) == 1 && !(is_nullable<typename E::type> || ...);
  static constexpr bool can_gather = Facts == source_facts::table && coding::all_integers && (!std::is_same_v<gathered<P>, not_gathered> && ... && true);

  struct state : numbering::state {
    kept_vector<slots> groups;  // by number, or by code where the space of codes is known
    bool gathers = false;       // rows are only gathered, to be partitioned
    bool clustered = false;     // a chunk's groups by themselves: keys may well be sorted
    coded_rows rows;
  };
  // Before the first chunk, where the space of codes is known.
  void use_space(state& to, key_space const& space, bool gathers) const {
    to.space = &space;
    to.gathers = gathers;
    if (!gathers) {
      to.used.assign(space.places, 0);
      to.groups.resize(space.places);
    } else if constexpr (can_gather) {
      std::vector<std::size_t> widths;
      (widths.insert(widths.end(), {has_argument<P> ? sizeof(gathered<P>) : 0, argument_is_nullable<P> ? 1 : 0}), ...);
      std::erase(widths, 0);
      to.rows.start(std::move(widths));
    }
  }
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
    alignas(64) std::uint32_t ids[kernel::tile_rows + ahead];
    numbering const numbers{keys};
    if constexpr (codes_may_be_known) {
      if (to.space != nullptr) return consume_coded<L>(to, f, rows, c, mask_of, ids);
    }
    numbers.template number_rows<L>(to, f, rows, c, mask_of, ids);
    for (std::size_t i = rows; i < rows + ahead; ++i) ids[i] = none;  // read with the last eight rows
    if constexpr (sizeof...(P) > 0) {  // of distinct() the keys are all
      to.groups.resize(to.table.size());
      if constexpr (all_lanes) {
        if (to.table.size() <= most_masked_groups) {
          static constexpr std::uint32_t wanted[] = {0, 1, 2, 3, 4, 5, 6, 7};
          static_assert(std::size(wanted) == most_masked_groups);
          return add_few<L>(to, f, rows, ids, wanted, to.table.size(), [](std::size_t n) { return n; });
        }
      }
      add_rows<L>(to, f, rows, ids, false);
    }
  }

  void merge(state& a, state&& b) const {
    place_list numbers;
    std::size_t const before = a.table.size();
    a.table.merge(b.table, numbers);
    if constexpr (sizeof...(P) > 0) {
      a.groups.resize(a.table.size());
      for (std::size_t n = 0; n < numbers.size(); ++n) {
        if (numbers[n] >= before)
          a.groups[numbers[n]] = std::move(b.groups[n]);
        else
          aggregates.merge(a.groups[numbers[n]], std::move(b.groups[n]));
      }
    }
    for (std::size_t k = 0; k < sizeof...(E); ++k)
      if (!a.dictionaries[k]) a.dictionaries[k] = b.dictionaries[k], a.growing[k] = b.growing[k];
  }

 private:
  // A tile where the space of codes is known.
  template <class L, class Mask>
  void consume_coded(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of, std::uint32_t* ids) const {
    alignas(64) std::uint8_t live[kernel::tile_rows / 8 + 8];
    bool all = true;
    if constexpr (!by_build_rows) numbering{keys}.keep_dictionaries(to, c);
    if constexpr (std::is_same_v<decltype(mask_of(std::false_type{}, std::size_t{})), kernel::every>) {
      std::memset(live, 0xff, sizeof live);
    } else {
      std::size_t const n = execution::take_masks(rows, mask_of, live);
      if (n == 0) return;
      if constexpr (coding::all_stored && !by_build_rows)
        if (!to.gathers && n * 8 <= rows) return add_sparse<L>(to, f, rows, live, ids);
      all = n == rows;
    }
    if (to.gathers) {
      if constexpr (can_gather) execution::gather_rows<L>(to.rows, *to.space, keys, aggregates.primitives, f, rows, live, all);
      return;
    }
    if constexpr (by_build_rows)
      std::memcpy(ids, c.build_rows + f.tile_begin, rows * sizeof *ids);
    else
      coding{keys}.template codes_of_tile<L>(*to.space, f, rows, live, ids);
    if constexpr (may_be_clustered && coding::all_stored && (adds_in_runs<L, P> && ... && (sizeof...(P) > 0)))
      if (to.clustered && add_sorted<L>(to, f, rows, live, ids, all)) return;
    if (!all)
      for (std::size_t i = 0; i < rows; ++i) ids[i] |= ((live[i / 8] >> (i % 8)) & 1u) - 1;
    for (std::size_t i = rows; i < rows + ahead; ++i) ids[i] = none;
    coding::template note_groups<all_lanes && (sizeof...(P) > 0)>(to, rows, ids, all);
    if constexpr (sizeof...(P) > 0) {
      if constexpr (all_lanes)
        if (to.order.size() <= most_masked_groups)
          return add_few<L>(to, f, rows, ids, to.known, to.order.size(), [&](std::size_t n) { return static_cast<std::size_t>(to.known[n]); });
      add_rows<L>(to, f, rows, ids, all);
    }
  }
  // A tile of sorted keys, run by run; false where they are not.
  template <class L>
  bool add_sorted(state& to, kernel::frame const& f, std::size_t rows, std::uint8_t const* live, std::uint32_t const* codes, bool all) const {
    code_runs runs;
    if (!runs.find(codes, rows)) return false;
    alignas(64) std::int64_t live_before[kernel::tile_rows + kernel::width];
    if (!all) execution::sums_before<L>(kernel::primitive<kernel::row_count, kernel::no_argument>{}, f, rows, live, live_before);
    std::size_t const before = to.order.size();
    to.order.resize(before + runs.count + 1);
    std::uint32_t* end = to.order.data() + before;
    for (std::size_t r = 0; r < runs.count; ++r) {
      std::uint32_t const code = codes[runs.starts[r]];
      bool const any = all || live_before[runs.starts[r + 1]] != live_before[runs.starts[r]];
      *end = code;
      end += any && to.used[code] == 0;
      to.used[code] |= any;
    }
    to.order.resize(static_cast<std::size_t>(end - to.order.data()));
    for (std::size_t g = before; g < to.order.size() && g < most_masked_groups; ++g) to.known[g] = to.order[g];
    execution::add_runs<L>(aggregates.primitives, f, rows, live, codes, runs, to.groups.data());
    return true;
  }
  // Second pass, few groups: up to four at a time, each with a mask of its rows and sums in registers. Row ids of group n are
  // wanted[n]; its slots stand at slot_of(n).
  template <class L, class SlotOf>
  void add_few(state& to, kernel::frame const& f, std::size_t rows, std::uint32_t const* ids, std::uint32_t const* wanted, std::size_t n, SlotOf const& slot_of) const {
    for (std::size_t g = 0; g < n; g += 4) {
      std::uint32_t of[4];
      slots* into[4] = {};
      for (std::size_t k = 0; k < 4; ++k) {
        of[k] = g + k < n ? wanted[g + k] : none - 1;
        if (g + k < n) into[k] = &to.groups[slot_of(g + k)];
      }
      add_masked<L>(into, f, rows, ids, of);
    }
  }
  template <class L>
  void add_masked(slots* const (&into)[4], kernel::frame const& f, std::size_t rows, std::uint32_t const* ids, std::uint32_t const (&wanted)[4]) const {
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
      for (std::size_t g = 0; g < 4 && into[g] != nullptr; ++g) (accumulator_of<P>::flush(meta::get<K>(lanes[g]), meta::get<K>(*into[g])), ...);
    }(std::index_sequence_for<P...>{});
  }

  // Second pass, many groups: some rows' arguments are evaluated side by side, then each row goes into its group's slots.
  // With many groups their slots are asked for some rows ahead.
  template <class L>
  void add_rows(state& to, kernel::frame const& f, std::size_t rows, std::uint32_t const* ids, bool all) const {
    argument_block<L, P...> of(aggregates.primitives);
    constexpr std::size_t block = argument_block<L, P...>::rows;
    slots* const groups = to.groups.data();
    bool const far = to.groups.size() * sizeof(slots) > (std::size_t{1} << 18);
    for (std::size_t begin = 0; begin < rows; begin += block) {
      std::size_t const n = rows - begin < block ? rows - begin : block;
      auto const fetch = [&](std::size_t i) QUERN_INLINE_LAMBDA { __builtin_prefetch(reinterpret_cast<std::byte const*>(groups) + std::size_t{ids[i]} * sizeof(slots), 1); };
      if (far && begin == 0)
        for (std::size_t i = 0; i < ahead && i < rows; ++i) fetch(i);
      std::uint32_t places[block + kernel::width];  // of live rows: what is live is no jump, which would be foreseen badly
      std::uint32_t* end = places;
      for (std::size_t i = 0; i < n; i += kernel::width) {
        prefetcher<typename inputs_of<E..., P...>::type>::run(f.columns, f.tile_begin + begin + i);
        // Behind the last row there are ids of none.
        std::uint32_t const live = all && i + kernel::width <= n ? kernel::all_bits : live_of(ids + begin + i);
        if (live == 0) continue;
        of.evaluate(f, begin + i, live, i);
        if (!all) end = kernel::put_places(end, static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(live));
      }
      auto const add_row = [&](std::size_t i) QUERN_INLINE_LAMBDA { of.add(groups[ids[begin + i]], i); };
      if (!all)
        for (std::uint32_t const* i = places; i != end; ++i) add_row(*i);
      else if (far)
        for (std::size_t i = 0; i < n; ++i) fetch(begin + i + ahead), add_row(i);
      else
        for (std::size_t i = 0; i < n; ++i) add_row(i);
    }
  }
  static std::uint32_t live_of(std::uint32_t const* ids) { return ~kernel::bits(kernel::compare<true>(kernel::load<std::int32_t>(ids), kernel::broadcast<std::int32_t>(-1))) & kernel::all_bits; }

  // The few live rows of a tile: of the others nothing is read, unless one of the same eight is live.
  template <class L>
  void add_sparse(state& to, kernel::frame const& f, std::size_t rows, std::uint8_t const* live, std::uint32_t* ids) const {
    using inputs = typename inputs_of<E..., P...>::type;
    constexpr std::size_t fetched = 16;  // eights ahead
    std::uint16_t eights[kernel::tile_rows / kernel::width + fetched];
    std::size_t n = 0;
    for (std::size_t i = 0; i < rows; i += kernel::width) {
      eights[n] = static_cast<std::uint16_t>(i);
      n += live[i / 8] != 0;
    }
    for (std::size_t e = n; e < n + fetched; ++e) eights[e] = eights[n - 1];
    auto const fetch = [&](std::size_t e) QUERN_INLINE_LAMBDA { prefetcher<inputs, 0>::run(f.columns, f.tile_begin + eights[e]); };
    for (std::size_t e = 0; e < fetched; ++e) fetch(e);
    argument_block<L, P...> of(aggregates.primitives);
    constexpr std::size_t block = argument_block<L, P...>::rows / kernel::width;
    for (std::size_t begin = 0; begin < n; begin += block) {
      std::size_t const count = n - begin < block ? n - begin : block;
      std::uint32_t places[(block + 1) * kernel::width];
      std::uint32_t* end = places;
      for (std::size_t e = 0; e < count; ++e) {
        fetch(begin + e + fetched);
        std::size_t const i = eights[begin + e];
        kernel::frame here = f;
        here.tile_begin += i;
        std::uint32_t* const mine = ids + e * kernel::width;
        coding{keys}.template codes_of_tile<L>(*to.space, here, rows - i < kernel::width ? rows - i : kernel::width, live + i / 8, mine);
        for (std::size_t k = 0; k < kernel::width; ++k) mine[k] |= ((live[i / 8] >> k) & 1u) - 1;
        of.evaluate(f, i, live[i / 8], e * kernel::width);
        end = kernel::put_places(end, static_cast<std::uint32_t>(e * kernel::width), live[i / 8]);
      }
      coding::template note_groups<all_lanes && (sizeof...(P) > 0)>(to, count * kernel::width, ids, false);
      if constexpr (sizeof...(P) > 0)
        for (std::uint32_t const* i = places; i != end; ++i) of.add(to.groups[ids[*i]], *i);
    }
  }
};

}  // namespace quern::execution
