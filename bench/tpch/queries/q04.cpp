// SPDX-License-Identifier: BSL-1.0
// Q4: how many orders of a quarter have a line that came later than promised, by priority.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::on, quern::param;

prepared q04(tables const& db) {
  auto const from = param<"from">("1993-07-01"_date);
  auto const late = quern::from(db.lineitem).where("l_commitdate"_c < "l_receiptdate"_c);
  return prepare(quern::from(db.orders)
                     .where("o_orderdate"_c >= from && "o_orderdate"_c < quern::add_months(from, 3) &&
                            quern::exists(late, on("o_orderkey"_c == "l_orderkey"_c)))
                     .group_by("o_orderpriority"_c)
                     .agg("order_count"_c = quern::count())
                     .order_by("o_orderpriority"_c));
}

}  // namespace tpch
