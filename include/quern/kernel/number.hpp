// SPDX-License-Identifier: BSL-1.0
// From one column type's numbers to another's: integers, decimals of other scales, floats, dates and timestamps.
#pragma once
#include <quern/kernel/eval.hpp>
#include <quern/schema/type_name.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class B>
inline constexpr int scale_of = 0;
template <int P, int S>
inline constexpr int scale_of<decimal<P, S>> = S;

template <class B>
inline constexpr std::int64_t ticks_per_day = 1;
template <class U>
inline constexpr std::int64_t ticks_per_day<timestamp<U>> = U::per_day;
template <class U>
inline constexpr std::int64_t ticks_per_day<duration<U>> = U::per_day;

template <class R, int128 Factor>
QUERN_INLINE lanes<R> scale_up(lanes<R> const& v, std::uint32_t live) {
  if constexpr (Factor == 1) {
    return v;
  } else {
    return kernel::each_value<R>(
        [&live](R x) {
          R r{};
          bool const over = __builtin_mul_overflow(x, static_cast<R>(Factor), &r);
          bool const wanted = live & 1;
          live >>= 1;
          if (over && wanted) kernel::raise_overflow_of("*", x, static_cast<int128>(Factor));
          return r;
        },
        v);
  }
}

// Unsigned values beside signed ones, where the result is signed: those above 2^63 - 1 raise.
QUERN_INLINE lanes<std::int64_t> to_signed(lanes<std::uint64_t> const& v, std::uint32_t live) {
  return kernel::each_value<std::int64_t>(
      [&live](std::uint64_t x) {
        bool const wanted = live & 1;
        live >>= 1;
        if (wanted && x >> 63 != 0) [[unlikely]]
          kernel::raise_overflow(type_name<std::int64_t>(), std::to_string(x));
        return static_cast<std::int64_t>(x);
      },
      v);
}

// Values of type From as values of type To, exact (To has room and scale for every value) or floating. Narrowing is cast's.
template <class L, class To, class From>
QUERN_INLINE auto widen(lanes<rep<L, From>> const& v, std::uint32_t live) {
  using R = rep<L, To>;
  if constexpr (std::is_same_v<To, From>) {
    return v;
  } else if constexpr (std::is_floating_point_v<To>) {
    auto const x = kernel::convert<To>(v);
    if constexpr (scale_of<From> == 0) {
      return x;
    } else {
      constexpr double ten = static_cast<double>(power_of_ten(scale_of<From>));
      return kernel::each([](auto const& p) { return p / typename lanes<To>::element(static_cast<To>(ten)); }, x);
    }
  } else {
    constexpr int128 factor = power_of_ten(scale_of<To> - scale_of<From>) *
                              (family_of<From> == family_of<To> || family_of<From> == family::date ? ticks_per_day<To> / ticks_per_day<From> : 1);
    if constexpr (std::is_same_v<rep<L, From>, std::uint64_t> && std::is_same_v<R, std::int64_t>)
      return kernel::to_signed(v, live);
    auto const x = kernel::convert<R>(v);
    if constexpr (factor == 1)
      return x;
    else if constexpr (std::is_same_v<L, proven> && std::is_same_v<R, std::int64_t>)
      return kernel::each_value<R>([](R p) { return static_cast<R>(static_cast<std::uint64_t>(p) * static_cast<std::uint64_t>(factor)); }, x);  // a factor beyond 32 bits is rare; bounds cover the product
    else
      return kernel::scale_up<R, factor>(x, live);
  }
}

// The type in which values of A and B meet.
template <class A, class B>
constexpr auto meeting_type() {
  using U = op::unified<op::eq, A, B>;
  if constexpr (!expr::is_mistake<U>) {
    return meta::type_box<U>{};
  } else {
    constexpr int s = scale_of<A> > scale_of<B> ? scale_of<A> : scale_of<B>;
    return meta::type_box<decimal<38, s>>{};
  }
}
template <class A, class B>
using meeting = typename decltype(kernel::meeting_type<A, B>())::type;

}  // namespace quern::kernel
