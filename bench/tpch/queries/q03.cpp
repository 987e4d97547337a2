// SPDX-License-Identifier: BSL-1.0
// Q3: the ten most valuable orders that were not yet shipped on a day, of customers of one market segment.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::on, quern::param, quern::sum;

prepared q03(tables const& db) {
  auto const day = param<"day">("1995-03-15"_date);
  auto const customers = quern::from(db.customer).where("c_mktsegment"_c == param<"segment">("BUILDING"));
  auto const open_orders = quern::from(db.orders).where("o_orderdate"_c < day).join(customers, on("o_custkey"_c == "c_custkey"_c));
  return prepare(quern::from(db.lineitem)
                     .where("l_shipdate"_c > day)
                     .join(open_orders, on("l_orderkey"_c == "o_orderkey"_c))
                     .group_by("l_orderkey"_c, "o_orderdate"_c, "o_shippriority"_c)
                     .agg("revenue"_c = sum("l_extendedprice"_c * (1 - "l_discount"_c)))
                     .select("l_orderkey"_c, "revenue"_c, "o_orderdate"_c, "o_shippriority"_c)
                     .top(10, desc("revenue"_c), "o_orderdate"_c));
}

}  // namespace tpch
