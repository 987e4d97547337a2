// SPDX-License-Identifier: BSL-1.0
// Expressions that are computed once for several readers, and groups that are made only for keys that are looked up.
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

}  // namespace
