// SPDX-License-Identifier: BSL-1.0
// A value that is known before the rows are read, or null: of a scalar sub-query.
#pragma once
#include <quern/kernel/bounds.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class T>
struct known_value {
  using type = nullable<T>;
  value<T> v;
  bool there;
};
template <class T>
struct facts<known_value<T>> : facts<value<T>> {};
template <class T>
interval bounds(known_value<T> const& e, chunk const& c) {
  return kernel::bounds(e.v, c);
}
template <class L, class T>
struct evaluator<L, known_value<T>> {
  QUERN_INLINE static auto run(known_value<T> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const v = kernel::eval<L>(e.v, f, i, live);
    return maybe<std::remove_const_t<decltype(v)>>{v, e.there ? all_bits : 0u};
  }
};

}  // namespace quern::kernel
