// SPDX-License-Identifier: BSL-1.0
// Q6: how much revenue a year would gain without its small discounts on small orders.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::between, quern::param, quern::sum;

prepared q06(tables const& db) {
  auto const from = param<"from">("1994-01-01"_date);
  auto const discount = param<"discount">(0.06_dec);
  return prepare(quern::from(db.lineitem)
                     .where("l_shipdate"_c >= from && "l_shipdate"_c < quern::add_months(from, 12) &&
                            between("l_discount"_c, discount - 0.01_dec, discount + 0.01_dec) && "l_quantity"_c < param<"quantity">(24))
                     .agg("revenue"_c = sum("l_extendedprice"_c * "l_discount"_c)));
}

}  // namespace tpch
