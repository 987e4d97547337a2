// SPDX-License-Identifier: BSL-1.0
// The list of the 22 queries (specification 3.0, section 2.4).
#pragma once
#include <array>
#include <string>
#include <vector>

#include "query.hpp"

namespace tpch {

prepared q01(tables const&), q02(tables const&), q03(tables const&), q04(tables const&), q05(tables const&), q06(tables const&), q07(tables const&), q08(tables const&),
    q09(tables const&), q10(tables const&), q11(tables const&), q12(tables const&), q13(tables const&), q14(tables const&), q15(tables const&), q16(tables const&),
    q17(tables const&), q18(tables const&), q19(tables const&), q20(tables const&), q21(tables const&), q22(tables const&);

struct listed_query {
  int number;
  char const* title;
  prepared (*prepare)(tables const&);
  std::vector<std::string> order_by;  // the columns of its ORDER BY; a query without one has one row
};
extern std::array<listed_query, 22> const queries;

inline std::string name_of(listed_query const& q) { return (q.number < 10 ? "q0" : "q") + std::to_string(q.number); }

}  // namespace tpch
