// expect: (group_without_agg|is_followed_by_agg)<.*quern: group_by.* is followed by agg
// Groups alone are no rows.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("symbol"_c, "day"_c)).collect();
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("symbol"_c, "day"_c)).agg("n"_c = quern::count()).collect();
#endif
}
