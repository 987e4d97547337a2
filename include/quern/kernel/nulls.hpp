// SPDX-License-Identifier: BSL-1.0
// is_nan, nanvl and null_safe_equal.
#pragma once
#include <quern/kernel/compare.hpp>
#include <quern/kernel/logic.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class R>
QUERN_INLINE auto find_nan(lanes<R> const& x) {
  return kernel::invert(kernel::compare<true>(x, x));
}

template <class L, class A>
struct operation<L, op::is_nan, bool, A> {
  template <class X>
  QUERN_INLINE static auto run(op::is_nan, frame const&, std::uint32_t, X const& x) {
    if constexpr (std::is_floating_point_v<A>)
      return kernel::find_nan(x);
    else
      return mask<0>{0};
  }
};
template <class L, class T, class A, class B>
struct special_operation<L, call<op::nanvl, T, A, B>> {
  QUERN_INLINE static auto run(call<op::nanvl, T, A, B> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const x = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    std::uint32_t const nan = kernel::bits(kernel::find_nan(kernel::value_part(x))) & kernel::valid_part(x);
    auto const y = kernel::eval<L>(meta::get<1>(e.args), f, i, live & nan);
    auto const v = kernel::select(mask<0>{nan}, kernel::branch<L, T, typename B::type>(kernel::value_part(y), live & nan),
                                  kernel::branch<L, T, typename A::type>(kernel::value_part(x), live & ~nan));
    if constexpr (is_nullable<T>)
      return maybe<std::remove_cvref_t<decltype(v)>>{v, kernel::valid_part(x) & (~nan | kernel::valid_part(y)) & all_bits};
    else
      return v;
  }
};
template <class L, class T, class A, class B>
struct special_operation<L, call<op::null_safe_equal, T, A, B>> {
  QUERN_INLINE static auto run(call<op::null_safe_equal, T, A, B> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    using P = bare<typename A::type>;
    using Q = bare<typename B::type>;
    auto const x = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    auto const y = kernel::eval<L>(meta::get<1>(e.args), f, i, live);
    std::uint32_t const p = kernel::valid_part(x), q = kernel::valid_part(y);
    std::uint32_t same = kernel::bits(operation<L, op::eq, bool, P, Q>::run({}, f, live & p & q, kernel::value_part(x), kernel::value_part(y)));
    if constexpr (std::is_floating_point_v<P> && std::is_floating_point_v<Q>) same |= kernel::bits(kernel::find_nan(kernel::value_part(x))) & kernel::bits(kernel::find_nan(kernel::value_part(y)));
    return mask<0>{((same & p & q) | (~p & ~q)) & all_bits};
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
