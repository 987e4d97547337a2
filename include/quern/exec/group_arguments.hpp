// SPDX-License-Identifier: BSL-1.0
// The arguments of aggregates as single numbers: how rows are kept that are partitioned before they are added to their groups, and how
// some rows' arguments are evaluated side by side.
#pragma once
#include <quern/exec/aggregate_sink.hpp>

namespace quern::inline QUERN_ABI::execution {

// How a primitive's argument stands in coded_rows: as one number, of a type that does not depend on the level.
struct not_gathered {};
template <class P>
constexpr auto gathered_type() {
  if constexpr (!has_argument<P>) {
    return meta::type_box<std::uint8_t>{};
  } else if constexpr (requires { family_of<bare<typename P::argument::type>>; }) {
    using B = bare<typename P::argument::type>;
    if constexpr (std::is_same_v<B, bool>)
      return meta::type_box<std::uint8_t>{};
    else if constexpr (family_of<B> == family::none || family_of<B> == family::text)
      return meta::type_box<not_gathered>{};
    else
      return meta::type_box<kernel::rep<kernel::checked, B>>{};
  } else {
    return meta::type_box<not_gathered>{};
  }
}
template <class P>
using gathered = typename decltype(gathered_type<P>())::type;
template <class P>
inline constexpr bool argument_is_nullable = [] {
  if constexpr (has_argument<P>)
    return is_nullable<typename P::argument::type>;
  else
    return false;
}();

// Eight values of an argument, and which of them are there.
template <class L, class Q, class V>
QUERN_INLINE void evaluate_argument(Q const& p, kernel::frame const& f, std::size_t i, std::uint32_t live, V* values, [[maybe_unused]] std::uint8_t* valid) {
  auto const v = execution::argument_of<L>(p, f, f.tile_begin + i, kernel::mask<0>{live});
  auto const value = execution::one_by_one(kernel::value_part(v));
  for (int k = 0; k < kernel::width; ++k) values[k] = static_cast<V>(value(k));
  if constexpr (argument_is_nullable<Q>)
    for (int k = 0; k < kernel::width; ++k) valid[k] = (kernel::valid_part(v) >> k) & 1;
}

}  // namespace quern::execution
