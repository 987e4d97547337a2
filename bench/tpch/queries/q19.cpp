// SPDX-License-Identifier: BSL-1.0
// Q19: the revenue from parts of three kinds, sent by air and handed over in person.
#include "../queries.hpp"

namespace tpch {
using namespace quern::literals;
using quern::between, quern::is_in, quern::on, quern::param, quern::sum;

prepared q19(tables const& db) {
  // Expressions are values: what the three kinds have in common is said once.
  auto const kind = [](auto const& brand, auto const& quantity, int largest, auto const&... containers) {
    return "p_brand"_c == brand && is_in("p_container"_c, containers...) && between("l_quantity"_c, quantity, quantity + 10) && between("p_size"_c, 1, largest);
  };
  auto const small = kind(param<"brand1">("Brand#12"), param<"quantity1">(1), 5, "SM CASE", "SM BOX", "SM PACK", "SM PKG");
  auto const medium = kind(param<"brand2">("Brand#23"), param<"quantity2">(10), 10, "MED BAG", "MED BOX", "MED PKG", "MED PACK");
  auto const large = kind(param<"brand3">("Brand#34"), param<"quantity3">(20), 15, "LG CASE", "LG BOX", "LG PACK", "LG PKG");
  return prepare(quern::from(db.lineitem)
                     .where(is_in("l_shipmode"_c, "AIR", "AIR REG") && "l_shipinstruct"_c == "DELIVER IN PERSON")
                     .join(quern::from(db.part), on("l_partkey"_c == "p_partkey"_c))
                     .where(small || medium || large)
                     .agg("revenue"_c = sum("l_extendedprice"_c * (1 - "l_discount"_c))));
}

}  // namespace tpch
