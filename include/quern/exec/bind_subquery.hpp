// SPDX-License-Identifier: BSL-1.0
// A scalar sub-query is run where its expression is bound, once a run, with the run's options. It is a part of the plan that runs:
// the rules and what finds shared parts have seen it already.
#pragma once
#include <quern/exec/execute.hpp>
#include <quern/exec/run_scope.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class T, class S>
std::shared_ptr<kernel::known_value<T> const> first_value(table<S> const& t) {
  if (t.rows() > 1) throw data_error("quern: scalar(query): the query gave " + std::to_string(t.rows()) + " rows; a value is one row, or none for null");
  auto made = std::make_shared<kernel::known_value<T>>();
  made->there = false;
  if (t.rows() == 0) return made;
  using F = typename schemas::field_at<S, 0>::type;
  std::optional<value_of<bare<F>>> const v = column_view<F>(t.data().columns[0])[0];
  if (!v) return made;
  made->there = true;
  if constexpr (std::is_same_v<T, string>)
    made->v.v = meta::owned_text(std::string_view(*v));
  else
    made->v.v = *v;
  return made;
}

template <class Plan, class Token, class Scope>
kernel::known_value<bare<expr::type_of<expr::scalar_query<Plan, Token>, schema<>>>> bind(expr::scalar_query<Plan, Token> const& e, Scope const&) {
  using T = bare<expr::type_of<expr::scalar_query<Plan, Token>, schema<>>>;
  run_scope& run = *run_scope::current();
  return *run.once<kernel::known_value<T>>(e.token.get(), [&] { return execution::first_value<T>(execution::collect_part(e.plan, run.options())); });
}

}  // namespace quern::execution
