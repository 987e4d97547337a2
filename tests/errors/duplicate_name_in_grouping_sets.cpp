// expect: (duplicate_name|is_the_only_column_named)<[^']*year.*quern: two columns would have the same name
// One name means one key in all sets.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::grouping_sets(quern::set("symbol"_c, "year"_c = quern::year("day"_c)), "year"_c = "day"_c)).agg("n"_c = quern::count());
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::grouping_sets(quern::set("symbol"_c, "year"_c = quern::year("day"_c)), "year"_c = quern::year("day"_c))).agg("n"_c = quern::count());
#endif
}
