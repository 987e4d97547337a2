// SPDX-License-Identifier: BSL-1.0
// Q17: what a year would lose without small orders, less than a fifth of the usual quantity, of one kind of part.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::mean, quern::on, quern::param, quern::partition_by;

prepared q17(tables const& db) {
  auto const parts = quern::from(db.part).where("p_brand"_c == param<"brand">("Brand#23") && "p_container"_c == param<"container">("MED BOX"));
  // The join keeps all lines of a part, so the mean of the query within the query is a window over them.
  return prepare(quern::from(db.lineitem)
                     .join(parts, on("l_partkey"_c == "p_partkey"_c))
                     .update("few"_c = 0.2 * mean("l_quantity"_c).over(partition_by("l_partkey"_c)))
                     .where("l_quantity"_c < "few"_c)
                     .agg("avg_yearly"_c = quern::sum("l_extendedprice"_c) / 7.0));
}

}  // namespace tpch
