// SPDX-License-Identifier: BSL-1.0
// Q22: customers of some countries who have money, above the average of those with any, and no orders.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::on, quern::param;

prepared q22(tables const& db) {
  auto const customers = quern::from(db.customer)
                             .update("cntrycode"_c = quern::substr("c_phone"_c, 1, 2))
                             .where(quern::is_in("cntrycode"_c, param<"code1">("13"), param<"code2">("31"), param<"code3">("23"), param<"code4">("29"),
                                                 param<"code5">("30"), param<"code6">("18"), param<"code7">("17")));
  auto const average = customers.where("c_acctbal"_c > 0).agg("average"_c = quern::mean("c_acctbal"_c));
  return prepare(customers.where("c_acctbal"_c > quern::scalar(average) && !quern::exists(quern::from(db.orders), on("c_custkey"_c == "o_custkey"_c)))
                     .group_by("cntrycode"_c)
                     .agg("numcust"_c = quern::count(), "totacctbal"_c = quern::sum("c_acctbal"_c))
                     .order_by("cntrycode"_c));
}

}  // namespace tpch
