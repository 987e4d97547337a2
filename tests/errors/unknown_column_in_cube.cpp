// expect: (no_such_column|names_a_column)<[^']*symbl.*quern: no column has this name
// Keys of sets are columns.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::cube("symbl"_c)).agg("n"_c = quern::count());
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::cube("symbol"_c)).agg("n"_c = quern::count());
#endif
}
