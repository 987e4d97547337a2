// expect: (no_such_column|names_a_column)<[^']*"symbl".*quern: no column has this name
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
  [[maybe_unused]] auto const q = all.distinct_on("symbl"_c);
#else
  [[maybe_unused]] auto const q = all.distinct_on("symbol"_c);
#endif
}
