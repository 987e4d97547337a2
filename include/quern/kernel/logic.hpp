// SPDX-License-Identifier: BSL-1.0
// Three-valued AND, OR, NOT; is_null, coalesce, when. The right side of && and ||, and every branch, is computed only for
// the rows that need it, so a check on the left protects what stands on the right.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class L, class T, class A, class B>
struct special_operation<L, call<op::and_, T, A, B>> {
  QUERN_INLINE static auto run(call<op::and_, T, A, B> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const x = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    if constexpr (needs_live<L, B>) live &= ~(kernel::valid_part(x) & ~kernel::bits(kernel::value_part(x)));
    auto const y = kernel::eval<L>(meta::get<1>(e.args), f, i, live);
    if constexpr (!is_nullable<T>) {
      return kernel::both(x, y);
    } else {
      // True where both are; known where both are known, or one is known to be false.
      std::uint32_t const a = kernel::bits(kernel::value_part(x)), b = kernel::bits(kernel::value_part(y));
      std::uint32_t const p = kernel::valid_part(x), q = kernel::valid_part(y);
      return maybe<mask<0>>{{a & b & p & q}, ((p & q) | (p & ~a) | (q & ~b)) & all_bits};
    }
  }
};
template <class L, class T, class A, class B>
struct special_operation<L, call<op::or_, T, A, B>> {
  QUERN_INLINE static auto run(call<op::or_, T, A, B> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const x = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    if constexpr (needs_live<L, B>) live &= ~(kernel::valid_part(x) & kernel::bits(kernel::value_part(x)));
    auto const y = kernel::eval<L>(meta::get<1>(e.args), f, i, live);
    if constexpr (!is_nullable<T>) {
      return kernel::either(x, y);
    } else {
      std::uint32_t const a = kernel::bits(kernel::value_part(x)), b = kernel::bits(kernel::value_part(y));
      std::uint32_t const p = kernel::valid_part(x), q = kernel::valid_part(y);
      return maybe<mask<0>>{{((a & p) | (b & q)) & all_bits}, ((p & q) | (p & a) | (q & b)) & all_bits};
    }
  }
};
template <class L>
struct operation<L, op::not_, bool, bool> {
  template <class X>
  QUERN_INLINE static auto run(op::not_, frame const&, std::uint32_t, X const& x) {
    return kernel::invert(x);
  }
};

template <class L, class T, class A>
struct special_operation<L, call<op::is_null, T, A>> {
  QUERN_INLINE static auto run(call<op::is_null, T, A> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    if constexpr (is_nullable<typename A::type>)
      return mask<0>{~kernel::valid_part(kernel::eval<L>(meta::get<0>(e.args), f, i, live)) & all_bits};
    else
      return mask<0>{0};
  }
};

// A branch's values in the type of the whole.
template <class L, class T, class A, class X>
QUERN_INLINE auto branch(X const& x, std::uint32_t live) {
  if constexpr (family_of<T> == family::text)
    return x;
  else if constexpr (std::is_same_v<bare<T>, bool>)
    return mask<0>{kernel::bits(x)};
  else
    return kernel::widen<L, bare<T>, bare<A>>(x, live);
}

template <class L, class T, class A, class B>
struct special_operation<L, call<op::coalesce, T, A, B>> {
  QUERN_INLINE static auto run(call<op::coalesce, T, A, B> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const x = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    std::uint32_t const there = kernel::valid_part(x);
    auto const y = kernel::eval<L>(meta::get<1>(e.args), f, i, live & ~there);
    auto const a = kernel::branch<L, T, typename A::type>(kernel::value_part(x), live & there);
    auto const b = kernel::branch<L, T, typename B::type>(kernel::value_part(y), live & ~there);
    auto const v = [&] {
      if constexpr (std::is_same_v<bare<T>, bool>)
        return mask<0>{(a.bits & there) | (b.bits & ~there)};
      else
        return kernel::select(mask<0>{there}, a, b);
    }();
    if constexpr (is_nullable<T>)
      return maybe<std::remove_cvref_t<decltype(v)>>{v, there | kernel::valid_part(y)};
    else
      return v;
  }
};

template <class L, class T, class C, class A, class B>
struct special_operation<L, call<op::if_else, T, C, A, B>> {
  QUERN_INLINE static auto run(call<op::if_else, T, C, A, B> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const c = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    std::uint32_t const taken = kernel::bits(kernel::value_part(c)) & kernel::valid_part(c);
    auto const x = kernel::eval<L>(meta::get<1>(e.args), f, i, live & taken);
    auto const y = kernel::eval<L>(meta::get<2>(e.args), f, i, live & ~taken);
    auto const a = kernel::branch<L, T, typename A::type>(kernel::value_part(x), live & taken);
    auto const b = kernel::branch<L, T, typename B::type>(kernel::value_part(y), live & ~taken);
    auto const v = [&] {
      if constexpr (std::is_same_v<bare<T>, bool>)
        return mask<0>{(a.bits & taken) | (b.bits & ~taken)};
      else
        return kernel::select(mask<0>{taken}, a, b);
    }();
    if constexpr (is_nullable<T>)
      return maybe<std::remove_cvref_t<decltype(v)>>{v, (kernel::valid_part(x) & taken) | (kernel::valid_part(y) & ~taken)};
    else
      return v;
  }
};
template <class L, class T, class C, class A>
struct special_operation<L, call<op::if_only, T, C, A>> {
  QUERN_INLINE static auto run(call<op::if_only, T, C, A> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const c = kernel::eval<L>(meta::get<0>(e.args), f, i, live);
    std::uint32_t const taken = kernel::bits(kernel::value_part(c)) & kernel::valid_part(c);
    auto const x = kernel::eval<L>(meta::get<1>(e.args), f, i, live & taken);
    auto const v = kernel::branch<L, T, typename A::type>(kernel::value_part(x), live & taken);
    return maybe<std::remove_cvref_t<decltype(v)>>{v, kernel::valid_part(x) & taken};
  }
};

}  // namespace quern::kernel
