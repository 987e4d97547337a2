// expect: (aggregate_outside_agg|stands_inside_agg)<[^']*op::mean.*quern: an aggregate such as sum.x. stands only inside agg
// An aggregate has one value for many rows, update one value for each row.
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
  [[maybe_unused]] auto const q = quern::from(t).update("mean"_c = "price"_c - quern::mean("price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("mean"_c = quern::mean("price"_c));
#endif
}
