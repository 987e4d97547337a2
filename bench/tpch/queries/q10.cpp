// SPDX-License-Identifier: BSL-1.0
// Q10: the twenty customers who sent back most of what they ordered in a quarter.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::on, quern::param, quern::sum;

prepared q10(tables const& db) {
  auto const from = param<"from">("1993-10-01"_date);
  auto const orders = quern::from(db.orders).where("o_orderdate"_c >= from && "o_orderdate"_c < quern::add_months(from, 3));
  auto const customers = quern::from(db.customer).join(quern::from(db.nation), on("c_nationkey"_c == "n_nationkey"_c));
  return prepare(quern::from(db.lineitem)
                     .where("l_returnflag"_c == "R")
                     .join(orders, on("l_orderkey"_c == "o_orderkey"_c))
                     .join(customers, on("o_custkey"_c == "c_custkey"_c))
                     .group_by("c_custkey"_c, "c_name"_c, "c_acctbal"_c, "c_phone"_c, "n_name"_c, "c_address"_c, "c_comment"_c)
                     .agg("revenue"_c = sum("l_extendedprice"_c * (1 - "l_discount"_c)))
                     .select("c_custkey"_c, "c_name"_c, "revenue"_c, "c_acctbal"_c, "n_name"_c, "c_address"_c, "c_phone"_c, "c_comment"_c)
                     .top(20, desc("revenue"_c)));
}

}  // namespace tpch
