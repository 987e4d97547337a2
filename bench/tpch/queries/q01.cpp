// SPDX-License-Identifier: BSL-1.0
// Q1: what was billed, shipped and returned up to a day, as totals and averages by state of the line.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::count, quern::mean, quern::param, quern::sum;

prepared q01(tables const& db) {
  // The product of three decimal<15,2> would need 47 digits: a discounted price has no more than 18.
  return prepare(quern::from(db.lineitem)
                     .where("l_shipdate"_c <= param<"last_day">("1998-09-02"_date))
                     .update("disc_price"_c = quern::cast<quern::decimal<18, 4>>("l_extendedprice"_c * (1 - "l_discount"_c)))
                     .group_by("l_returnflag"_c, "l_linestatus"_c)
                     .agg("sum_qty"_c = sum("l_quantity"_c),
                          "sum_base_price"_c = sum("l_extendedprice"_c),
                          "sum_disc_price"_c = sum("disc_price"_c),
                          "sum_charge"_c = sum("disc_price"_c * (1 + "l_tax"_c)),
                          "avg_qty"_c = mean("l_quantity"_c),
                          "avg_price"_c = mean("l_extendedprice"_c),
                          "avg_disc"_c = mean("l_discount"_c),
                          "count_order"_c = count())
                     .order_by("l_returnflag"_c, "l_linestatus"_c));
}

}  // namespace tpch
