// SPDX-License-Identifier: BSL-1.0
// Q17: what a year would lose without small orders, less than a fifth of the usual quantity, of one kind of part.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::on, quern::param;

prepared q17(tables const& db) {
  auto const parts = quern::from(db.part).where("p_brand"_c == param<"brand">("Brand#23") && "p_container"_c == param<"container">("MED BOX"));
  auto const lines = quern::from(db.lineitem);
  // A value for each part, as the query within the query says; the optimiser makes it only for parts that are looked up.
  auto const usual = lines.group_by("l_partkey"_c).agg("few"_c = 0.2 * quern::mean("l_quantity"_c));
  return prepare(lines.join(parts, on("l_partkey"_c == "p_partkey"_c))
                     .join(usual, on("l_partkey"_c))
                     .where("l_quantity"_c < "few"_c)
                     .agg("avg_yearly"_c = quern::sum("l_extendedprice"_c) / 7.0));
}

}  // namespace tpch
