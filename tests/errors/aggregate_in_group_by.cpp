// expect: (aggregate_outside_agg|stands_inside_agg)<.*quern: an aggregate such as sum.x. stands only inside agg
// Groups are there before what is computed of them.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("total"_c = quern::sum("price"_c)).agg("rows"_c = quern::count());
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("total"_c = "price"_c).agg("rows"_c = quern::count());
#endif
}
