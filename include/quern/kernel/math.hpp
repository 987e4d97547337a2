// SPDX-License-Identifier: BSL-1.0
// sqrt, exp, log, pow, floor, ceil, round on batches; decimals round exactly.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class Op>
inline constexpr bool is_floating_function = std::is_base_of_v<op::floating_function<Op>, Op>;

template <class L, class Op, class T, class A>
  requires(is_floating_function<Op>)
struct operation<L, Op, T, A> {
  template <class X>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x) {
    return kernel::each(
        [](auto const& p) {
          using std::exp, std::log, std::sqrt;
          if constexpr (std::is_same_v<Op, op::sqrt>)
            return sqrt(p);
          else if constexpr (std::is_same_v<Op, op::exp>)
            return exp(p);
          else
            return log(p);
        },
        kernel::widen<L, T, A>(x, live));
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

enum class rounding_mode { down, up, half_away };

// units divided by step, rounded, times step.
template <class R>
constexpr R round_units(R units, R step, rounding_mode how) {
  R q = units / step;
  R const rest = units % step;
  if (how == rounding_mode::down) {
    if (rest < 0) --q;
  } else if (how == rounding_mode::up) {
    if (rest > 0) ++q;
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
  template <class X>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t, X const& x) {
    constexpr int digits = digits_kept<Op>();
    constexpr rounding_mode how = std::is_same_v<Op, op::floor>  ? rounding_mode::down
                                  : std::is_same_v<Op, op::ceil> ? rounding_mode::up
                                                                 : rounding_mode::half_away;
    using R = rep<L, T>;
    if constexpr (std::is_floating_point_v<T>) {
      constexpr T ten = static_cast<T>(power_of_ten(digits < 0 ? -digits : digits));
      return kernel::each(
          [](auto const& p) {
            using E = std::remove_cvref_t<decltype(p)>;
            using std::ceil, std::floor, std::round;
            if constexpr (how == rounding_mode::down)
              return floor(p);
            else if constexpr (how == rounding_mode::up)
              return ceil(p);
            else if constexpr (digits == 0)
              return E(round(p));
            else if constexpr (digits > 0)
              return E(round(p * E(ten)) / E(ten));
            else
              return E(round(p / E(ten)) * E(ten));
          },
          x);
    } else {
      constexpr int dropped = scale_of<T> - digits;
      if constexpr (dropped <= 0)
        return x;
      else
        return kernel::each_value<R>([](R p) { return kernel::round_units<R>(p, static_cast<R>(power_of_ten(dropped)), how); }, x);
    }
  }
};

}  // namespace quern::kernel
