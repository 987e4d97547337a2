// SPDX-License-Identifier: BSL-1.0
// Q20: suppliers of a nation who have more of some part than half of what was shipped of it within a year.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::is_in, quern::on, quern::param;

prepared q20(tables const& db) {
  auto const from = param<"from">("1994-01-01"_date);
  auto const parts = quern::from(db.part).where(quern::starts_with("p_name"_c, param<"color">("forest"))).select("p_partkey"_c);
  auto const shipped = quern::from(db.lineitem)
                           .where("l_shipdate"_c >= from && "l_shipdate"_c < quern::add_months(from, 12) && is_in("l_partkey"_c, parts))
                           .group_by("l_partkey"_c, "l_suppkey"_c)
                           .agg("half"_c = quern::sum(0.5_dec * "l_quantity"_c));
  auto const surplus = quern::from(db.partsupp)
                           .where(is_in("ps_partkey"_c, parts))
                           .join(shipped, on("ps_partkey"_c == "l_partkey"_c && "ps_suppkey"_c == "l_suppkey"_c))
                           .where("ps_availqty"_c > "half"_c);
  auto const nations = quern::from(db.nation).where("n_name"_c == param<"nation">("CANADA"));
  return prepare(quern::from(db.supplier)
                     .where(is_in("s_suppkey"_c, surplus.select("ps_suppkey"_c)))
                     .join(nations, on("s_nationkey"_c == "n_nationkey"_c))
                     .select("s_name"_c, "s_address"_c)
                     .order_by("s_name"_c));
}

}  // namespace tpch
