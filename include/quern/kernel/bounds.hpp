// SPDX-License-Identifier: BSL-1.0
// Interval arithmetic on the columns' bounds: proves, once a chunk, that level `proven` computes the right thing.
#pragma once
#include <quern/kernel/arithmetic.hpp>

namespace quern::inline QUERN_ABI::kernel {

// All values lie in [lo, hi]; `known` is false where nothing is known or something is out of what `proven` allows.
struct interval {
  int128 lo = 0;
  int128 hi = 0;
  bool known = true;
};
inline constexpr interval unknown{0, 0, false};

// Every integer result stays within 2^52, so that a lane can add up a tile of them; factors within 32 bits.
constexpr interval admit(int128 lo, int128 hi) {
  constexpr int128 most = int128{1} << 52;
  return -most <= lo && hi <= most ? interval{lo, hi, true} : unknown;
}
constexpr bool is_narrow(interval const& a) {
  constexpr int128 most = int128{1} << 31;
  return a.known && -most <= a.lo && a.hi < most;
}
constexpr interval join(interval const& a, interval const& b) {
  return {a.lo < b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi, a.known && b.known};
}

template <class B>
inline constexpr bool has_bounds = family_of<B> == family::integer || family_of<B> == family::decimal || family_of<B> == family::date ||
                                   family_of<B> == family::timestamp || family_of<B> == family::duration;

template <class E>
interval bounds(E const&, chunk const&) {
  return {};
}
template <std::size_t I, class T>
interval bounds(input<I, T> const&, chunk const& c) {
  if constexpr (has_bounds<bare<T>> && sizeof(storage_of<T>) >= 4) {
    zone const z = c.zone_of<bare<T>>(I);
    if (z.open) return unknown;
    return z.min > z.max ? interval{} : interval{z.min, z.max, true};
  } else if constexpr (std::is_integral_v<bare<T>>) {
    return {std::numeric_limits<bare<T>>::min(), std::numeric_limits<bare<T>>::max(), true};
  } else {
    return {};
  }
}
template <std::size_t K, class T>
interval bounds(temp<K, T> const&, chunk const&) {
  // What a user's function returns is not known in advance, only that narrow types are narrow.
  if constexpr (std::is_integral_v<bare<T>> && sizeof(bare<T>) < 8)
    return {std::numeric_limits<bare<T>>::min(), std::numeric_limits<bare<T>>::max(), true};
  else
    return has_bounds<bare<T>> ? unknown : interval{};
}
inline interval bounds(row_position const&, chunk const& c) {
  return {static_cast<int128>(c.first_row), static_cast<int128>(c.first_row + c.rows), true};
}
template <class T>
interval bounds(value<T> const& e, chunk const&) {
  if constexpr (has_bounds<T>) {
    int128 const v = static_cast<int128>(to_storage(e.v));
    constexpr int128 most = int128{1} << 62;
    return -most < v && v < most ? interval{v, v, true} : unknown;
  } else {
    return {};
  }
}

// An operand in the scale or unit in which the result is computed.
template <class To, class From>
interval rescale(interval a) {
  if constexpr (!has_bounds<To>) {
    return a;
  } else {
    int128 const factor = (scale_of<To> > scale_of<From> ? power_of_ten(scale_of<To> - scale_of<From>) : 1) *
                          (ticks_per_day<To> > ticks_per_day<From> ? ticks_per_day<To> / ticks_per_day<From> : 1);
    if (factor == 1) return a;
    constexpr int128 most = int128{1} << 62;
    if (a.lo < -most || a.hi > most || factor > most) return unknown;
    return admit(a.lo * factor, a.hi * factor).known && a.known ? interval{a.lo * factor, a.hi * factor, true} : unknown;
  }
}

// For operations whose result is one of their operands: the hull of them, in the scale of the result.
template <class B, bool SkipFirst, class... A, std::size_t N>
interval hull(interval const (&in)[N]) {
  interval r{};
  bool empty = true;
  std::size_t k = 0;
  auto const add = [&](interval const& x) {
    if (!(SkipFirst && k++ == 0)) r = empty ? x : kernel::join(r, x), empty = false;
  };
  std::size_t at = 0;
  (add(kernel::rescale<B, A>(in[at++])), ...);
  return r.known ? kernel::admit(r.lo, r.hi) : unknown;
}

template <class Op, class T, class... A>
interval bounds(call<Op, T, A...> const& e, chunk const& c) {
  using B = bare<T>;
  interval in[sizeof...(A)];
  std::size_t n = 0;
  bool known = true;
  meta::for_each(e.args, [&](auto const& a) {
    in[n] = bounds(a, c);  // unqualified: of leaves that are declared later too
    known = known && in[n].known;
    ++n;
  });
  if (!known) return unknown;
  using First = bare<typename meta::at<0, meta::list<A...>>::type>;
  if constexpr (adds<Op> && has_bounds<B> && !wraps<Op>) {
    using Second = bare<typename meta::at<1, meta::list<A...>>::type>;
    interval const x = kernel::rescale<B, First>(in[0]), y = kernel::rescale<B, Second>(in[1]);
    return x.known && y.known ? kernel::admit(x.lo + y.lo, x.hi + y.hi) : unknown;
  } else if constexpr (subtracts<Op> && has_bounds<B> && !wraps<Op>) {
    using Second = bare<typename meta::at<1, meta::list<A...>>::type>;
    interval const x = kernel::rescale<B, First>(in[0]), y = kernel::rescale<B, Second>(in[1]);
    interval const r = kernel::admit(x.lo - y.hi, x.hi - y.lo);
    return x.known && y.known && !(std::is_unsigned_v<B> && r.lo < 0) ? r : unknown;
  } else if constexpr (multiplies<Op> && has_bounds<B> && !wraps<Op>) {
    if (!kernel::is_narrow(in[0]) || !kernel::is_narrow(in[1])) return unknown;
    int128 const p[] = {in[0].lo * in[1].lo, in[0].lo * in[1].hi, in[0].hi * in[1].lo, in[0].hi * in[1].hi};
    interval r{p[0], p[0], true};
    for (int128 v : p) r = kernel::join(r, {v, v, true});
    return kernel::admit(r.lo, r.hi);
  } else if constexpr ((std::is_same_v<Op, op::neg> || std::is_same_v<Op, op::abs>) && has_bounds<B>) {
    int128 const most = -in[0].lo > in[0].hi ? -in[0].lo : in[0].hi;
    return kernel::admit(-most, most);
  } else if constexpr (is_cast_target<Op> && has_bounds<B>) {
    if constexpr (!has_bounds<First>) return std::is_same_v<First, bool> ? interval{0, power_of_ten(scale_of<B>), true} : unknown;
    // Same scale: narrowing needs no check where the range is within the target's; else the value may grow by the scale.
    interval const x = kernel::rescale<B, First>(in[0]);
    if (!x.known) return unknown;
    if constexpr (family_of<B> == family::decimal) {
      int128 const limit = power_of_ten(B::precision);
      return -limit < x.lo && x.hi < limit ? kernel::admit(x.lo, x.hi) : unknown;
    } else if constexpr (family_of<B> == family::integer) {
      return static_cast<int128>(std::numeric_limits<B>::min()) <= x.lo && x.hi <= static_cast<int128>(std::numeric_limits<B>::max())
                 ? kernel::admit(x.lo, x.hi)
                 : unknown;
    } else {
      return unknown;
    }
  } else if constexpr (std::is_same_v<B, bool> && sizeof...(A) == 2) {
    // A comparison computes where its operands' types meet.
    using Second = bare<typename meta::at<1, meta::list<A...>>::type>;
    if constexpr (has_bounds<First> && has_bounds<Second> && !std::is_same_v<First, Second>) {
      using M = meeting<First, Second>;
      return kernel::rescale<M, First>(in[0]).known && kernel::rescale<M, Second>(in[1]).known ? interval{} : unknown;
    } else {
      return {};
    }
  } else if constexpr (!has_bounds<B>) {
    return {};
  } else if constexpr (std::is_same_v<B, std::uint32_t>) {
    return {0, std::numeric_limits<std::uint32_t>::max(), true};
  } else if constexpr (sizeof(storage_of<B>) <= 4) {
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(), true};
  } else {
    constexpr bool is_choice = std::is_same_v<Op, op::coalesce> || std::is_same_v<Op, op::least> || std::is_same_v<Op, op::greatest> ||
                               std::is_same_v<Op, op::if_else> || std::is_same_v<Op, op::if_only>;
    if constexpr (is_choice)
      return kernel::hull<B, std::is_same_v<Op, op::if_else> || std::is_same_v<Op, op::if_only>, bare<typename A::type>...>(in);
    else
      return unknown;
  }
}

}  // namespace quern::kernel
