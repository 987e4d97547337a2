// SPDX-License-Identifier: BSL-1.0
// The rows of a result as texts, one a row, or what the run raised: results of plans of different types become comparable.
#pragma once
#include <algorithm>

#include "laws/columns.hpp"

namespace reference {

enum class order { kept, any };

template <class S>
std::vector<std::string> rows_as_text(quern::table<S> const& t) {
  std::vector<std::string> rows(t.rows());
  [&]<class... F>(quern::meta::list<F...>) {
    auto const add = [&](auto const& column) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const v = column[i];
        if constexpr (requires { v.has_value(); }) {
          if (v)
            quern::format_value(rows[i], *v);
          else
            rows[i] += "null";
        } else {
          quern::format_value(rows[i], v);
        }
        rows[i] += " | ";
      }
    };
    (add(t[quern::expr::column<F::name>{}]), ...);
  }(typename S::fields{});
  return rows;
}
template <class Query>
std::vector<std::string> outcome(Query const& q, order o) {
  try {
    auto rows = rows_as_text(q.collect({.threads = 2}));
    if (o == order::any) std::sort(rows.begin(), rows.end());
    return rows;
  } catch (quern::error const& e) {
    return {"raised"};
  }
}

// No rules, this one alone, and all of them.
template <class... Rules, class Query>
void check_rule(Query const& q, order o = order::kept) {
  auto const written = outcome(q.template with_rules<>(), o);
  CHECK(outcome(q.template with_rules<Rules...>(), o) == written);
  CHECK(outcome(q, o) == written);
}

}  // namespace reference
