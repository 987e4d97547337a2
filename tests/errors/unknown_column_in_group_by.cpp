// expect: (no_such_column|names_a_column)<[^']*"symbols"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"symbol".*quern: no column has this name
// The keys are checked at group_by already: agg says nothing more.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbols"_c).agg("rows"_c = quern::count());
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("rows"_c = quern::count());
#endif
}
