// expect: (aggregate_keeps_nulls|skips_the_nulls)<.*quern: this aggregate does not skip nulls, so pivot<\.\.\.> cannot take it
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
  auto const all = quern::from(t);
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<"a">("symbol"_c).agg("x"_c = quern::first_row("price"_c));
#else
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<"a">("symbol"_c).agg("x"_c = quern::first("price"_c));
#endif
}
