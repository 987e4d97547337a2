// SPDX-License-Identifier: BSL-1.0
// Q15: the supplier who brought the most revenue in a quarter; all of them where several did.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::on, quern::param, quern::sum;

prepared q15(tables const& db) {
  auto const from = param<"from">("1996-01-01"_date);
  auto const revenue = quern::from(db.lineitem)
                           .where("l_shipdate"_c >= from && "l_shipdate"_c < quern::add_months(from, 3))
                           .group_by("supplier_no"_c = "l_suppkey"_c)
                           .agg("total_revenue"_c = sum("l_extendedprice"_c * (1 - "l_discount"_c)));
  // The plan holds the revenue twice, as SQL's view does; a run makes it once.
  auto const most = revenue.agg("most"_c = quern::max("total_revenue"_c));
  return prepare(quern::from(db.supplier)
                     .join(revenue.where("total_revenue"_c == quern::scalar(most)), on("s_suppkey"_c == "supplier_no"_c))
                     .select("s_suppkey"_c, "s_name"_c, "s_address"_c, "s_phone"_c, "total_revenue"_c)
                     .order_by("s_suppkey"_c));
}

}  // namespace tpch
