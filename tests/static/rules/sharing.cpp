// SPDX-License-Identifier: BSL-1.0
// Expressions that are computed once for several readers, groups that are made only for keys that are looked up, and before rows are joined.
#include "becomes.hpp"

namespace {
using namespace rewritten;
using namespace quern::rules;
using quern::on;

[[maybe_unused]] auto const e = quern::exp("price"_c);
using share = share_expressions;
[[maybe_unused]] auto const once = "shared#1"_c = e;
[[maybe_unused]] auto const it = "shared#1"_c;

QUERN_BECOMES(t.select("a"_c = e + 1.0, "b"_c = e * "id"_c), t.update(once).select("a"_c = it + 1.0, "b"_c = it * "id"_c), share);
QUERN_BECOMES(t.update("a"_c = e * e), t.update(once).update("a"_c = it * it).drop(it), share);
QUERN_BECOMES(t.group_by("symbol"_c).agg("a"_c = quern::sum(e), "b"_c = quern::max(e)), t.update(once).group_by("symbol"_c).agg("a"_c = quern::sum(it), "b"_c = quern::max(it)), share);
QUERN_BECOMES(t.where("id"_c > 3 && e > 1.0 && "price"_c > 0.0).agg("a"_c = quern::sum(e)), t.where("id"_c > 3).update(once).where(it > 1.0 && "price"_c > 0.0).agg("a"_c = quern::sum(it)), share);
// The larger part, not what it is made of.
[[maybe_unused]] auto const larger = quern::sin(e + "price"_c);
QUERN_BECOMES(t.select("a"_c = larger, "b"_c = larger), t.update("shared#1"_c = larger).select("a"_c = it, "b"_c = it), share);
QUERN_STAYS(t.select("a"_c = e, "b"_c = "id"_c + 1), share);
QUERN_STAYS(t.select("a"_c = "price"_c * 2.0, "b"_c = "price"_c * 2.0), share);                                  // cheap, and the numbers may differ when it runs
QUERN_STAYS(t.select("a"_c = quern::div("id"_c, "amount"_c), "b"_c = quern::div("id"_c, "amount"_c)), share);    // may raise
QUERN_STAYS(t.update("price"_c = "price"_c * 2.0, "a"_c = e, "b"_c = e), share);                                 // of the new price
QUERN_STAYS(t.update(serial("a"_c = e), "b"_c = e), share);

[[maybe_unused]] auto const with_lit = quern::exp("price"_c * quern::lit<2>);
QUERN_BECOMES(t.select("a"_c = with_lit, "b"_c = with_lit), t.update("shared#1"_c = with_lit).select("a"_c = it, "b"_c = it), share);

// What a literal or a param is, is known when it runs: then each reader asks whether its own is the one that the column holds.
[[maybe_unused]] auto const with_literal = quern::exp("price"_c * 2.0);
[[maybe_unused]] auto const with_param = quern::exp("price"_c * quern::param<"p">(2.0));
template <class E>
constexpr auto reused(E const& e) {
  return quern::expr::make<quern::expr::op::reused>(it, e, e);
}
QUERN_BECOMES(t.select("a"_c = with_literal, "b"_c = with_literal), t.update("shared#1"_c = with_literal).select("a"_c = reused(with_literal), "b"_c = reused(with_literal)), share);
QUERN_BECOMES(t.where(with_param > 1.0).select("a"_c = with_param + 1.0), t.update("shared#1"_c = with_param).where(reused(with_param) > 1.0).select("a"_c = reused(with_param) + 1.0), share);
QUERN_STAYS(t.select("a"_c = with_param, "b"_c = quern::exp("price"_c * quern::param<"q">(2.0))), share);
QUERN_STAYS(t.select("a"_c = with_param, "b"_c = with_literal), share);

// Groups.
using reduce = reduce_groups;
[[maybe_unused]] auto const totals = t.group_by("id"_c).agg("total"_c = quern::sum("amount"_c));
[[maybe_unused]] auto const few = n.where("title"_c == "x");
QUERN_STAYS(n.join(totals, on("id"_c)), reduce);                             // nothing says that there are few
QUERN_STAYS(n.where("rank"_c > 3).join(totals, on("id"_c)), reduce);
QUERN_STAYS(quern::scan_csv<names>("").where("title"_c == "x").join(totals, on("id"_c)), reduce);  // a file would be read twice
QUERN_STAYS(few.full_join(totals, on("id"_c)), reduce);
QUERN_STAYS(few.anti_join(totals, on("id"_c)), reduce);
QUERN_STAYS(few.join(totals, on("rank"_c == "total"_c), suffix<"_t">), reduce);  // no key
QUERN_STAYS(few.join(t.agg("total"_c = quern::sum("amount"_c)), on("id"_c == "total"_c)), reduce);
// The condition of the semi-join says whose column is meant.
QUERN_BECOMES(few.join(totals, on("id"_c)), few.join(t.where(quern::exists(few, on(quern::left("id"_c) == quern::right("id"_c)))).group_by("id"_c).agg("total"_c = quern::sum("amount"_c)), on("id"_c)), reduce);
static_assert(!rewritten::stays<decltype(few.left_join(totals, on("id"_c))), reduce>);

// Aggregates of a left join's right rows.
using before = group_before_join;
[[maybe_unused]] auto const joined = n.left_join(t, on("id"_c), suffix<"_t">);
[[maybe_unused]] auto const of_t = t.group_by("id"_c).agg("c#part"_c = quern::count("day"_c), "r#part"_c = quern::count(), "s#part"_c = quern::sum("amount"_c), "m#part"_c = quern::max("price"_c), "l#part"_c = quern::min("symbol"_c));
QUERN_BECOMES(joined.group_by("id"_c, "title"_c).agg("c"_c = quern::count("day"_c), "r"_c = quern::count(), "s"_c = quern::sum("amount"_c), "m"_c = quern::max("price"_c), "l"_c = quern::min("symbol_t"_c)),
              n.left_join(of_t, on("id"_c), suffix<"_t">)
                  .group_by("id"_c, "title"_c)
                  .agg("c"_c = quern::sum(quern::coalesce("c#part"_c, quern::lit<0>)), "r"_c = quern::sum(quern::coalesce("r#part"_c, quern::lit<1>)), "s"_c = quern::sum("s#part"_c), "m"_c = quern::max("m#part"_c),
                       "l"_c = quern::min("l#part"_c)),
              before);
static_assert(!rewritten::stays<decltype(n.left_join(t, on(quern::null_safe("rank"_c == "amount"_c)), suffix<"_t">).group_by("rank"_c).agg("c"_c = quern::count())), before>);
QUERN_STAYS(n.join(t, on("id"_c), suffix<"_t">).group_by("id"_c).agg("c"_c = quern::count()), before);             // may leave out most rows
QUERN_STAYS(joined.group_by("title"_c).agg("c"_c = quern::count("day"_c)), before);                              // not by the join's key
QUERN_STAYS(joined.group_by("id"_c, "day"_c).agg("c"_c = quern::count("day"_c)), before);                        // by a right column, too
QUERN_STAYS(joined.group_by("id"_c, "u"_c = quern::upper("title"_c)).agg("c"_c = quern::count("day"_c)), before);
QUERN_STAYS(joined.group_by("id"_c).agg("c"_c = quern::count("rank"_c)), before);                                // of a left column
QUERN_STAYS(joined.group_by("id"_c).agg("c"_c = quern::count("amount"_c + 1)), before);
QUERN_STAYS(joined.group_by("id"_c).agg("c"_c = quern::mean("amount"_c)), before);
QUERN_STAYS(joined.group_by("id"_c).agg("c"_c = quern::sum("price"_c)), before);                                 // floats add up to other last bits
QUERN_STAYS(joined.group_by("id"_c).agg("c"_c = quern::first("amount"_c)), before);
QUERN_STAYS(t.left_join(n, on("amount"_c == "rank"_c), suffix<"_n">).group_by("amount"_c).agg("c"_c = quern::sum("rank"_c)), before);  // 64 bits: a part might overflow
QUERN_STAYS(n.left_join(t, on("id"_c == "price"_c), suffix<"_t">).group_by("id"_c).agg("c"_c = quern::count("day"_c)), before);        // floats
QUERN_STAYS(n.left_join(t, on("id"_c, "rank"_c > "amount"_c), suffix<"_t">).group_by("id"_c, "rank"_c).agg("c"_c = quern::count("day"_c)), before);
QUERN_STAYS(n.left_join(t.group_by("id"_c).agg("c"_c = quern::count()), on("id"_c)).group_by("id"_c).agg("d"_c = quern::max("c"_c)), before);  // one row a key already

}  // namespace
