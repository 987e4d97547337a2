// SPDX-License-Identifier: BSL-1.0
// Q14: the share of promoted parts in a month's revenue, in per cent.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::on, quern::param, quern::sum;

prepared q14(tables const& db) {
  auto const from = param<"from">("1995-09-01"_date);
  auto const promoted = quern::when(quern::like<"PROMO%">("p_type"_c)).then("revenue"_c).otherwise(0);
  return prepare(quern::from(db.lineitem)
                     .where("l_shipdate"_c >= from && "l_shipdate"_c < quern::add_months(from, 1))
                     .join(quern::from(db.part), on("l_partkey"_c == "p_partkey"_c))
                     .update("revenue"_c = "l_extendedprice"_c * (1 - "l_discount"_c))
                     .agg("promo_revenue"_c = 100.0 * sum(promoted) / sum("revenue"_c)));
}

}  // namespace tpch
