// SPDX-License-Identifier: BSL-1.0
// cast<T> and try_cast<T>: floats to integers cut off behind the point, decimals round half away from zero, and what does not fit raises.
#pragma once
#include <limits>

#include <quern/kernel/cast_text.hpp>
#include <quern/kernel/math.hpp>
#include <quern/schema/type_name.hpp>

namespace quern::inline QUERN_ABI::kernel {

// One value as one of type To; false where it does not fit. R is what a kernel stores for To.
template <class To, class From, class R, class X>
bool convert_value(X x, R& r) {
  r = R{};
  if constexpr (family_of<To> == family::integer) {
    using I = To;
    if constexpr (std::is_floating_point_v<X>) {
      // Both bounds are exact as floats: 2^digits, and its negative (or -1) below.
      X const top = std::ldexp(X{1}, std::numeric_limits<I>::digits);
      X const low = std::is_signed_v<I> ? -top - X{1} : X{-1};
      bool const fits = x < top && (x > low || x == -top);
      if (fits) r = static_cast<R>(x);
      return fits;
    } else {
      auto const whole = x / static_cast<X>(power_of_ten(scale_of<From>));
      r = static_cast<R>(whole);
      return whole >= static_cast<int128>(std::numeric_limits<I>::min()) && static_cast<int128>(whole) <= static_cast<int128>(std::numeric_limits<I>::max());
    }
  } else {
    static_assert(family_of<To> == family::decimal);
    constexpr int128 limit = power_of_ten(To::precision);
    if constexpr (std::is_floating_point_v<X>) {
      double const scaled = std::round(static_cast<double>(x) * static_cast<double>(power_of_ten(To::scale)));
      bool const fits = std::abs(scaled) < static_cast<double>(limit);  // false for NaN
      if (fits) r = static_cast<R>(scaled);
      return fits;
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
      if (fits) r = static_cast<R>(v);
      return fits;
    }
  }
}
// `wanted` rows that do not fit raise.
template <class To, class From, class R, class X>
R cast_value(X x, bool wanted) {
  R r;
  if (!kernel::convert_value<To, From>(x, r) && wanted) kernel::raise_cast(x, type_name<To>());
  return r;
}
// Ticks to coarser ticks are rounded down (a time before 1970 too), to finer ones multiplied.
template <class To, class From, class R>
bool convert_ticks(std::int64_t x, R& out) {
  std::int64_t r = x;
  bool fits = true;
  if constexpr (ticks_per_day<To> > ticks_per_day<From>) {
    fits = !__builtin_mul_overflow(r, ticks_per_day<To> / ticks_per_day<From>, &r);
  } else {
    constexpr std::int64_t step = ticks_per_day<From> / ticks_per_day<To>;
    r = r / step - (r % step < 0);
  }
  out = static_cast<R>(r);
  return fits && out == r;
}

template <class L, class To, class A>
struct operation<L, op::cast<To>, To, A> {
  template <class X>
  QUERN_INLINE static auto run(op::cast<To>, [[maybe_unused]] frame const& f, std::uint32_t live, X const& x) {
    if constexpr (std::is_same_v<To, A> || (family_of<To> == family::text && family_of<A> == family::text)) {
      return x;
    } else if constexpr (family_of<To> == family::text || family_of<A> == family::text) {
      return kernel::cast_text<L, To, A>(f, live, x);
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
  template <class X>
  QUERN_INLINE static auto change_unit(X const& x, std::uint32_t live) {
    using R = rep<L, To>;
    return kernel::each_value<R>(
        [&live](rep<L, A> ticks) {
          bool const wanted = live & 1;
          live >>= 1;
          R r;
          if (!kernel::convert_ticks<To, A>(ticks, r) && wanted) kernel::raise_cast(ticks, type_name<To>());
          return r;
        },
        x);
  }
};

// Null where cast would raise.
template <class L, class To, class A>
struct operation<L, op::try_cast<To>, To, A> {
  template <class X>
  static auto run(op::try_cast<To>, frame const& f, std::uint32_t live, X const& x) {
    using R = rep<L, To>;
    if constexpr (family_of<A> == family::text && family_of<To> != family::text) {
      return kernel::run_rows<L, To>(live, [&](int k) { return kernel::read_value<To>(x.v[k]); });
    } else if constexpr (family_of<To> == family::text || std::is_same_v<To, A> || std::is_same_v<To, bool> || std::is_same_v<A, bool> || std::is_floating_point_v<To>) {
      return operation<L, op::cast<To>, To, A>::run({}, f, live, x);  // never raises
    } else {
      auto const u = kernel::unpack(x);
      return kernel::run_rows<L, To>(live, [&](int k) {
        R r;
        bool fits;
        if constexpr (family_of<To> == family::integer || family_of<To> == family::decimal)
          fits = kernel::convert_value<To, A>(u.v[k], r);
        else
          fits = kernel::convert_ticks<To, A>(u.v[k], r);
        return fits ? std::optional<R>(r) : std::nullopt;
      });
    }
  }
};

}  // namespace quern::kernel
