// SPDX-License-Identifier: BSL-1.0
// What aggregates keep while rows go by. An aggregate is decomposed into primitives (mean = total and count), so that
// those which share a primitive share its work. A primitive has a slot for a group, and, where it can, registers in which
// it adds up one tile (`lanes_state`).
#pragma once
#include <limits>

#include <quern/kernel/argument_row.hpp>
#include <quern/table/builder.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Kind of E. Tag tells two primitives apart whose arguments differ in run-time values only.
template <class Kind, class E, class Tag = void>
struct primitive {
  using kind = Kind;
  using argument = E;
  E e;
  Kind k{};
};

// For count(): no argument.
struct no_argument {
  using type = bool;
};

// What one primitive needs per group:
//   result, slot, has_lanes; add(slot, value) for one row; merge(slot, later slot); emit(slot, builder)
// and for lanes: lanes_state<L>; step<L>(state, values, mask); flush(state, slot).
// One whose Kind holds run-time values takes it as last parameter of add, merge and emit, where it wants it. E is one bound
// argument; several are one too, whose values are tuples (argument_row.hpp). Rows in which E is null are not added.
template <class Kind, class E>
struct accumulator;
template <class P>
using accumulator_of = accumulator<typename P::kind, typename P::argument>;

template <class P, class Slot, class V>
QUERN_INLINE void add_to_slot(P const& p, Slot& s, V const& v) {
  if constexpr (requires { accumulator_of<P>::add(s, v, p.k); })
    accumulator_of<P>::add(s, v, p.k);
  else
    accumulator_of<P>::add(s, v);
}
template <class P, class Slot>
void merge_slots(P const& p, Slot& s, Slot const& later) {
  if constexpr (requires { accumulator_of<P>::merge(s, later, p.k); })
    accumulator_of<P>::merge(s, later, p.k);
  else
    accumulator_of<P>::merge(s, later);
}
// The answer of one slot, appended to a column.
template <class P, class Slot, class Builder>
void emit_slot(P const& p, Slot const& s, Builder& b) {
  if constexpr (requires { accumulator_of<P>::emit(s, b, p.k); })
    accumulator_of<P>::emit(s, b, p.k);
  else
    accumulator_of<P>::emit(s, b);
}

struct row_count {};
template <class E>
struct accumulator<row_count, E> {
  using result = std::int64_t;
  using slot = std::int64_t;
  static constexpr bool has_lanes = true;
  template <class L>
  struct lanes_state {
    lanes<std::int32_t> n = kernel::broadcast<std::int32_t>(0);
  };
  template <class L, class V, class M>
  QUERN_INLINE static void step(lanes_state<L>& s, V const&, M const& m) {
    s.n = kernel::each([](auto const& a, auto const& b) { return a - b; }, s.n, kernel::as<4>(m).m);
  }
  template <class L>
  static void flush(lanes_state<L>& s, slot& to) {
    for (std::int32_t n : kernel::unpack(s.n).v) to += n;
  }
  template <class V>
  static void add(slot& s, V const&) {
    ++s;
  }
  static void merge(slot& s, slot const& o) { s += o; }
  static void emit(slot const& s, column_builder<result>& b) { b.append(s); }
};

// Bool values that are true.
struct true_count {};
template <class E>
struct accumulator<true_count, E> : accumulator<row_count, E> {
  static constexpr bool has_lanes = false;
  template <class V>
  static void add(std::int64_t& s, V const& v) {
    s += v ? 1 : 0;
  }
};

// A sum of 128-bit numbers that may leave 128 bits on the way: how often it did, and in which direction, is counted, so a
// sum that comes back is right and one that does not is found.
struct wide_sum {
  int128 low = 0;
  std::int64_t carries = 0;
  void operator+=(int128 x) {
    if (__builtin_add_overflow(low, x, &low)) carries += x < 0 ? -1 : 1;
  }
  void operator+=(wide_sum const& o) {
    *this += o.low;
    carries += o.carries;
  }
};

// A sum of integers of at most 32 bits: 2^32 rows would be needed to leave 64 bits, and that is found.
struct narrow_sum {
  std::int64_t units = 0;
  QUERN_INLINE void operator+=(int128 x) {
    if (__builtin_add_overflow(units, x, &units)) [[unlikely]]
      raise();
  }
  QUERN_INLINE void operator+=(std::int64_t x) {
    if (__builtin_add_overflow(units, x, &units)) [[unlikely]]
      raise();
  }
  void operator+=(narrow_sum const& o) { *this += o.units; }
  [[noreturn]] static void raise() { kernel::raise_overflow("sum", "a sum of 32-bit integers beyond 64 bits"); }
};

// The exact sum of integers, decimals and durations in 128 bits, or in 64 where that is enough; of floats in double.
struct total {};
template <class E>
struct accumulator<total, E> {
  using B = bare<typename E::type>;
  static constexpr bool floating = std::is_floating_point_v<B>;
  using result = std::conditional_t<floating, double, decimal<38, scale_of<B>>>;
  // 2^64 rows would be needed to leave 128 bits by adding 64-bit values.
  static constexpr bool can_leave = !floating && sizeof(storage_of<B>) == 16;
  static constexpr bool narrow = !floating && sizeof(storage_of<B>) <= 4;
  using slot = std::conditional_t<floating, double, std::conditional_t<can_leave, wide_sum, std::conditional_t<narrow, narrow_sum, int128>>>;
  static constexpr bool has_lanes = true;

  template <class L>
  static constexpr bool fits_lane = std::is_same_v<L, proven> || std::is_same_v<rep<L, B>, std::int32_t> || std::is_same_v<B, std::uint32_t>;
  template <class L, bool Floating = floating>
  struct lanes_state {
    lanes<std::int64_t> sum = kernel::broadcast<std::int64_t>(0);
    lanes<std::int64_t> high = kernel::broadcast<std::int64_t>(0);  // only where a lane could overflow
    std::conditional_t<can_leave, wide_sum, int128> wide{};
  };
  template <class L>
  struct lanes_state<L, true> {
    lanes<double> sum = kernel::broadcast(0.0);
  };
  template <class L, class V, class M>
  QUERN_INLINE static void step(lanes_state<L>& s, V const& v, M const& m) {
    if constexpr (floating) {
      auto const x = kernel::zero_unless(m, kernel::convert<double>(v));
      s.sum = kernel::each([](auto const& a, auto const& b) { return a + b; }, s.sum, x);
    } else if constexpr (fits_lane<L>) {
      auto const x = kernel::zero_unless(m, kernel::convert<std::int64_t>(v));
      s.sum = kernel::each([](auto const& a, auto const& b) { return a + b; }, s.sum, x);
    } else if constexpr (std::is_same_v<rep<L, B>, std::int64_t>) {
      // Low and high halves apart: a tile of them cannot overflow a lane.
      auto const x = kernel::zero_unless(m, v);
      s.sum = kernel::each([](auto const& a, auto const& b) { return a + (b & 0xffffffff); }, s.sum, x);
      s.high = kernel::each([](auto const& a, auto const& b) { return a + (b >> 32); }, s.high, x);
    } else {
      auto const u = kernel::unpack(v);
      std::uint32_t const live = kernel::bits(m);
      for (int k = 0; k < width; ++k)
        if ((live >> k) & 1) s.wide += static_cast<int128>(u.v[k]);
    }
  }
  template <class L>
  static void flush(lanes_state<L>& s, slot& to) {
    if constexpr (floating) {
      auto const u = kernel::unpack(s.sum);
      to += ((u.v[0] + u.v[1]) + (u.v[2] + u.v[3])) + ((u.v[4] + u.v[5]) + (u.v[6] + u.v[7]));
    } else {
      to += s.wide;
      auto const u = kernel::unpack(s.sum);
      for (auto v : u.v) to += v;
      if constexpr (!fits_lane<L>)
        for (auto v : kernel::unpack(s.high).v) to += static_cast<int128>(v) * (int128{1} << 32);
    }
  }
  template <class V>
  static void add(slot& s, V const& v) {
    s += static_cast<std::conditional_t<floating, double, std::conditional_t<narrow, std::int64_t, int128>>>(v);
  }
  static void merge(slot& s, slot const& o) { s += o; }
  static void emit(slot const& s, column_builder<result>& b) {
    if constexpr (floating)
      b.append(s);
    else if constexpr (can_leave)
      b.append(result::from_units(in_range(s.low, s.carries == 0)));
    else if constexpr (narrow)
      b.append(result::from_units(s.units));
    else
      b.append(result::from_units(in_range(s, true)));
  }
  static int128 in_range(int128 units, bool fits) {
    if (!fits || units >= power_of_ten(38) || units <= -power_of_ten(38)) kernel::raise_overflow("sum", "a sum of more than 38 digits");
    return units;
  }
};

}  // namespace quern::kernel
