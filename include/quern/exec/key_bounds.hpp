// SPDX-License-Identifier: BSL-1.0
// The bounds of a key's values in a chunk, known before its rows are looked at.
#pragma once
#include <quern/exec/steps.hpp>

namespace quern::inline QUERN_ABI::execution {

inline kernel::interval bounds_of_bytes(zone const& z) { return z.min > z.max ? kernel::interval{0, 0, true} : kernel::interval{z.min, z.max, true}; }
// The bounds of a key's values in the rows of a chunk. A text of one character is its byte, zero where it is empty.
template <class X>
kernel::interval key_bounds(X const&, chunk const&) {
  return kernel::unknown;
}
template <std::size_t I, class T>
kernel::interval key_bounds(kernel::input<I, T> const& e, chunk const& c) {
  using B = bare<T>;
  if constexpr (std::is_same_v<B, category>)
    return c.origins[I] == nullptr ? kernel::unknown : kernel::interval{0, static_cast<int128>(c.origins[I]->dict->size()) - 1, true};
  else if constexpr (std::is_same_v<B, bool>)
    return {0, 1, true};
  else if constexpr (is_fixed_string<B>)
    return execution::bounds_of_bytes(c.template zone_of<std::uint8_t>(I));
  else
    return kernel::bounds(e, c);
}
template <class Op, class T, class... A>
  requires(std::is_same_v<bare<T>, bool> || (kernel::has_bounds<bare<T>> && std::is_signed_v<storage_of<T>>))
kernel::interval key_bounds(kernel::call<Op, T, A...> const& e, chunk const& c) {
  if constexpr (std::is_same_v<bare<T>, bool>)
    return {0, 1, true};
  else
    return kernel::bounds(e, c);
}

}  // namespace quern::execution
