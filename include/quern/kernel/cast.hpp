// SPDX-License-Identifier: BSL-1.0
// cast<T>: floats to integers cut off behind the point, decimals round half away from zero, and what does not fit raises.
#pragma once
#include <limits>

#include <quern/kernel/math.hpp>
#include <quern/schema/type_name.hpp>

namespace quern::inline QUERN_ABI::kernel {

// One value to type To; `wanted` rows that do not fit raise.
template <class To, class From, class R, class X>
R cast_value(X x, bool wanted) {
  if constexpr (family_of<To> == family::integer) {
    using I = To;
    if constexpr (std::is_floating_point_v<X>) {
      // Both bounds are exact as floats: 2^digits, and its negative (or -1) below.
      X const top = std::ldexp(X{1}, std::numeric_limits<I>::digits);
      X const low = std::is_signed_v<I> ? -top - X{1} : X{-1};
      bool const fits = x < top && (x > low || x == -top);
      if (!fits) {
        if (wanted) kernel::raise_cast(x, type_name<To>());
        return R{};
      }
      return static_cast<R>(x);
    } else {
      auto const whole = x / static_cast<X>(power_of_ten(scale_of<From>));
      bool const fits = whole >= static_cast<int128>(std::numeric_limits<I>::min()) && static_cast<int128>(whole) <= static_cast<int128>(std::numeric_limits<I>::max());
      if (!fits && wanted) kernel::raise_cast(x, type_name<To>());
      return static_cast<R>(whole);
    }
  } else {
    static_assert(family_of<To> == family::decimal);
    constexpr int128 limit = power_of_ten(To::precision);
    if constexpr (std::is_floating_point_v<X>) {
      double const scaled = std::round(static_cast<double>(x) * static_cast<double>(power_of_ten(To::scale)));
      bool const fits = std::abs(scaled) < static_cast<double>(limit);  // false for NaN
      if (!fits && wanted) kernel::raise_cast(x, type_name<To>());
      return fits ? static_cast<R>(scaled) : R{};
    } else {
      int128 v = x;
      bool fits = true;
      if constexpr (To::scale >= scale_of<From>) {
        fits = !__builtin_mul_overflow(v, power_of_ten(To::scale - scale_of<From>), &v);
      } else {
        constexpr int128 step = power_of_ten(scale_of<From> - To::scale);
        v = kernel::round_units<int128>(v, step, rounding_mode::half_away) / step;
      }
      fits = fits && -limit < v && v < limit;
      if (!fits && wanted) kernel::raise_cast(x, type_name<To>());
      return fits ? static_cast<R>(v) : R{};
    }
  }
}

template <class L, class To, class A>
struct operation<L, op::cast<To>, To, A> {
  template <class X>
  QUERN_INLINE static auto run(op::cast<To>, frame const&, std::uint32_t live, X const& x) {
    if constexpr (std::is_same_v<To, A> || family_of<To> == family::text) {
      return x;
    } else if constexpr (std::is_same_v<To, bool>) {
      using R = rep<L, A>;
      return kernel::invert(kernel::compare<true>(x, kernel::broadcast(R{})));
    } else if constexpr (std::is_same_v<A, bool>) {
      using R = rep<L, To>;
      R const one = static_cast<R>(power_of_ten(scale_of<To>));
      return kernel::select(x, kernel::broadcast<R>(one), kernel::broadcast<R>(R{}));
    } else if constexpr (std::is_floating_point_v<To>) {
      return kernel::widen<L, To, A>(x, live);
    } else if constexpr (family_of<To> != family::integer && ticks_per_day<To> != ticks_per_day<A>) {
      return change_unit(x, live);
    } else if constexpr (family_of<To> != family::integer && !is_numeric<A>) {
      return kernel::convert<rep<L, To>>(x);
    } else if constexpr (std::is_same_v<L, proven> && scale_of<To> == scale_of<A> && is_numeric<A> && !std::is_floating_point_v<A>) {
      return kernel::convert<rep<L, To>>(x);  // bounds have shown that every value fits
    } else {
      using R = rep<L, To>;
      return kernel::each_value<R>(
          [&live](rep<L, A> v) {
            bool const wanted = live & 1;
            live >>= 1;
            return kernel::cast_value<To, A, R>(v, wanted);
          },
          x);
    }
  }

 private:
  // Ticks to coarser ticks are rounded down (a time before 1970 too), to finer ones multiplied.
  template <class X>
  QUERN_INLINE static auto change_unit(X const& x, std::uint32_t live) {
    using R = rep<L, To>;
    return kernel::each_value<R>(
        [&live](rep<L, A> ticks) {
          bool const wanted = live & 1;
          live >>= 1;
          std::int64_t r = ticks;
          if constexpr (ticks_per_day<To> > ticks_per_day<A>) {
            if (__builtin_mul_overflow(r, ticks_per_day<To> / ticks_per_day<A>, &r) && wanted) kernel::raise_cast(ticks, type_name<To>());
          } else {
            constexpr std::int64_t step = ticks_per_day<A> / ticks_per_day<To>;
            r = r / step - (r % step < 0);
            if (wanted && r != static_cast<R>(r)) kernel::raise_cast(ticks, type_name<To>());
          }
          return static_cast<R>(r);
        },
        x);
  }
};

}  // namespace quern::kernel
