// expect: (no_such_column|names_a_column)<[^']*"Symbol"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"symbol".*quern: no column has this name
// Names are case-sensitive; the nearest is then the same name in another case.
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
  [[maybe_unused]] auto const q = quern::from(t).select("Symbol"_c, "amount"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).select("symbol"_c, "amount"_c);
#endif
}
