// SPDX-License-Identifier: BSL-1.0
// The words of unpivot.
#pragma once
#include <quern/plan/print_nodes.hpp>
#include <quern/plan/unpivot.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class Out, class In, class... K, class... C, fixed_string Name, fixed_string Value>
void print_node(Out& out, unpivot<In, kept<K...>, unpivoted<C...>, Name, Value> const&) {
  out << "unpivot";
  ((out << " " << std::string_view(C::name)), ...);
  out << " into " << std::string_view(Name) << ", " << std::string_view(Value);
  if constexpr (sizeof...(K) > 0) out << " keeping";
  ((out << " " << std::string_view(K::name)), ...);
}

}  // namespace quern::plan
