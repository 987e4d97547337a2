// SPDX-License-Identifier: BSL-1.0
// The sink of agg() without keys: one slot for each primitive. Filter, expressions and sums share one loop over a tile.
#pragma once
#include <quern/exec/pipeline.hpp>
#include <quern/kernel/statistics.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Kind, class E, class Tag>
struct inputs_of<kernel::primitive<Kind, E, Tag>> : inputs_of<E> {};

using kernel::accumulator_of;
using kernel::one_by_one;
template <class P>
inline constexpr bool has_argument = !std::is_same_v<typename P::argument, kernel::no_argument>;

// The values of a primitive's argument, and the rows of `m` in which they are not null.
template <class L, class P, class M>
QUERN_INLINE auto argument_of(P const& p, kernel::frame const& f, std::size_t i, M const& m) {
  if constexpr (!has_argument<P>) {
    return kernel::every{};
  } else {
    using E = typename P::argument;
    std::uint32_t const wanted = kernel::needs_live<L, E> ? kernel::bits(m) : kernel::all_bits;
    return kernel::eval<L>(p.e, f, i, wanted);
  }
}
template <class V, class M>
QUERN_INLINE auto counted_rows(V const& v, M const& m) {
  if constexpr (kernel::is_maybe<V>)
    return kernel::both(m, kernel::mask<0>{v.valid});
  else
    return m;
}
// Whether the sums of these primitives stay in 64-bit lanes for a tile.
template <class P>
bool sums_are_proven(P const& p, chunk const& c) {
  if constexpr (std::is_same_v<typename P::kind, kernel::total>) {
    if constexpr (kernel::has_bounds<bare<typename P::argument::type>>) {
      auto const b = kernel::bounds(p.e, c);
      return b.known && kernel::admit(b.lo, b.hi).known;
    }
  }
  return true;
}
template <class P>
inline constexpr bool sum_is_leveled = [] {
  using B = bare<typename P::argument::type>;
  return std::is_same_v<typename P::kind, kernel::total> && kernel::has_bounds<B> && sizeof(storage_of<B>) >= 8;
}();

template <class... P>
struct aggregate_sink {
  meta::tuple<P...> primitives;
  using reads = meta::tuple<P...>;
  using first_reads = reads;

  static constexpr bool leveled = ((kernel::facts<typename P::argument>::leveled || sum_is_leveled<P>) || ... || false);

  using state = meta::tuple<typename accumulator_of<P>::slot...>;
  bool wants_more(state const&) const { return true; }

  template <class F>
  void for_each_expression(F f) const {
    meta::for_each(primitives, [&](auto const& p) {
      if constexpr (has_argument<std::remove_cvref_t<decltype(p)>>) f(p.e);
    });
  }
  bool is_proven(chunk const& c) const {
    return meta::apply([&](auto const&... p) { return (execution::sums_are_proven(p, c) && ... && true); }, primitives);
  }
  void resolve(column_ref const* columns) {
    meta::for_each(primitives, [&](auto& p) {
      if constexpr (has_argument<std::remove_cvref_t<decltype(p)>>) kernel::resolve(p.e, columns);
    });
  }

  // In registers for a tile where a primitive can, else nothing.
  template <class L, class Q>
  struct lanes_of {
    static auto make() {
      if constexpr (accumulator_of<Q>::has_lanes)
        return typename accumulator_of<Q>::template lanes_state<L>{};
      else
        return kernel::every{};
    }
    using type = decltype(make());
  };

  template <class L, class Mask>
  void consume(state& to, kernel::frame const& f, std::size_t rows, chunk const&, Mask const& mask_of) const {
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      meta::tuple<typename lanes_of<L, P>::type...> lanes{};
      auto const add = [&](auto const& m, std::size_t i) QUERN_INLINE_LAMBDA {
        (one<L>(meta::get<K>(primitives), meta::get<K>(lanes), meta::get<K>(to), f, f.tile_begin + i, m), ...);
      };
      if constexpr (std::is_same_v<Mask, live_masks>)
        live_eights(mask_of.live, rows).for_each<typename inputs_of<P...>::type>(f, [&](std::size_t i) QUERN_INLINE_LAMBDA { add(kernel::mask<0>{mask_of.live[i / 8]}, i); });
      else
        execution::for_rows(rows, mask_of, add);
      (flush<P, L>(meta::get<K>(lanes), meta::get<K>(to)), ...);
    }(std::index_sequence_for<P...>{});
  }
  void merge(state& a, state&& b) const {
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      (kernel::merge_slots(meta::get<K>(primitives), meta::get<K>(a), meta::get<K>(b)), ...);
    }(std::index_sequence_for<P...>{});
  }

 private:
  template <class L, class Q, class Lanes, class Slot, class M>
  QUERN_INLINE static void one(Q const& p, Lanes& lanes, Slot& slot, kernel::frame const& f, std::size_t i, M const& m) {
    using A = accumulator_of<Q>;
    auto const v = execution::argument_of<L>(p, f, i, m);
    auto const counted = execution::counted_rows(v, m);
    if constexpr (A::has_lanes) {
      A::step(lanes, kernel::value_part(v), counted);
    } else {
      if constexpr (requires { requires A::has_batches; })
        if (kernel::bits(counted) == kernel::all_bits) return A::add_all(slot, kernel::value_part(v), p.k);
      auto const value = execution::one_by_one(kernel::value_part(v));
      for (std::uint32_t left = kernel::bits(counted); left != 0; left &= left - 1) kernel::add_to_slot(p, slot, value(std::countr_zero(left)));
    }
  }
  template <class Q, class L, class Lanes, class Slot>
  static void flush(Lanes& lanes, Slot& slot) {
    if constexpr (accumulator_of<Q>::has_lanes) accumulator_of<Q>::flush(lanes, slot);
  }
};

}  // namespace quern::execution
