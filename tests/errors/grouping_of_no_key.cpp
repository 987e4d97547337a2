// expect: (column_is_not_a_key|is_a_key)<[^']*amount.*quern: inside agg.* a column stands in an aggregate or is a key
// Only keys are left out of sets.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::cube("symbol"_c, "day"_c)).agg("g"_c = quern::grouping("amount"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::cube("symbol"_c, "day"_c)).agg("g"_c = quern::grouping("day"_c));
#endif
}
