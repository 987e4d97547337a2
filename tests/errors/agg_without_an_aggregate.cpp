// expect: (without_an_aggregate|has_an_aggregate)<.*quern: agg.* takes expressions over aggregates
// An expression of keys alone is a column of the keys: it stands in group_by, or in an update after agg.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c, "day"_c).agg("year"_c = quern::year("day"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c, "year"_c = quern::year("day"_c)).agg("rows"_c = quern::count());
#endif
}
