// SPDX-License-Identifier: BSL-1.0
// Joins, windows, groups and pivots on the flights of examples/data: which airports lose most, where in each state, and in which month.
#include <quern.hpp>
using namespace quern::literals;
using quern::on, quern::partition_by, quern::order_by, quern::desc;

struct flights : quern::schema<
    quern::field<"date", quern::timestamp<quern::us>>,
    quern::field<"delay", quern::nullable<std::int32_t>>,
    quern::field<"distance", std::int32_t>,
    quern::field<"origin", quern::category>,
    quern::field<"destination", quern::category>> {};
struct airports : quern::schema<
    quern::field<"iata", quern::string>,
    quern::field<"city", quern::string>,
    quern::field<"state", quern::string>> {};

int main() {
  auto const late = quern::scan_csv<flights>("examples/data/flights.csv").where("delay"_c > 0).update("month"_c = quern::month("date"_c));
  auto const places = quern::scan_csv<airports>("examples/data/airports.csv").cache();  // read once for all that follows

  std::puts("Hours lost by airport, and its rank within its state");
  auto const hours = late.group_by("origin"_c).agg("hours"_c = quern::sum("delay"_c) / 60.0, "flights"_c = quern::count());
  auto const ranked = hours.join(places, on("origin"_c == "iata"_c))
                          .update("rank"_c = quern::rank().over(partition_by("state"_c), order_by(desc("hours"_c))),
                                  "share"_c = quern::round<2>("hours"_c / quern::sum("hours"_c).over(partition_by("state"_c))));
  ranked.where("rank"_c <= 2).select("state"_c, "city"_c, "hours"_c, "rank"_c, "share"_c).top(8, desc("hours"_c)).show();

  std::puts("\nAirports from which no late flight came");
  places.where(!quern::is_in("iata"_c, late.select("origin"_c))).order_by("iata"_c).limit(3).show();

  std::puts("\nMean delay of the first three months, by origin");
  late.group_by("origin"_c).pivot<1, 2, 3>("month"_c).agg("delay"_c = quern::mean("delay"_c)).order_by("origin"_c).limit(5).show();

  std::puts("\nHours lost by state and city, and in all");
  ranked.group_by(quern::rollup("state"_c, "city"_c)).agg("hours"_c = quern::sum("hours"_c), "all"_c = quern::grouping("city"_c)).top(6, desc("hours"_c)).show();
}
