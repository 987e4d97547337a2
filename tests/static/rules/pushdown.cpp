// SPDX-License-Identifier: BSL-1.0
// Where filters sink, and where they must not: update, select, rename, order_by, group_by, distinct, windows, unpivot, union.
#include "becomes.hpp"

namespace {
using namespace rewritten;
using namespace quern::rules;

[[maybe_unused]] auto const cheap = "price"_c > 1.0;
[[maybe_unused]] auto const keyed = "symbol"_c == "A";
[[maybe_unused]] auto const f = quern::map([](double v) { return v + 1; }, "price"_c);

// update
using update = push_filter_below_update;
QUERN_BECOMES(t.update("v"_c = "amount"_c + 1).where(cheap), t.where(cheap).update("v"_c = "amount"_c + 1), update);
QUERN_STAYS(t.update("v"_c = "amount"_c + 1).where("v"_c > 3), update);
QUERN_STAYS(t.update("price"_c = "price"_c * 2).where(cheap), update);
QUERN_BECOMES(t.update("v"_c = "amount"_c + 1).where("v"_c > 3 && cheap), t.where(cheap).update("v"_c = "amount"_c + 1).where("v"_c > 3), update);
QUERN_STAYS(t.update(serial("v"_c = f)).where(cheap), update);
QUERN_STAYS(t.update("v"_c = prev("price"_c)).where(cheap), update);
QUERN_STAYS(t.update("v"_c = f).where(prev("price"_c) > 1.0), update);
// What may raise sees the rows that those before it have left, and hides no exception: nothing that stays is overtaken by it, or it by others.
[[maybe_unused]] auto const raising = "amount"_c % "id"_c == 1;
QUERN_BECOMES(t.update("v"_c = f).where(cheap && raising), t.where(cheap && raising).update("v"_c = f), update);
QUERN_STAYS(t.update("v"_c = f).where("v"_c > 0.0 && raising), update);
QUERN_STAYS(t.update("v"_c = "amount"_c + 1).where("v"_c % "id"_c == 1 && cheap), update);
QUERN_BECOMES(t.update("v"_c = f).where("v"_c > 0.0 && cheap), t.where(cheap).update("v"_c = f).where("v"_c > 0.0), update);

// select and rename
QUERN_BECOMES(t.select("p"_c = "price"_c, "symbol"_c).where("p"_c > 1.0), t.where("price"_c > 1.0).select("p"_c = "price"_c, "symbol"_c), push_filter_below_select);
QUERN_STAYS(t.select("p"_c = "price"_c * 2.0).where("p"_c > 1.0), push_filter_below_select);
QUERN_STAYS(t.select("price"_c, serial("v"_c = f)).where(cheap), push_filter_below_select);
QUERN_BECOMES(t.view("price"_c, "v"_c = f).where(cheap), t.where(cheap).view("price"_c, "v"_c = f), push_filter_below_select);
QUERN_BECOMES(t.rename("p"_c = "price"_c).where("p"_c > 1.0 && "id"_c > 3), t.where("price"_c > 1.0 && "id"_c > 3).rename("p"_c = "price"_c), push_filter_below_rename);
QUERN_BECOMES(t.rename("price"_c = "id"_c, "id"_c = "price"_c).where(quern::is_null("price"_c)), t.where(quern::is_null("id"_c)).rename("price"_c = "id"_c, "id"_c = "price"_c), push_filter_below_rename);
QUERN_BECOMES(t.drop("id"_c).where(cheap), t.where(cheap).drop("id"_c), push_filter_below_rename);

// order_by
QUERN_BECOMES(t.order_by("price"_c).where(cheap), t.where(cheap).order_by("price"_c), push_filter_below_sort);
QUERN_STAYS(t.order_by("amount"_c % "id"_c).where(cheap), push_filter_below_sort);
QUERN_STAYS(t.order_by("price"_c).limit(3).where(cheap), push_filter_below_sort, push_limit);
QUERN_STAYS(t.order_by("price"_c).where(serial(cheap)), push_filter_below_sort);

// group_by
using group = push_filter_below_group;
[[maybe_unused]] auto const total = "total"_c = quern::sum("price"_c);
QUERN_BECOMES(t.group_by("symbol"_c).agg(total).where(keyed), t.where(keyed).group_by("symbol"_c).agg(total), group);
QUERN_BECOMES(t.group_by("s"_c = "symbol"_c).agg(total).where("s"_c == "A" && "total"_c > 3.0), t.where(keyed).group_by("s"_c = "symbol"_c).agg(total).where("total"_c > 3.0), group);
QUERN_STAYS(t.group_by("symbol"_c).agg(total).where("total"_c > 3.0), group);
QUERN_STAYS(t.group_by("price"_c).agg("n"_c = quern::count()).where(cheap), group);  // NaN and zero: one form of each is kept
QUERN_STAYS(t.group_by(rollup("symbol"_c)).agg(total).where(keyed), group);         // the total's row has a null there
QUERN_STAYS(t.agg(total).where("total"_c > 3.0), group);
QUERN_STAYS(t.group_by("symbol"_c).agg(total).where(quern::lit<true>), group);
QUERN_STAYS(t.group_by("amount"_c).agg(total).where(100 % "amount"_c == 1), group);  // raises for rows, of which groups could be none

// distinct
QUERN_BECOMES(t.select("symbol"_c, "id"_c).distinct().where(keyed), t.select("symbol"_c, "id"_c).where(keyed).distinct(), push_filter_below_distinct);
QUERN_STAYS(t.select("price"_c).distinct().where(1.0 / "price"_c > 0.0), push_filter_below_distinct);
QUERN_BECOMES(t.distinct_on("symbol"_c).where(keyed), t.where(keyed).distinct_on("symbol"_c), push_filter_below_distinct);
QUERN_STAYS(t.distinct_on("symbol"_c).where("id"_c > 3), push_filter_below_distinct);

// windows
[[maybe_unused]] auto const windowed = "w"_c = quern::sum("amount"_c).over(quern::partition_by("symbol"_c));
QUERN_BECOMES(t.update(windowed).where(keyed), t.where(keyed).update(windowed), push_filter_below_window, update);
QUERN_STAYS(t.update(windowed).where("id"_c > 3), push_filter_below_window, update);
QUERN_STAYS(t.update(windowed, "v"_c = quern::sum("amount"_c).over()).where(keyed), push_filter_below_window, update);
QUERN_STAYS(t.update(windowed).where("w"_c > 3), push_filter_below_window, update);

// unpivot
[[maybe_unused]] auto const long_form = [](auto const& q) { return q.unpivot(quern::keep("id"_c), "what"_c, "value"_c, quern::columns("price"_c, "amount"_c)); };
QUERN_BECOMES(long_form(t).where("id"_c > 3 && "value"_c > 1.0), long_form(t.where("id"_c > 3)).where("value"_c > 1.0), push_filter_below_unpivot);

// sets
QUERN_BECOMES(t.union_all(t).where(cheap), t.where(cheap).union_all(t.where(cheap)), push_filter_below_union);
QUERN_BECOMES(t.select("x"_c = "id"_c).union_all(n.select("y"_c = "rank"_c)).where("x"_c > 1), t.select("x"_c = "id"_c).where("x"_c > 1).union_all(n.select("y"_c = "rank"_c).where("y"_c > 1)), push_filter_below_union);
QUERN_STAYS(t.select("x"_c = "amount"_c).union_all(t.select("x"_c = "price"_c)).where("x"_c > 1.0), push_filter_below_union);  // integers become floats there
QUERN_BECOMES(n.except(n).where("id"_c > 1), n.where("id"_c > 1).except(n.where("id"_c > 1)), push_filter_below_union);
QUERN_STAYS(t.intersect(t).where(cheap), push_filter_below_union);

// Never across these.
QUERN_STAYS(t.limit(10).where(cheap), rules::all);
QUERN_STAYS(t.sample(0.5, 1).where(cheap), rules::all);
QUERN_STAYS(t.with_row_index("row"_c).where(cheap), rules::all);
QUERN_STAYS(t.cache().where(cheap), rules::all);
QUERN_STAYS(t.where(serial(cheap)).update(serial("v"_c = f)).where("id"_c > 1), rules::all);

}  // namespace
