// SPDX-License-Identifier: BSL-1.0
// Q2: which supplier of a region offers a part of one size and kind at the least cost, the 100 with the highest balance.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::on, quern::param;

prepared q02(tables const& db) {
  auto const regions = quern::from(db.region).where("r_name"_c == param<"region">("EUROPE"));
  auto const nations = quern::from(db.nation).join(regions, on("n_regionkey"_c == "r_regionkey"_c));
  auto const suppliers = quern::from(db.supplier).join(nations, on("s_nationkey"_c == "n_nationkey"_c));
  auto const parts = quern::from(db.part).where("p_size"_c == param<"size">(15) && quern::ends_with("p_type"_c, param<"type">("BRASS")));
  auto const offers = quern::from(db.partsupp)
                          .join(parts, on("ps_partkey"_c == "p_partkey"_c))
                          .join(suppliers, on("ps_suppkey"_c == "s_suppkey"_c));
  // The least cost of each part, as the query within the query says it: a window over the same offers.
  return prepare(offers.update("least_cost"_c = quern::min("ps_supplycost"_c).over(quern::partition_by("p_partkey"_c)))
                     .where("ps_supplycost"_c == "least_cost"_c)
                     .select("s_acctbal"_c, "s_name"_c, "n_name"_c, "p_partkey"_c, "p_mfgr"_c, "s_address"_c, "s_phone"_c, "s_comment"_c)
                     .top(100, desc("s_acctbal"_c), "n_name"_c, "s_name"_c, "p_partkey"_c));
}

}  // namespace tpch
