// SPDX-License-Identifier: BSL-1.0
// sqrt, exp, log, pow, floor, ceil, round on batches; decimals round exactly.
#pragma once
#include <limits>

#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class Op>
inline constexpr bool is_floating_function = std::is_base_of_v<op::floating_function<Op>, Op>;

// The values of x, of which `outside` lanes are computed one by one by the standard library.
template <class F, class R, class M>
QUERN_INLINE lanes<R> repair(F f, M const& outside, lanes<R> const& x, lanes<R> const& result) {
  if (kernel::bits(outside) == 0) [[likely]] return result;
  return kernel::select(outside, kernel::each_value<R>(f, x), result);
}
template <class L, class Op, class T, class A>
  requires(std::is_same_v<Op, op::sqrt> || std::is_same_v<Op, op::exp> || std::is_same_v<Op, op::log>)
struct operation<L, Op, T, A> {
  template <class X>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x) {
    using std::exp, std::log, std::sqrt;
    auto const v = kernel::widen<L, T, A>(x, live);
    if constexpr (std::is_same_v<Op, op::sqrt>) {
      return kernel::each([](auto const& p) { return sqrt(p); }, v);
    } else if constexpr (std::is_same_v<Op, op::exp>) {
      // xsimd gives infinity, or zero, a little before the true limits of the type.
      constexpr T far = sizeof(T) == 4 ? T(87) : T(708);
      auto const outside = kernel::either(kernel::compare<false>(kernel::broadcast(far), v), kernel::compare<false>(v, kernel::broadcast(-far)));
      return kernel::repair([](T p) { return std::exp(p); }, outside, v, kernel::each([](auto const& p) { return exp(p); }, v));
    } else {
      // and takes denormals for zero.
      auto const outside = kernel::compare<false>(v, kernel::broadcast(std::numeric_limits<T>::min()));
      return kernel::repair([](T p) { return std::log(p); }, outside, v, kernel::each([](auto const& p) { return log(p); }, v));
    }
  }
};
template <class L, class T, class A, class B>
struct operation<L, op::pow, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(op::pow, frame const&, std::uint32_t live, X const& x, Y const& y) {
    // One by one: xsimd's pow is off by several units in the last place, and wrong for negative bases.
    return kernel::each_value<T>([](T p, T q) { return std::pow(p, q); }, kernel::widen<L, T, A>(x, live), kernel::widen<L, T, B>(y, live));
  }
};

enum class rounding_mode { down, up, half_away, half_even };

// units divided by step, rounded, times step.
template <class R>
constexpr R round_units(R units, R step, rounding_mode how) {
  R q = units / step;
  R const rest = units % step;
  if (how == rounding_mode::down) {
    if (rest < 0) --q;
  } else if (how == rounding_mode::up) {
    if (rest > 0) ++q;
  } else if (how == rounding_mode::half_even) {
    R const left = rest < 0 ? -rest : rest;
    if (left > step - left || (left == step - left && q % 2 != 0)) q += units < 0 ? -1 : 1;
  } else if (rest < 0 ? -rest >= step - -rest : rest >= step - rest) {
    q += units < 0 ? -1 : 1;
  }
  return q * step;
}

template <class Op>
inline constexpr bool is_rounding = false;
template <>
inline constexpr bool is_rounding<op::floor> = true;
template <>
inline constexpr bool is_rounding<op::ceil> = true;
template <int D>
inline constexpr bool is_rounding<op::round<D>> = true;
template <int D>
inline constexpr bool is_rounding<op::bround<D>> = true;
template <class Op>
inline constexpr bool rounds_half_even = false;
template <int D>
inline constexpr bool rounds_half_even<op::bround<D>> = true;

template <class Op>
constexpr int digits_kept() {
  if constexpr (requires { Op::digits; })
    return Op::digits;
  else
    return 0;
}

template <class L, class Op, class T, class A>
  requires(is_rounding<Op>)
struct operation<L, Op, T, A> {
  static constexpr int digits = digits_kept<Op>();
  static constexpr rounding_mode how = std::is_same_v<Op, op::floor>  ? rounding_mode::down
                                       : std::is_same_v<Op, op::ceil> ? rounding_mode::up
                                       : rounds_half_even<Op>         ? rounding_mode::half_even
                                                                      : rounding_mode::half_away;
  template <class E>
  QUERN_INLINE static E nearest(E const& p) {
    using std::nearbyint, std::round;
    if constexpr (how == rounding_mode::half_even)
      return E(nearbyint(p));
    else
      return E(round(p));
  }
  template <class X>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x) {
    if constexpr (std::is_floating_point_v<T>)
      return floating(x);
    else if constexpr (scale_of<T> - digits <= 0)
      return x;
    else
      return exact(live, x);
  }

 private:
  template <class X>
  QUERN_INLINE static auto floating(X const& x) {
    using std::ceil, std::floor;
    if constexpr (how == rounding_mode::down) {
      return kernel::each([](auto const& p) { return floor(p); }, x);
    } else if constexpr (how == rounding_mode::up) {
      return kernel::each([](auto const& p) { return ceil(p); }, x);
    } else if constexpr (digits == 0) {
      return kernel::each([](auto const& p) { return nearest(p); }, x);
    } else {
      T const ten = std::pow(T(10), T(digits < 0 ? -digits : digits));
      auto const scaled = kernel::each(
          [ten](auto const& p) {
            using E = std::remove_cvref_t<decltype(p)>;
            return digits > 0 ? E(p * E(ten)) : E(p / E(ten));
          },
          x);
      auto const rounded = kernel::each(
          [ten](auto const& p) {
            using E = std::remove_cvref_t<decltype(p)>;
            E const r = nearest(p);
            return digits > 0 ? E(r / E(ten)) : E(r * E(ten));
          },
          scaled);
      // A number this large has no digits behind that place; infinities and NaN stay as they are.
      T const large = std::ldexp(T(1), std::numeric_limits<T>::digits - 1);
      auto const small = kernel::both(kernel::compare<false>(scaled, kernel::broadcast(large)), kernel::compare<false>(kernel::broadcast(-large), scaled));
      return kernel::select(small, rounded, x);
    }
  }
  // Rounding may need a digit more than the value had.
  template <class X>
  QUERN_INLINE static auto exact(std::uint32_t live, X const& x) {
    using R = rep<L, T>;
    constexpr int128 step = power_of_ten(scale_of<T> - digits);
    return kernel::each_value<R>(
        [&live](R p) {
          bool const wanted = live & 1;
          live >>= 1;
          int128 const r = kernel::round_units<int128>(p, step, how);
          bool fits;
          if constexpr (family_of<T> == family::decimal)
            fits = -power_of_ten(T::precision) < r && r < power_of_ten(T::precision);
          else
            fits = r >= static_cast<int128>(std::numeric_limits<T>::min()) && r <= static_cast<int128>(std::numeric_limits<T>::max());
          if (!fits && wanted) [[unlikely]] kernel::raise_overflow(Op::symbol, "a number that rounds past the digits of its type");
          return static_cast<R>(r);
        },
        x);
  }
};

}  // namespace quern::kernel
