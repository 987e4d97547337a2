// SPDX-License-Identifier: BSL-1.0
// A small plan over data of its own: what a program outside this project can do once it has found the library.
#include <cstdio>
#include <string>
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
  std::vector<std::string> const symbols{"A", "B", "A", "C", "B", "A"};
  std::vector<double> const prices{1.5, 20.0, 2.5, 300.0, 40.0, 100.0};
  std::vector<int> const amounts{2, 1, 4, 1, 2, 1};

  auto const trades = quern::make_table("symbol"_c = symbols, "price"_c = prices, "amount"_c = amounts);
  auto const totals = quern::from(trades)
                          .where("price"_c < 100)
                          .update("value"_c = "price"_c * "amount"_c)
                          .group_by("symbol"_c)
                          .agg("rows"_c = quern::count(), "total"_c = quern::sum("value"_c))
                          .order_by(quern::desc("total"_c))
                          .collect();

  bool const right = totals.rows() == 2 && totals["symbol"_c][0] == "B" && totals["rows"_c][0] == 2 && totals["total"_c][0] == 100.0 &&
                     totals["symbol"_c][1] == "A" && totals["rows"_c][1] == 2 && totals["total"_c][1] == 13.0;
  if (!right) std::fputs("the plan gave other values than it should\n", stderr);
  return QUERN_VERSION_MAJOR == 0 && right ? 0 : 1;
}
