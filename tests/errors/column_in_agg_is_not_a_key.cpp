// expect: (column_is_not_a_key|is_a_key)<[^']*"day"[^']*"symbol".*quern: inside agg.* a column stands in an aggregate or is a key
// A group has many values of a column that is no key; first, min or another aggregate says which is meant.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("since"_c = quern::max("day"_c) - "day"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("since"_c = "2024-01-01"_date - quern::min("day"_c));
#endif
}
