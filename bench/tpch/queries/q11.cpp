// SPDX-License-Identifier: BSL-1.0
// Q11: the parts that make up most of the stock of a nation's suppliers.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::on, quern::param, quern::sum;

prepared q11(tables const& db) {
  auto const nations = quern::from(db.nation).where("n_name"_c == param<"nation">("GERMANY"));
  auto const suppliers = quern::from(db.supplier).join(nations, on("s_nationkey"_c == "n_nationkey"_c));
  auto const stock = quern::from(db.partsupp)
                         .join(suppliers, on("ps_suppkey"_c == "s_suppkey"_c))
                         .group_by("ps_partkey"_c)
                         .agg("value"_c = sum("ps_supplycost"_c * "ps_availqty"_c));
  // The total of the parts that are compared with it: the plan holds them twice, and a run makes them once. A sum has 38 digits, and
  // leaves none for a factor. The fraction is 0.0001 divided by the scale factor.
  auto const total = stock.agg("total"_c = quern::cast<quern::decimal<26, 2>>(sum("value"_c)));
  return prepare(stock.where("value"_c > quern::scalar(total) * param<"fraction">(0.0001000000_dec)).order_by(desc("value"_c)));
}

}  // namespace tpch
