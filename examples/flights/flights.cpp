// SPDX-License-Identifier: BSL-1.0
// Which airports lost the most hours to delays? Real data of the US Department of Transportation; see examples/data.
#include <chrono>
#include <cstdio>
#include <quern.hpp>
using namespace quern::literals;

struct flights : quern::schema<
    quern::field<"date",        quern::timestamp<quern::us>>,
    quern::field<"delay",       quern::nullable<std::int32_t>>,
    quern::field<"distance",    std::int32_t>,
    quern::field<"origin",      quern::category>,
    quern::field<"destination", quern::category>> {};

int main() {
  auto const worst = quern::scan_csv<flights>("examples/data/flights.csv")
      .where("delay"_c > 15 && "distance"_c < 2000)
      .update("hours"_c = "delay"_c / 60.0)
      .group_by("origin"_c)
      .agg("flights"_c = quern::count(), "hours_lost"_c = quern::sum("hours"_c), "mean_delay"_c = quern::mean("delay"_c))
      .order_by(quern::desc("hours_lost"_c))
      .limit(10);

  auto const start = std::chrono::steady_clock::now();
  worst.show();  // the only line that reads the file
  std::chrono::duration<double, std::milli> const taken = std::chrono::steady_clock::now() - start;

  std::printf("\n%s\nread, computed and printed in %.1f ms\n", worst.explain().c_str(), taken.count());
}
