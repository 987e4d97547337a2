// expect: (no_such_column|names_a_column)<[^']*"simbol".*quern: no column has this name
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
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot_dynamic("simbol"_c, "n"_c = quern::count());
#else
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot_dynamic("symbol"_c, "n"_c = quern::count());
#endif
}
