// SPDX-License-Identifier: BSL-1.0
// Columns, sorts, slices and verbs that nothing needs; and which rules a plan is given.
#include "becomes.hpp"

namespace {
using namespace rewritten;
using namespace quern::rules;

[[maybe_unused]] auto const f = quern::map([](double v) { return v + 1; }, "price"_c);

// Unread columns.
using unread = remove_unread_columns;
QUERN_BECOMES(t.update("v"_c = f, "w"_c = "v"_c * 2.0, "u"_c = "id"_c + 1).select("u"_c), t.update("u"_c = "id"_c + 1).select("u"_c), unread);
QUERN_BECOMES(t.update("v"_c = f).select("id"_c), t.select("id"_c), unread);
QUERN_STAYS(t.update("v"_c = f, "w"_c = "v"_c * 2.0).select("w"_c), unread);
QUERN_STAYS(t.update("v"_c = f), unread);
QUERN_STAYS(t.update(serial("v"_c = f)).select("id"_c), unread);  // it may count its calls
QUERN_BECOMES(t.update("w"_c = quern::row_number().over(quern::order_by("id"_c))).select("id"_c), t.select("id"_c), unread);
QUERN_BECOMES(t.select("id"_c, "v"_c = f).where("id"_c > 1).agg("n"_c = quern::count(), "m"_c = quern::max("id"_c)), t.select("id"_c).where("id"_c > 1).agg("n"_c = quern::count(), "m"_c = quern::max("id"_c)), unread);
QUERN_BECOMES(t.group_by("symbol"_c).agg("n"_c = quern::count(), "m"_c = quern::max("id"_c)).select("m"_c), t.group_by("symbol"_c).agg("m"_c = quern::max("id"_c)).select("m"_c), unread);
QUERN_BECOMES(t.with_row_index("row"_c).select("id"_c), t.select("id"_c), unread);
// Names that were hidden stay hidden: above, another column may have them.
QUERN_BECOMES(t.rename("a"_c = "id"_c, "b"_c = "price"_c).select("a"_c), t.drop("price"_c).rename("a"_c = "id"_c).select("a"_c), unread);
QUERN_STAYS(t.drop("id"_c).select("price"_c), unread);
QUERN_BECOMES(t.update("v"_c = f).drop("v"_c).select("price"_c), t.select("price"_c), unread, remove_selects);

// Columns that are not carried through what keeps rows.
using prune = prune_columns;
QUERN_BECOMES(t.order_by("id"_c).select("price"_c), t.select("id"_c, "price"_c).order_by("id"_c).select("price"_c), prune);
QUERN_STAYS(t.order_by("id"_c), prune);
QUERN_BECOMES(t.limit(3).agg("m"_c = quern::max("id"_c)), t.select("id"_c).limit(3).agg("m"_c = quern::max("id"_c)), prune);
QUERN_BECOMES(t.join(n, on("id"_c), suffix<"_n">).select("price"_c, "symbol_n"_c), t.select("id"_c, "symbol"_c, "price"_c).join(n.select("id"_c, "symbol"_c), on("id"_c), suffix<"_n">).select("price"_c, "symbol_n"_c), prune);
QUERN_BECOMES(n.union_all(n).select("rank"_c), n.select("rank"_c).union_all(n.select("rank"_c)).select("rank"_c), prune);
QUERN_BECOMES(t.order_by("id"_c).drop("symbol"_c, "day"_c, "open"_c, "amount"_c), t.select("id"_c, "price"_c).order_by("id"_c).select("id"_c, "price"_c), prune);
QUERN_STAYS(t.distinct().select("id"_c), prune);
QUERN_STAYS(t.cache().select("id"_c), prune, unread);

// Sorts whose order nobody sees; sums of floats see it in their last bits.
QUERN_BECOMES(t.order_by("id"_c).agg("n"_c = quern::count(), "s"_c = quern::sum("amount"_c)), t.agg("n"_c = quern::count(), "s"_c = quern::sum("amount"_c)), remove_sorts);
QUERN_STAYS(t.order_by("id"_c).agg("s"_c = quern::sum("price"_c)), remove_sorts);
QUERN_STAYS(t.order_by("id"_c).agg("s"_c = quern::first("amount"_c)), remove_sorts);
QUERN_STAYS(t.order_by("id"_c).group_by("symbol"_c).agg("n"_c = quern::count()), remove_sorts);  // groups come as their first rows do
QUERN_STAYS(t.order_by("id"_c).order_by("price"_c), remove_sorts);                               // ties keep the first order
QUERN_STAYS(t.order_by("id"_c).limit(3).agg("n"_c = quern::count()), remove_sorts);
QUERN_BECOMES(t.semi_join(n.order_by("rank"_c), on("id"_c)), t.semi_join(n, on("id"_c)), remove_sorts);
static_assert(std::is_same_v<decltype(quern::rules::optimise<quern::rules::number_of_rows>(t.order_by("id"_c).update("v"_c = f).plan())), decltype(t)::plan_type>, "as count() asks");

// Rows that are distinct already, a select of what is there.
[[maybe_unused]] auto const groups = t.group_by("symbol"_c).agg("n"_c = quern::count());
QUERN_BECOMES(groups.distinct(), groups, remove_distinct);
QUERN_STAYS(t.distinct(), remove_distinct);
QUERN_BECOMES(t.select("symbol"_c, "id"_c).distinct(), (quern::query(quern::plan::group<decltype(t.select("symbol"_c, "id"_c))::plan_type, quern::plan::keys<expr::named<"symbol", expr::column<"symbol">>, expr::named<"id", expr::column<"id">>>>{t.select("symbol"_c, "id"_c).plan(), {}, {}})), distinct_to_group);
QUERN_BECOMES(groups.select("symbol"_c, "n"_c), groups, remove_selects);
QUERN_STAYS(groups.select("n"_c, "symbol"_c), remove_selects);

// Slices sink to a sort.
QUERN_BECOMES(t.order_by("id"_c).update("v"_c = f).limit(3), t.order_by("id"_c).limit(3).update("v"_c = f), push_limit);
QUERN_STAYS(t.update("v"_c = f).limit(3), push_limit);
QUERN_STAYS(t.order_by("id"_c).update("v"_c = prev("price"_c)).limit(3), push_limit);
QUERN_STAYS(t.order_by("id"_c).where("price"_c > 1.0).limit(3), push_limit);
[[maybe_unused]] auto const by_price = t.order_by("price"_c);
QUERN_BECOMES(by_price.union_all(t).limit(3), by_price.limit(3).union_all(t).limit(3), push_limit);
QUERN_BECOMES(t.union_all(by_price.update("price"_c = "price"_c * 2.0)).limit(3), t.union_all(by_price.limit(3).update("price"_c = "price"_c * 2.0)).limit(3), push_limit);
[[maybe_unused]] auto const by_id = t.order_by("id"_c);
QUERN_BECOMES(by_price.union_all(t).union_all(by_id).update("v"_c = 1).limit(3), by_price.limit(3).union_all(t).limit(3).union_all(by_id.limit(3)).limit(3).update("v"_c = 1), push_limit);
QUERN_STAYS(by_price.union_all(by_price).limit(3), push_limit);  // one table for both
QUERN_STAYS(t.union_all(t).limit(3), push_limit);
QUERN_STAYS(by_price.limit(9).union_all(t).limit(3), push_limit);
QUERN_STAYS(by_price.where("price"_c > 1.0).union_all(t).limit(3), push_limit);
QUERN_BECOMES(by_price.left_join(n, on("id"_c), suffix<"_n">).limit(3), by_price.limit(3).left_join(n, on("id"_c), suffix<"_n">).limit(3), push_limit);
QUERN_STAYS(t.left_join(n.order_by("id"_c), on("id"_c), suffix<"_n">).limit(3), push_limit);
QUERN_STAYS(by_price.join(n, on("id"_c), suffix<"_n">).limit(3), push_limit);
QUERN_STAYS(by_price.right_join(n, on("id"_c), suffix<"_n">).limit(3), push_limit);

// The choice of rules.
[[maybe_unused]] auto const two = t.where("id"_c > 1).order_by("id"_c).where("price"_c > 1.0);
QUERN_STAYS(two);
QUERN_BECOMES(two, t.where("id"_c > 1).where("price"_c > 1.0).order_by("id"_c), push_filter_below_sort);
QUERN_STAYS(two, without<pushdown>);
QUERN_BECOMES(two, t.where("id"_c > 1 && "price"_c > 1.0).order_by("id"_c), rules::all);
QUERN_STAYS(two, rules::all, without<push_filter_below_sort>);
static_assert(std::is_same_v<rules::optimised_t<decltype(two.with_rules<>().with_rules<rules::all>().limit(3))::plan_type>, rules::optimised_t<decltype(two.limit(3))::plan_type>>, "the last choice counts, wherever it stands");

}  // namespace

// A rule of one's own.
struct distinct_twice : quern::plan::rule {
  static constexpr std::string_view name = "distinct twice";
  static constexpr std::string_view reason = "a test";
};
template <class In>
struct quern::rules::rewrite<distinct_twice, quern::plan::distinct<quern::plan::distinct<In>>> {
  static constexpr bool applies = true;
  static constexpr auto on(quern::plan::distinct<quern::plan::distinct<In>> const& n) { return n.in; }
};
namespace {
QUERN_BECOMES(t.distinct().distinct(), t.distinct(), distinct_twice);

}  // namespace
