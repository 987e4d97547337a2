// expect: (aggregate_outside_agg|stands_inside_agg)<.*quern: an aggregate such as sum.x. stands only inside agg
// SQL allows it; here the aggregate is a column of agg, and order_by names it.
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
  [[maybe_unused]] auto const q = quern::from(t).order_by(quern::sum("price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("total"_c = quern::sum("price"_c)).order_by("total"_c);
#endif
}
