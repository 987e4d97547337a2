// SPDX-License-Identifier: BSL-1.0
// Q12: whether the cheaper ways of shipping make urgent orders late: lines received after the promised day, by way of shipping.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::is_in, quern::on, quern::param, quern::sum, quern::when;

prepared q12(tables const& db) {
  auto const from = param<"from">("1994-01-01"_date);
  auto const late = quern::from(db.lineitem)
                        .where(is_in("l_shipmode"_c, param<"mode1">("MAIL"), param<"mode2">("SHIP")) && "l_commitdate"_c < "l_receiptdate"_c &&
                               "l_shipdate"_c < "l_commitdate"_c && "l_receiptdate"_c >= from && "l_receiptdate"_c < quern::add_months(from, 12));
  auto const high = is_in("o_orderpriority"_c, "1-URGENT", "2-HIGH");
  return prepare(quern::from(db.orders)
                     .join(late, on("o_orderkey"_c == "l_orderkey"_c))
                     .group_by("l_shipmode"_c)
                     .agg("high_line_count"_c = sum(when(high).then(1).otherwise(0)), "low_line_count"_c = sum(when(!high).then(1).otherwise(0)))
                     .order_by("l_shipmode"_c));
}

}  // namespace tpch
