// SPDX-License-Identifier: BSL-1.0
// Bitwise and, or, xor, not, shifts and the count of bits, in each type's own width.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class L, class Op, class T, class A, class B>
  requires(std::is_base_of_v<op::bitwise<Op>, Op>)
struct operation<L, Op, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x, Y const& y) {
    return kernel::each(
        [](auto const& p, auto const& q) {
          using E = std::remove_cvref_t<decltype(p)>;
          if constexpr (std::is_same_v<Op, op::bitwise_and>)
            return E(p & q);
          else if constexpr (std::is_same_v<Op, op::bitwise_or>)
            return E(p | q);
          else
            return E(p ^ q);
        },
        kernel::widen<L, T, A>(x, live), kernel::widen<L, T, B>(y, live));
  }
};

// f on each value as an unsigned number of T's own width, the result brought back to T.
template <class L, class T, class F, class... X>
QUERN_INLINE auto each_bits(F f, X const&... x) {
  using R = rep<L, T>;
  using U = std::make_unsigned_t<T>;
  return kernel::each_value<R>([&](auto p, auto... q) { return static_cast<R>(static_cast<T>(static_cast<U>(f(static_cast<U>(p), q...)))); }, x...);
}

template <class L, class T, class A>
struct operation<L, op::bitwise_not, T, A> {
  template <class X>
  QUERN_INLINE static auto run(op::bitwise_not, frame const&, std::uint32_t, X const& x) {
    return kernel::each_bits<L, T>([](auto p) { return ~p; }, x);
  }
};
template <class L, class T, class A>
struct operation<L, op::bit_count, T, A> {
  template <class X>
  QUERN_INLINE static auto run(op::bit_count, frame const&, std::uint32_t, X const& x) {
    return kernel::each_value<T>([](auto p) { return static_cast<T>(std::popcount(static_cast<std::make_unsigned_t<A>>(p))); }, x);
  }
};
template <class L, class Op, class T, class A, class N>
  requires(std::is_base_of_v<op::shift_of_bits<Op>, Op>)
struct operation<L, Op, T, A, N> {
  template <class X, class Y>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t, X const& x, Y const& n) {
    return kernel::each_bits<L, T>(
        [](auto p, auto count) {
          constexpr unsigned bits = sizeof(T) * 8;
          unsigned const c = static_cast<unsigned>(count) % bits;
          if constexpr (std::is_same_v<Op, op::shift_left>)
            return static_cast<std::uint64_t>(p) << c;
          else if constexpr (std::is_same_v<Op, op::shift_right>)
            return static_cast<std::int64_t>(static_cast<T>(p)) >> c;
          else
            return p >> c;
        },
        x, n);
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
