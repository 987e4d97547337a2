// SPDX-License-Identifier: BSL-1.0
// Comparisons: numbers where their types meet, texts by bytes, categories with a literal by code; least and greatest.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class Op, class R>
QUERN_INLINE auto compare_by(lanes<R> const& a, lanes<R> const& b) {
  if constexpr (std::is_same_v<Op, op::eq>)
    return kernel::compare<true>(a, b);
  else if constexpr (std::is_same_v<Op, op::ne>)
    return kernel::invert(kernel::compare<true>(a, b));
  else if constexpr (std::is_same_v<Op, op::lt>)
    return kernel::compare<false>(a, b);
  else if constexpr (std::is_same_v<Op, op::gt>)
    return kernel::compare<false>(b, a);
  else if constexpr (std::is_floating_point_v<R>)  // not the inverse of > and <: NaN is neither
    return kernel::either(kernel::compare<true>(a, b), compare_by<std::conditional_t<std::is_same_v<Op, op::le>, op::lt, op::gt>>(a, b));
  else if constexpr (std::is_same_v<Op, op::le>)
    return kernel::invert(kernel::compare<false>(b, a));
  else
    return kernel::invert(kernel::compare<false>(a, b));
}

template <class Op>
inline constexpr bool is_comparison = std::is_base_of_v<op::comparison<Op>, Op>;

template <class L, class Op, class A, class B>
  requires(is_comparison<Op>)
struct operation<L, Op, bool, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x, Y const& y) {
    if constexpr (family_of<A> == family::boolean) {
      std::uint32_t const a = kernel::bits(x), b = kernel::bits(y);
      std::uint32_t const equal = ~(a ^ b), less = ~a & b;
      if constexpr (std::is_same_v<Op, op::eq>)
        return mask<0>{equal & all_bits};
      else if constexpr (std::is_same_v<Op, op::ne>)
        return mask<0>{~equal & all_bits};
      else if constexpr (std::is_same_v<Op, op::lt>)
        return mask<0>{less & all_bits};
      else if constexpr (std::is_same_v<Op, op::le>)
        return mask<0>{(less | equal) & all_bits};
      else if constexpr (std::is_same_v<Op, op::gt>)
        return mask<0>{~(less | equal) & all_bits};
      else
        return mask<0>{~less & all_bits};
    } else if constexpr (family_of<A> == family::text || std::is_same_v<A, B>) {
      return kernel::compare_by<Op>(x, y);
    } else if constexpr (family_of<A> == family::integer && family_of<B> == family::integer && std::is_signed_v<A> != std::is_signed_v<B> &&
                         (sizeof(A) == 8 || sizeof(B) == 8) && std::is_same_v<L, checked>) {
      return kernel::compare_by<Op>(kernel::convert<int128>(x), kernel::convert<int128>(y));
    } else if constexpr (family_of<A> == family::integer && family_of<B> == family::integer) {
      using R = std::conditional_t<std::is_same_v<rep<L, A>, std::int32_t> && std::is_same_v<rep<L, B>, std::int32_t>, std::int32_t,
                                   std::conditional_t<std::is_same_v<rep<L, A>, rep<L, B>>, rep<L, A>, std::int64_t>>;
      if constexpr (std::is_same_v<rep<L, A>, std::uint64_t> || std::is_same_v<rep<L, B>, std::uint64_t>)
        return kernel::compare_by<Op>(kernel::convert<std::uint64_t>(x), kernel::convert<std::uint64_t>(y));
      else
        return kernel::compare_by<Op>(kernel::convert<R>(x), kernel::convert<R>(y));
    } else {
      using M = meeting<A, B>;
      return kernel::compare_by<Op>(kernel::widen<L, M, A>(x, live), kernel::widen<L, M, B>(y, live));
    }
  }
};

// In the total order: NaN is the greatest value.
template <bool Least, class R>
QUERN_INLINE lanes<R> choose(lanes<R> const& a, lanes<R> const& b) {
  if constexpr (std::is_floating_point_v<R>) {
    auto const nan_a = kernel::invert(kernel::compare<true>(a, a)), nan_b = kernel::invert(kernel::compare<true>(b, b));
    if constexpr (Least)
      return kernel::select(kernel::either(kernel::compare<false>(b, a), nan_a), b, a);
    else
      return kernel::select(kernel::either(kernel::compare<false>(a, b), nan_b), b, a);
  } else if constexpr (Least) {
    return kernel::select(kernel::compare<false>(b, a), b, a);
  } else {
    return kernel::select(kernel::compare<false>(a, b), b, a);
  }
}
template <class L, class Op, class T, class A, class B>
  requires(std::is_same_v<Op, op::least> || std::is_same_v<Op, op::greatest>)
struct operation<L, Op, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(Op, frame const&, std::uint32_t live, X const& x, Y const& y) {
    constexpr bool least = std::is_same_v<Op, op::least>;
    if constexpr (std::is_same_v<T, bool>)
      return mask<0>{least ? kernel::bits(x) & kernel::bits(y) : kernel::bits(x) | kernel::bits(y)};
    else if constexpr (std::is_same_v<T, string>)
      return kernel::choose<least>(x, y);
    else
      return kernel::choose<least>(kernel::widen<L, T, A>(x, live), kernel::widen<L, T, B>(y, live));
  }
};

}  // namespace quern::kernel
