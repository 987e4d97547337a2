// expect: (no_such_column|names_a_column)<[^']*"cost"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"day".*quern: no column has this name
// The new name stands left, the old one right; the reverse is a common slip, and names a column that is not there.
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
  [[maybe_unused]] auto const q = quern::from(t).rename("price"_c = "cost"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).rename("cost"_c = "price"_c);
#endif
}
