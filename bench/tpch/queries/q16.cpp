// SPDX-License-Identifier: BSL-1.0
// Q16: how many suppliers without complaints offer parts of some sizes, by brand, type and size.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::desc, quern::is_in, quern::on, quern::param;

prepared q16(tables const& db) {
  auto const sizes = is_in("p_size"_c, param<"size1">(49), param<"size2">(14), param<"size3">(23), param<"size4">(45), param<"size5">(19), param<"size6">(3),
                           param<"size7">(36), param<"size8">(9));
  auto const parts = quern::from(db.part)
                         .where("p_brand"_c != param<"brand">("Brand#45") && !quern::starts_with("p_type"_c, param<"type">("MEDIUM POLISHED")) && sizes);
  auto const complained_of = quern::from(db.supplier).where(quern::like<"%Customer%Complaints%">("s_comment"_c));
  return prepare(quern::from(db.partsupp)
                     .join(parts, on("ps_partkey"_c == "p_partkey"_c))
                     .where(!is_in("ps_suppkey"_c, complained_of.select("s_suppkey"_c)))
                     .group_by("p_brand"_c, "p_type"_c, "p_size"_c)
                     .agg("supplier_cnt"_c = quern::count_distinct("ps_suppkey"_c))
                     .order_by(desc("supplier_cnt"_c), "p_brand"_c, "p_type"_c, "p_size"_c));
}

}  // namespace tpch
