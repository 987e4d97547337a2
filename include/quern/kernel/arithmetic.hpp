// SPDX-License-Identifier: BSL-1.0
// + - * / div % pmod, unary minus, abs. Integers raise where 64 bits do not hold the result; at level `proven` they need no check.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class Op>
inline constexpr bool adds = std::is_base_of_v<op::add, Op>;
template <class Op>
inline constexpr bool subtracts = std::is_base_of_v<op::sub, Op>;
template <class Op>
inline constexpr bool multiplies = std::is_base_of_v<op::mul, Op>;

template <class Op, class R>
QUERN_INLINE lanes<R> plain_arithmetic(lanes<R> const& a, lanes<R> const& b) {
  if constexpr (is_simd<R> && std::is_integral_v<R> && multiplies<Op>) {
    using U = std::make_unsigned_t<R>;
    return kernel::each_value<R>([](R x, R y) { return static_cast<R>(static_cast<U>(x) * static_cast<U>(y)); }, a, b);
  } else {
    return kernel::each(
        [](auto const& x, auto const& y) {
          if constexpr (adds<Op>)
            return x + y;
          else if constexpr (subtracts<Op>)
            return x - y;
          else
            return x * y;
        },
        a, b);
  }
}

// Sums and differences of 64-bit lanes with an overflow test in registers: the sign bits tell.
template <class Op>
QUERN_INLINE lanes<std::int64_t> tested_sum(std::uint32_t live, lanes<std::int64_t> const& a, lanes<std::int64_t> const& b) {
  auto const r = kernel::plain_arithmetic<Op>(a, b);
  auto const over = [&] {
    if constexpr (adds<Op>)
      return kernel::each([](auto const& x, auto const& y, auto const& s) { return (x ^ s) & (y ^ s); }, a, b, r);
    else
      return kernel::each([](auto const& x, auto const& y, auto const& s) { return (x ^ y) & (x ^ s); }, a, b, r);
  }();
  std::uint32_t const bad = kernel::bits(kernel::compare<false>(over, kernel::broadcast<std::int64_t>(0))) & live;
  if (bad != 0) [[unlikely]] {
    int const k = std::countr_zero(bad);
    kernel::raise_overflow_of(Op::symbol, kernel::unpack(a).v[k], kernel::unpack(b).v[k]);
  }
  return r;
}

template <class Op, class R, class A, class B>
QUERN_INLINE lanes<R> tested(std::uint32_t live, A const& a, B const& b) {
  std::uint32_t left = live;
  return kernel::each_value<R>(
      [&left](auto x, auto y) {
        R r{};
        bool over;
        if constexpr (adds<Op>)
          over = __builtin_add_overflow(x, y, &r);
        else if constexpr (subtracts<Op>)
          over = __builtin_sub_overflow(x, y, &r);
        else
          over = __builtin_mul_overflow(x, y, &r);
        bool const wanted = left & 1;
        left >>= 1;
        if (over && wanted) [[unlikely]]
          kernel::raise_overflow_of(Op::symbol, x, y);
        return r;
      },
      a, b);
}

// The operand types are brought to the scale the result needs: a sum to its own, a product to none.
template <class L, class Op, class T, class A, class B>
  requires(adds<Op> || subtracts<Op> || multiplies<Op>)
struct operation<L, Op, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(Op const&, frame const&, std::uint32_t live, X const& x, Y const& y) {
    using R = rep<L, T>;
    if constexpr (std::is_floating_point_v<T>) {
      return kernel::plain_arithmetic<Op>(kernel::widen<L, T, A>(x, live), kernel::widen<L, T, B>(y, live));
    } else if constexpr (multiplies<Op>) {
      if constexpr (wraps<Op>)
        return kernel::plain_arithmetic<Op>(kernel::convert<R>(x), kernel::convert<R>(y));
      else if constexpr (std::is_same_v<L, proven> && std::is_same_v<R, std::int64_t>)
        return kernel::multiply_narrow(kernel::convert<R>(x), kernel::convert<R>(y));
      else if constexpr (family_of<T> == family::decimal)  // the type's digits leave no room for overflow
        return kernel::plain_arithmetic<Op>(kernel::convert<R>(x), kernel::convert<R>(y));
      else
        return kernel::tested<Op, R>(live, x, y);
    } else if constexpr (wraps<Op>) {
      return kernel::plain_arithmetic<Op>(kernel::convert<R>(x), kernel::convert<R>(y));
    } else if constexpr (std::is_same_v<A, date> && std::is_same_v<T, days>) {  // date - date
      return kernel::plain_arithmetic<Op>(kernel::convert<R>(x), kernel::convert<R>(y));
    } else if constexpr (std::is_same_v<T, date>) {  // date + days, in 64 bits and back
      auto const sum = kernel::plain_arithmetic<Op>(kernel::convert<std::int64_t>(x), kernel::convert<std::int64_t>(y));
      return kernel::each_value<std::int32_t>(
          [&live](std::int64_t d) {
            bool const wanted = live & 1;
            live >>= 1;
            if (wanted && d != static_cast<std::int32_t>(d)) [[unlikely]]
              kernel::raise_overflow(Op::symbol, "day " + std::to_string(d));
            return static_cast<std::int32_t>(d);
          },
          sum);
    } else {
      using MA = std::conditional_t<family_of<T> == family::integer, A, rescaled<T, A>>;
      using MB = std::conditional_t<family_of<T> == family::integer, B, rescaled<T, B>>;
      auto const p = kernel::widen<L, MA, A>(x, live);
      auto const q = kernel::widen<L, MB, B>(y, live);
      if constexpr (std::is_same_v<L, proven> || family_of<T> == family::decimal)
        return kernel::plain_arithmetic<Op>(kernel::convert<R>(p), kernel::convert<R>(q));
      else if constexpr (std::is_same_v<R, std::int64_t> && !std::is_same_v<rep<L, MA>, std::uint64_t> && !std::is_same_v<rep<L, MB>, std::uint64_t>)
        return kernel::tested_sum<Op>(live, kernel::convert<R>(p), kernel::convert<R>(q));
      else
        return kernel::tested<Op, R>(live, p, q);
    }
  }

 private:
  // The operand in the unit or scale of the result, still of its own kind.
  template <class To, class From>
  struct rescaled_impl {
    using type = To;
  };
  template <class U, class V>
  struct rescaled_impl<timestamp<U>, duration<V>> {
    using type = duration<U>;
  };
  template <class U, class V>
  struct rescaled_impl<duration<U>, timestamp<V>> {
    using type = timestamp<U>;
  };
  template <class To, class From>
  using rescaled = typename rescaled_impl<To, From>::type;
};

template <class L, class T, class A>
struct operation<L, op::neg, T, A> {
  template <class X>
  QUERN_INLINE static auto run(op::neg, frame const&, std::uint32_t live, X const& x) {
    using R = rep<L, T>;
    if constexpr (std::is_same_v<rep<L, A>, std::uint64_t>) return kernel::tested<op::sub, R>(live, kernel::broadcast<R>(0), x);
    auto const v = kernel::convert<R>(x);
    if constexpr (std::is_floating_point_v<T>)
      return kernel::each([](auto const& p) { return -p; }, v);
    else if constexpr (std::is_same_v<R, std::int64_t> && std::is_same_v<L, checked>)
      return kernel::tested_sum<op::sub>(live, kernel::broadcast<R>(0), v);
    else
      return kernel::each([](auto const& p) { return -p; }, v);
  }
};
template <class L, class T, class A>
struct operation<L, op::abs, T, A> {
  template <class X>
  QUERN_INLINE static auto run(op::abs, frame const& f, std::uint32_t live, X const& x) {
    using R = rep<L, T>;
    if constexpr (std::is_same_v<rep<L, A>, std::uint64_t>) return kernel::tested<op::add, R>(live, x, kernel::broadcast<R>(0));
    auto const v = kernel::convert<R>(x);
    if constexpr (std::is_floating_point_v<T>) {
      return kernel::each([](auto const& p) { return xsimd::abs(p); }, v);
    } else {
      auto const below = kernel::compare<false>(v, kernel::broadcast<R>(0));
      std::uint32_t const wanted = live & kernel::bits(below);
      return kernel::select(below, operation<L, op::neg, T, T>::run({}, f, wanted, v), v);
    }
  }
};

template <class L, class T, class A, class B>
struct operation<L, op::div, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(op::div, frame const&, std::uint32_t live, X const& x, Y const& y) {
    return kernel::each([](auto const& p, auto const& q) { return p / q; }, kernel::widen<L, T, A>(x, live), kernel::widen<L, T, B>(y, live));
  }
};
template <class L, class A>
  requires(family_of<A> == family::duration)
struct operation<L, op::div, double, A, A> {
  template <class X>
  QUERN_INLINE static auto run(op::div, frame const&, std::uint32_t, X const& x, X const& y) {
    return kernel::each([](auto const& p, auto const& q) { return p / q; }, kernel::convert<double>(x), kernel::convert<double>(y));
  }
};
template <class L, class T, class A, class B>
struct operation<L, op::try_divide, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(op::try_divide, frame const& f, std::uint32_t live, X const& x, Y const& y) {
    auto const q = kernel::widen<L, T, B>(y, live);
    auto const zero = kernel::bits(kernel::compare<true>(q, kernel::broadcast(T{})));
    return maybe<lanes<T>>{operation<L, op::div, T, A, B>::run({}, f, live, x, y), ~zero & all_bits};
  }
};

// Integer quotient and remainder, row by row: there is no vector instruction.
template <class L, class Op, class T, class A, class B>
  requires(std::is_base_of_v<op::idiv, Op> || std::is_same_v<Op, op::mod> || (std::is_same_v<Op, op::pmod> && std::is_integral_v<T>))
struct operation<L, Op, T, A, B> {
  static constexpr bool gives_null = std::is_same_v<Op, op::try_idiv>;
  static constexpr bool remainder = !std::is_base_of_v<op::idiv, Op>;
  template <class X, class Y>
  QUERN_INLINE static auto run(Op const&, frame const&, std::uint32_t live, X const& x, Y const& y) {
    using R = rep<L, T>;
    // A signed operand beside an unsigned one of 64 bits: only 128 bits hold both.
    constexpr bool mixed = (std::is_same_v<rep<L, A>, std::uint64_t> || std::is_same_v<rep<L, B>, std::uint64_t>) && !std::is_same_v<R, std::uint64_t>;
    using W = std::conditional_t<mixed, int128, R>;
    auto const p = kernel::unpack(kernel::convert<W>(x)), q = kernel::unpack(kernel::convert<W>(y));
    values<R> r{};
    std::uint32_t valid = all_bits;
    for (int k = 0; k < width; ++k) {
      if (!((live >> k) & 1)) continue;
      if (q.v[k] == 0) {
        if constexpr (!gives_null) kernel::raise_division_by_zero(Op::symbol);
        valid &= ~(1u << k);
        continue;
      }
      W w{};
      if (std::is_signed_v<R> && q.v[k] == static_cast<W>(-1)) {  // the one quotient that may not fit
        if (!remainder && __builtin_sub_overflow(W{0}, p.v[k], &w)) kernel::raise_overflow_of(Op::symbol, p.v[k], q.v[k]);
      } else {
        w = static_cast<W>(remainder ? p.v[k] % q.v[k] : p.v[k] / q.v[k]);
        if (std::is_same_v<Op, op::pmod> && w < W{0} && q.v[k] > W{0}) w = static_cast<W>(w + q.v[k]);
      }
      r.v[k] = static_cast<R>(w);
      if (mixed && static_cast<W>(r.v[k]) != w) kernel::raise_overflow_of(Op::symbol, p.v[k], q.v[k]);
    }
    if constexpr (gives_null)
      return maybe<lanes<R>>{kernel::pack<R>(r), valid};
    else
      return kernel::pack<R>(r);
  }
};

}  // namespace quern::kernel
