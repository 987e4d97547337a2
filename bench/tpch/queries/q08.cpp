// SPDX-License-Identifier: BSL-1.0
// Q8: the share of one nation in what a region bought of one type of part, by year.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::on, quern::param, quern::sum;

prepared q08(tables const& db) {
  auto const parts = quern::from(db.part).where("p_type"_c == param<"type">("ECONOMY ANODIZED STEEL"));
  auto const regions = quern::from(db.region).where("r_name"_c == param<"region">("AMERICA"));
  auto const nations = quern::from(db.nation);
  auto const customers = quern::from(db.customer).join(nations.join(regions, on("n_regionkey"_c == "r_regionkey"_c)), on("c_nationkey"_c == "n_nationkey"_c));
  auto const orders = quern::from(db.orders)
                          .where(quern::between("o_orderdate"_c, "1995-01-01"_date, "1996-12-31"_date))
                          .join(customers, on("o_custkey"_c == "c_custkey"_c));
  auto const suppliers = quern::from(db.supplier).join(nations, on("s_nationkey"_c == "n_nationkey"_c));
  auto const volume = quern::when("nation"_c == param<"nation">("BRAZIL")).then("volume"_c).otherwise(0);
  return prepare(quern::from(db.lineitem)
                     .join(parts, on("l_partkey"_c == "p_partkey"_c))
                     .join(orders.select("o_orderkey"_c, "o_orderdate"_c), on("l_orderkey"_c == "o_orderkey"_c))
                     .join(suppliers.select("s_suppkey"_c, "nation"_c = "n_name"_c), on("l_suppkey"_c == "s_suppkey"_c))
                     .update("volume"_c = "l_extendedprice"_c * (1 - "l_discount"_c))
                     .group_by("o_year"_c = quern::year("o_orderdate"_c))
                     .agg("mkt_share"_c = sum(volume) / sum("volume"_c))
                     .order_by("o_year"_c));
}

}  // namespace tpch
