// SPDX-License-Identifier: BSL-1.0
// Filters above joins: which input they go to, when to both, when into the condition; what follows from an OR of ANDs; and joins that are less.
#include "becomes.hpp"

namespace {
using namespace rewritten;
using namespace quern::rules;
using quern::on;
using quern::left;
using quern::right;

using push = push_filter_below_join;
using copy = copy_filter_by_keys;
[[maybe_unused]] auto const joined = t.join(n, on("id"_c), suffix<"_n">);
[[maybe_unused]] auto const priced = "price"_c > 1.0;
[[maybe_unused]] auto const titled = "title"_c == "x";

QUERN_BECOMES(joined.where(priced), t.where(priced).join(n, on("id"_c), suffix<"_n">), push);
QUERN_BECOMES(joined.where(titled), t.join(n.where(titled), on("id"_c), suffix<"_n">), push);
QUERN_BECOMES(joined.where("symbol_n"_c == "A"), t.join(n.where("symbol"_c == "A"), on("id"_c), suffix<"_n">), push);
QUERN_BECOMES(joined.where("symbol"_c == "symbol_n"_c), t.join(n, on("id"_c && left("symbol"_c) == right("symbol"_c)), suffix<"_n">), push);
QUERN_BECOMES(joined.where(priced && titled && "amount"_c < "rank"_c), t.where(priced).join(n.where(titled), on("id"_c && left("amount"_c) < right("rank"_c)), suffix<"_n">), push);
QUERN_BECOMES(t.cross_join(n, suffix<"_n">).where("id"_c == "id_n"_c), t.join(n, on(left("id"_c) == right("id"_c)), suffix<"_n">), push);
// In a condition NaN equals NaN, and integers meet floats as keys do: what compares floats stays a filter.
QUERN_STAYS(joined.where("price"_c < quern::cast<double>("rank"_c)), push);
QUERN_STAYS(t.join(n.drop("symbol"_c), on("id"_c)).where("amount"_c % "rank"_c == 1), push);  // may raise for pairs that are none
QUERN_STAYS(joined.where(quern::map([](double v) { return v > 1; }, "price"_c)), push);

// Keys: both inputs can drop their rows.
QUERN_BECOMES(joined.where("id"_c > 3), t.where("id"_c > 3).join(n.where("id"_c > 3), on("id"_c), suffix<"_n">), copy);
QUERN_BECOMES(t.join(n.select("k"_c = "id"_c, "title"_c), on("id"_c == "k"_c)).where("k"_c > 3), t.where("id"_c > 3).join(n.select("k"_c = "id"_c, "title"_c).where("k"_c > 3), on("id"_c == "k"_c)), copy);
QUERN_BECOMES(t.semi_join(n, on("id"_c)).where("id"_c > 3), t.where("id"_c > 3).semi_join(n.where("id"_c > 3), on("id"_c)), copy);
QUERN_STAYS(joined.where(priced), copy);
QUERN_STAYS(t.join(n.select("k"_c = "rank"_c, "title"_c), on("amount"_c == "k"_c)).where("amount"_c > 3), copy);  // keys of two types
QUERN_STAYS(t.select("p"_c = "price"_c).join(t.select("p"_c = "price"_c), on("p"_c)).where("p"_c > 3.0), copy);   // floats have more than one form

// What stands below one input already.
using across = copy_filter_across_join;
[[maybe_unused]] auto const late = "id"_c > 3;
[[maybe_unused]] auto const early = "id"_c < quern::lit<9>;
[[maybe_unused]] auto const other = n.select("k"_c = "id"_c, "title"_c);
QUERN_BECOMES(t.where(late && priced).join(n, on("id"_c), suffix<"_n">), t.where(late && priced).join(n.where(late), on("id"_c), suffix<"_n">), across);
QUERN_BECOMES(t.join(n.where(late), on("id"_c), suffix<"_n">), t.where(late).join(n.where(late), on("id"_c), suffix<"_n">), across);
QUERN_BECOMES(t.where(early).join(n.where(late), on("id"_c), suffix<"_n">), t.where(early).where(late).join(n.where(late).where(early), on("id"_c), suffix<"_n">), across);
QUERN_BECOMES(t.where(late).update("v"_c = 1).order_by("price"_c).limit(9).join(other, on("id"_c == "k"_c)), t.where(late).update("v"_c = 1).order_by("price"_c).limit(9).join(other.where("k"_c > 3), on("id"_c == "k"_c)), across);
QUERN_BECOMES(t.join(n.where(late).select("k"_c = "id"_c, "title"_c), on("id"_c == "k"_c)), t.where(late).join(n.where(late).select("k"_c = "id"_c, "title"_c), on("id"_c == "k"_c)), across);
QUERN_BECOMES(t.join(n.where(late).rename("k"_c = "id"_c).drop("symbol"_c), on("id"_c == "k"_c)), t.where(late).join(n.where(late).rename("k"_c = "id"_c).drop("symbol"_c), on("id"_c == "k"_c)), across);
QUERN_BECOMES(t.where(late).left_join(n, on("id"_c), suffix<"_n">), t.where(late).left_join(n.where(late), on("id"_c), suffix<"_n">), across);
QUERN_BECOMES(t.where(late).semi_join(n, on("id"_c)), t.where(late).semi_join(n.where(late), on("id"_c)), across);
QUERN_BECOMES(t.where(late).anti_join(n, on("id"_c)), t.where(late).anti_join(n.where(late), on("id"_c)), across);
QUERN_BECOMES(t.where(late).semi_join(other, on("id"_c == "k"_c)).join(n, on("id"_c), suffix<"_n">), t.where(late).semi_join(other.where("k"_c > 3), on("id"_c == "k"_c)).join(n.where(late), on("id"_c), suffix<"_n">), across);
QUERN_STAYS(t.left_join(n.where(late), on("id"_c), suffix<"_n">), across);
QUERN_STAYS(t.anti_join(n.where(late), on("id"_c)), across);
QUERN_STAYS(t.where(late).right_join(n, on("id"_c), suffix<"_n">), across);
QUERN_STAYS(t.where(late).full_join(n, on("id"_c), suffix<"_n">), across);
QUERN_STAYS(t.where(priced).join(n, on("id"_c), suffix<"_n">), across);
QUERN_STAYS(t.where(late).where(!quern::is_in("id"_c, n.select("id"_c))), across);  // a null among them counts
QUERN_STAYS(t.where(late).update("id"_c = "id"_c + 1).join(n, on("id"_c), suffix<"_n">), across);  // another id
QUERN_STAYS(t.where("id"_c % "id"_c == 0).join(n, on("id"_c), suffix<"_n">), across);              // may raise
QUERN_STAYS(t.where("amount"_c > 3).join(n.select("k"_c = "rank"_c, "title"_c), on("amount"_c == "k"_c)), across);
QUERN_STAYS(t.select("p"_c = "price"_c).where("p"_c > 3.0).join(t.select("p"_c = "price"_c), on("p"_c)), across);
// Once: what came from above, and has sunk into the other input, is not brought again.
QUERN_BECOMES(t.join(n.group_by("id"_c).agg("n"_c = quern::count()), on("id"_c)).where(late), t.where(late).join(n.where(late).group_by("id"_c).agg("n"_c = quern::count()), on("id"_c)), pushdown);
QUERN_BECOMES(t.where(late).join(n.group_by("id"_c).agg("n"_c = quern::count()), on("id"_c)), t.where(late).join(n.where(late).group_by("id"_c).agg("n"_c = quern::count()), on("id"_c)), pushdown);
QUERN_BECOMES(t.where(late).join(n.select("k"_c = "id"_c + 1), on("id"_c == "k"_c)), t.where(late).join(n.select("k"_c = "id"_c + 1).where("k"_c > 3), on("id"_c == "k"_c)), pushdown);

// Outer joins: only the side whose rows all stay.
QUERN_BECOMES(t.left_join(n, on("id"_c), suffix<"_n">).where(priced && titled), t.where(priced).left_join(n, on("id"_c), suffix<"_n">).where(titled), push);
QUERN_BECOMES(t.right_join(n, on("id"_c), suffix<"_n">).where("price"_c > 1.0 && titled), t.right_join(n.where(titled), on("id"_c), suffix<"_n">).where("price"_c > 1.0), push);
QUERN_STAYS(t.full_join(n, on("id"_c), suffix<"_n">).where(priced && titled && "id"_c > 1), push, copy);
QUERN_BECOMES(t.anti_join(n, on("id"_c)).where("id"_c > 3), t.where("id"_c > 3).anti_join(n.where("id"_c > 3), on("id"_c)), copy);
QUERN_BECOMES(t.where(!quern::is_in("id"_c, n.select("id"_c))).where("id"_c > 3), t.where("id"_c > 3).where(!quern::is_in("id"_c, n.select("id"_c))), push, copy);
QUERN_BECOMES(t.asof_join(n.select("id"_c, "rank"_c), quern::backward("id"_c)).where(priced && "rank"_c > 1), t.where(priced).asof_join(n.select("id"_c, "rank"_c), quern::backward("id"_c)).where("rank"_c > 1), push);

// What every branch asks for, and what follows for one side.
[[maybe_unused]] auto const pairs = t.cross_join(n, suffix<"_n">);
QUERN_BECOMES(t.where(("id"_c == "amount"_c && priced) || ("id"_c == "amount"_c && "symbol"_c == "A")), t.where("id"_c == "amount"_c && (priced || "symbol"_c == "A")), factor_disjunctions);
QUERN_BECOMES(t.where(("id"_c == "amount"_c && priced) || "id"_c == "amount"_c), t.where("id"_c == "amount"_c), factor_disjunctions);
QUERN_STAYS(t.where(("id"_c == 1 && priced) || ("id"_c == 1 && "symbol"_c == "A")), factor_disjunctions);  // the numbers may differ when it runs
QUERN_STAYS(t.where(("id"_c == quern::param<"i">(1) && priced) || ("id"_c == quern::param<"i">(1) && "symbol"_c == "A")), factor_disjunctions);
QUERN_STAYS(t.where(("id"_c % "amount"_c == 1 && priced) || ("id"_c % "amount"_c == 1 && "symbol"_c == "A")), factor_disjunctions);
[[maybe_unused]] auto const either = (priced && "title"_c == "a") || ("price"_c < 0.5 && "title"_c == "b");
QUERN_BECOMES(pairs.where(either), pairs.where(either && (priced || "price"_c < 0.5) && ("title"_c == "a" || "title"_c == "b")), derive_filters);
// Arithmetic whose type holds every result raises nothing that a filter could hide.
QUERN_BECOMES(pairs.where((titled && "amount"_c < quern::param<"a">(1) + 10) || ("title"_c == "b" && "amount"_c > 90)),
              pairs.where(((titled && "amount"_c < quern::param<"a">(1) + 10) || ("title"_c == "b" && "amount"_c > 90)) && ("amount"_c < quern::param<"a">(1) + 10 || "amount"_c > 90) && ("title"_c == "x" || "title"_c == "b")), derive_filters);
QUERN_STAYS(pairs.where((titled && "id"_c + 1 < 10) || ("title"_c == "b" && "id"_c > 90)), derive_filters);
QUERN_STAYS(pairs.where((priced && titled) || "symbol"_c == "symbol_n"_c), derive_filters);
QUERN_STAYS(t.full_join(n, on("id"_c), suffix<"_n">).where(either), derive_filters);

// Less than a join.
[[maybe_unused]] auto const counted = n.group_by("id"_c).agg("rows"_c = quern::count());
QUERN_BECOMES(t.join(counted, on("id"_c)).select("price"_c), t.semi_join(counted, on("id"_c)).select("price"_c), join_to_semi_join);
QUERN_STAYS(t.join(counted, on("id"_c)).select("price"_c, "rows"_c), join_to_semi_join);
QUERN_STAYS(t.join(counted, on("id"_c)), join_to_semi_join);
QUERN_STAYS(joined.select("price"_c), join_to_semi_join, remove_joins);
QUERN_BECOMES(t.left_join(counted, on("id"_c)).select("price"_c), t.select("price"_c), remove_joins);
QUERN_STAYS(t.left_join(counted.rename("k"_c = "rows"_c), on("amount"_c == "k"_c), suffix<"_n">).select("price"_c), remove_joins);
// A promise of a schema's is looked at by a join, and believed by none of these.
struct promised : schema<field<"id", std::int64_t>, field<"x", double>> {
  using unique = unique_columns<"id">;
};
[[maybe_unused]] auto const p = quern::from(quern::table<promised>());
QUERN_STAYS(t.join(p, on("id"_c)).select("price"_c), join_to_semi_join);
QUERN_STAYS(p.distinct(), remove_distinct);

}  // namespace
