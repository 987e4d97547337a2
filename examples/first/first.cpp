// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>
using namespace quern::literals;

struct flights : quern::schema<                       // a nominal schema: short names in errors and symbols
    quern::field<"date",        quern::timestamp<quern::us>>,
    quern::field<"delay",       quern::nullable<std::int32_t>>,
    quern::field<"distance",    std::int32_t>,
    quern::field<"origin",      quern::category>,
    quern::field<"destination", quern::category>> {};

int main() {
  auto worst = quern::scan_csv<flights>("examples/data/flights.csv")
      .where("delay"_c > 15 && "distance"_c < 2000)
      .update("hours"_c = "delay"_c / 60.0)
      .group_by("origin"_c)
      .agg("flights"_c = quern::count(), "hours_lost"_c = quern::sum("hours"_c), "mean_delay"_c = quern::mean("delay"_c))
      .order_by(quern::desc("hours_lost"_c))
      .limit(10);
  worst.show();                                       // the only line that reads the file
}
