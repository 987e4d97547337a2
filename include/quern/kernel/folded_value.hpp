// SPDX-License-Identifier: BSL-1.0
// An operation on values that are known before the rows are read (literals, params, scalar sub-queries), computed once and not for each row.
#pragma once
#include <exception>

#include <quern/kernel/argument_row.hpp>
#include <quern/kernel/known_value.hpp>

namespace quern::inline QUERN_ABI::kernel {

// What the operation raised is raised where a live row asks for the value: a plan without such rows does not raise.
template <class T, bool Raises, bool RaisesProven>
struct folded_value {
  using type = T;
  value<bare<T>> v;
  bool there = true;
  std::exception_ptr failure;
};
template <class T, bool Raises, bool RaisesProven>
struct facts<folded_value<T, Raises, RaisesProven>> : facts<value<bare<T>>> {
  static constexpr bool raises = Raises;
  static constexpr bool raises_proven = RaisesProven;
  static constexpr bool leveled = facts<value<bare<T>>>::leveled || Raises != RaisesProven;
};
template <class T, bool Raises, bool RaisesProven>
interval bounds(folded_value<T, Raises, RaisesProven> const& e, chunk const& c) {
  return e.failure == nullptr ? kernel::bounds(e.v, c) : unknown;
}
template <class L, class T, bool Raises, bool RaisesProven>
struct evaluator<L, folded_value<T, Raises, RaisesProven>> {
  using E = folded_value<T, Raises, RaisesProven>;
  QUERN_INLINE static auto run(E const& e, frame const& f, std::size_t i, std::uint32_t live) {
    if constexpr (needs_live<L, E>)
      if (e.failure != nullptr && (live & all_bits) != 0) [[unlikely]]
        std::rethrow_exception(e.failure);
    auto const v = kernel::eval<L>(e.v, f, i, live);
    if constexpr (is_nullable<T>)
      return maybe<std::remove_const_t<decltype(v)>>{v, e.there ? all_bits : 0u};
    else
      return v;
  }
};

template <class E>
inline constexpr bool is_known = false;
template <class T>
inline constexpr bool is_known<value<T>> = true;
template <class T>
inline constexpr bool is_known<known_value<T>> = true;
template <class T, bool Raises, bool RaisesProven>
inline constexpr bool is_known<folded_value<T, Raises, RaisesProven>> = true;

// Not what holds more than its operands: a user's function may give another value each time. A fixed_string is no literal.
template <class Op, class... A>
inline constexpr bool is_foldable = [] {
  if constexpr (std::is_base_of_v<expr::scalar_op, Op> && std::is_empty_v<Op> && sizeof...(A) > 0 && (is_known<A> && ...)) {
    using B = bare<typename expr::op_result<Op, false, typename A::type...>::type>;
    return !is_fixed_string<B> && !std::is_same_v<B, category>;
  } else {
    return false;
  }
}();

template <class Op, class T, class... A>
auto fold(call<Op, T, A...> const& e) {
  using C = call<Op, T, A...>;
  folded_value<T, facts<C>::raises, facts<C>::raises_proven> r{};
  try {
    arena texts;
    frame f;
    f.texts = &texts;
    auto const x = kernel::eval<checked>(e, f, 0, 1u);  // one row
    r.there = (kernel::valid_part(x) & 1) != 0;
    if (!r.there) return r;
    auto const one = kernel::one_by_one(kernel::value_part(x))(0);
    if constexpr (std::is_same_v<bare<T>, string>)
      r.v.v = meta::owned_text(one);
    else
      r.v.v = from_storage<bare<T>>(static_cast<storage_of<bare<T>>>(one));
  } catch (...) {
    r.failure = std::current_exception();
  }
  return r;
}

}  // namespace quern::inline QUERN_ABI::kernel
