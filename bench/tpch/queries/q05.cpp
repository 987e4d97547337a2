// SPDX-License-Identifier: BSL-1.0
// Q5: what the suppliers of each nation of a region sold within a year to customers of their own nation.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::on, quern::param, quern::sum;

prepared q05(tables const& db) {
  auto const from = param<"from">("1994-01-01"_date);
  auto const regions = quern::from(db.region).where("r_name"_c == param<"region">("ASIA"));
  auto const nations = quern::from(db.nation).join(regions, on("n_regionkey"_c == "r_regionkey"_c));
  auto const suppliers = quern::from(db.supplier).join(nations, on("s_nationkey"_c == "n_nationkey"_c));
  auto const orders = quern::from(db.orders)
                          .where("o_orderdate"_c >= from && "o_orderdate"_c < quern::add_months(from, 12))
                          .join(quern::from(db.customer), on("o_custkey"_c == "c_custkey"_c));
  return prepare(quern::from(db.lineitem)
                     .join(orders, on("l_orderkey"_c == "o_orderkey"_c))
                     .join(suppliers, on("l_suppkey"_c == "s_suppkey"_c && "c_nationkey"_c == "s_nationkey"_c))
                     .group_by("n_name"_c)
                     .agg("revenue"_c = sum("l_extendedprice"_c * (1 - "l_discount"_c)))
                     .order_by(desc("revenue"_c)));
}

}  // namespace tpch
