// TPC-H Q6 as a typed plan. Money is decimal<15,2>, as the specification has it.
#include <quern.hpp>

#include "typed.hpp"

namespace bench::typed {
using namespace quern::literals;

std::function<std::int64_t()> q6(lineitem const& l, int threads) {
  using money = quern::decimal<15, 2>;
  auto const t = quern::make_table("l_shipdate"_c = quern::borrow<quern::date>(l.shipdate), "l_discount"_c = quern::borrow<money>(l.discount),
                                   "l_quantity"_c = quern::borrow<money>(l.quantity), "l_extendedprice"_c = quern::borrow<money>(l.extendedprice));
  auto const plan = quern::from(t)
                        .where("l_shipdate"_c >= "1994-01-01"_date && "l_shipdate"_c < "1995-01-01"_date &&
                               quern::between("l_discount"_c, 0.05_dec, 0.07_dec) && "l_quantity"_c < 24)
                        .agg("revenue"_c = quern::sum("l_extendedprice"_c * "l_discount"_c));
  return [=] { return static_cast<std::int64_t>((*plan.collect({.threads = threads})["revenue"_c][0]).units); };
}

}  // namespace bench::typed
