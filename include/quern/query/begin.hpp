// SPDX-License-Identifier: BSL-1.0
// What every group of verbs needs: the query class by name, and the making of the next one.
#pragma once
#include <quern/plan/arguments.hpp>
#include <quern/plan/check_marks.hpp>
#include <quern/table/error.hpp>

namespace quern::inline QUERN_ABI {

// query<Plan> (query.hpp) inherits its verbs and actions, a subject a class: each of them reaches the plan through the query it is a base of.
template <class Plan>
class query;
template <class Plan>
constexpr query<Plan> make_query(Plan p) {
  return query<Plan>(static_cast<Plan&&>(p));
}

// A number of rows as a user gives it; negative ones throw data_error.
template <class N>
constexpr std::uint64_t number_of_rows(N const& n) {
  if constexpr (std::is_signed_v<N>)
    if (n < 0) throw data_error("quern: a number of rows is negative");
  return n;
}

}  // namespace quern
