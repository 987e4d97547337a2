// SPDX-License-Identifier: BSL-1.0
// Roots, logarithms and trigonometry. On batches where xsimd gives each lane the same bits whatever stands beside it and
// is right within 3 units in the last place; what it gets wrong is computed by the standard library, value by value.
// xsimd 8.1's sin, cos and tan choose how to reduce their arguments by the whole register, and its cbrt misses exact roots.
#pragma once
#include <numbers>

#include <quern/kernel/math.hpp>
#include <quern/kernel/rows.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class Op>
struct elementary;

#define QUERN_ON_BATCHES(name)                                             \
  template <>                                                              \
  struct elementary<op::name> {                                            \
    template <class T>                                                     \
    QUERN_INLINE static lanes<T> of(lanes<T> const& x) {                   \
      using std::name;                                                     \
      return kernel::each([](auto const& p) { return name(p); }, x);       \
    }                                                                      \
  };
QUERN_ON_BATCHES(asin)
QUERN_ON_BATCHES(acos)
QUERN_ON_BATCHES(atan)
QUERN_ON_BATCHES(sinh)
QUERN_ON_BATCHES(cosh)
QUERN_ON_BATCHES(tanh)
QUERN_ON_BATCHES(asinh)
QUERN_ON_BATCHES(acosh)
QUERN_ON_BATCHES(atanh)
#undef QUERN_ON_BATCHES

#define QUERN_BY_VALUE(name)                                                     \
  template <>                                                                    \
  struct elementary<op::name> {                                                  \
    template <class T>                                                           \
    QUERN_INLINE static lanes<T> of(lanes<T> const& x) {                         \
      return kernel::each_value<T>([](T p) { return std::name(p); }, x);         \
    }                                                                            \
  };
QUERN_BY_VALUE(sin)
QUERN_BY_VALUE(cos)
QUERN_BY_VALUE(tan)
#undef QUERN_BY_VALUE

// glibc's cbrt(27) is a unit off 3; the root of a cube of integers is that integer here.
template <>
struct elementary<op::cbrt> {
  template <class T>
  QUERN_INLINE static lanes<T> of(lanes<T> const& x) {
    return kernel::each_value<T>(
        [](T p) {
          T const root = std::cbrt(p), whole = std::nearbyint(root);
          return whole * whole * whole == p && p != 0 ? whole : root;
        },
        x);
  }
};

// A batch function with the lanes that xsimd gets wrong repaired.
#define QUERN_REPAIRED(name, ...)                                                                                                            \
  template <>                                                                                                                                \
  struct elementary<op::name> {                                                                                                              \
    template <class T>                                                                                                                       \
    QUERN_INLINE static lanes<T> of(lanes<T> const& x) {                                                                                     \
      using std::name;                                                                                                                       \
      auto const below = [&](T t) { return kernel::compare<false>(x, kernel::broadcast(t)); };                                               \
      [[maybe_unused]] auto const above = [&](T t) { return kernel::compare<false>(kernel::broadcast(t), x); };                              \
      return kernel::repair([](T p) { return std::name(p); }, __VA_ARGS__, x, kernel::each([](auto const& p) { return name(p); }, x));       \
    }                                                                                                                                        \
  };
QUERN_REPAIRED(log2, below(std::numeric_limits<T>::min()))
QUERN_REPAIRED(log10, below(std::numeric_limits<T>::min()))
QUERN_REPAIRED(log1p, kernel::both(below(std::numeric_limits<T>::min()), above(-std::numeric_limits<T>::min())))
QUERN_REPAIRED(expm1, kernel::either(above(T(sizeof(T) == 4 ? 87 : 708)), kernel::both(below(std::numeric_limits<T>::min()), above(-std::numeric_limits<T>::min()))))
#undef QUERN_REPAIRED

template <>
struct elementary<op::rint> {
  template <class T>
  QUERN_INLINE static lanes<T> of(lanes<T> const& x) {
    using std::nearbyint;
    return kernel::each([](auto const& p) { return std::remove_cvref_t<decltype(p)>(nearbyint(p)); }, x);
  }
};
template <>
struct elementary<op::degrees> {
  template <class T>
  QUERN_INLINE static lanes<T> of(lanes<T> const& x) {
    return kernel::each([](auto const& p) { return std::remove_cvref_t<decltype(p)>(p * std::remove_cvref_t<decltype(p)>(T(180 / std::numbers::pi))); }, x);
  }
};
template <>
struct elementary<op::radians> {
  template <class T>
  QUERN_INLINE static lanes<T> of(lanes<T> const& x) {
    return kernel::each([](auto const& p) { return std::remove_cvref_t<decltype(p)>(p * std::remove_cvref_t<decltype(p)>(T(std::numbers::pi / 180))); }, x);
  }
};
template <>
struct elementary<op::sign> {
  template <class T>
  QUERN_INLINE static lanes<T> of(lanes<T> const& x) {
    auto const zero = kernel::broadcast(T(0));
    return kernel::select(kernel::compare<false>(zero, x), kernel::broadcast(T(1)), kernel::select(kernel::compare<false>(x, zero), kernel::broadcast(T(-1)), x));
  }
};

template <class L, class Op, class T, class A>
  requires(is_floating_function<Op> && requires { sizeof(elementary<Op>); })
struct operation<L, Op, T, A> {
  template <class X>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x) {
    return elementary<Op>::template of<T>(kernel::widen<L, T, A>(x, live));
  }
};

template <class L, class Op, class T, class A, class B>
  requires(std::is_base_of_v<op::floating_pair<Op>, Op>)
struct operation<L, Op, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x, Y const& y) {
    return kernel::each_value<T>(
        [](T p, T q) {
          if constexpr (std::is_same_v<Op, op::atan2>)
            return std::atan2(p, q);
          else
            return std::hypot(p, q);
        },
        kernel::widen<L, T, A>(x, live), kernel::widen<L, T, B>(y, live));
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
