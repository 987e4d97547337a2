// SPDX-License-Identifier: BSL-1.0
// Which parts a plan holds more than once, and of which plans it can be known whether they mean the same.
#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;

struct S : schema<field<"k", std::int32_t>, field<"x", nullable<double>>, field<"s", quern::string>> {};
auto const q = quern::from(quern::table<S>());
auto const g = q.group_by("k"_c).agg("n"_c = quern::count());
auto const by_function = q.where(quern::map([](int k) { return k > 1; }, "k"_c));

template <class Query>
using parts = plan::repeated_parts<typename Query::plan_type>;
template <class Query, class... Parts>
inline constexpr bool shares = std::is_same_v<parts<Query>, meta::list<typename Parts::plan_type...>>;
using G = std::remove_const_t<decltype(g)>;

// A chain of verbs holds nothing twice; nor do two inputs that differ, or that make no table.
static_assert(shares<decltype(q)>);
static_assert(shares<decltype(g.where("n"_c > 1).order_by("n"_c).limit(3).distinct())>);
static_assert(shares<decltype(q.join(g, on("k"_c)))>);
static_assert(shares<decltype(q.join(q, on(left("k"_c) == right("k"_c)), suffix<"_2">))>);
static_assert(shares<decltype(q.where("x"_c > scalar(q.agg("m"_c = quern::mean("x"_c)))))>);
// It runs as it is.
template <class Query>
inline constexpr bool runs_as_it_is = std::is_same_v<decltype(execution::with_shared_parts(std::declval<Query const&>().plan())), typename Query::plan_type const&>;
static_assert(runs_as_it_is<decltype(q.join(g, on("k"_c)))> && !runs_as_it_is<decltype(g.union_all(g))>);

// In two inputs, in expressions, in both; each type once.
static_assert(shares<decltype(g.union_all(g)), G>);
static_assert(shares<decltype(g.union_all(g).union_all(g.where("n"_c > 2))), G>);
static_assert(shares<decltype(q.semi_join(g, on("k"_c)).where(!is_in("k"_c, g.select("k"_c)))), G>);
static_assert(shares<decltype(g.where("n"_c == scalar(g.agg("m"_c = quern::max("n"_c))))), G>);
static_assert(shares<decltype(q.where("k"_c > scalar(g.agg("m"_c = quern::max("n"_c))) && "k"_c < scalar(g.agg("m"_c = quern::min("n"_c))))), G>);
using Sorted = decltype(g.order_by("n"_c).where("k"_c > 1).distinct());
static_assert(meta::contains<typename G::plan_type, parts<decltype(g.distinct().union_all(g))>> && parts<decltype(g.distinct().union_all(g))>::size == 1);
static_assert(parts<decltype(std::declval<Sorted>().union_all(std::declval<Sorted>()))>::size >= 3, "nested ones too");

// A sort below a slice is no table of its own, but uses that of another one.
using By = decltype(g.order_by("n"_c));
static_assert(!meta::contains<typename By::plan_type, parts<decltype(g.order_by("n"_c).limit(3).union_all(g.order_by("n"_c).limit(4)))>>);
static_assert(meta::contains<typename By::plan_type, parts<decltype(g.order_by("n"_c).limit(3).union_all(g.order_by("n"_c)))>>);

// Every node, and what each of them means for being compared.
template <class Query>
inline constexpr bool comparable = plan::is_comparable<typename Query::plan_type>;
static_assert(comparable<decltype(q)>);
static_assert(comparable<decltype(quern::range(0, 10))>);
static_assert(comparable<decltype(quern::scan_csv<S>(""))>);
static_assert(comparable<decltype(quern::any_query<S>(q))>);
static_assert(comparable<decltype(q.cache())>);
static_assert(comparable<decltype(q.where("x"_c > param<"p">(1.5)))>);
static_assert(comparable<decltype(q.select("k"_c, "y"_c = "x"_c + 1))>);
static_assert(comparable<decltype(q.update("t"_c = quern::concat("s"_c, "!")))>);
static_assert(comparable<decltype(q.view("y"_c = "x"_c * 2))>);
static_assert(comparable<decltype(q.drop("x"_c).rename("y"_c = "k"_c).with_row_index("i"_c))>);
static_assert(comparable<decltype(q.with_policy<implicit_barriers<true>>())>);
static_assert(comparable<decltype(g)>);
static_assert(comparable<decltype(q.group_by(rollup("k"_c)).agg("q"_c = quern::quantile("x"_c, 0.5)))>);
static_assert(comparable<decltype(q.order_by(desc("x"_c)).offset(1).limit(2).distinct().distinct_on("k"_c))>);
static_assert(comparable<decltype(q.sample(3, 7))>);
static_assert(comparable<decltype(q.union_all(q).intersect(q).except(q))>);
static_assert(comparable<decltype(q.join(g, on("k"_c)).asof_join(q.select("k"_c, "s"_c), backward("k"_c).within(3), on("s"_c)))>);
static_assert(comparable<decltype(q.unpivot(keep("k"_c), "name"_c, "value"_c, columns("x"_c)))>);
static_assert(comparable<decltype(q.update("r"_c = quern::lag("x"_c, 2).over(partition_by("k"_c), order_by("s"_c)), "y"_c = shift("x"_c, 1)))>);
static_assert(comparable<decltype(q.update("y"_c = quern::sum("x"_c).over(order_by("k"_c), rows(-1, 0)), "z"_c = quern::sum("x"_c).over(order_by("k"_c), range(-1, 1))))>);
static_assert(comparable<decltype(by_function)>);
static_assert(comparable<decltype(q.where(cost<3>("k"_c > 1)))>);

// Functions that hold something are compared if that can be done by ==, byte for byte.
struct above {
  int bound;
  bool operator()(int k) const { return k > bound; }
  bool operator==(above const&) const = default;
};
struct over {
  int bound;
  bool operator()(int k) const { return k > bound; }
};
struct past {
  double bound;
  bool operator()(int k) const { return k > bound; }
  bool operator==(past const&) const = default;
};
template <class F>
inline constexpr bool takes = plan::is_comparable<decltype(expr::make(expr::op::map<F, expr::calling::automatic>{std::declval<F>()}, "k"_c))>;
static_assert(takes<above> && takes<bool (*)(int)>);
static_assert(!takes<over> && !takes<past>, "no ==; -0.0 == 0.0");

// An order, state, memory, or a source that cannot be compared.
struct b : quern::barrier {};
static_assert(!comparable<decltype(q.where(serial("k"_c > 1)))>);
static_assert(!comparable<decltype(q.update(declares<b>("y"_c = "x"_c + 1)))>);
static_assert(!comparable<decltype(q.with_policy<stateful_by_default>().where(quern::map([](int k) { return k > 1; }, "k"_c)))>);
static_assert(!comparable<decltype(q.lazy_update("y"_c = "x"_c * 2))>);
static_assert(shares<decltype(q.where(serial("k"_c > 1)).distinct().union_all(q.where(serial("k"_c > 1)).distinct()))>);
struct unknown_source : table_source<S> {
  using table_source<S>::table_source;
  bool operator==(unknown_source const&) const = delete;
};
static_assert(!plan::is_comparable<plan::scan<unknown_source>>);
// A node that is not listed in plan/same.hpp.
template <class In>
struct unlisted {
  In in;
};
static_assert(!plan::is_comparable<unlisted<typename G::plan_type>>);

}  // namespace
