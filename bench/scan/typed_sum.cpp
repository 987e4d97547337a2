// where + update + sum over doubles as a typed plan.
#include <quern.hpp>

#include "typed.hpp"

namespace bench::typed {
using namespace quern::literals;

std::function<double()> where_update_sum(hand::double_columns const& d, int threads) {
  auto const t = quern::make_table("price"_c = quern::borrow(d.price), "discount"_c = quern::borrow(d.discount), "quantity"_c = quern::borrow(d.quantity));
  auto const plan = quern::from(t)
                        .where("quantity"_c > 24.0)
                        .update("revenue"_c = "price"_c * "discount"_c)
                        .agg("revenue"_c = quern::sum("revenue"_c));
  return [=] { return *plan.collect({.threads = threads})["revenue"_c][0]; };
}

}  // namespace bench::typed
