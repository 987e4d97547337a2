// SPDX-License-Identifier: BSL-1.0
// Calls a user's function: on registers where it takes them, else for each live row whose arguments are all there.
#pragma once
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

// From a kernel's number to what a user reads.
template <class B, class R>
QUERN_INLINE auto to_user(R const& r) {
  if constexpr (std::is_same_v<R, std::string_view>) {
    if constexpr (is_fixed_string<B>)
      return B(r);
    else
      return r;
  } else {
    return from_storage<B>(static_cast<storage_of<B>>(r));
  }
}

// A text a user's function made is copied, for it may die with the call.
template <class V>
QUERN_INLINE auto keep_result(V const& v, frame const& f) {
  if constexpr (expr::TextLike<V>) {
    std::string_view const t(v);
    char* p = f.texts->take(t.size());
    if (!t.empty()) std::memcpy(p, t.data(), t.size());
    return std::string_view(p, t.size());
  } else {
    return to_storage(v);
  }
}

template <class L, class T, class F, expr::calling How, class... A>
struct special_operation<L, call<op::map<F, How>, T, A...>> {
  using Op = op::map<F, How>;
  using B = bare<T>;
  QUERN_INLINE static auto run(call<Op, T, A...> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    return meta::apply(
        [&](auto const&... a) {
          return [&](auto const&... v) {
            std::uint32_t const valid = (kernel::valid_part(v) & ... & all_bits);
            if constexpr (runs_on_batches<Op, bare<typename A::type>...>)
              return on_batches(e.op.f, valid, kernel::value_part(v)...);
            else
              return on_rows(e.op.f, f, live & valid, valid, kernel::value_part(v)...);
          }(kernel::eval<L>(a, f, i, live)...);
        },
        e.args);
  }

 private:
  template <class V>
  QUERN_INLINE static auto finish(V const& v, std::uint32_t valid) {
    if constexpr (is_nullable<T>)
      return maybe<V>{v, valid};
    else
      return v;
  }
  template <class X, class... Y>
  QUERN_INLINE static auto on_batches(F const& fn, std::uint32_t valid, X const& x, Y const&... y) {
    if constexpr (std::is_same_v<B, bool>) {
      using I = std::conditional_t<sizeof(typename X::value_type) == 4, std::int32_t, std::int64_t>;
      using E = typename X::element;
      lanes<typename X::value_type> r;
      for (int k = 0; k < X::parts; ++k) r.v[k] = select(fn(x.v[k], y.v[k]...), E(1), E(0));
      static_assert(sizeof(I) == sizeof(typename X::value_type));
      return finish(kernel::invert(kernel::compare<true>(r, kernel::broadcast<typename X::value_type>(0))), valid);
    } else {
      return finish(kernel::each([&fn](auto const&... p) { return fn(p...); }, x, y...), valid);
    }
  }
  template <class... X>
  QUERN_INLINE static auto on_rows(F const& fn, frame const& f, std::uint32_t live, std::uint32_t valid, X const&... x) {
    return [&](auto const&... u) {
      using R = std::conditional_t<std::is_same_v<B, bool>, bool, typename rep_impl<L, B>::type>;
      values<R> r{};
      for (int k = 0; k < width; ++k) {
        if (!((live >> k) & 1)) continue;
        // A range has a copy of its expressions, and a function with state a range with all rows.
        auto const y = const_cast<typename Op::callee>(fn)(kernel::to_user<bare<typename A::type>>(u.v[k])...);
        if constexpr (requires { y.has_value(); }) {
          if (y.has_value())
            r.v[k] = static_cast<R>(kernel::keep_result(*y, f));
          else
            valid &= ~(1u << k);
        } else {
          r.v[k] = static_cast<R>(kernel::keep_result(y, f));
        }
      }
      if constexpr (std::is_same_v<B, bool>) {
        std::uint32_t b = 0;
        for (int k = 0; k < width; ++k) b |= (r.v[k] ? 1u : 0u) << k;
        return finish(mask<0>{b}, valid);
      } else {
        return finish(kernel::pack<R>(r), valid);
      }
    }(bools_or_values(x)...);
  }
  template <class X>
  QUERN_INLINE static auto bools_or_values(X const& x) {
    if constexpr (is_mask<X>) {
      values<bool> r;
      std::uint32_t const b = kernel::bits(x);
      for (int k = 0; k < width; ++k) r.v[k] = (b >> k) & 1;
      return r;
    } else {
      return kernel::unpack(x);
    }
  }
};

}  // namespace quern::kernel
