// SPDX-License-Identifier: BSL-1.0
// Q21: the suppliers of a nation who alone kept most orders of several suppliers waiting.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::exists, quern::on, quern::param;

prepared q21(tables const& db) {
  auto const lines = quern::from(db.lineitem);
  auto const late = lines.where("l_receiptdate"_c > "l_commitdate"_c);
  auto const nations = quern::from(db.nation).where("n_name"_c == param<"nation">("SAUDI ARABIA"));
  auto const suppliers = quern::from(db.supplier).join(nations, on("s_nationkey"_c == "n_nationkey"_c));
  auto const orders = quern::from(db.orders).where("o_orderstatus"_c == "F");
  auto const of_another = on("l_orderkey"_c && quern::left("l_suppkey"_c) != quern::right("l_suppkey"_c));
  return prepare(late.join(suppliers, on("l_suppkey"_c == "s_suppkey"_c))
                     .join(orders, on("l_orderkey"_c == "o_orderkey"_c))
                     .where(exists(lines, of_another) && !exists(late, of_another))
                     .group_by("s_name"_c)
                     .agg("numwait"_c = quern::count())
                     .top(100, desc("numwait"_c), "s_name"_c));
}

}  // namespace tpch
