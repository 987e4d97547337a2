// TPC-H Q1 as a typed plan. The product of three decimal<15,2> would need 47 digits, so the discounted price is cast.
#include <quern.hpp>

#include "typed.hpp"

namespace bench::typed {
using namespace quern::literals;

std::function<std::vector<q1_row>()> q1(lineitem const& l, int threads) {
  using money = quern::decimal<15, 2>;
  using flag = quern::fixed_string<1>;
  auto const t = quern::make_table("l_shipdate"_c = quern::borrow<quern::date>(l.shipdate), "l_returnflag"_c = quern::borrow<flag>(l.returnflag),
                                   "l_linestatus"_c = quern::borrow<flag>(l.linestatus), "l_quantity"_c = quern::borrow<money>(l.quantity),
                                   "l_extendedprice"_c = quern::borrow<money>(l.extendedprice), "l_discount"_c = quern::borrow<money>(l.discount),
                                   "l_tax"_c = quern::borrow<money>(l.tax));
  auto const plan = quern::from(t)
                        .where("l_shipdate"_c <= "1998-09-02"_date)
                        .update("disc_price"_c = quern::cast<quern::decimal<18, 4>>("l_extendedprice"_c * (1 - "l_discount"_c)))
                        .group_by("l_returnflag"_c, "l_linestatus"_c)
                        .agg("sum_qty"_c = quern::sum("l_quantity"_c), "sum_base_price"_c = quern::sum("l_extendedprice"_c),
                             "sum_disc_price"_c = quern::sum("disc_price"_c), "sum_charge"_c = quern::sum("disc_price"_c * (1 + "l_tax"_c)),
                             "avg_qty"_c = quern::mean("l_quantity"_c), "avg_price"_c = quern::mean("l_extendedprice"_c),
                             "avg_disc"_c = quern::mean("l_discount"_c), "count_order"_c = quern::count())
                        .order_by("l_returnflag"_c, "l_linestatus"_c);
  return [=] {
    std::vector<q1_row> rows;
    for (auto const r : plan.collect({.threads = threads})) {
      q1_row row;
      row.returnflag = r["l_returnflag"_c].data[0], row.linestatus = r["l_linestatus"_c].data[0];
      row.quantity = static_cast<std::int64_t>(r["sum_qty"_c].units), row.price = static_cast<std::int64_t>(r["sum_base_price"_c].units);
      row.discounted = r["sum_disc_price"_c].units, row.charge = r["sum_charge"_c].units;
      row.count = r["count_order"_c];
      // The sum of discounts is not an output of Q1: the average tells it, to the hundredth.
      row.discount = static_cast<std::int64_t>(r["avg_disc"_c] * 100 * static_cast<double>(row.count) + 0.5);
      rows.push_back(row);
    }
    return rows;
  };
}

}  // namespace bench::typed
