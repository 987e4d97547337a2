// SPDX-License-Identifier: BSL-1.0
// Q7: what two nations shipped to each other, by year.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::on, quern::param, quern::sum;

prepared q07(tables const& db) {
  auto const one = param<"nation1">("FRANCE");
  auto const other = param<"nation2">("GERMANY");
  auto const nations = quern::from(db.nation);
  auto const suppliers = quern::from(db.supplier).join(nations.rename("supp_nation"_c = "n_name"_c), on("s_nationkey"_c == "n_nationkey"_c));
  auto const customers = quern::from(db.customer).join(nations.rename("cust_nation"_c = "n_name"_c), on("c_nationkey"_c == "n_nationkey"_c));
  auto const orders = quern::from(db.orders).join(customers, on("o_custkey"_c == "c_custkey"_c));
  // What the last condition says about each nation alone is asked before the joins: the optimiser sees to that.
  return prepare(quern::from(db.lineitem)
                     .where(quern::between("l_shipdate"_c, "1995-01-01"_date, "1996-12-31"_date))
                     .join(suppliers.select("s_suppkey"_c, "supp_nation"_c), on("l_suppkey"_c == "s_suppkey"_c))
                     .join(orders.select("o_orderkey"_c, "cust_nation"_c), on("l_orderkey"_c == "o_orderkey"_c))
                     .where(("supp_nation"_c == one && "cust_nation"_c == other) || ("supp_nation"_c == other && "cust_nation"_c == one))
                     .group_by("supp_nation"_c, "cust_nation"_c, "l_year"_c = quern::year("l_shipdate"_c))
                     .agg("revenue"_c = sum("l_extendedprice"_c * (1 - "l_discount"_c)))
                     .order_by("supp_nation"_c, "cust_nation"_c, "l_year"_c));
}

}  // namespace tpch
