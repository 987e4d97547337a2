// expect: (aggregate_outside_agg|stands_inside_agg)<[^']*grouping.*quern: an aggregate such as sum.x. stands only inside agg
// Behind agg it is a column like others.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("symbol"_c)).agg("n"_c = quern::count()).where(quern::grouping("symbol"_c) == 1);
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("symbol"_c)).agg("n"_c = quern::count(), "g"_c = quern::grouping("symbol"_c)).where("g"_c == 1);
#endif
}
