// expect: (duplicate_name|is_the_only_column_named)<[^']*"symbol".*quern: two columns would have the same name
// A key is a column of the result, so an aggregate cannot take its name.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("symbol"_c = quern::count());
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("rows"_c = quern::count());
#endif
}
