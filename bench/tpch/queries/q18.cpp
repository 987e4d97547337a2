// SPDX-License-Identifier: BSL-1.0
// Q18: the hundred dearest orders of more than a given quantity, with their customers.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::on, quern::param, quern::sum;

prepared q18(tables const& db) {
  auto const lines = quern::from(db.lineitem);
  auto const large = lines.group_by("l_orderkey"_c).agg("sum_qty"_c = sum("l_quantity"_c)).where("sum_qty"_c > param<"quantity">(300));
  auto const orders = quern::from(db.orders)
                          .where(quern::is_in("o_orderkey"_c, large.select("l_orderkey"_c)))
                          .join(quern::from(db.customer), on("o_custkey"_c == "c_custkey"_c));
  return prepare(lines.join(orders, on("l_orderkey"_c == "o_orderkey"_c))
                     .group_by("c_name"_c, "c_custkey"_c, "o_orderkey"_c, "o_orderdate"_c, "o_totalprice"_c)
                     .agg("sum_qty"_c = sum("l_quantity"_c))
                     .top(100, desc("o_totalprice"_c), "o_orderdate"_c));
}

}  // namespace tpch
