// SPDX-License-Identifier: BSL-1.0
// Q13: how many customers have how many orders, those with none too.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::count, quern::desc, quern::on;

prepared q13(tables const& db) {
  // A pattern is part of the plan's type: LIKE becomes a matcher of its own, and its words are no params.
  auto const orders = quern::from(db.orders).where(!quern::like<"%special%requests%">("o_comment"_c));
  return prepare(quern::from(db.customer)
                     .left_join(orders, on("c_custkey"_c == "o_custkey"_c))
                     .group_by("c_custkey"_c)
                     .agg("c_count"_c = count("o_orderkey"_c))
                     .group_by("c_count"_c)
                     .agg("custdist"_c = count())
                     .order_by(desc("custdist"_c), desc("c_count"_c)));
}

}  // namespace tpch
