// SPDX-License-Identifier: BSL-1.0
// Q9: the profit made with parts that have a word in their name, by nation of the supplier and year.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::on, quern::param, quern::sum;

prepared q09(tables const& db) {
  auto const parts = quern::from(db.part).where(quern::contains("p_name"_c, param<"color">("green")));
  auto const offers = quern::from(db.partsupp).join(parts, on("ps_partkey"_c == "p_partkey"_c));
  auto const suppliers = quern::from(db.supplier).join(quern::from(db.nation), on("s_nationkey"_c == "n_nationkey"_c));
  return prepare(quern::from(db.lineitem)
                     .join(offers, on("l_partkey"_c == "ps_partkey"_c && "l_suppkey"_c == "ps_suppkey"_c))
                     .join(suppliers, on("l_suppkey"_c == "s_suppkey"_c))
                     .join(quern::from(db.orders), on("l_orderkey"_c == "o_orderkey"_c))
                     .group_by("nation"_c = "n_name"_c, "o_year"_c = quern::year("o_orderdate"_c))
                     .agg("sum_profit"_c = sum("l_extendedprice"_c * (1 - "l_discount"_c) - "ps_supplycost"_c * "l_quantity"_c))
                     .order_by("nation"_c, desc("o_year"_c)));
}

}  // namespace tpch
