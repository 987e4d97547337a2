// expect: (no_such_column|names_a_column)<[^']*"prices"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"price".*quern: no column has this name
// The argument of an aggregate sees the columns of the input.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("total"_c = quern::sum("prices"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("total"_c = quern::sum("price"_c));
#endif
}
