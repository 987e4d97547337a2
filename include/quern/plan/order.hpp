// SPDX-License-Identifier: BSL-1.0
// order_by, limit and offset, distinct, with_row_index: verbs about which rows and in which order.
#pragma once
#include <quern/expr/order.hpp>
#include <quern/plan/project.hpp>

namespace quern::inline QUERN_ABI::plan {

// Stable. Keys are order_key<E, Descending, NullsLast>.
template <class In, class... Keys>
struct sort {
  In in;
  meta::tuple<Keys...> order;
};
template <class In, class... Keys>
struct schema_of_impl<sort<In, Keys...>> : schema_of_impl<In> {};

inline constexpr std::uint64_t no_limit = ~std::uint64_t{0};
template <class Old, class... K, class In>
constexpr auto with_input(sort<Old, K...> const& n, In const& in) {
  return sort<In, K...>{in, n.order};
}

// Rows offset .. offset + limit of the input.
template <class In>
struct slice {
  In in;
  std::uint64_t offset = 0;
  std::uint64_t limit = no_limit;
};
template <class In>
struct schema_of_impl<slice<In>> : schema_of_impl<In> {};

// The first row of every combination of values; nulls equal each other.
template <class In>
struct distinct {
  In in;
};
template <class Old, class In>
constexpr auto with_input(slice<Old> const& n, In const& in) {
  return slice<In>{in, n.offset, n.limit};
}
template <class In>
struct schema_of_impl<distinct<In>> : schema_of_impl<In> {};

// Appends the row's position among the input's rows, from 0, as int64.
template <class In, fixed_string Name>
struct row_index {
  In in;
};
template <class Old, class In>
constexpr auto with_input(distinct<Old> const&, In const& in) {
  return distinct<In>{in};
}
template <class In, fixed_string Name>
struct schema_of_impl<row_index<In, Name>> {
  using type = schemas::put<schema_of<In>, field<Name, std::int64_t>>;
};
template <class Old, fixed_string Name, class In>
constexpr auto with_input(row_index<Old, Name> const&, In const& in) {
  return row_index<In, Name>{in};
}

template <class S, fixed_string Name>
using check_new_name = std::conditional_t<schemas::has<S, Name>, duplicate_name<Name>, ok>;

}  // namespace quern::plan
