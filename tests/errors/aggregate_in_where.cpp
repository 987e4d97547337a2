// expect: (aggregate_outside_agg|stands_inside_agg)<[^']*op::sum.*quern: an aggregate such as sum.x. stands only inside agg
// A condition on groups is a where after the agg.
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
  [[maybe_unused]] auto const q = quern::from(t).where(quern::sum("price"_c) > 100);
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("total"_c = quern::sum("price"_c)).where("total"_c > 100);
#endif
}
