// SPDX-License-Identifier: BSL-1.0
// any_query<Schema>: a query that says its columns and not its plan: for functions in a .cpp file, catalogs and members.
#pragma once
#include <quern/exec/erased_plan.hpp>
#include <quern/query/from.hpp>

namespace quern::inline QUERN_ABI {

namespace plan {
template <class Columns, class Wanted>
struct other_columns : expr::mistake {};
template <class Columns, class Wanted>
struct check_columns_are {
  using type = other_columns<Columns, Wanted>;
};
template <class... F, class... G>
  requires(sizeof...(F) == sizeof...(G))
struct check_columns_are<schema<F...>, schema<G...>> {
  static constexpr bool equal = ((F::name == G::name && std::is_same_v<typename F::type, typename G::type>) && ...);
  using type = std::conditional_t<equal, ok, other_columns<schema<F...>, schema<G...>>>;
};
}  // namespace plan
template <class Columns, class Wanted>
inline constexpr bool gives_the_columns_of = false;
template <class Columns, class Wanted>
struct report<plan::other_columns<Columns, Wanted>> {
  static constexpr bool holds() {
    static_assert(gives_the_columns_of<Columns, Wanted>,
                  "quern: any_query<Schema> takes a query that has the Schema's columns, by name and type, in its order; what it has, then the Schema's, "
                  "stand in gives_the_columns_of<...>; select(...) puts columns in order, cast<T>(x) gives another type");
    return false;
  }
};
template <class S>
using plain_schema = typename schemas::from_list<typename S::fields>::type;

// Made of any query that has the Schema's columns (their names and types, in its order), which is compiled there and nowhere
// else. It is a query itself: every verb and action works on it, and what stands on it is compiled where it is written. Copies
// share the plan; any number of threads may run it. A run runs the plan inside first, with its own options and the columns it
// wants, and holds their rows: no verb is moved into the plan inside, and limit() does not stop it early. Its params and
// markers belong to it: give params their values before.
template <Schema S>
class any_query : public query<plan::scan<execution::any_source<S>>> {
  using base = query<plan::scan<execution::any_source<S>>>;

 public:
  template <class Plan>
  any_query(query<Plan> const& q) : base({execution::any_source<S>(erase(q.plan()))}) {}
  template <class T>
  any_query(table<T> const& t) : any_query(quern::from(t)) {}

 private:
  template <class Plan>
  static std::shared_ptr<execution::erased_plan const> erase(Plan const& p) {
    if constexpr (!well_formed<typename plan::check_columns_are<plain_schema<plan::schema_of<Plan>>, plain_schema<S>>::type>())
      return nullptr;
    else if constexpr (requires { p.source.plan()->text(""); })
      return p.source.plan();  // of another any_query
    else
      return std::make_shared<execution::erased_plan_of<rules::optimised_t<Plan>>>(rules::optimise(p));
  }
};
template <Schema S>
inline constexpr bool is_query<any_query<S>> = true;
template <class Plan>
any_query(query<Plan> const&) -> any_query<plan::schema_of<Plan>>;
template <class T>
any_query(table<T> const&) -> any_query<T>;

}  // namespace quern
