// expect: (duplicate_name|is_the_only_column_named)<[^']*"a".*quern: two columns would have the same name
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
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<"a", "a">("symbol"_c).agg("n"_c = quern::count());
#else
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<"a", "b">("symbol"_c).agg("n"_c = quern::count());
#endif
}
